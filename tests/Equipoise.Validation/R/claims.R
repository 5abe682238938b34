# What a design lets a report claim, and what tells an effect that changes: bounds by mvtnorm, a made data set by survival.
# Rscript R/claims.R > Expected/claims.csv
suppressMessages({library(survival); library(mvtnorm)})
cat("# R 4.2.2, survival 3.5-3, mvtnorm 1.1-3\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))

# Two looks at 89 and 178 of 178 events by Pocock: what is left for the final analysis at other numbers of events.
last <- function(first, r) uniroot(function(z) 1 - pmvnorm(upper = c(if (is.na(first)) z else first, z), corr = matrix(c(1, r, r, 1), 2),
  algorithm = TVPACK(1e-14)) - 0.025, c(1.9, 2.6), tol = 1e-14)$root
p <- rep(last(NA, sqrt(1 / 2)), 2)
put("Pocock 178", "bound", p[2]); put("Pocock 178", "level", 2 * pnorm(p[2], lower.tail = FALSE))
for (d in c(190, 220)) put(paste("Pocock", d), "bound", last(p[1], sqrt(89 / d)))

# KEYNOTE-189 at its first look: one-sided levels by Lan and DeMets' O'Brien-Fleming function.
spent <- function(alpha, t) 2 * pnorm(qnorm(alpha / 2, lower.tail = FALSE) / sqrt(t), lower.tail = FALSE)
put("KEYNOTE-189 PFS", "level", 2 * spent(0.0095, 410 / 468))
put("KEYNOTE-189 OS", "level", 2 * spent(0.0155, 235 / 416))

# Curves that cross: 60 of 100 have the event between 6 and 11.5 months, the others none in 48; of the others all between 9 and 24.
i <- 1:100
a <- ifelse(i <= 60, 6 + 5.5 * i / 60, 48); b <- 9 + 15 * i / 100
x <- data.frame(time = c(a, b), event = c(i <= 60, rep(TRUE, 100)), arm = rep(1:0, each = 100))
fit <- coxph(Surv(time, event) ~ arm, x, ties = "efron"); z <- cox.zph(fit)$table["GLOBAL", ]
put("crossing", "hazard ratio", exp(coef(fit)[[1]])); put("crossing", "chi-square", z[["chisq"]]); put("crossing", "p", z[["p"]])
k <- summary(survfit(Surv(time, event) ~ arm, x), rmean = 24)$table
d <- k[2, "rmean"] - k[1, "rmean"]; s <- sqrt(sum(k[, "se(rmean)"]^2))
put("crossing", "difference", d); put("crossing", "lower", d - qnorm(.975) * s); put("crossing", "upper", d + qnorm(.975) * s)
