# The options of `equipoise tte`: entry times, weights, ties, weighted log-rank tests, restricted means, cox.zph.
# Rscript R/tte.R > Expected/tte.csv
suppressPackageStartupMessages(library(survival))
version <- sub("\\.(?=[^.]*$)", "-", as.character(packageVersion("survival")), perl = TRUE)
cat(sprintf("# R %s.%s, survival %s\n", R.version$major, R.version$minor, version))
cat("case,quantity,value\n")
emit <- function(case, quantity, value) {
  value <- as.numeric(value)
  cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.finite(value), sprintf("%.17g", value), "NA")), sep = "")
}
control <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)

# The data of the tests: aml with an entry time, two weights and a covariate, made of the row number alone.
aml <- survival::aml
n <- nrow(aml)
row <- seq_len(n) - 1
aml$from <- floor(aml$time * (row %% 4) / 5)
aml$times <- row %% 3
aml$share <- 0.5 + (row %% 5) / 4
aml$age <- 40 + (row * 7) %% 23

coxcase <- function(case, fit, zph = TRUE) {
  s <- summary(fit)$coefficients
  se <- sqrt(diag(vcov(fit)))
  for (j in seq_along(coef(fit))) {
    emit(case, paste(j, "estimate"), coef(fit)[j])
    emit(case, paste(j, "standardError"), se[j])
    emit(case, paste(j, "z"), coef(fit)[j] / se[j])
    emit(case, paste(j, "p"), 2 * pnorm(-abs(coef(fit)[j] / se[j])))
  }
  emit(case, "logLikelihoodNull", fit$loglik[1])
  emit(case, "logLikelihood", fit$loglik[2])
  if (zph) {
    table <- cox.zph(fit, transform = "km", terms = FALSE)$table
    for (j in seq_len(nrow(table))) {
      emit(case, paste("ph", j, "chiSquare"), table[j, 1])
      emit(case, paste("ph", j, "df"), table[j, 2])
      emit(case, paste("ph", j, "p"), table[j, 3])
    }
  }
}
curves <- function(case, fit, tau, at, errors = summary(fit, rmean = tau)$table[, "se(rmean)"]) {
  m <- quantile(fit, 0.5)
  table <- summary(fit, rmean = tau)$table
  s <- summary(fit, times = at, extend = TRUE)
  for (k in seq_along(fit$strata)) {
    emit(case, paste("arm", k, "median estimate"), m$quantile[k])
    emit(case, paste("arm", k, "median lower"), m$lower[k])
    emit(case, paste("arm", k, "median upper"), m$upper[k])
    emit(case, paste("arm", k, "rmst estimate"), table[k, "rmean"])
    emit(case, paste("arm", k, "rmst standardError"), errors[k])
    emit(case, paste("arm", k, "survival"), s$surv[k])
    emit(case, paste("arm", k, "lower"), s$lower[k])
    emit(case, paste("arm", k, "upper"), s$upper[k])
  }
}
logrank <- function(case, formula, data, rho) {
  test <- survdiff(formula, data, rho = rho)
  emit(case, "chiSquare", test$chisq)
  emit(case, "p", pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
}

# plain, two covariates, every scale of the limits
for (type in c("log-log", "log", "plain", "logit", "arcsin"))
  curves(paste("limits", type), survfit(Surv(time, status) ~ x, aml, conf.type = type), 30, 20)
for (ties in c("efron", "breslow"))
  coxcase(paste("ties", ties), coxph(Surv(time, status) ~ x + age, aml, ties = ties, control = control))
coxcase("ties discrete", coxph(Surv(time, status) ~ x + age, aml, ties = "exact", control = control), zph = FALSE)

# Fleming-Harrington with gamma 0, the one that survdiff has
logrank("rho 0", Surv(time, status) ~ x, aml, 0)
logrank("rho 1", Surv(time, status) ~ x, aml, 1)
logrank("rho 0.5", Surv(time, status) ~ x, aml, 0.5)

# gamma above 0: the sums of Fleming and Harrington (1991), 7.1, written out
weighted <- function(rho, gamma) {
  survival <- 1; U <- 0; V <- 0
  for (t in sort(unique(aml$time[aml$status == 1]))) {
    atrisk <- aml$time >= t
    event <- aml$time == t & aml$status == 1
    n <- sum(atrisk); d <- sum(event); n1 <- sum(atrisk & aml$x == "Maintained"); d1 <- sum(event & aml$x == "Maintained")
    w <- survival^rho * (1 - survival)^gamma
    U <- U + w * (d1 - d * n1 / n)
    if (n > 1) V <- V + w^2 * d * (n - d) / (n - 1) * n1 / n * (1 - n1 / n)
    survival <- survival * (1 - d / n)
  }
  U^2 / V
}
for (powers in list(c(0, 1), c(1, 1), c(0.5, 2))) {
  case <- sprintf("rho %s gamma %s", powers[1], powers[2])
  emit(case, "chiSquare", weighted(powers[1], powers[2]))
  emit(case, "p", pchisq(weighted(powers[1], powers[2]), 1, lower.tail = FALSE))
}

# The exact marginal likelihood, which R has not: the sum over all orders of the events of a time (here at most two), and its root by
# complex steps, which lose no digit.
marginal <- function(beta) {
  r <- exp(beta * (aml$x == "Nonmaintained"))
  total <- 0
  for (t in sort(unique(aml$time[aml$status == 1]))) {
    S <- sum(r[aml$time >= t])
    e <- r[aml$time == t & aml$status == 1]
    stopifnot(length(e) <= 2)
    total <- total + if (length(e) == 1) log(e / S) else log(e[1] * e[2] / S * (1 / (S - e[1]) + 1 / (S - e[2])))
  }
  total
}
score <- function(beta) Im(marginal(complex(real = beta, imaginary = 1e-30))) / 1e-30
root <- uniroot(score, c(0, 3), tol = 1e-15, maxiter = 1000)$root
emit("ties exact", "1 estimate", root)
emit("ties exact", "logLikelihoodNull", marginal(0))
emit("ties exact", "logLikelihood", marginal(root))

# late entry
curves("entry", survfit(Surv(from, time, status) ~ x, aml, conf.type = "log-log"), 30, 20)
coxcase("entry", coxph(Surv(from, time, status) ~ x + age, aml, control = control))
# The log-rank test with entry times is the score test of the discrete model (survdiff takes right-censored data alone).
emit("entry", "chiSquare", coxph(Surv(from, time, status) ~ x, aml, ties = "exact", control = control)$score)

# Counts of people: as rows repeated so often, which is what the words mean.
repeated <- aml[rep(seq_len(n), aml$times), ]
curves("frequency", survfit(Surv(time, status) ~ x, repeated, conf.type = "log-log"), 30, 20)
logrank("frequency", Surv(time, status) ~ x, repeated, 0)
coxcase("frequency", coxph(Surv(time, status) ~ x + age, aml, weights = times, subset = times > 0, control = control))

# Sampling weights: R takes the robust variance of curves and of the Cox model of its own accord. Its table has no robust error of
# the mean, but the influence of each row on it.
robust <- function(tau) sapply(c("Maintained", "Nonmaintained"), function(arm) {
  rows <<- aml[aml$x == arm, ] # residuals() looks for it there
  influence <- residuals(survfit(Surv(time, status) ~ 1, rows, weights = share), times = tau, type = "rmst")
  sqrt(sum((rows$share * influence)^2))
})
curves("sampling", survfit(Surv(time, status) ~ x, aml, weights = share, conf.type = "log-log"), 30, 20, robust(30))
coxcase("sampling", coxph(Surv(time, status) ~ x + age, aml, weights = share, control = control), zph = TRUE)
