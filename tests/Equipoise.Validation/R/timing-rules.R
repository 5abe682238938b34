# Analyses that wait for events and a time: events expected by a month, months of events, and the power of as many (Schoenfeld), for 518
# participants over 18 months, medians of 6 and 8 months, 5% lost a year; integrate over uniform entry, uniroot, mvtnorm's TVPACK for looks.
# Rscript R/timing-rules.R > Expected/timing-rules.csv
suppressMessages(library(mvtnorm))
cat("# R 4.2.2, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

lambda <- log(2) / 6; eta <- -log(.95) / 12
arm <- function(m, l) integrate(function(u) 518 / 36 * l / (l + eta) * (1 - exp(-(l + eta) * (m - u))), 0, min(m, 18), rel.tol = 1e-12)$value
by <- function(m) arm(m, lambda) + arm(m, .75 * lambda)
when <- function(d) uniroot(function(m) by(m) - d, c(1, 200), tol = 1e-12)$root
fixed <- function(case, month, waited) { d <- if (is.na(waited)) round(by(month)) else waited
  put(case, "month", month); put(case, "events", d); put(case, "power", pnorm(log(1 / .75) * sqrt(d) / 2 - qnorm(.975))) }
fixed("later of 300 and 24 after the last", max(when(300), 18 + 24), NA)
fixed("later of 400 and month 20", max(when(400), 20), 400)
fixed("400 at the latest in 20", min(when(400), 20), NA)
fixed("later of 400 and month 12 at the latest in 20", min(max(when(400), 12), 20), NA)
fixed("400 at the latest in 48", min(when(400), 48), 400)

# Lan-DeMets O'Brien-Fleming; bounds at the shares of the events that are expected, power at drift log(1/0.75) sqrt(d)/2.
spent <- function(t, a) 2 * pnorm(qnorm(a / 2, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE)
below <- function(u, t, m = 0 * u) { k <- length(u); if (k == 1) return(pnorm(u - m))
  pmvnorm(upper = u - m, corr = outer(1:k, 1:k, Vectorize(function(i, j) sqrt(t[min(i, j)] / t[max(i, j)]))), algorithm = TVPACK(1e-14)) }
looks <- function(case, months, events) { t <- events / max(events); s <- spent(t, .025); b <- qnorm(s[1], lower.tail = FALSE)
  for (k in 2:3) { f <- function(z) below(b[1:(k - 1)], t[1:(k - 1)]) - below(c(b[1:(k - 1)], z), t[1:k]) - (s[k] - s[k - 1])
    b[k] <- uniroot(f, c(.2, 8), tol = 1e-14)$root }
  for (k in 1:3) { put(case, paste0("month.", k), months[k]); put(case, paste0("events.", k), events[k]); put(case, paste0("z.", k), b[k]) }
  put(case, "power", 1 - below(b, t, log(1 / .75) * sqrt(events) / 2)) }
m <- when(200); m[2] <- max(when(300), m[1] + 6); m[3] <- max(when(400), m[2] + 6)
looks("6 months apart", m, c(200, round(by(m[2])), round(by(m[3]))))
m <- c(max(when(200), 18), max(when(300), 18 + 6), when(400)); looks("looks that wait", m, c(round(by(m[1])), round(by(m[2])), 400))
