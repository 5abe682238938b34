# Several endpoints that share alpha: bounds at every alpha of KEYNOTE-189's graph, sequential p-values, and what the graph rejects when
# the statistics of one analysis each are normal. Lan-DeMets O'Brien-Fleming spending; probabilities by mvtnorm's TVPACK.
# Rscript R/several-endpoints.R > Expected/several-endpoints.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

spent <- function(t, a) 2 * pnorm(qnorm(a / 2, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE)
below <- function(u, t) { k <- length(u); if (k == 1) return(pnorm(u))
  pmvnorm(upper = u, corr = outer(1:k, 1:k, Vectorize(function(i, j) sqrt(t[min(i, j)] / t[max(i, j)]))), algorithm = TVPACK(1e-14)) }
# The bounds of looks at fractions t; a final one spends all that is left.
bounds <- function(t, a, final = TRUE) { K <- length(t); s <- spent(t, a); if (final) s[K] <- a
  b <- qnorm(s[1], lower.tail = FALSE)
  if (K > 1) for (k in 2:K) { f <- function(z) below(b[1:(k - 1)], t[1:(k - 1)]) - below(c(b[1:(k - 1)], z), t[1:k]) - (s[k] - s[k - 1])
    b[k] <- uniroot(f, c(0.2, 8), tol = 1e-14)$root }
  b }
for (case in list(list("PFS", c(370, 468), c(.0095, .025)), list("OS", c(240, 332, 416), c(.0155, .025)))) for (a in case[[3]]) {
  b <- bounds(case[[2]] / max(case[[2]]), a)
  for (k in seq_along(b)) put(sprintf("%s at %g", case[[1]], a), sprintf("bound.%d", k), b[k]) }

# Deaths 235 and 340 of 416 with Z 1.9 and 2.35; 235 with Z 2.9.
repeated <- function(t, z) sapply(seq_along(z), function(k)
  uniroot(function(a) bounds(t[1:k], a, final = FALSE)[k] - z[k], c(1e-9, .4), tol = 1e-15)$root)
p <- repeated(c(235, 340) / 416, c(1.9, 2.35))
put("OS", "repeated.1", p[1]); put("OS", "repeated.2", p[2]); put("OS", "repeated.once", repeated(235 / 416, 2.9))

# One analysis of each at D and E events, 0.0095 and 0.0155, each passing all on: rejected by the graph without effect. The scores
# share the deaths before progression, half of the D events where the medians are as 1 to 2: their correlation is sqrt(D / E) / 2.
r <- sqrt(400 / 420) / 2
both <- function(a, b) 1 - pnorm(a) - pnorm(b) + pmvnorm(upper = c(a, b), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-14))
z <- qnorm(c(.0095, .0155, .025), lower.tail = FALSE)
first <- .0095 + both(z[3], z[2]) - both(z[1], z[2]); second <- .0155 + both(z[1], z[3]) - both(z[1], z[2])
any <- .025 - both(z[1], z[2])
put("graph", "correlation", r); put("graph", "PFS", first); put("graph", "OS", second); put("graph", "any", any)
put("graph", "all", first + second - any); put("sequence", "OS", both(z[3], z[3]))
