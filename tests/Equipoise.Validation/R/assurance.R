# Assurance and predictive power with a prior: log hazard ratio normal with mean log(0.75), sd log(0.94/0.60)/(2 qnorm(0.975)); looks at 200,
# 300, 400 events, Lan-DeMets O'Brien-Fleming; integrate over mvtnorm's TVPACK.
# Rscript R/assurance.R > Expected/assurance.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

d <- c(200, 300, 400); t <- d / 400
corr <- function(t) outer(seq_along(t), seq_along(t), Vectorize(function(i, j) sqrt(t[min(i, j)] / t[max(i, j)])))
below <- function(u, t, m = 0 * u) if (length(u) == 1) pnorm(u - m) else pmvnorm(upper = u - m, corr = corr(t), algorithm = TVPACK(1e-14))
s <- 2 * pnorm(qnorm(.0125, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE); b <- qnorm(s[1], lower.tail = FALSE)
for (k in 2:3) b[k] <- uniroot(function(z) below(b[1:(k - 1)], t[1:(k - 1)]) - below(c(b[1:(k - 1)], z), t[1:k]) - (s[k] - s[k - 1]), c(.2, 8),
  tol = 1e-14)$root
over <- function(fun, mean, sd) integrate(Vectorize(function(x) dnorm(x, mean, sd) * fun(x)), mean - 12 * sd, mean + 12 * sd, rel.tol = 1e-10,
  subdivisions = 2000)$value
power <- function(x) 1 - below(b, t, -x * sqrt(d) / 2)
prior <- function(hr, lower, upper) c(log(hr), log(upper / lower) / (2 * qnorm(.975)))
for (p in list(c(.75, .6, .94), c(.8, .6, 1.0667), c(.75, .74999, .75001))) { q <- prior(p[1], p[2], p[3])
  put(sprintf("%g (%g to %g)", p[1], p[2], p[3]), "assurance", over(power, q[1], q[2])) }
one <- function(x) pnorm(-x * sqrt(400) / 2 - qnorm(.975)); q <- prior(.75, .6, .94)
put("one look", "assurance", over(one, q[1], q[2]))

# Z of 1.5 at 200: theta = -x sqrt(400)/2 has the normal posterior; what is to come is Z at 300 and at 400, given that.
for (z in c(.5, 1.5, 2.5)) { v <- 1 / (1 / q[2]^2 + 200 / 4); m <- v * (q[1] / q[2]^2 - z * sqrt(200) / 2)
  ahead <- function(x) { i <- d[2:3] - 200; u <- (b[2:3] * sqrt(d[2:3]) - z * sqrt(200)) / sqrt(i); 1 - below(u, i / max(i), -x * sqrt(i) / 2) }
  put(sprintf("Z %g at 200", z), "predictive", over(ahead, m, sqrt(v))) }
