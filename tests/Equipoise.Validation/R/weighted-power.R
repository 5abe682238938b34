# Weighted log-rank statistics under the hazards of a design: months, means, correlations and covariances, and the power of the largest.
# Means and correlations by integrate, where both arms lose alike so that the pooled curve is that of all; the covariance by sums over
# fine cells of what each participant adds, without and with equal losses. Probabilities by mvtnorm's TVPACK.
# Rscript R/weighted-power.R > Expected/weighted-power.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

# A weight w of S, and its derivative times S; until: from when on the weight is that of the survival then.
FH <- function(r, g) list(name = sprintf("FH(%g; %g)", r, g), until = Inf, w = function(S, least) S^r * (1 - S)^g,
  d = function(S, least) r * S^r * (1 - S)^g - (if (g > 0) g * S^(r + 1) * (1 - S)^(g - 1) else 0))
MB <- function(until) list(name = sprintf("MB(%g)", until), until = until, w = function(S, least) 1 / pmax(S, least),
  d = function(S, least) -1 / pmax(S, least))

# Piecewise hazards: from, per month.
at <- function(p, x) p$rate[findInterval(x, p$from)]
cum <- function(p, x) { s <- 0 * x; for (i in seq_along(p$from)) { to <- if (i < length(p$from)) p$from[i + 1] else Inf
  s <- s + p$rate[i] * pmax(0, pmin(x, to) - p$from[i]) }; s }
flat <- function(rate) list(from = 0, rate = rate)

cells <- function(d, T, untils, K) { # midpoints between the places where anything bends
  b <- sort(unique(c(0, T, T - d$accrual, d$lambda0$from, d$lambda1$from, untils[is.finite(untils)]))); b <- b[b >= 0 & b <= T]
  x <- w <- c(); for (i in seq_len(length(b) - 1)) { u <- (seq_len(K) - .5) / K; h <- b[i + 1] - b[i]
    # u^2 in the first, where the root of 1 - S bends
    if (i == 1) { x <- c(x, h * u^2); w <- c(w, h * 2 * u / K) } else { x <- c(x, b[i] + h * u); w <- c(w, rep(h / K, K)) } }
  list(x = x, w = w) }

law <- function(d, T, ws, events = TRUE, K = 60000, spread = TRUE) {
  g <- cells(d, T, sapply(ws, function(w) w$until), K); x <- g$x; dx <- g$w
  run <- function(y) { s <- cumsum(y * dx); s - y * dx / 2 }
  F <- pmin(1, (T - x) / d$accrual)
  n0 <- (1 - d$p1) * F * exp(-cum(d$lambda0, x) - d$eta0 * x); n1 <- d$p1 * F * exp(-cum(d$lambda1, x) - d$eta1 * x); n <- n0 + n1
  f0 <- n0 * at(d$lambda0, x); f1 <- n1 * at(d$lambda1, x); f <- f0 + f1; l <- f / n; S <- exp(-run(l)); D <- sum(f * dx)
  m <- length(ws); h <- n0 * n1 / n^2; dU <- (n1 * f0 - n0 * f1) / n
  least <- sapply(ws, function(w) if (is.finite(w$until)) exp(-sum((l * dx)[x < w$until])) else 0)
  W <- sapply(1:m, function(a) ws[[a]]$w(S, least[a])); Q <- sapply(1:m, function(a) ws[[a]]$d(S, least[a]))
  U <- colSums(W * dU * dx); V <- t(W) %*% (W * h * f * dx); s <- sqrt(diag(V)); Z <- U / s
  out <- list(D = d$N * D, mean = sqrt(d$N) * Z, R = cov2cor(V))
  if (!spread) return(c(out, list(z = Z, share = D)))
  kappa <- 0 * Z
  if (events) { e <- T * 1e-3; hi <- law(d, T + e, ws, K = K, spread = FALSE); lo <- law(d, T - e, ws, K = K, spread = FALSE)
    kappa <- (hi$z - lo$z) / (hi$share - lo$share) }
  C <- matrix(0, m, m)
  for (j in 0:1) { pj <- if (j) d$p1 else 1 - d$p1; nj <- (if (j) n1 else n0) / pj; fj <- (if (j) f1 else f0) / pj
    dh <- if (j) n0 * (n0 - n1) / n^3 else n1 * (n1 - n0) / n^3
    q <- lapply(1:m, function(a) { from <- function(y) (sum(y * dx) - run(y)) * (x < ws[[a]]$until)
      A <- from(Q[, a] * dU); B <- from(2 * W[, a] * Q[, a] * h * f); u <- W[, a] * (n1 / n - j) - A / n; k <- U[a] / (2 * s[a]^3)
      e <- u / s[a] - k * (W[, a]^2 * h - B / n) - kappa[a]; cc <- -u * l / s[a] - k * (W[, a]^2 * dh * f + B / n * l)
      list(e = e, c = cc, C = run(cc)) })
    E <- sapply(q, function(r) sum((fj * r$e + nj * r$c) * dx))
    for (a in 1:m) for (b in 1:m) { p <- q[[a]]; r <- q[[b]]
      C[a, b] <- C[a, b] + pj * (sum((nj * (p$c * r$C + p$C * r$c) + fj * (p$e * r$e + p$e * r$C + p$C * r$e)) * dx) - E[a] * E[b]) } }
  c(out, list(C = C)) }

# Means and correlations once more by integrate, with the survival of all as the pooled curve.
exact <- function(d, T, ws) { p <- d$p1; S0 <- function(x) exp(-cum(d$lambda0, x)); S1 <- function(x) exp(-cum(d$lambda1, x))
  S <- function(x) (1 - p) * S0(x) + p * S1(x); stay <- function(x) pmin(1, (T - x) / d$accrual) * exp(-d$eta0 * x)
  untils <- sapply(ws, function(w) w$until)
  b <- sort(unique(c(0, T, T - d$accrual, d$lambda0$from, d$lambda1$from, untils[is.finite(untils)]))); b <- b[b >= 0 & b <= T]
  I <- function(fun) sum(sapply(seq_len(length(b) - 1), function(i) integrate(fun, b[i], b[i + 1], rel.tol = 1e-12, subdivisions = 2000)$value))
  w <- function(a) { least <- if (is.finite(ws[[a]]$until)) S(ws[[a]]$until) else 0; function(x) ws[[a]]$w(S(x), least) }
  part <- function(x) (1 - p) * p * S0(x) * S1(x) / S(x) * stay(x)
  U <- sapply(seq_along(ws), function(a) I(function(x) w(a)(x) * part(x) * (at(d$lambda0, x) - at(d$lambda1, x))))
  V <- outer(seq_along(ws), seq_along(ws), Vectorize(function(a, b) I(function(x) w(a)(x) * w(b)(x) * part(x) *
    ((1 - p) * S0(x) * at(d$lambda0, x) + p * S1(x) * at(d$lambda1, x)) / S(x))))
  list(mean = sqrt(d$N) * U / sqrt(diag(V)), R = cov2cor(V)) }

month <- function(d, events) uniroot(function(T) law(d, T, list(FH(0, 0)), K = 4000, spread = FALSE)$D - events, c(1, 200), tol = 1e-10)$root
some <- list(FH(0, 0), FH(0, .5), FH(0, 1), FH(1, 0), FH(1, 1), FH(.5, .5), MB(6))
combo <- c(1, 2, 6) # FH(0, 0), FH(0, 0.5), FH(0.5, 0.5)
late <- list(N = 621, accrual = 18, p1 = .5, lambda0 = flat(log(2) / 6), lambda1 = list(from = c(0, 4), rate = log(2) / 6 * c(1, .6)),
  eta0 = -log(.95) / 12, eta1 = -log(.95) / 12)
unequal <- modifyList(late, list(N = 150, p1 = 2 / 3, lambda1 = flat(log(2) / 12)))
losses <- modifyList(late, list(eta1 = -log(.8) / 12))
day <- list(N = 350, accrual = 12, p1 = .5, lambda0 = flat(log(2) / 15), lambda1 = list(from = c(0, 4), rate = log(2) / 15 * c(1, .6)),
  eta0 = .001, eta1 = .001)

for (case in list(list("late", late, 400), list("unequal", unequal, 75), list("losses", losses, 380), list("day", day, NA))) {
  name <- case[[1]]; d <- case[[2]]; waits <- !is.na(case[[3]]); T <- if (waits) month(d, case[[3]]) else 36
  its <- law(d, T, some, waits); best <- if (d$eta0 == d$eta1) exact(d, T, some) else its
  put(name, "month", T)
  for (a in seq_along(some)) { put(name, paste("mean", some[[a]]$name), best$mean[a]); put(name, paste("variance", some[[a]]$name), its$C[a, a])
    put(name, paste("correlation", some[[a]]$name), best$R[1, a]) }
  if (!waits || d$eta0 != d$eta1) next
  R <- best$R[combo, combo]; outside <- function(u, R) 1 - pmvnorm(upper = u, corr = R, algorithm = TVPACK(1e-14))
  z <- uniroot(function(z) outside(rep(z, 3), R) - .025, c(1.9, 2.5), tol = 1e-13)$root; s <- sqrt(diag(its$C)[combo])
  put(name, "combo z", z); put(name, "combo power", outside((z - best$mean[combo]) / s, cov2cor(its$C[combo, combo])))
  put(name, "combo power near the null", outside(z - best$mean[combo], R))
}
