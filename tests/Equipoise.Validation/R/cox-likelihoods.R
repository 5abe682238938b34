# Answers for the likelihoods of Cox's model: exact ties of both kinds, profile-likelihood limits, Firth's penalty.
#
#   Rscript R/cox-likelihoods.R > Expected/cox-likelihoods.csv      (Debian: r-cran-survival, r-cran-numderiv)
#
# survival gives the exact partial likelihood; the others it does not have. Here they are made from their definitions: the exact
# marginal likelihood by stats::integrate, its maximum by Newton's method; profile limits by uniroot over refits with an
# offset; Firth's maximum from coxph's log-likelihood and information at fixed coefficients with derivatives of numDeriv.
# Every iteration runs to rounding.

options(warn = -1) # run to rounding, coxph says that it ran out of iterations
suppressMessages({library(survival); library(numDeriv)})
cat("# R 4.2.2, survival 3.5-3, numDeriv 2016.8-1.1\ncase,quantity,value\n")
say <- function(case, quantity, value) cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.na(value), "NA", sprintf("%.17g", value))), sep = "")
tight <- coxph.control(eps = 1e-15, iter.max = 100, toler.chol = 1e-14)
q <- qchisq(0.95, 1)

# ---- Data ------------------------------------------------------------------------------------------------------------

aml <- transform(survival::aml, x = as.numeric(x == "Nonmaintained"))
lung <- na.omit(survival::lung[, c("time", "status", "age", "sex", "ph.ecog", "inst")])
veteran <- transform(survival::veteran, month = ceiling(time / 30.4375))
heart <- transform(survival::heart, transplant = as.numeric(as.character(transplant)))
heart$offset <- heart$year / 10
# Ten people, two covariates; nobody with z = 1 has the event.
none <- data.frame(time = 1:10, status = c(1, 1, 0, 1, 1, 0, 1, 0, 1, 0), x = c(1, 0, 2, 1, 3, 0, 2, 1, 0, 1), z = c(0, 0, 1, 0, 0, 1, 0, 1, 0, 1))
one <- data.frame(time = c(1, 2, 2, 2), status = c(1, 0, 0, 0), x = c(0, 0, 1, 1))

# ---- The exact partial likelihood ------------------------------------------------------------------------------------

discrete <- function(case, formula, data) {
  fit <- coxph(formula, data, ties = "exact", control = tight)
  for (i in seq_along(coef(fit))) {
    say(case, paste("coefficient", i), coef(fit)[[i]])
    say(case, paste("standard error", i), sqrt(diag(fit$var))[i])
  }
  say(case, "null log-likelihood", fit$loglik[1])
  say(case, "log-likelihood", fit$loglik[2])
  say(case, "score test", fit$score)
}
discrete("discrete aml", Surv(time, status) ~ x, aml)
discrete("discrete lung", Surv(time, status) ~ age + sex + ph.ecog, lung)
discrete("discrete lung by institution", Surv(time, status) ~ age + sex + ph.ecog + strata(inst), lung)
discrete("discrete veteran", Surv(time, status) ~ trt + karno + age + strata(celltype), veteran)
discrete("discrete veteran months", Surv(month, status) ~ trt + karno, veteran)
discrete("discrete heart", Surv(start, stop, event) ~ age + surgery + transplant + offset(offset), heart)
say("aml", "log-rank", survdiff(Surv(time, status) ~ x, aml)$chisq)

# ---- Profile limits of coxph's own likelihoods -----------------------------------------------------------------------

profiles <- function(case, time, x, ties) {
  fit <- coxph(time ~ x, ties = ties, control = tight)
  for (j in seq_len(ncol(x))) {
    excess <- function(b) {
      held <- if (ncol(x) == 1) coxph(time ~ x, ties = ties, init = b, control = coxph.control(iter.max = 0))
              else coxph(time ~ x[, -j] + offset(b * x[, j]), ties = ties, control = tight)
      2 * (fit$loglik[2] - held$loglik[length(held$loglik)]) - q
    }
    at <- coef(fit)[[j]]; se <- sqrt(fit$var[j, j])
    say(case, paste("lower", j), uniroot(excess, c(at - 4 * se, at - se / 4), extendInt = "downX", tol = 1e-14, maxiter = 1000)$root)
    say(case, paste("upper", j), uniroot(excess, c(at + se / 4, at + 4 * se), extendInt = "upX", tol = 1e-14, maxiter = 1000)$root)
  }
}
for (ties in c("efron", "breslow", "exact")) {
  profiles(paste("profile aml", ties), Surv(aml$time, aml$status), cbind(aml$x), ties)
  profiles(paste("profile veteran months", ties), Surv(veteran$month, veteran$status), cbind(veteran$trt, veteran$karno), ties)
}
profiles("profile lung efron", Surv(lung$time, lung$status), cbind(lung$age, lung$sex, lung$ph.ecog), "efron")

# ---- The exact marginal likelihood -----------------------------------------------------------------------------------

# In pieces of s = log u, so that no peak is missed.
integral <- function(f) sum(vapply(-30:5, function(s) integrate(f, s, s + 1, rel.tol = 1e-13, abs.tol = 0, subdivisions = 2000L, stop.on.error = FALSE)$value, 0))
marginal <- function(time, status, x, b) {
  r <- exp(drop(x %*% b)); l <- 0; u <- 0 * b
  for (t in unique(time[status == 1])) {
    D <- which(time == t & status == 1); S <- which(time > t | (time == t & status == 0))
    if (length(S) == 0) next
    a <- r[D] / sum(r[S]); y <- x[D, , drop = FALSE] - rep(colSums(r[S] * x[S, , drop = FALSE]) / sum(r[S]), each = length(D))
    value <- function(s) vapply(exp(s), function(u) prod(-expm1(-a * u)) * u * exp(-u), 0)
    slope <- function(j) function(s) vapply(exp(s), function(u) prod(-expm1(-a * u)) * u * exp(-u) * sum(a * u * y[, j] / expm1(a * u)), 0)
    whole <- integral(value); l <- l + log(whole)
    u <- u + vapply(seq_along(b), function(j) integral(slope(j)), 0) / whole
  }
  list(l = l, u = u)
}
marginals <- function(case, time, status, x, limits) {
  b <- coef(coxph(Surv(time, status) ~ x)); U <- function(b) marginal(time, status, x, b)$u
  I <- function(b) -jacobian(U, b, method.args = list(r = 5))
  for (i in 1:6) b <- b + solve(I(b), U(b))
  information <- I(b); best <- marginal(time, status, x, b)$l
  for (j in seq_along(b)) { say(case, paste("coefficient", j), b[[j]]); say(case, paste("standard error", j), sqrt(solve(information)[j, j])) }
  say(case, "null log-likelihood", marginal(time, status, x, 0 * b)$l)
  say(case, "log-likelihood", best)
  if (!limits) return(invisible())
  excess <- function(v) 2 * (best - marginal(time, status, x, v)$l) - q
  se <- sqrt(1 / information[1, 1])
  say(case, "lower 1", uniroot(excess, c(b - 4 * se, b), tol = 1e-14)$root)
  say(case, "upper 1", uniroot(excess, c(b, b + 4 * se), tol = 1e-14)$root)
}
marginals("marginal aml", aml$time, aml$status, cbind(aml$x), TRUE)
marginals("marginal veteran months", veteran$month, veteran$status, cbind(veteran$trt, veteran$karno), FALSE)

# ---- Firth's penalty -------------------------------------------------------------------------------------------------

firth <- function(case, time, x, ties) {
  star <- function(b) {
    fit <- coxph(time ~ x, ties = ties, init = b, control = coxph.control(iter.max = 0))
    fit$loglik[1] + 0.5 * determinant(solve(fit$var))$modulus[[1]]
  }
  slope <- function(b, free) grad(function(v) star(replace(b, free, v)), b[free], method.args = list(d = 0.05, r = 6))
  # Newton over the free coefficients, its matrix by differences of the slope
  climb <- function(b, free) {
    if (length(free) == 0) return(b)
    for (i in 1:50) {
      U <- slope(b, free)
      H <- jacobian(function(v) slope(replace(b, free, v), free), b[free], method = "simple")
      step <- -solve((H + t(H)) / 2, U)
      step <- step * min(1, 1 / max(abs(step)))
      b[free] <- b[free] + step
      if (max(abs(step)) < 1e-11) break
    }
    b
  }
  p <- ncol(x); b <- climb(rep(0, p), seq_len(p)); best <- star(b)
  var <- coxph(time ~ x, ties = ties, init = b, control = coxph.control(iter.max = 0))$var
  say(case, "null log-likelihood", star(rep(0, p))); say(case, "log-likelihood", best)
  for (j in seq_len(p)) {
    say(case, paste("coefficient", j), b[j]); say(case, paste("standard error", j), sqrt(var[j, j]))
    start <- b
    excess <- function(v) { start[j] <<- v; start <<- climb(start, setdiff(seq_len(p), j)); 2 * (best - star(start)) - q }
    se <- sqrt(var[j, j])
    for (side in c(-1, 1)) {
      start <- b; out <- b[j] + side * se
      while (excess(out) < 0) out <- out + side * se / 2
      say(case, paste(if (side < 0) "lower" else "upper", j), uniroot(excess, sort(c(b[j], out)), tol = 1e-13)$root)
    }
  }
}
firth("firth aml efron", Surv(aml$time, aml$status), cbind(aml$x), "efron")
firth("firth aml breslow", Surv(aml$time, aml$status), cbind(aml$x), "breslow")
firth("firth aml exact", Surv(aml$time, aml$status), cbind(aml$x), "exact")
firth("firth one event", Surv(one$time, one$status), cbind(one$x), "efron")
firth("firth no events", Surv(none$time, none$status), cbind(none$x, none$z), "efron")
firth("firth veteran months efron", Surv(veteran$month, veteran$status), cbind(veteran$trt, veteran$karno / 10), "efron")
firth("firth veteran months breslow", Surv(veteran$month, veteran$status), cbind(veteran$trt, veteran$karno / 10), "breslow")
