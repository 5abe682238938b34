# Survival curves, cumulative hazards, restricted means, milestones and landmarks by R's survival package.
# Rscript R/curves.R > Expected/curves.csv
suppressPackageStartupMessages(library(survival))
cat(sprintf("# R %s, survival %s\n", getRversion(), packageDescription("survival")$Version))
cat("case,quantity,value\n")
emit <- function(case, quantity, value) {
  value <- unname(as.numeric(value))
  cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.finite(value), formatC(value, digits = 17, format = "g"), "NA")), sep = "")
}
types <- c("log-log", "log", "plain", "logit", "arcsin")

# Every step of a curve on all five scales, quantiles by both of R's rules, cumulative hazards, restricted means.
whole <- function(case, y, weights = NULL, from = NULL, taus = NULL) {
  d <- data.frame(w = if (is.null(weights)) rep(1, nrow(y)) else weights)
  d$y <- y
  fit <- function(...) if (is.null(from)) survfit(y ~ 1, d, weights = w, robust = FALSE, ...)
    else survfit(y ~ 1, d, weights = w, robust = FALSE, start.time = from, ...)
  for (type in types) {
    f <- fit(conf.type = type)
    at <- format(f$time, trim = TRUE)
    if (type == "log-log") {
      emit(case, paste0("n.risk@", at), f$n.risk)
      emit(case, paste0("n.event@", at), f$n.event)
      emit(case, paste0("surv@", at), f$surv)
      emit(case, paste0("std.err@", at), f$surv * f$std.err)
    }
    emit(case, paste0(type, " lower@", at), f$lower)
    emit(case, paste0(type, " upper@", at), f$upper)
    for (p in c(.1, .25, .5, .75)) {
      q <- quantile(f, p)
      emit(case, paste0(type, c(" quantile ", " quantile lower ", " quantile upper "), p), c(q$quantile, q$lower, q$upper))
    }
    printed <- summary(f)$table
    emit(case, paste0(type, c(" printed", " printed lower", " printed upper")), printed[c("median", "0.95LCL", "0.95UCL")])
  }
  for (ctype in 1:2) {
    f <- fit(stype = 2, ctype = ctype, conf.type = "log-log")
    g <- fit(stype = 2, ctype = ctype, conf.type = "log")
    at <- format(f$time, trim = TRUE)
    name <- paste0("ctype", ctype)
    emit(case, paste0(name, " cumhaz@", at), f$cumhaz)
    emit(case, paste0(name, " std.chaz@", at), f$std.chaz)
    emit(case, paste0(name, " log lower@", at), -log(f$upper))
    emit(case, paste0(name, " log upper@", at), -log(f$lower))
    if (ctype == 1) {
      n <- f$n.risk; dd <- f$n.event
      emit(case, paste0("binomial std.chaz@", at), sqrt(cumsum(dd * (n - dd) / n^3)))
      # R cuts the limits of S off at 1, which is the cut of H at 0.
      emit(case, paste0("plain lower@H", at), -log(g$upper))
      emit(case, paste0("plain upper@H", at), -log(g$lower))
    }
  }
  for (tau in taus) rmst(case, fit(), tau)
}
rmst <- function(case, f, tau) {
  m <- summary(f, rmean = tau)$table
  emit(case, paste0(c("rmean@", "se(rmean)@"), tau), m[c("rmean", "se(rmean)")])
}

# Two groups: milestones and restricted means compared, the control first; landmarks.
two <- function(case, time, status, x, times, taus, landmark) {
  mean.of <- function(g, tau) {
    m <- summary(survfit(Surv(time[x == g], status[x == g]) ~ 1), rmean = tau)$table
    m[c("rmean", "se(rmean)")]
  }
  z <- qnorm(.975)
  for (t in times) {
    s <- lapply(0:1, function(g) summary(survfit(Surv(time[x == g], status[x == g]) ~ 1, conf.type = "log-log"), times = t))
    S <- sapply(s, `[[`, "surv"); se <- sapply(s, `[[`, "std.err"); l <- sapply(s, `[[`, "lower"); u <- sapply(s, `[[`, "upper")
    e <- S[2] - S[1]
    emit(case, paste0(c("difference@", "se@", "plain lower@", "plain upper@", "z@", "p@"), t),
      c(e, sqrt(sum(se^2)), max(-1, e - z * sqrt(sum(se^2))), min(1, e + z * sqrt(sum(se^2))), e / sqrt(sum(se^2)), 2 * pnorm(-abs(e / sqrt(sum(se^2))))))
    emit(case, paste0(c("mover lower@", "mover upper@"), t),
      c(e - sqrt((S[2] - l[2])^2 + (u[1] - S[1])^2), e + sqrt((u[2] - S[2])^2 + (S[1] - l[1])^2)))
    scale <- list("log-log" = list(function(s) -log(-log(s)), function(s) -1 / (s * log(s))), log = list(log, function(s) 1 / s),
      logit = list(qlogis, function(s) 1 / (s * (1 - s))), arcsin = list(function(s) asin(sqrt(s)), function(s) 1 / (2 * sqrt(s * (1 - s)))))
    for (name in names(scale)) {
      g <- scale[[name]][[1]](S); v <- (scale[[name]][[2]](S) * se)^2
      emit(case, paste0(name, " z@", t), (g[2] - g[1]) / sqrt(sum(v)))
    }
    for (g in 0:1) emit(case, paste0(c("at risk ", "events before ", "censored before "), g, "@", t),
      c(s[[g + 1]]$n.risk, sum(time < t & status == 1 & x == g), sum(time < t & status == 0 & x == g)))
  }
  for (tau in taus) {
    a <- mean.of(0, tau); b <- mean.of(1, tau)
    e <- b[1] - a[1]; se <- sqrt(a[2]^2 + b[2]^2)
    emit(case, paste0(c("rmst 0@", "rmst se 0@", "rmst 1@", "rmst se 1@", "rmst difference@", "rmst difference se@", "rmst lower@", "rmst upper@", "rmst p@"), tau),
      c(a, b, e, se, e - z * se, e + z * se, 2 * pnorm(-abs(e / se))))
    r <- log(b[1] / a[1]); sr <- sqrt((a[2] / a[1])^2 + (b[2] / b[1])^2)
    emit(case, paste0(c("rmst ratio@", "rmst ratio lower@", "rmst ratio upper@", "rmst ratio p@"), tau),
      c(exp(r), exp(r - z * sr), exp(r + z * sr), 2 * pnorm(-abs(r / sr))))
  }
  k <- time > landmark
  for (g in 0:1) {
    f <- survfit(Surv(time[k & x == g], status[k & x == g]) ~ 1, conf.type = "log-log")
    for (t in times[times > landmark]) {
      s <- summary(f, times = t)
      emit(case, paste0("landmark ", c("surv ", "std.err ", "lower ", "upper "), g, "@", t), c(s$surv, s$std.err, s$lower, s$upper))
    }
  }
  emit(case, "landmark chisq", survdiff(Surv(time[k], status[k]) ~ x[k])$chisq)
}

# Stratified difference of restricted means, control first.
stratified <- function(case, time, status, x, strata, tau) {
  each <- sapply(sort(unique(strata)), function(s) {
    m <- sapply(0:1, function(g) {
      k <- strata == s & x == g
      summary(survfit(Surv(time[k], status[k]) ~ 1), rmean = tau)$table[c("rmean", "se(rmean)")]
    })
    c(m[1, 2] - m[1, 1], m[2, 1]^2 + m[2, 2]^2, sum(strata == s))
  })
  for (name in c("size", "inverse variance")) {
    w <- if (name == "size") each[3, ] else 1 / each[2, ]
    w <- w / sum(w)
    emit(case, paste0(name, c(" difference", " se")), c(sum(w * each[1, ]), sqrt(sum(w^2 * each[2, ]))))
  }
}

parse <- function(text) {
  words <- strsplit(text, " ")[[1]]
  Surv(as.numeric(sub("\\+", "", words)), !grepl("\\+", words))
}
mp <- parse("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+")
placebo <- parse("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23")
maintained <- with(subset(aml, x == "Maintained"), Surv(time, status))
nonmaintained <- with(subset(aml, x == "Nonmaintained"), Surv(time, status))
camis <- parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118+")
whole("6-MP", mp, taus = c(8, 20, 35))
whole("placebo", placebo, taus = c(8, 20, 23))
whole("maintained", maintained, taus = c(20, 48, 161))
whole("nonmaintained", nonmaintained, taus = c(20, 45))
whole("camis", camis)
whole("camis with a last event", parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118"))
whole("time 0", parse("0 1+ 2+ 3 3 5+"))
whole("all censored", parse("3+ 4+ 5+"))
whole("R quantile", parse("9 1 1+ 6 6 8+ 10+"))
whole("weights 1 2 3", nonmaintained, c(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3), taus = 40)
whole("fractional weights", maintained, c(.5, 1.25, .3, 2, .7, 1.1, .2, .9, 1.6, .4, 3), taus = 40)
early <- Surv(c(0, 2, 2, 3), c(1, 4, 5, 6), c(1, 1, 1, 0))
whole("early risk set of one", early)
whole("early risk set of one from 2", early, from = 2)
whole("early risk set of one from 4", early, from = 4)
late <- Surv(c(0, 3, 1, 0, 5, 4, 2, 9), c(7, 9, 3, 3, 8, 12, 10, 14), c(1, 1, 1, 0, 1, 0, 1, 1))
whole("late", late, taus = c(5, 9))
whole("late and weighted", late, c(1, .5, 2, 1.5, .25, 1, 3, .125), taus = c(5, 9))

two("aml", c(nonmaintained[, 1], maintained[, 1]), c(nonmaintained[, 2], maintained[, 2]), rep(0:1, c(12, 11)), c(13, 20, 40), c(20, 45), 12)
two("leukemia", c(placebo[, 1], mp[, 1]), c(placebo[, 2], mp[, 2]), rep(0:1, c(21, 21)), c(8, 10, 20), c(10, 23), 6)
with(lung, two("lung by sex", time, status - 1, sex - 1, c(90, 180, 365, 700), c(365, 700), 180))
with(veteran, two("veteran by treatment", time, status, trt - 1, c(30, 90, 180, 365), c(180, 365), 60))
with(gbsg, two("gbsg by hormone", rfstime, status, hormon, c(180, 365, 1000, 2000), c(1000, 2000), 365))
with(veteran, stratified("veteran by cell type", time, status, trt - 1, as.character(celltype), 100))
with(gbsg, stratified("gbsg by grade", rfstime, status, hormon, grade, 1500))

# Large curves, on the grid of times only.
grid <- function(case, y, times, taus) {
  for (type in types) {
    s <- summary(survfit(y ~ 1, conf.type = type), times = times)
    if (type == "log-log") emit(case, paste0("surv@", times), s$surv)
    if (type == "log-log") emit(case, paste0("std.err@", times), s$std.err)
    emit(case, paste0(type, " lower@", times), s$lower)
    emit(case, paste0(type, " upper@", times), s$upper)
  }
  f <- survfit(y ~ 1, stype = 2, ctype = 1)
  i <- findInterval(times, f$time)
  emit(case, paste0("cumhaz@", times), f$cumhaz[i])
  emit(case, paste0("std.chaz@", times), f$std.chaz[i])
  for (tau in taus) rmst(case, survfit(y ~ 1), tau)
}
with(lung, grid("lung", Surv(time, status), c(90, 180, 365, 700), c(365, 1000)))
with(veteran, grid("veteran", Surv(time, status), c(30, 90, 180, 365), c(180, 900)))
with(gbsg, grid("gbsg", Surv(rfstime, status), c(180, 365, 1000, 2000), c(1000, 2600)))
with(heart, grid("heart", Surv(start, stop, event), c(10, 30, 90, 365, 1000), c(365, 1700)))
p <- pbcseq
p$stop <- with(p, ave(day, id, FUN = function(d) c(d[-1], NA)))
last <- is.na(p$stop)
p$stop[last] <- p$futime[last]
with(p, grid("pbcseq", Surv(day, stop, last & status == 2), c(365, 1000, 2000, 4000), c(1000, 5000)))
reverse <- function(case, time, status) for (type in types) {
  q <- quantile(survfit(Surv(time, 1 - status) ~ 1, conf.type = type), .5)
  emit(case, paste0(type, c(" follow-up", " follow-up lower", " follow-up upper")), c(q$quantile, q$lower, q$upper))
}
reverse("6-MP", mp[, 1], mp[, 2])
with(lung, reverse("lung", time, status - 1))
with(gbsg, reverse("gbsg", rfstime, status))
