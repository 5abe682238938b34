# What follows a Cox fit: residuals, robust variance, cox.zph, predicted curves and concordance.
# Rscript R/cox-diagnostics.R > Expected/cox-diagnostics.csv
suppressPackageStartupMessages(library(survival))
version <- sub("\\.(?=[^.]*$)", "-", as.character(packageVersion("survival")), perl = TRUE)
cat(sprintf("# R %s.%s, survival %s\n", R.version$major, R.version$minor, version))
cat("case,quantity,value\n")
emit <- function(case, quantity, value) {
  value <- as.numeric(value)
  cat(sprintf("%s,%s,%s\n", case, quantity, ifelse(is.finite(value), sprintf("%.17g", value), "NA")), sep = "")
}
control <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)

diagnose <- function(case, data, formula, names, ties, newdata, by = 1, weights = NULL, cluster = NULL,
                     transforms = c("km", "rank", "identity", "log")) {
  n <- nrow(data)
  environment(formula) <- environment() # R evaluates the call of a fit again
  data$.w <- if (is.null(weights)) rep(1, n) else weights
  # Curves and concordance of R take the robust variance of a weighted fit with it; these are asked for with the naive one.
  fit <- if (is.null(weights)) coxph(formula, data, ties = ties, control = control, x = TRUE, y = TRUE, robust = FALSE)
         else coxph(formula, data, ties = ties, control = control, x = TRUE, y = TRUE, weights = .w, robust = FALSE)
  rows <- seq(1, n, by)
  columns <- function(what, m) {
    m <- as.matrix(m)
    for (j in seq_along(names)) {
      emit(case, paste(what, rows, names[j]), m[rows, j])
      emit(case, paste(what, "squares", names[j]), sum(m[, j]^2))
    }
  }
  emit(case, paste("coef", names), coef(fit))
  for (type in c("martingale", "deviance")) emit(case, paste(type, rows), residuals(fit, type = type)[rows])
  emit(case, paste("expected", rows), predict(fit, type = "expected")[rows])
  for (type in c("score", "dfbeta", "dfbetas")) columns(type, residuals(fit, type = type))
  schoenfeld <- as.matrix(residuals(fit, type = "schoenfeld"))
  scaled <- as.matrix(residuals(fit, type = "scaledsch"))
  # Schoenfeld residuals come in the order of stratum and time; those of a tied time in an order of their own: their sums are compared.
  times <- as.numeric(if (is.null(rownames(schoenfeld))) names(residuals(fit, type = "schoenfeld")) else rownames(schoenfeld))
  strata <- attr(residuals(fit, type = "schoenfeld"), "strata")
  stratum <- if (is.null(strata)) rep(0, length(times)) else rep(seq_along(strata) - 1, strata)
  key <- paste(stratum, times)
  for (j in seq_along(names)) {
    for (k in unique(key)[seq(1, length(unique(key)), by)]) {
      emit(case, paste("schoenfeld", k, names[j]), sum(schoenfeld[key == k, j]))
      emit(case, paste("scaledsch", k, names[j]), sum(scaled[key == k, j]))
    }
    emit(case, paste("schoenfeld squares", names[j]), sum(schoenfeld[, j]^2))
    emit(case, paste("scaledsch squares", names[j]), sum(scaled[, j]^2))
  }
  robust <- function(what, clusters) {
    data$.c <- clusters
    f <- if (is.null(weights)) coxph(formula, data, ties = ties, control = control, cluster = .c)
         else coxph(formula, data, ties = ties, control = control, weights = .w, cluster = .c)
    for (i in seq_along(names)) for (j in seq_len(i)) emit(case, paste(what, "var", names[i], names[j]), f$var[i, j])
    emit(case, paste(what, "wald"), f$wald.test)
    # f$rscore forgets the offset (it is that of the model without one), so the test is made of the residuals at 0.
    zero <- if (is.null(weights)) coxph(formula, data, ties = ties, init = 0 * coef(f), iter.max = 0)
            else coxph(formula, data, ties = ties, init = 0 * coef(f), iter.max = 0, weights = .w)
    l <- rowsum(data$.w * as.matrix(residuals(zero, type = "score")), clusters)
    score <- drop(colSums(l) %*% solve(crossprod(l)) %*% colSums(l))
    stopifnot(grepl("offset", deparse1(formula)) || all.equal(score, as.numeric(f$rscore), tolerance = 1e-9))
    emit(case, paste(what, "score"), score)
  }
  robust("robust", seq_len(n))
  if (!is.null(cluster)) robust("clustered", cluster)
  for (transform in transforms) {
    which <- c(names, if (length(names) > 1) "GLOBAL")
    emit(case, paste("zph", transform, which), cox.zph(fit, transform = transform, terms = FALSE)$table[which, "chisq"])
  }
  for (i in seq_len(nrow(newdata))) {
    for (type in c("log-log", "log", "plain")) {
      curve <- survfit(fit, newdata = newdata[i, , drop = FALSE], conf.type = type)
      s <- summary(curve, times = sort(unique(curve$time[curve$n.event > 0])), extend = TRUE)
      keep <- seq(1, length(s$time), by)
      at <- paste("curve", i, s$time[keep])
      if (type == "log-log") {
        emit(case, paste(at, "cumhaz"), s$cumhaz[keep])
        emit(case, paste(at, "surv"), s$surv[keep])
        emit(case, paste(at, "std.err"), s$std.err[keep])
      }
      emit(case, paste(at, type, "lower"), s$lower[keep])
      emit(case, paste(at, type, "upper"), s$upper[keep])
    }
  }
  c <- concordance(fit)
  counts <- if (is.matrix(c$count)) colSums(c$count) else c$count
  emit(case, "concordance", c$concordance)
  emit(case, "concordance var", c$var)
  emit(case, paste("concordance", c("concordant", "discordant", "tied.x", "tied.y", "tied.xy")), counts)
}

testw1 <- data.frame(time = c(1, 1, 2, 2, 2, 2, 3, 4, 5), status = c(1, 0, 1, 1, 1, 0, 0, 1, 0), x = c(2, 0, 1, 1, 0, 1, 0, 1, 0))
test2 <- data.frame(start = c(1, 2, 5, 2, 1, 7, 3, 4, 8, 8), stop = c(2, 3, 6, 7, 8, 9, 9, 9, 14, 17),
                    event = c(1, 1, 1, 1, 1, 1, 1, 0, 0, 0), x = c(1, 0, 0, 1, 0, 1, 1, 1, 0, 0))
months <- transform(veteran, time = ceiling(time / 30.4375))
complete <- lung[complete.cases(lung[, c("inst", "age", "ph.ecog", "wt.loss")]), ]
weightsOf <- function(n) 0.5 + (seq_len(n) %% 5) / 4

for (ties in c("efron", "breslow")) {
  of <- function(name) paste(name, ties)
  diagnose(of("testw1"), testw1, Surv(time, status) ~ x, "x", ties, data.frame(x = c(0, 1.5)),
           weights = c(1, 2, 3, 4, 3, 2, 1, 2, 1))
  diagnose(of("test2"), test2, Surv(start, stop, event) ~ x, "x", ties, data.frame(x = c(0, 1)))
  diagnose(of("aml"), transform(aml, group = as.numeric(x == "Maintained")), Surv(time, status) ~ group, "group", ties,
           data.frame(group = 0:1))
  diagnose(of("lung"), complete, Surv(time, status) ~ age + ph.ecog + wt.loss, c("age", "ph.ecog", "wt.loss"), ties,
           data.frame(age = c(50, 70), ph.ecog = c(0, 2), wt.loss = c(0, 20)), by = 7, cluster = complete$inst)
  diagnose(of("lung weighted"), complete, Surv(time, status) ~ age + ph.ecog + wt.loss, c("age", "ph.ecog", "wt.loss"), ties,
           data.frame(age = c(50, 70), ph.ecog = c(0, 2), wt.loss = c(0, 20)), by = 7, cluster = complete$inst,
           weights = weightsOf(nrow(complete)))
  diagnose(of("heart"), heart, Surv(start, stop, event) ~ age + year + surgery, c("age", "year", "surgery"), ties,
           data.frame(age = c(0, -10), year = c(2, 4), surgery = 0:1), by = 7, cluster = heart$id)
  diagnose(of("heart weighted"), heart, Surv(start, stop, event) ~ age + year + surgery, c("age", "year", "surgery"), ties,
           data.frame(age = c(0, -10), year = c(2, 4), surgery = 0:1), by = 7, cluster = heart$id,
           weights = weightsOf(nrow(heart)))
  diagnose(of("veteran months"), months, Surv(time, status) ~ trt + karno + strata(celltype) + offset(age / 50),
           c("trt", "karno"), ties,
           data.frame(trt = 1:2, karno = c(60, 30), celltype = c("squamous", "large"), age = c(50, 0)), by = 7)
  diagnose(of("bladder2"), bladder2, Surv(start, stop, event) ~ rx + size + number + strata(enum),
           c("rx", "size", "number"), ties, data.frame(rx = 1:2, size = c(1, 3), number = c(2, 1), enum = c(1, 3)), by = 7, cluster = bladder2$id)
}
