# R's side of compare-simulators: prints name,threads,trials per second (median and best of three rounds),per second of processor time,power.
suppressMessages(library(rpact))
iterations <- as.integer(commandArgs(trailingOnly = TRUE)[1])
measure <- function(name, design, events) {
  speeds <- processor <- numeric(3)
  for (round in 1:3) {
    start <- proc.time()
    x <- getSimulationSurvival(design, directionUpper = FALSE, median2 = 6, hazardRatio = 0.75, accrualTime = c(0, 18), maxNumberOfSubjects = 518,
      plannedEvents = events, dropoutRate1 = 0.05, dropoutRate2 = 0.05, dropoutTime = 12, maxNumberOfIterations = iterations,
      longTimeSimulationAllowed = TRUE, seed = round)
    took <- proc.time() - start
    speeds[round] <- iterations / took[["elapsed"]]
    processor[round] <- iterations / (took[["user.self"]] + took[["sys.self"]])
  }
  cat(sprintf("%s,1,%.0f,%.0f,%.0f,%.5f\n", name, median(speeds), max(speeds), max(processor), x$overallReject))
}
measure("log-rank", getDesignGroupSequential(kMax = 1, alpha = 0.025), 400)
measure("three looks", getDesignGroupSequential(alpha = 0.025, sided = 1, informationRates = c(0.5, 0.75, 1), typeOfDesign = "asOF"), c(200, 300, 400))
