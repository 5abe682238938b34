# Proportions, incidence rates, risk differences: Rscript R/rates.R > Expected/rates.csv
#
# binom.test, prop.test and poisson.test give the limits of one arm. R has no score limits of a difference: they are found here by uniroot
# on the score statistic, with the restricted maximum found by bisection of its derivative, not by the cubic.
cat("# R 4.2.2, stats 4.2.2\ncase,quantity,value\n")
put <- function(case, ...) { v <- c(...); for (q in names(v)) cat(case, ",", q, ",", if (is.na(v[[q]])) "NA" else if (is.infinite(v[[q]])) "Infinity" else sprintf("%.17g", v[[q]]), "\n", sep = "") }

# qbeta and qgamma of R 4.2.2 are polished: the tail at the quantile, on the log scale, by Newton's method.
polish.beta <- function(p, a, b) { x <- qbeta(p, a, b); for (i in 1:5) x <- x - (pbeta(x, a, b) - p) / dbeta(x, a, b); x }
polish.gamma <- function(p, a, lower = TRUE) { x <- qgamma(p, a, lower.tail = lower)
  for (i in 1:5) x <- x - (if (lower) 1 else -1) * (pgamma(x, a, lower.tail = lower) - p) / dgamma(x, a); x }
for (a in c(0.5, 1, 2.5, 10, 123, 5000)) {
  for (p in c(1e-10, 0.005, 0.025, 0.3)) {
    put(paste("gamma", a, p), lower = polish.gamma(p, a), upper = polish.gamma(p, a, FALSE))
    for (b in c(0.5, 1, 7, 200)) put(paste("beta", a, b, p), quantile = polish.beta(p, a, b))
  }
}
for (q in c(0.001, 0.3, 1, 4, 30, 120)) for (a in c(0.5, 1, 7.25, 100)) put(paste("pgamma", q, a), lower = pgamma(q, a), upper = pgamma(q, a, lower.tail = FALSE))
for (q in c(0.001, 0.2, 0.5, 0.9, 0.999)) for (a in c(0.5, 3, 80)) for (b in c(0.7, 5, 60)) put(paste("pbeta", q, a, b), lower = pbeta(q, a, b))

proportions <- list(c(0, 1), c(1, 1), c(0, 10), c(10, 10), c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(7, 11), c(500, 100000), c(37, 1000))
for (x in proportions) for (level in c(0.9, 0.95, 0.99)) {
  e <- binom.test(x[1], x[2], conf.level = level)$conf.int
  w <- suppressWarnings(prop.test(x[1], x[2], conf.level = level, correct = FALSE))$conf.int
  put(paste("proportion", x[1], x[2], level), exact.lower = e[1], exact.upper = e[2], wilson.lower = w[1], wilson.upper = w[2])
}
rates <- list(c(0, 12.5), c(1, 1), c(3, 77.25), c(10, 20000), c(137, 24.19893), c(5000, 61234))
for (x in rates) for (level in c(0.9, 0.95, 0.99)) {
  e <- poisson.test(x[1], x[2], conf.level = level)$conf.int
  put(paste("rate", x[1], x[2], level), estimate = x[1] / x[2], lower = e[1], upper = e[2])
}

pairs <- list(c(11, 800, 21, 3011), c(11, 800, 23, 1011), c(0, 50, 4, 61), c(3, 40, 0, 45), c(0, 10, 0, 12), c(6, 2.35, 11, 2.85), c(120, 903.5, 97, 1010))
for (x in pairs) {
  r <- poisson.test(x[c(1, 3)], x[c(2, 4)])
  d <- x[1] / x[2] - x[3] / x[4]
  score <- function(delta) { # the restricted maximum by bisection of the derivative of the likelihood
    g <- function(l0) (if (x[1] > 0) x[1] / (l0 + delta) else 0) + (if (x[3] > 0) x[3] / l0 else 0) - x[2] - x[4]
    lo <- max(0, -delta); hi <- lo + 1e6; l0 <- lo
    if (g(lo) > 0) { for (i in 1:2000) { mid <- (lo + hi) / 2; if (mid <= lo || mid >= hi) break; if (g(mid) > 0) lo <- mid else hi <- mid }; l0 <- lo }
    (l0 + delta) / x[2] + l0 / x[4]
  }
  z <- qnorm(0.975); f <- function(delta, sign) d - delta + sign * z * sqrt(score(delta))
  s <- abs(d) + 10 * sqrt((x[1] + 5) / x[2]^2 + (x[3] + 5) / x[4]^2)
  put(paste("pair", paste(x, collapse = " ")), ratio = if (x[1] + x[3] == 0) NA else unname(r$estimate), ratio.lower = r$conf.int[1], ratio.upper = r$conf.int[2], difference = d,
      lower = uniroot(f, c(d - s, d - 1e-9 * s), sign = -1, tol = 1e-300, maxiter = 10000)$root, upper = uniroot(f, c(d + 1e-9 * s, d + s), sign = 1, tol = 1e-300, maxiter = 10000)$root)
}

# Score limits of a risk difference, over strata with Mantel-Haenszel weights; Sato's variance; Newcombe's method 10. Rows: x1 n1 x0 n0.
restricted <- function(x, delta) {
  g <- function(p0) { p1 <- p0 + delta
    (if (x[1] > 0) x[1] / p1 else 0) - (if (x[2] > x[1]) (x[2] - x[1]) / (1 - p1) else 0) + (if (x[3] > 0) x[3] / p0 else 0) - (if (x[4] > x[3]) (x[4] - x[3]) / (1 - p0) else 0) }
  lo <- max(0, -delta); hi <- min(1, 1 - delta)
  if (lo >= hi || g(lo) <= 0) return(lo)
  if (g(hi) >= 0) return(hi)
  for (i in 1:2000) { mid <- (lo + hi) / 2; if (mid <= lo || mid >= hi) break; if (g(mid) > 0) lo <- mid else hi <- mid }
  lo
}
variance <- function(x, delta) { p0 <- restricted(x, delta); p1 <- p0 + delta; n <- x[2] + x[4]; (p1 * (1 - p1) / x[2] + p0 * (1 - p0) / x[4]) * n / (n - 1) }
strata <- list(
  one56 = list(c(56, 70, 48, 80)), one9 = list(c(9, 10, 3, 10)), one6 = list(c(6, 7, 2, 7)), one5 = list(c(5, 56, 0, 29)), one0a = list(c(0, 10, 0, 20)), one0b = list(c(0, 10, 0, 10)),
  one10a = list(c(10, 10, 0, 20)), one10b = list(c(10, 10, 0, 10)), single = list(c(1, 1, 0, 1)), every = list(c(12, 12, 15, 15)), rare = list(c(3, 20000, 1, 19980)),
  three = list(c(12, 40, 5, 38), c(20, 55, 18, 60), c(0, 9, 2, 11)),
  sparse = list(c(1, 2, 0, 1), c(0, 3, 1, 2), c(2, 2, 1, 3), c(0, 1, 0, 4), c(1, 5, 1, 1)))
for (name in names(strata)) {
  t <- strata[[name]]; m <- do.call(rbind, t); n <- m[, 2] + m[, 4]; w <- m[, 2] * m[, 4] / n; d <- m[, 1] / m[, 2] - m[, 3] / m[, 4]
  est <- sum(w * d) / sum(w); z <- qnorm(0.975)
  f <- function(delta, sign) est - delta + sign * z * sqrt(sum((w / sum(w))^2 * sapply(t, variance, delta)))
  root <- function(from, to, sign) if (abs(from) >= 1) from else uniroot(f, c(from, to), sign = sign, tol = 1e-300, maxiter = 10000)$root
  P <- (m[, 2]^2 * m[, 3] - m[, 4]^2 * m[, 1] + m[, 2] * m[, 4] * (m[, 4] - m[, 2]) / 2) / n^2
  Q <- (m[, 1] * (m[, 4] - m[, 3]) + m[, 3] * (m[, 2] - m[, 1])) / (2 * n)
  put(paste("difference", name), estimate = est, mn.lower = root(if (est <= -1) est else est - 1e-10, -1, -1), mn.upper = root(if (est >= 1) est else est + 1e-10, 1, 1), sato.se = sqrt(est * sum(P) + sum(Q)) / sum(w))
  if (length(t) == 1) { x <- t[[1]]
    a <- suppressWarnings(prop.test(x[1], x[2], correct = FALSE))$conf.int; b <- suppressWarnings(prop.test(x[3], x[4], correct = FALSE))$conf.int
    p1 <- x[1] / x[2]; p0 <- x[3] / x[4]
    put(paste("difference", name), newcombe.lower = p1 - p0 - sqrt((p1 - a[1])^2 + (b[2] - p0)^2), newcombe.upper = p1 - p0 + sqrt((a[2] - p1)^2 + (p0 - b[1])^2)) }
  else {
    a <- array(apply(m, 1, function(x) c(x[1], x[2] - x[1], x[3], x[4] - x[3])), c(2, 2, nrow(m))); plain <- mantelhaen.test(a, correct = FALSE); corrected <- mantelhaen.test(a, correct = TRUE)
    put(paste("cmh", name), chisq = unname(plain$statistic), p = plain$p.value, corrected = unname(corrected$statistic), or = unname(plain$estimate), lower = plain$conf.int[1], upper = plain$conf.int[2]) }
}
u <- UCBAdmissions # two-by-two by department: admitted, by gender
cmh <- mantelhaen.test(u, correct = FALSE)
put("cmh UCBAdmissions", chisq = unname(cmh$statistic), p = cmh$p.value, corrected = unname(mantelhaen.test(u)$statistic), or = unname(cmh$estimate), lower = cmh$conf.int[1], upper = cmh$conf.int[2])
