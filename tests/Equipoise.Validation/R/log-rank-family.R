# The log-rank family: survdiff where R has it, survMisc for its weights, and everything from its definition (plain loops over event times).
# Rscript R/log-rank-family.R > Expected/log-rank-family.csv
suppressMessages({ library(survival); library(survMisc) })
cat("# R 4.2.2, survival 3.5-3, survMisc 0.5.6\ncase,quantity,value\n")
put <- function(case, quantity, value)
  cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.na(value), "NA", sprintf("%.17g", value))), sep = "")

# --- the definition -------------------------------------------------------------------------------------------------------------
# Groups are 0, 1, ...; w(time, before, at, n, peto) is the weight; case weights are sampling weights or frequencies.
wlr <- function(time, status, group, weight, strata = rep(0, length(time)), entry = rep(-Inf, length(time)),
                cw = rep(1, length(time)), frequency = FALSE) {
  k <- max(group) + 1
  u <- numeric(k); v <- matrix(0, k, k); o <- numeric(k); e <- numeric(k); all.w <- list(); tables <- list()
  for (s in sort(unique(strata))) {
    times <- sort(unique(time[strata == s & status == 1 & cw > 0]))
    km <- 1; peto <- 1; curve <- numeric(0)
    for (t in times) {                     # the pooled curve first: t* may lie ahead
      risk <- strata == s & time >= t & entry < t
      km <- km * (1 - sum(cw[risk & time == t & status == 1]) / sum(cw[risk])); curve <- c(curve, km)
    }
    before <- c(1, curve)[seq_along(times)]
    for (i in seq_along(times)) {
      t <- times[i]
      risk <- strata == s & time >= t & entry < t & cw > 0; dead <- risk & time == t & status == 1
      n <- sum(cw[risk]); d <- sum(cw[dead]); peto <- peto * (1 - d / (n + 1))
      w <- weight(list(time = t, before = before[i], n = n, peto = peto,
                       at = function(x) c(1, curve)[1 + sum(times <= x)]))
      q <- sapply(0:(k - 1), function(g) sum(cw[risk & group == g])) / n
      dk <- sapply(0:(k - 1), function(g) sum(cw[dead & group == g]))
      u <- u + w * (dk - d * q); o <- o + w * dk; e <- e + w * d * q
      if (frequency) {
        vt <- if (n > 1) d * (n - d) / (n - 1) * (diag(q, k) - outer(q, q)) else matrix(0, k, k)
      } else {                             # draw the events among those at risk, each with score cw * (indicator - q)
        m <- sum(risk); f <- sum(dead)
        scores <- cw[risk] * (outer(group[risk], 0:(k - 1), "==") - matrix(q, m, k, byrow = TRUE))
        vt <- if (m > 1) f * (m - f) / (m * (m - 1)) * crossprod(scores) else matrix(0, k, k)
      }
      v <- v + w^2 * vt; all.w <- c(all.w, w); tables <- c(tables, list(vt))
    }
  }
  keep <- which(e > 0)[-1]
  list(u = u, v = v, o = o, e = e, chisq = drop(u[keep] %*% solve(v[keep, keep, drop = FALSE], u[keep])),
       df = length(keep), w = unlist(all.w), tables = tables)
}
fh <- function(rho, gamma) function(x) x$before^rho * (1 - x$before)^gamma
weights <- list(
  logrank = function(x) 1, fh10 = fh(1, 0), fh01 = fh(0, 1), fh11 = fh(1, 1), fh.5.2 = fh(0.5, 2),
  gehan = function(x) x$n, tarone = function(x) sqrt(x$n), peto = function(x) x$peto, modpeto = function(x) x$peto * x$n / (x$n + 1),
  mw20 = function(x) 1 / max(x$before, x$at(20)), mws.6 = function(x) 1 / max(x$before, 0.6))

# --- the data -------------------------------------------------------------------------------------------------------------------
mp <- data.frame(time = c(1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23, 6,6,6,6,7,9,10,10,11,13,16,17,19,20,22,23,25,32,32,34,35),
                 status = c(rep(1, 21), 1,1,1,0,1,0,1,0,0,1,1,0,0,0,1,1,0,0,0,0,0), group = rep(0:1, each = 21))
am <- data.frame(time = c(aml$time[12:23], aml$time[1:11]), status = c(aml$status[12:23], aml$status[1:11]), group = rep(0:1, c(12, 11)))
kd <- data.frame(time = kidney$time, status = kidney$status, group = as.integer(kidney$disease) - 1, sex = kidney$sex)
kd$entry <- ifelse(seq_len(76) %% 3 == 0, floor(kd$time / 2) - 1, -Inf)
kd$cw <- (seq_len(76) %% 4)            # 1 2 3 0 1 2 3 0 ...: zero is absent
kd$iptw <- 0.5 + (seq_len(76) %% 7) / 4
kd$trt <- seq_len(76) %% 2

report <- function(case, r) {
  for (g in seq_along(r$u)) { put(case, paste0("observed", g - 1), r$o[g]); put(case, paste0("expected", g - 1), r$e[g]) }
  for (i in seq_along(r$u)) for (j in 1:i) put(case, paste0("variance", i - 1, j - 1), r$v[i, j])
  put(case, "chisq", r$chisq); put(case, "df", r$df); put(case, "p", pchisq(r$chisq, r$df, lower.tail = FALSE))
  if (length(r$u) == 2) put(case, "z", -r$u[2] / sqrt(r$v[2, 2]))
  a <- c(0, 1, 2, 5)[seq_along(r$u)]
  put(case, "trend", -sum(a * r$u) / sqrt(drop(a %*% r$v %*% a)))
}
for (n in names(weights)) {
  w <- weights[[n]]
  with(mp, report(paste0("6mp ", n), wlr(time, status, group, w)))
  with(am, report(paste0("aml ", n), wlr(time, status, group, w)))
  with(kd, report(paste0("kidney ", n), wlr(time, status, group, w)))
  with(kd, report(paste0("kidney strata ", n), wlr(time, status, group, w, strata = sex)))
  with(kd, report(paste0("kidney late ", n), wlr(time, status, group, w, strata = sex, entry = entry)))
  with(kd, report(paste0("kidney frequency ", n), wlr(time, status, group, w, strata = sex, cw = cw, frequency = TRUE)))
  with(kd, report(paste0("kidney sampling ", n), wlr(time, status, group, w, strata = sex, entry = entry, cw = iptw)))
}

# --- survdiff ---------------------------------------------------------------------------------------------------------------------
sd <- function(case, d) {
  put(case, "chisq", d$chisq)
  o <- if (is.matrix(d$obs)) rowSums(d$obs) else d$obs; e <- if (is.matrix(d$exp)) rowSums(d$exp) else d$exp
  for (g in seq_along(o)) { put(case, paste0("observed", g - 1), o[g]); put(case, paste0("expected", g - 1), e[g]) }
  for (i in seq_along(o)) for (j in 1:i) put(case, paste0("variance", i - 1, j - 1), d$var[i, j])
}
for (rho in c(0, 1, 0.5)) {
  sd(paste0("survdiff 6mp ", rho), survdiff(Surv(time, status) ~ group, mp, rho = rho))
  sd(paste0("survdiff aml ", rho), survdiff(Surv(time, status) ~ group, am, rho = rho))
  sd(paste0("survdiff kidney ", rho), survdiff(Surv(time, status) ~ group, kd, rho = rho))
  sd(paste0("survdiff kidney strata ", rho), survdiff(Surv(time, status) ~ group + strata(sex), kd, rho = rho))
}

# --- survMisc: observed minus expected of group 0, by weight. Not its variance: at times where several groups have events at once it leaves
# out the correction (n - d)/(n - 1), as the difference shown here says (aml: only at week 23; survdiff and SAS have it at every time).
mi <- function(case, d, pq, rows) {
  x <- ten(Surv(time, status) ~ group, data = d); capture.output(comp(x, p = pq[1], q = pq[2]))
  l <- as.data.frame(attr(x, "lrt"))
  for (r in rows) put(case, r, l$Q[startsWith(l$W, r)])
  l$Var[1]
}
for (pq in list(c(0, 1), c(1, 1), c(0.5, 2))) for (n in c("6mp", "aml"))
  mi(sprintf("survMisc %s %g %g", n, pq[1], pq[2]), list("6mp" = mp, aml = am)[[n]], pq, "FH")
for (n in c("6mp", "aml")) {
  variance <- mi(paste("survMisc", n), list("6mp" = mp, aml = am)[[n]], c(0, 1), c("1", "n", "sqrtN", "S1", "S2"))
  put(paste("survMisc", n), "variance", variance)
}

# --- the exact partial likelihood's score test is the log-rank test ----------------------------------------------------------------
put("coxph exact aml", "score", coxph(Surv(time, status) ~ group, am, ties = "exact")$score)
put("coxph exact 6mp", "score", coxph(Surv(time, status) ~ group, mp, ties = "exact")$score)
