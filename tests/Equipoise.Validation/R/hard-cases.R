# Cases that have broken programs: degenerate samples, ties in floating point, shifted covariates, weights, and the Poisson regression
# that is a Cox model.
# Rscript R/hard-cases.R > Expected/hard-cases.csv
suppressPackageStartupMessages(library(survival))
version <- sub("\\.(?=[^.]*$)", "-", as.character(packageVersion("survival")), perl = TRUE)
cat(sprintf("# R %s.%s, survival %s\n", R.version$major, R.version$minor, version))
cat("case,quantity,value\n")
emit <- function(case, quantity, value) {
  value <- as.numeric(value)
  cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.finite(value), sprintf("%.17g", value), "NA")), sep = "")
}
control <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)
exact <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100, timefix = FALSE)
fitted <- function(case, fit) {
  emit(case, paste("coefficient", seq_along(coef(fit))), coef(fit))
  se <- rep(NA, length(coef(fit)))
  se[!is.na(coef(fit))] <- sqrt(diag(fit$var))[!is.na(coef(fit))]
  emit(case, paste("standard error", seq_along(coef(fit))), se)
  emit(case, "null log-likelihood", fit$loglik[1])
  emit(case, "log-likelihood", fit$loglik[2])
  emit(case, "score test", fit$score)
}

# Times that differ in the last bit: kept apart, as SAS does and R when told so.
times <- c(1, 2, sqrt(2)^2, 2, sqrt(2)^2, 3)
curve <- survfit(Surv(times, rep(1, 6)) ~ 1, timefix = FALSE)
emit("last bit", paste("time", seq_along(curve$time)), curve$time)
emit("last bit", paste("survival", seq_along(curve$time)), curve$surv)

# Lung cancer in days, and in years between two dates, where rounding breaks ties.
emit("lung days", "distinct times", length(unique(lung$time)))
fitted("lung days", coxph(Surv(time, status) ~ sex, lung, control = control))
from <- 7305 + 37 * (seq_len(nrow(lung)) %% 100)
years <- (from + lung$time) / 365.25 - from / 365.25
emit("lung years", "distinct times", length(unique(years)))
fitted("lung years", coxph(Surv(years, status) ~ sex, lung, control = exact))

# One to four participants who all have the event.
for (n in 1:4) {
  for (type in c("log-log", "log", "plain", "logit", "arcsin")) {
    curve <- survfit(Surv(1:n, rep(1, n)) ~ 1, conf.type = type)
    emit(paste(n, "events"), paste(type, "lower", 1:n), curve$lower)
    emit(paste(n, "events"), paste(type, "upper", 1:n), curve$upper)
    emit(paste(n, "events"), paste(type, "survival", 1:n), curve$surv)
  }
}

# A third group that has left before the first event counts for nothing.
late <- data.frame(time = c(3, 4, 5, 6, 7, 8, 1, 2), status = c(1, 1, 0, 1, 1, 0, 0, 0), group = c(1, 1, 1, 2, 2, 2, 3, 3))
test <- survdiff(Surv(time, status) ~ group, late)
emit("group never at risk", "chi-square", test$chisq)
emit("group never at risk", paste("expected", 1:3), test$exp)

# Infections of kidney patients: sex by disease; a stratum of one and a stratum without events in addition; covariates that say nothing.
kidney$code <- as.numeric(kidney$disease)
fitted("kidney by disease", coxph(Surv(time, status) ~ sex + strata(disease), kidney, control = control))
more <- rbind(kidney[, c("time", "status", "sex", "code")], data.frame(time = c(50, 3, 90), status = c(1, 0, 0), sex = c(2, 1, 2), code = c(8, 9, 9)))
fitted("kidney with idle strata", coxph(Surv(time, status) ~ sex + strata(code), more, control = control))
kidney$constant <- 7
kidney$both <- kidney$age - 2 * kidney$sex
fitted("kidney with collinear covariates", coxph(Surv(time, status) ~ sex + constant + age + both, kidney, control = control))
for (ties in c("efron", "breslow")) {
  fitted(paste("kidney", ties), coxph(Surv(time, status) ~ sex + age, kidney, ties = ties, control = control))
}

# Every interval between event times as a row of a Poisson regression with its own rate: the coefficients are those of Breslow's ties.
events <- sort(unique(kidney$time[kidney$status == 1]))
rows <- do.call(rbind, lapply(events, function(t) {
  risk <- kidney[kidney$time >= t, ]
  data.frame(y = as.numeric(risk$time == t & risk$status == 1), sex = risk$sex, age = risk$age, t = t)
}))
poisson <- glm(y ~ factor(t) + sex + age - 1, family = poisson, rows, control = glm.control(epsilon = 1e-15, maxit = 100))
emit("kidney Poisson", "coefficient 1", coef(poisson)["sex"])
emit("kidney Poisson", "coefficient 2", coef(poisson)["age"])
emit("kidney Poisson", "standard error 1", summary(poisson)$coefficients["sex", 2])
emit("kidney Poisson", "standard error 2", summary(poisson)$coefficients["age", 2])
