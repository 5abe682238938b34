# R's side of compare-with-r: reads the same numbers, times its calls, prints case call,seconds,answer.
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]

timed <- function(repeats, call) {
  answer <- call()
  seconds <- numeric(repeats)
  for (i in seq_len(repeats)) {
    start <- proc.time()[["elapsed"]]
    answer <- call()
    seconds[i] <- proc.time()[["elapsed"]] - start
  }
  c(median(seconds), answer)
}

# The clock of R ticks in milliseconds: what is faster is done many times in one go.
timedSmall <- function(times, call) {
  answer <- call()
  start <- proc.time()[["elapsed"]]
  for (i in seq_len(times)) answer <- call()
  c((proc.time()[["elapsed"]] - start) / times, answer)
}

report <- function(name, result) cat(sprintf("%s,%.9g,%.17g\n", name, result[1], result[2]))

for (case in arguments[-1]) {
  file <- file(file.path(folder, paste0(case, ".bin")), "rb")
  size <- readBin(file, "double", 2)
  n <- size[1]; p <- size[2]
  time <- readBin(file, "double", n)
  status <- readBin(file, "double", n)
  group <- readBin(file, "double", n)
  stratum <- readBin(file, "double", n)
  x <- matrix(readBin(file, "double", n * p), ncol = p, byrow = TRUE, dimnames = list(NULL, paste0("x", seq_len(p))))
  close(file)
  y <- Surv(time, status)
  measure <- if (n > 10000) function(call) timed(1, call) else function(call) timedSmall(200, call)
  if (startsWith(case, "cox")) {
    fit <- function() coxph.fit(x, y, NULL, NULL, NULL, coxph.control(), NULL, "efron", rownames = NULL, resid = FALSE)$coefficients[[1]]
    report(paste(case, "coxph.fit"), measure(fit))
    frame <- data.frame(time, status, x)
    formula <- as.formula(paste("Surv(time, status) ~", paste(colnames(x), collapse = " + ")))
    report(paste(case, "coxph()"), measure(function() coef(coxph(formula, frame))[[1]]))
  } else if (startsWith(case, "km")) {
    report(paste(case, "survfit()"), measure(function() summary(survfit(y ~ 1), times = 1)$std.err))
  } else if (n > 10000) {
    report(paste(case, "survdiff()"), measure(function() survdiff(y ~ group)$chisq))
  } else {
    report(paste(case, "survdiff()"), measure(function() survdiff(y ~ group + strata(stratum))$chisq))
  }
}
