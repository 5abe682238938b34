# Interval censoring: Rscript R/interval-censoring.R > Expected/interval-censoring.csv
suppressMessages(library(survival))
cat(sprintf("# R %s, survival %s\n", getRversion(), packageDescription("survival")$Version))
cat("case,quantity,value\n")
put <- function(case, quantity, value)
    for (i in seq_along(value)) cat(case, ",", quantity[i], ",", sprintf("%.17g", value[i]), "\n", sep = "")

# Turnbull (1974), JASA 69:169, table 1: at each age, how many exact, right-censored and left-censored.
turnbull <- data.frame(time = rep(1:4, each = 3), status = rep(1:3, 4), n = c(12, 3, 2, 6, 2, 4, 2, 0, 2, 3, 3, 5))
after <- with(turnbull, ifelse(status == 3, NA, time))
by <- with(turnbull, ifelse(status == 2, NA, time))
used <- turnbull$n > 0
fit <- survfit(Surv(after[used], by[used], type = "interval2") ~ 1, weights = turnbull$n[used])
for (t in 1:4) put("Turnbull 1974", paste("survival", t), min(fit$surv[fit$time <= t]))

# Exact and right-censored times: Kaplan-Meier.
fit <- survfit(Surv(time, status) ~ 1, aml)
put("aml", paste("survival", fit$time), fit$surv)
