# Bounds, drifts and exit probabilities of group-sequential tests by recursive integration with one Gauss-Legendre rule of 600 points
# over the continuation region (2000 where looks are close or tails far), on the scale of Z with drift: another program than the
# library's, which integrates by panels without drift. Converged: 300 and 600 points agree to 1e-15.
# A case is its design in words: rule;alpha;fractions;spending fractions;futility;power;sides, which the test reads.
# Rscript R/group-sequential.R > Expected/group-sequential.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2 (Gauss-Legendre recursion, 600 points), mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

gl <- local({ cache <- list(); function(n) { key <- as.character(n); if (is.null(cache[[key]])) {
  i <- 1:(n - 1); b <- i / sqrt(4 * i^2 - 1); J <- matrix(0, n, n); J[cbind(i, i + 1)] <- b; J[cbind(i + 1, i)] <- b
  x <- eigen(J, symmetric = TRUE, only.values = TRUE)$values
  legendre <- function(x) { p0 <- 1; p1 <- x; for (m in 2:n) { p2 <- ((2 * m - 1) * x * p1 - (m - 1) * p0) / m; p0 <- p1; p1 <- p2 }
    list(p = p1, d = n * (x * p1 - p0) / (x^2 - 1)) }
  for (it in 1:3) { l <- legendre(x); x <- x - l$p / l$d }
  cache[[key]] <<- list(x = x, w = 2 / ((1 - x^2) * legendre(x)$d^2)) }
  cache[[key]] } })
# The paths that go on: start() before the first look; above(), below() at the look; go() to the next.
start <- function(I, theta = 0, n = 600, L = 12) list(I = I, theta = theta, n = n, L = L, k = 1)
crossing <- function(s, bound, upper) { I <- s$I; k <- s$k
  if (k == 1) return(pnorm(bound - s$theta * sqrt(I[1]), lower.tail = !upper))
  d <- I[k] - I[k - 1]; mu <- s$z * sqrt(I[k - 1]) + s$theta * d
  sum(s$g * pnorm((bound * sqrt(I[k]) - mu) / sqrt(d), lower.tail = !upper)) }
above <- function(s, b) crossing(s, b, TRUE)
below <- function(s, a) crossing(s, a, FALSE)
go <- function(s, a, b) { I <- s$I; k <- s$k; m <- s$theta * sqrt(I[k]); q <- gl(s$n)
  l <- max(a, m - s$L); u <- min(b, m + s$L); z <- (u - l) / 2 * q$x + (u + l) / 2; w <- (u - l) / 2 * q$w
  if (k == 1) g <- dnorm(z - m) * w else { d <- I[k] - I[k - 1]; mu <- s$z * sqrt(I[k - 1]) + s$theta * d
    g <- as.vector(dnorm(outer(z * sqrt(I[k]), mu, "-") / sqrt(d)) %*% s$g) * sqrt(I[k] / d) * w }
  s$z <- z; s$g <- g; s$k <- k + 1; s }
root <- function(f, lo, hi) suppressWarnings(uniroot(f, c(lo, hi), tol = 1e-16, maxiter = 1000))$root
upper <- function(s, p) if (s$k == 1) qnorm(p, lower.tail = FALSE) else root(function(x) log(above(s, x)) - log(p), -5, 30)
lower <- function(s, p) if (s$k == 1) qnorm(p) + s$theta * sqrt(s$I[1]) else root(function(x) log(below(s, x)) - log(p), -12, 12)

spend <- function(f, t, a) { x <- f[-1]; switch(f[1],
  of = 2 * pnorm(qnorm(a / 2, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE), poc = a * log(1 + (exp(1) - 1) * t),
  hsd = { g <- as.numeric(x); if (g == 0) a * t else a * (1 - exp(-g * t)) / (1 - exp(-g)) }, kd = a * t^as.numeric(x),
  user = a * approx(c(0, .4, .7, 1), c(0, .2, .6, 1), t)$y) }
rule <- function(x) strsplit(x, " ")[[1]]

# Walks over the looks; futility: NULL, list(f=, binding=) or list(z=, binding=).
walk <- function(d, th, C = NA) { K <- length(d$t); e <- rule(d$rule); ca <- spend(e, d$s, d$alpha); b <- a <- numeric(K)
  s0 <- start(d$t, 0, d$n, d$L); s1 <- start(d$t, th, d$n, d$L); spent <- total <- 0
  cb <- if (!is.null(d$fut$f)) spend(rule(d$fut$f), d$s, 1 - d$power)
  shape <- switch(e[1], P = .5, OF = 0, WT = as.numeric(e[2]), NA)
  for (k in 1:K) {
    b[k] <- if (!is.na(shape)) C * d$t[k]^(shape - .5) else if (e[1] == "HP") { if (k < K) as.numeric(e[2]) else upper(s0, d$alpha - spent) }
            else upper(s0, ca[k] - if (k > 1) ca[k - 1] else 0)
    spent <- spent + above(s0, b[k])
    a[k] <- if (is.null(d$fut)) -Inf else if (k == K) b[k] else if (!is.null(d$fut$z)) d$fut$z[k]
            else lower(s1, cb[k] - if (k > 1) cb[k - 1] else 0)
    total <- total + below(s1, a[k])
    if (k < K) { s0 <- go(s0, if (d$two) -b[k] else if (isTRUE(d$fut$binding)) a[k] else -Inf, b[k]); s1 <- go(s1, if (d$two) -b[k] else a[k], b[k]) } }
  list(a = a, b = b, spent = spent, low = total) }
exits <- function(d, a, b, th) { K <- length(d$t); s <- start(d$t, th, d$n, d$L); up <- lo <- numeric(K)
  for (k in 1:K) { up[k] <- above(s, b[k]); lo[k] <- below(s, a[k]); if (k < K) s <- go(s, a[k], b[k]) }; list(up = up, lo = lo) }
solve <- function(d, th) { if (!rule(d$rule)[1] %in% c("P", "OF", "WT")) return(walk(d, th))
  z <- qnorm(d$alpha, lower.tail = FALSE); C <- root(function(C) log(walk(d, th, C)$spent) - log(d$alpha), z * .8, z + 2.5); walk(d, th, C) }
case <- function(r, alpha = .025, t, s = t, fut = NULL, power = .9, two = FALSE, n = 600, L = 12) {
  d <- list(rule = r, alpha = alpha, t = t, s = s, fut = fut, power = power, two = two, n = n, L = L)
  f <- if (is.null(fut)) "none" else paste(if (is.null(fut$f)) paste("z", paste(fut$z, collapse = " ")) else fut$f, if (fut$binding) "binding" else "free")
  num <- function(x) paste(sprintf("%.15g", x), collapse = " ")
  times <- function(x) if (length(x) > 1 && all(x == even(length(x)))) paste("even", length(x)) else num(x)
  name <- paste(r, num(alpha), times(t), if (identical(s, t)) "same" else times(s), f, num(power), if (two) "two-sided" else "one-sided", sep = ";")
  base <- qnorm(alpha, lower.tail = FALSE) + qnorm(power)
  if (!is.null(fut$f)) {
    if (!fut$binding) { b <- solve(modifyList(d, list(fut = NULL), keep.null = TRUE), 0)$b }
    at <- function(th) { if (fut$binding) return(solve(d, th)); K <- length(t); s1 <- start(t, th, n, L); a <- numeric(K); cb <- spend(rule(fut$f), s, 1 - power); low <- 0
      for (k in 1:K) { a[k] <- if (k == K) b[k] else lower(s1, cb[k] - if (k > 1) cb[k - 1] else 0); low <- low + below(s1, a[k]); if (k < K) s1 <- go(s1, a[k], b[k]) }
      list(a = a, b = b, low = low) }
    # Too large a drift stops too often under the null hypothesis for alpha to be spent: then there are no bounds.
    low <- function(th) tryCatch(at(th)$low, error = function(e) 0)
    drift <- if (length(t) == 1) base else root(function(th) low(th) - (1 - power), base * .995, base * 1.25)
    x <- at(drift)
  } else { x <- solve(d, 0); if (two) x$a <- -x$b
    drift <- root(function(th) sum(exits(d, x$a, x$b, th)$up) - power, base * .99, base * 1.6) }
  for (k in seq_along(t)) { put(name, paste0("b", k), x$b[k]); if (is.finite(x$a[k])) put(name, paste0("a", k), x$a[k]) }
  put(name, "drift", drift)
  for (th in c(0, drift, if (length(t) > 2) 20)) { e <- exits(d, x$a, x$b, th); h <- if (th == drift) "d" else as.character(th)
    for (k in seq_along(t)) { put(name, paste0("up", k, " at ", h), e$up[k]); put(name, paste0("lo", k, " at ", h), e$lo[k]) } } }
even <- function(K) (1:K) / K

for (r in c("of", "poc", "hsd -4", "hsd 1", "kd 3", "user")) for (t in list(1, even(2), c(.3, .7, 1), c(.1, .25, .6, 1), even(5))) case(r, t = t)
for (r in c("hsd 0", "hsd -2", "kd 1", "kd 0.5")) case(r, t = even(3))
for (K in 6:10) case("of", t = even(K))
for (alpha in c(1e-8, 1e-4, .005, .1, .3)) { case("of", alpha, even(3)); case("hsd -4", alpha, c(.2, .5, 1), power = .95) }
for (r in c("P", "OF", "WT 0.25", "WT -0.2", "HP 3")) for (K in c(2, 3, 5)) { case(r, t = even(K)); case(r, t = even(K), two = TRUE) }
for (r in c("P", "OF")) case(r, .005, even(10), two = TRUE)
for (r in c("P", "OF", "WT 0.4")) case(r, t = c(.2, .45, .8, 1), power = .8)
for (r in c("of", "hsd -2")) case(r, t = even(5), two = TRUE)
for (r in c("of", "poc")) { case(r, t = c(.5, .9, 1)); case(r, t = c(.5, .99, 1)); case(r, t = c(.9, .95, .975, 1)) }
case("of", t = c(.5, .995, 1), n = 1500); case("kd 3", t = c(.01, .02, 1)); case("hsd -4", t = c(.01, .05, .5, 1))
case("of", t = c(.05, .1, .2, 1), n = 1500, L = 25)
case("of", t = c(.3, .65, 1), s = c(.4, .7, 1)); case("hsd -4", t = c(.2, .5, .8, 1), s = c(.25, .5, .75, 1), fut = list(f = "hsd -2", binding = FALSE))
for (binding in c(FALSE, TRUE)) {
  for (r in c("of", "hsd -4", "poc")) for (f in c("hsd -2", "of", "kd 2")) case(r, t = even(3), fut = list(f = f, binding = binding))
  for (power in c(.8, .95)) case("of", t = c(.4, .7, 1), fut = list(f = "hsd -4", binding = binding), power = power)
  case("of", .005, even(5), fut = list(f = "poc", binding = binding)); case("kd 3", .05, c(.2, .5, .6, 1), fut = list(f = "kd 1", binding = binding))
  case("of", t = even(10), fut = list(f = "hsd -2", binding = binding)); case("of", t = c(.6, .98, 1), fut = list(f = "hsd -4", binding = binding))
  case("of", t = even(3), fut = list(z = c(0, .5), binding = binding)); case("hsd -4", t = c(.3, .6, .8, 1), fut = list(z = c(-.5, .3, .9), binding = binding))
  case("HP 3", t = even(3), fut = list(z = c(-.2, .4), binding = binding)); case("P", t = even(3), fut = list(z = c(0, .6), binding = binding)) }
case("OF", t = even(3), fut = list(f = "hsd -2", binding = FALSE)); case("OF", t = even(3), fut = list(f = "hsd -2", binding = TRUE))

# Three looks, however close, from trivariate normal probabilities (Genz, 2004).
orthant <- function(x, R) if (any(x == -Inf)) 0 else { keep <- is.finite(x); x <- x[keep]
  if (length(x) == 0) 1 else if (length(x) == 1) pnorm(x) else as.numeric(pmvnorm(upper = x, corr = R[keep, keep, drop = FALSE], algorithm = TVPACK(1e-15))) }
box <- function(lo, hi, R) { K <- length(lo); total <- 0; for (i in 0:(2^K - 1)) { low <- bitwAnd(i, 2^(0:(K - 1))) > 0
  total <- total + (-1)^sum(low) * orthant(ifelse(low, lo, hi), R) }; total }
for (t in list(c(.5, .999, 1), c(.9999, .99999, 1), c(.001, .5, 1), c(1, 2, 3))) for (th in c(0, 2.5)) {
  a <- c(-.5, .4, 1.2); b <- c(2.6, 2.3, 2.1); m <- th * sqrt(t); R <- outer(t, t, function(x, y) sqrt(pmin(x, y) / pmax(x, y)))
  name <- paste("exit", paste(sprintf("%.15g", t), collapse = " "), th, sep = ";")
  for (k in 1:3) { r <- R[1:k, 1:k, drop = FALSE]; i <- seq_len(k - 1)
    put(name, paste0("up", k), box(c((a - m)[i], (b - m)[k]), c((b - m)[i], Inf), r)); put(name, paste0("lo", k), box(c((a - m)[i], -Inf), c((b - m)[i], (a - m)[k]), r)) } }
