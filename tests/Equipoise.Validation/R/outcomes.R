# Counts, rates and means of the tables of a report, by stats.
# Rscript R/outcomes.R > Expected/outcomes.csv
cat("# R 4.2.2, stats 4.2.2\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))
z <- qnorm(.975)

# Events and participants of two arms: harms of PATINA as published, events of the CDISC pilot (table 14-5.01), small tables.
tables <- list(c(208, 261, 76, 248), c(26, 261, 9, 248), c(77, 84, 65, 86), c(76, 84, 65, 86), c(3, 20, 11, 21), c(9, 15, 10, 15),
  c(232, 261, 208, 257), c(40, 100, 70, 140))
for (t in tables) {
  case <- paste("table", paste(t, collapse = " "))
  m <- matrix(c(t[1], t[2] - t[1], t[3], t[4] - t[3]), 2)
  put(case, "fisher", fisher.test(m)$p.value)
  put(case, "less", fisher.test(m, alternative = "less")$p.value)
  put(case, "greater", fisher.test(m, alternative = "greater")$p.value)
  put(case, "pearson", chisq.test(m, correct = FALSE)$p.value)
  p <- c(t[1] / t[2], t[3] / t[4])
  d <- p[1] - p[2]; s <- sqrt(sum(p * (1 - p) / t[c(2, 4)]))
  put(case, "wald lower", d - z * s); put(case, "wald upper", d + z * s)
  a <- prop.test(t[1], t[2], correct = FALSE)$conf.int; b <- prop.test(t[3], t[4], correct = FALSE)$conf.int
  put(case, "newcombe lower", d - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2))
  put(case, "newcombe upper", d + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))
  r <- p[1] / p[2]; l <- sqrt(1 / t[1] - 1 / t[2] + 1 / t[3] - 1 / t[4])
  put(case, "ratio", r); put(case, "ratio lower", exp(log(r) - z * l)); put(case, "ratio upper", exp(log(r) + z * l))
}

# Events in patient-years: Garwood, normal, and Byar as Rothman and Boice have it.
for (t in list(c(0, 12.5), c(1, 40), c(9, 557.1), c(261, 7.4))) {
  case <- paste("rate", paste(t, collapse = " "))
  e <- poisson.test(t[1], t[2])$conf.int
  put(case, "exact lower", e[1]); put(case, "exact upper", e[2])
  put(case, "normal upper", (t[1] + z * sqrt(t[1])) / t[2])
  k <- t[1] + .5
  put(case, "byar lower", k * max(0, 1 - 1 / (9 * k) - z / (3 * sqrt(k)))^3 / t[2])
  put(case, "byar upper", k * (1 - 1 / (9 * k) + z / (3 * sqrt(k)))^3 / t[2])
}

# Three groups of the plants of PlantGrowth, and the ages of the CDISC pilot by group (table 14-2.01).
f <- anova(lm(weight ~ group, PlantGrowth))
put("plants", "F", f$F[1]); put("plants", "p", f$P[1])
put("ages", "pearson", chisq.test(matrix(c(14, 42, 30, 8, 47, 29, 11, 55, 18), 3, byrow = TRUE))$p.value)
