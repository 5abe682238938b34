# MaxCombo from its definition. The p-value is the integral over the density of the largest statistic,
# P(max Z > m) = sum over i of the integral of phi(s) P(the others < s | Z_i = s) ds from m: another road than the library's,
# exact where the correlations are singular too. Trivariate probabilities by TVPACK (Genz, 2004).
# Rscript R/max-combo.R > Expected/max-combo.csv
suppressMessages({ library(survival); library(mvtnorm) })
cat("# R 4.2.2, survival 3.5-3, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

statistics <- function(time, status, group, strata, rho, gamma) {
  k <- length(rho); u <- numeric(k); v <- matrix(0, k, k)
  for (s in sort(unique(strata))) {
    survival <- 1
    for (t in sort(unique(time[strata == s & status == 1]))) {
      risk <- strata == s & time >= t; dead <- risk & time == t & status == 1
      n <- sum(risk); d <- sum(dead); q <- mean(group[risk]); w <- survival^rho * (1 - survival)^gamma
      u <- u + w * (d * q - sum(group[dead]))
      if (n > 1) v <- v + outer(w, w) * d * (n - d) / (n - 1) * q * (1 - q)
      survival <- survival * (1 - d / n)
    }
  }
  list(z = u / sqrt(diag(v)), r = cov2cor(v))
}
# P(lower < X < upper), dimensions 0 to 3, from lower orthants.
orthant <- function(x, r) {
  k <- length(x)
  if (any(x == -Inf)) return(0)
  if (k == 0) 1 else if (k == 1) pnorm(x)
  else if (k == 2 && abs(r[1, 2]) > 1 - 1e-12) { if (r[1, 2] > 0) pnorm(min(x)) else max(0, pnorm(x[1]) - pnorm(-x[2])) }
  else as.numeric(pmvnorm(upper = x, corr = r, algorithm = TVPACK(1e-14)))
}
box <- function(a, b, r) {
  k <- length(b); total <- 0
  for (s in seq_len(2^k) - 1) {
    low <- bitwAnd(s, 2^(seq_len(k) - 1)) > 0
    total <- total + (-1)^sum(low) * orthant(ifelse(low, a, b), r)
  }
  total
}
beyond <- function(m, r, two) {
  k <- nrow(r)
  density <- function(i, s) {
    m <- r[-i, i] * s; v <- r[-i, -i, drop = FALSE] - outer(r[-i, i], r[-i, i]); d <- sqrt(diag(v))
    a <- if (two) (-s - m) / d else rep(-Inf, k - 1)
    dnorm(s) * box(a, (s - m) / d, if (k > 1) cov2cor(v) else v)
  }
  (1 + two) * sum(sapply(seq_len(k), function(i)
    integrate(Vectorize(function(s) density(i, s)), m, m + 1, rel.tol = 1e-12, subdivisions = 1000)$value +
    integrate(Vectorize(function(s) density(i, s)), m + 1, max(m, 0) + 8, rel.tol = 1e-11, subdivisions = 1000)$value))
}
mp <- data.frame(time = c(1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23, 6,6,6,6,7,9,10,10,11,13,16,17,19,20,22,23,25,32,32,34,35),
                 status = c(rep(1, 21), 1,1,1,0,1,0,1,0,0,1,1,0,0,0,1,1,0,0,0,0,0), group = rep(0:1, each = 21), s = 0)
am <- data.frame(time = c(aml$time[12:23], aml$time[1:11]), status = c(aml$status[12:23], aml$status[1:11]), group = rep(0:1, c(12, 11)), s = 0)
kd <- data.frame(time = kidney$time, status = kidney$status, group = seq_len(76) %% 2, s = kidney$sex)
sets <- list(usual = list(c(0, 0, 1, 1), c(0, 1, 0, 1)), two = list(c(0, 0), c(0, 1)), three = list(c(0, 0, 1), c(0, 1, 1)),
             dependent = list(c(0, 0, 1), c(0, 1, 0)), close = list(c(0, 0, 0, 0), c(0, 0.5, 1, 2)))
for (n in c("6mp", "aml", "kidney")) for (s in names(sets)) {
  d <- list("6mp" = mp, aml = am, kidney = kd)[[n]]; x <- statistics(d$time, d$status, d$group, d$s, sets[[s]][[1]], sets[[s]][[2]])
  case <- paste(n, s)
  for (i in seq_along(x$z)) { put(case, paste0("z", i - 1), x$z[i]); for (j in seq_len(i - 1)) put(case, paste0("r", i - 1, j - 1), x$r[i, j]) }
  put(case, "one", beyond(max(x$z), x$r, FALSE)); put(case, "two", beyond(max(abs(x$z)), x$r, TRUE))
}
