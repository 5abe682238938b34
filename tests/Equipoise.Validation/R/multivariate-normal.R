# Normal probabilities: TVPACK for 2 and 3 variables; one-factor correlations r_ij = a_i a_j by their one-dimensional integral for 2 to 6.
# Rscript R/multivariate-normal.R > Expected/multivariate-normal.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))
h <- c(-2.5, -0.4, 0, 0.7, 3.1)
for (x in h) for (y in h) for (r in c(-0.999, -0.6, 0.1, 0.95, 0.9999))
  put("bivariate", sprintf("%g %g %g", x, y, r), pmvnorm(upper = c(x, y), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15)))
for (r in list(c(0.5, 0.3, 0.2), c(0.9, 0.8, 0.95), c(-0.4, 0.5, 0.1), c(0.99, 0.2, 0.1), c(-0.9, -0.9, 0.8)))
  for (x in list(c(0, 0, 0), c(1, 2, 0.5), c(-1, 0.3, 2.2), c(2.5, 2.5, 2.5)))
    put("trivariate", paste(c(r, x), collapse = " "), pmvnorm(upper = x, algorithm = TVPACK(1e-15),
        corr = matrix(c(1, r[1], r[2], r[1], 1, r[3], r[2], r[3], 1), 3)))
factor <- c(0.9, 0.7, -0.5, 0.6, 0.95, -0.3); low <- c(-1.5, -Inf, -2, -0.2, -3, -2.4); up <- c(1.8, 0.9, Inf, 2.5, 1.1, 2)
one <- function(k, a, b, f) {
  g <- function(z) sapply(z, function(y) dnorm(y) * prod(pnorm((b - f * y) / sqrt(1 - f^2)) - pnorm((a - f * y) / sqrt(1 - f^2))))
  sum(sapply(-9:8, function(from) integrate(g, from, from + 1, rel.tol = 1e-13, abs.tol = 0, stop.on.error = FALSE)$value))
}
for (k in 2:6) {
  put("one factor", sprintf("box %d", k), one(k, low[1:k], up[1:k], factor[1:k]))
  put("one factor", sprintf("orthant %d", k), one(k, rep(-Inf, k), up[1:k], factor[1:k]))
  for (m in c(1, 2.5)) put("one factor", sprintf("equal %d %g", k, m), one(k, rep(-m, k), rep(m, k), rep(sqrt(0.8), k)))
}
# Far out: the probability that some is beyond m, directly, without 1 - P (equal correlations a^2).
for (k in 2:5) for (m in c(4, 6, 8)) {
  f <- sqrt(0.8); g <- function(z) dnorm(z) * -expm1(k * pnorm((m - f * z) / sqrt(1 - f^2), log.p = TRUE))
  put("far", sprintf("%d %g", k, m), sum(sapply(seq(-2, 15, 0.5), function(s) integrate(g, s, s + 0.5, rel.tol = 1e-13, abs.tol = 0, stop.on.error = FALSE)$value)))
}
