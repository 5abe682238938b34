# Trials simulated by rpact: Rscript R/simulation.R > Expected/simulation.csv
#
# rpact's participants arrive evenly, the i-th of n at i/n of the accrual, in alternating arms; its group 1 is experimental. Hazards, bounds and
# dropout as in SimulationTests.cs. What is printed has the Monte-Carlo error of that many trials.
suppressMessages(library(rpact))
cat(sprintf("# R 4.2.2, rpact %s\ncase,quantity,value\n", packageVersion("rpact")))
iterations <- 50000
put <- function(case, x) {
  v <- c(trials = iterations, power = x$overallReject, months = x$studyDuration, events = x$expectedNumberOfEvents)
  for (k in seq_along(x$analysisTime)) v[paste0(c("reject.", "month."), k)] <- c(x$rejectPerStage[k], x$analysisTime[k])
  for (q in names(v)) cat(case, ",", q, ",", sprintf("%.17g", v[[q]]), "\n", sep = "")
}
one <- getDesignGroupSequential(kMax = 1, alpha = 0.025)
three <- getDesignGroupSequential(alpha = 0.025, sided = 1, informationRates = c(0.5, 0.75, 1), typeOfDesign = "asOF")
simulate <- function(...) getSimulationSurvival(..., directionUpper = FALSE, dropoutRate1 = 0.05, dropoutRate2 = 0.05, dropoutTime = 12,
  maxNumberOfIterations = iterations, longTimeSimulationAllowed = TRUE)
put("fixed", simulate(one, lambda2 = log(2) / 6, hazardRatio = 0.75, accrualTime = c(0, 18), maxNumberOfSubjects = 518, plannedEvents = 400, seed = 1))
put("three looks", simulate(three, lambda2 = log(2) / 6, hazardRatio = 0.75, accrualTime = c(0, 18), maxNumberOfSubjects = 518,
  plannedEvents = c(200, 300, 400), seed = 2))
put("three looks of no effect", simulate(three, lambda2 = log(2) / 6, hazardRatio = 1, accrualTime = c(0, 18), maxNumberOfSubjects = 518,
  plannedEvents = c(200, 300, 400), seed = 3))
put("late effect at 2:1", simulate(one, piecewiseSurvivalTime = c(0, 3), lambda2 = c(0.12, 0.12), lambda1 = c(0.12, 0.06), accrualTime = c(0, 6, 18),
  accrualIntensity = c(10, 30), plannedEvents = 250, allocation1 = 2, allocation2 = 1, seed = 4))
