# Sizes of event-driven trials. Sizes by rpact; expected numbers by R's integrate, piece by piece; the drift of group-sequential tests by
# the recursive integral with Gauss-Legendre nodes (Armitage, McPherson and Rowe 1969), written here for that alone.
# Rscript R/sizing.R > Expected/sizing.csv
suppressMessages(library(rpact))
cat("# R 4.2.2, rpact 3.3.4\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

# ---- expected numbers ----
# A trial is accrual, hazards and hazard ratio (cuts, values), dropout of each arm, ratio, follow-up of each.
at <- function(rate, x) rate$value[findInterval(x, rate$cut)]
total <- function(rate, x) sapply(x, function(x) sum(rate$value * pmax(0, pmin(x, c(rate$cut[-1], Inf)) - rate$cut)))
rate <- function(cut, value) list(cut = cut, value = value)
pieces <- function(f, from, to, cuts) {
  cuts <- sort(unique(c(from, cuts[cuts > from & cuts < to], to)))
  if (to <= from) return(0)
  sum(mapply(function(a, b) integrate(function(x) f(pmin(pmax(x, a + 1e-13 * (b - a)), b - 1e-13 * (b - a))), a, b, rel.tol = 1e-13, subdivisions = 500, stop.on.error = FALSE)$value, head(cuts, -1), tail(cuts, -1)))
}
arm <- function(s, i, t, f) {
  entered <- function(y) total(s$accrual, pmin(pmax(y, 0), s$until))
  hazard <- function(x) at(s$hazard, x) * (if (i == 2) at(s$hr, x) else 1)
  both <- rate(sort(unique(c(s$hazard$cut, s$hr$cut, s$drop[[i]]$cut))), NA); both$value <- hazard(both$cut) + at(s$drop[[i]], both$cut)
  alive <- function(x) exp(-total(both, x))
  (if (i == 2) s$r else 1) / (1 + s$r) * pieces(function(x) f(x, hazard(x), at(s$drop[[i]], x)) * alive(x) * entered(t - x), 0, min(t, s$max),
    c(both$cut, t - s$accrual$cut, t - s$until))
}
month <- function(s, events, upper) uniroot(function(t) sum(sapply(1:2, function(i) arm(s, i, t, function(x, h, e) h))) / events - 1, c(0.01, upper), tol = 1e-13)$root
trials <- list(
  delayed = list(accrual = rate(c(0, 3, 7), c(4, 10, 22)), until = 15, hazard = rate(0, 0.05), hr = rate(c(0, 4), c(1, 0.6)),
                 drop = list(rate(0, 0.002), rate(0, 0.006)), r = 1, max = Inf),
  crossing = list(accrual = rate(c(0, 5), c(30, 10)), until = 11.5, hazard = rate(c(0, 6, 12), c(0.08, 0.04, 0.02)), hr = rate(c(0, 3, 9), c(1.4, 0.8, 0.5)),
                  drop = list(rate(c(0, 6), c(0.01, 0.001)), rate(0, 0.01)), r = 2, max = Inf),
  limited = list(accrual = rate(0, 25), until = 10, hazard = rate(c(0, 2), c(0.02, 0.1)), hr = rate(0, 0.7), drop = list(rate(0, 0), rate(0, 0.003)), r = 1 / 3, max = 8),
  rare = list(accrual = rate(c(0, 1), c(100, 400)), until = 6, hazard = rate(0, 1e-7), hr = rate(0, 0.5), drop = list(rate(0, 1e-9), rate(0, 0)), r = 1, max = Inf),
  fast = list(accrual = rate(0, 50), until = 4, hazard = rate(c(0, 0.5), c(6, 0.3)), hr = rate(0, 0.9), drop = list(rate(0, 0.2), rate(0, 0.2)), r = 1, max = Inf),
  pause = list(accrual = rate(c(0, 4, 8), c(20, 0, 20)), until = 12, hazard = rate(c(0, 5), c(0, 0.1)), hr = rate(0, 0.6), drop = list(rate(0, 0.01), rate(0, 0.02)), r = 1, max = Inf))
for (name in names(trials)) { s <- trials[[name]]
  for (t in c(2, 6.5, 14, 30)) { case <- paste(name, t)
    d <- sapply(1:2, function(i) arm(s, i, t, function(x, h, e) h)); put(case, "control", d[1]); put(case, "experimental", d[2])
    put(case, "dropouts", sum(sapply(1:2, function(i) arm(s, i, t, function(x, h, e) e))))
    if (sum(d) > 0) put(case, "ahr", exp(sum(sapply(1:2, function(i) arm(s, i, t, function(x, h, e) h * log(at(s$hr, x))))) / sum(d)))
  }
  # the month of a third of the events of month 30
  want <- sum(d) / 3; put(name, "third", want)
  put(name, "month", month(s, want, 30))
}

# cured shares: the average over all events of the log ratio of the two marginal hazards
cured <- list(accrual = rate(c(0, 5), c(30, 10)), until = 11.5, hazard = rate(c(0, 6), c(0.08, 0.04)), hr = rate(c(0, 3), c(1, 0.7)),
              drop = list(rate(0, 0.01), rate(0, 0.02)), r = 2, max = Inf)
for (t in c(5, 14, 40, 200)) for (share in list(c(0.2, 0.35), c(0.3, 0.3), c(0, 0.25))) { s <- cured
  free <- function(i, x) { h <- rate(c(0, 3, 6), NA); h$value <- at(s$hazard, h$cut) * (if (i == 2) at(s$hr, h$cut) else 1); exp(-total(h, x)) }
  left <- function(i, x) (1 - share[i]) * free(i, x) / (share[i] + (1 - share[i]) * free(i, x))
  d <- sapply(1:2, function(i) (1 - share[i]) * arm(s, i, t, function(x, h, e) h))
  l <- sapply(1:2, function(i) (1 - share[i]) * arm(s, i, t, function(x, h, e) h * log(at(s$hr, x) * left(2, x) / left(1, x))))
  case <- paste("cured", share[1], share[2], t); put(case, "events", sum(d)); put(case, "ahr", exp(sum(l) / sum(d)))
}

# ---- sizes ----
ramp <- list(time = c(0, 3, 6, 18), rate = c(0.2, 0.5, 0.9)); flat <- list(time = c(0, 18), rate = 0.9)
hazards <- list(single = list(0, log(2) / 9), changing = list(c(0, 4, 10), c(0.05, 0.09, 0.03)))
for (a in c("flat", "ramp")) for (h in names(hazards)) for (r in c("1", "2", "1/3")) for (m in c("Schoenfeld", "Freedman")) for (hr in c(0.6, 0.8)) {
  ratio <- eval(parse(text = r)); accrual <- get(a); drop <- if (hr == 0.6) c(0.05, 0.1) else c(0, 0)
  lambda <- if (h == "single") list(lambda2 = hazards[[h]][[2]]) else list(piecewiseSurvivalTime = hazards[[h]][[1]], lambda2 = hazards[[h]][[2]])
  common <- c(lambda, list(hazardRatio = hr, typeOfComputation = m, allocationRatioPlanned = ratio, dropoutRate1 = drop[1], dropoutRate2 = drop[2], dropoutTime = 12))
  case <- paste(a, h, gsub("/", ":", r), m, hr)
  x <- suppressWarnings(do.call(getSampleSizeSurvival, c(list(alpha = 0.025, sided = 1, beta = 0.1, accrualTime = accrual$time,
    accrualIntensity = accrual$rate, accrualIntensityType = "relative", followUpTime = 10), common)))
  put(case, "rate.events", x$eventsFixed[1]); put(case, "rate.participants", x$nFixed[1]); put(case, "rate.experimental", x$nFixed1[1])
  n <- ceiling(1.3 * x$nFixed[1])
  absolute <- accrual$rate * n / sum(accrual$rate * diff(accrual$time))
  # rpact's own months: its event probabilities integrate across the kinks of changing hazards, and leave up to 2e-4. So they come from integrate here.
  s <- list(accrual = rate(head(accrual$time, -1), absolute), until = 18, hazard = if (h == "single") rate(0, log(2) / 9) else rate(hazards[[h]][[1]], hazards[[h]][[2]]),
            hr = rate(0, hr), drop = list(rate(0, -log(1 - drop[2]) / 12), rate(0, -log(1 - drop[1]) / 12)), r = ratio, max = Inf)
  y <- suppressWarnings(try(do.call(getSampleSizeSurvival, c(list(alpha = 0.025, sided = 1, beta = 0.1, accrualTime = accrual$time,
    accrualIntensity = absolute, accrualIntensityType = "absolute"), common)), silent = TRUE))
  if (!inherits(y, "try-error")) { put(case, "followup.n", n); put(case, "followup.rpact", y$analysisTime[1]); put(case, "followup.months", month(s, y$eventsFixed[1], 60)) }
  fewer <- floor(x$eventsFixed[1] * 0.8)
  z <- suppressWarnings(do.call(getPowerSurvival, c(list(getDesignGroupSequential(kMax = 1, alpha = 0.025, sided = 1), directionUpper = FALSE,
    maxNumberOfEvents = fewer, accrualTime = accrual$time, accrualIntensity = absolute, accrualIntensityType = "absolute"), common)))
  put(case, "power.events", fewer); put(case, "power.power", z$overallReject[1]); put(case, "power.rpact", z$analysisTime[1]); put(case, "power.months", month(s, fewer, 60))
}

# ---- drifts ----
gl <- function(n) { i <- 1:(n - 1); b <- i / sqrt(4 * i^2 - 1); J <- matrix(0, n, n); J[cbind(i, i + 1)] <- b; J[cbind(i + 1, i)] <- b
  x <- eigen(J, symmetric = TRUE)$values
  step <- function(x) { p0 <- rep(1, n); p1 <- x; for (m in 2:n) { p2 <- ((2 * m - 1) * x * p1 - (m - 1) * p0) / m; p0 <- p1; p1 <- p2 }
    list(p = p1, d = n * (x * p1 - p0) / (x^2 - 1)) }
  for (it in 1:3) { s <- step(x); x <- x - s$p / s$d }
  list(x = x, w = 2 / ((1 - x^2) * step(x)$d^2)) }
q <- gl(300)
leave <- function(I, a, b, theta = 0, L = 12) { # probabilities to leave above b and below a, by look
  K <- length(I); up <- lo <- numeric(K); up[1] <- pnorm(b[1] - theta * sqrt(I[1]), lower.tail = FALSE); lo[1] <- pnorm(a[1] - theta * sqrt(I[1]))
  nodes <- function(k) { l <- max(a[k], theta * sqrt(I[k]) - L); u <- min(b[k], theta * sqrt(I[k]) + L); list(z = (u - l) / 2 * q$x + (u + l) / 2, w = (u - l) / 2 * q$w) }
  if (K > 1) { m <- nodes(1); g <- dnorm(m$z - theta * sqrt(I[1])) * m$w; z <- m$z
    for (k in 2:K) { d <- I[k] - I[k - 1]; mu <- z * sqrt(I[k - 1]) + theta * d
      up[k] <- sum(g * pnorm((b[k] * sqrt(I[k]) - mu) / sqrt(d), lower.tail = FALSE)); lo[k] <- sum(g * pnorm((a[k] * sqrt(I[k]) - mu) / sqrt(d)))
      if (k < K) { m <- nodes(k); g <- as.vector((dnorm(outer(m$z * sqrt(I[k]), mu, "-") / sqrt(d)) * sqrt(I[k] / d)) %*% g) * m$w; z <- m$z } } }
  list(up = up, lo = lo) }
root <- function(f, lo, hi) uniroot(f, c(lo, hi), tol = 1e-15, maxiter = 500)$root
upper <- function(t, spent, symmetric = FALSE) { b <- numeric(0); inc <- diff(c(0, spent))
  for (k in seq_along(t)) b[k] <- if (k == 1) qnorm(inc[1], lower.tail = FALSE) else
    root(function(x) leave(t[1:k], if (symmetric) -c(b, x) else rep(-Inf, k), c(b, x))$up[k] - inc[k], -3, 11)
  b }
efficacy <- function(t, spent, beta, symmetric = FALSE) { b <- upper(t, spent, symmetric)
  root(function(theta) sum(leave(t, if (symmetric) -b else rep(-Inf, length(t)), b, theta)$up) - (1 - beta), 0.1, 12) }
futility <- function(t, spent, lost) { K <- length(t); b <- upper(t, spent); inc <- diff(c(0, lost)) # non-binding; the lower bound ends on the upper
  lower <- function(theta) { a <- numeric(0)
    for (k in seq_len(K - 1)) a[k] <- if (k == 1) qnorm(inc[1]) + theta * sqrt(t[1]) else root(function(x) leave(t[1:k], c(a, x), b[1:k], theta)$lo[k] - inc[k], -8, 8)
    c(a, b[K]) }
  root(function(theta) sum(leave(t, lower(theta), b, theta)$lo) - lost[K], qnorm(1 - spent[K]) + qnorm(1 - lost[K]), 1.2 * (qnorm(1 - spent[K]) + qnorm(1 - lost[K]))) }
obf <- function(t, a) 2 * pnorm(qnorm(a / 2, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE)
hsd <- function(t, a, g) a * (1 - exp(-g * t)) / (1 - exp(-g))
put("drift", "vignette", futility(c(0.25, 0.75, 1), obf(c(0.25, 0.75, 1), 0.025), hsd(c(0.25, 0.75, 1), 0.15, -7)))
put("drift", "default", futility((1:3) / 3, hsd((1:3) / 3, 0.025, -4), hsd((1:3) / 3, 0.1, -2)))
# gsSurv() prints these bounds for that design: their type I error is 0.02500343, and their drift differs in the fifth digit.
put("drift", "gsSurv", root(function(theta) sum(leave((1:3) / 3, c(-0.238761034110943, 0.941014893451153, 1.99915898043566),
  c(3.01073948538569, 2.54652751954168, 1.99915898043566), theta)$up) - 0.9, 2, 5))
put("drift", "asof3", efficacy(c(0.5, 0.75, 1), obf(c(0.5, 0.75, 1), 0.025), 0.1))
put("drift", "sas", efficacy((1:4) / 4, obf((1:4) / 4, 0.025), 0.1, symmetric = TRUE))
put("drift", "east", futility((1:4) / 4, hsd((1:4) / 4, 0.025, -4), 0.1 * ((1:4) / 4)^0.5))
put("drift", "ratio", efficacy(c(0.7, 1), obf(c(0.7, 1), 0.025), 0.2))
calendar <- c(106.853291296293, 251.966419072915, 331.242740811055) # events of gsDesign::gsSurvCalendar at months 12, 24, 36
put("drift", "calendar", efficacy(calendar / calendar[3], obf((1:3) / 3, 0.025), 0.1))
