# Derives the results of the demo a second time, from its SDTM files and the words of examples/patina/protocol.yaml, and
# compares them with results.json. It shares no code with the program; run by hand after a change to derivations or analyses:
#
#   ./equipoise demo --out /tmp/demo
#   Rscript tests/Equipoise.Validation/R/demo.R /tmp/demo      (Debian: r-base-core, r-cran-survival, r-cran-jsonlite)
#
# It ends with the largest relative difference of each analysis, and fails when one is above 1e-9.

suppressMessages({library(survival); library(jsonlite)})
demo <- commandArgs(TRUE)[1]

# ---- Data up to the cutoff -------------------------------------------------------------------------------------------

read <- function(name, date = NULL) {
  rows <- read.csv(file.path(demo, "sdtm/csv", paste0(name, ".csv")), colClasses = "character", na.strings = "")
  for (column in grep("DTC$", names(rows), value = TRUE)) rows[[column]] <- as.Date(rows[[column]])
  if (is.null(date)) rows else rows[!is.na(rows[[date]]) & rows[[date]] <= cutoff, ]
}
ts <- read("ts"); cutoff <- as.Date(ts$TSVAL[ts$TSPARMCD == "DCUTDTC"])
dm <- read("dm", "RFICDTC"); ds <- read("ds", "DSSTDTC"); ex <- read("ex", "EXSTDTC"); ae <- read("ae", "AESTDTC")
rs <- read("rs", "RSDTC"); cm <- read("cm", "CMSTDTC"); lb <- read("lb", "LBDTC"); sv <- read("sv", "SVSTDTC"); supp <- read("suppdm")
ex$EXENDTC <- pmin(ex$EXENDTC, cutoff)
ex$dose <- as.numeric(ex$EXDOSE)
taken <- ex[is.na(ex$dose) | ex$dose > 0, ]

MONTH <- 30.4375
day <- function(x) as.Date(x, origin = "1970-01-01")
first <- function(id, date) tapply(as.numeric(date), id, min)
last <- function(id, date) tapply(as.numeric(date), id, max)

randomized <- ds[ds$DSDECOD == "RANDOMIZED", ]
p <- merge(data.frame(id = randomized$USUBJID, start = randomized$DSSTDTC), dm, by.x = "id", by.y = "USUBJID")
p$arm <- tolower(p$ARMCD); p$actual <- tolower(p$ACTARMCD)
p$death <- p$DTHDTC; p$death[p$death > cutoff] <- NA
p$therapy <- day(first(cm$USUBJID, cm$CMSTDTC)[p$id])
p$dosed <- day(first(taken$USUBJID, taken$EXSTDTC)[p$id]); p$lastDose <- day(last(taken$USUBJID, taken$EXENDTC)[p$id])
treated <- !is.na(p$dosed)
answer <- function(name) supp$QVAL[match(paste(p$id, name), paste(supp$USUBJID, supp$QNAM))]
placed <- function(findings, domain, name) {   # answers that stand in a domain of findings, named by their criterion
  rows <- findings[findings[[paste0(domain, "SPID")]] %in% name, ]
  rows[[paste0(domain, "STRESC")]][match(p$id, rows$USUBJID)]
}
factors <- list(pertuzumab = "STRAT1", `prior-HER2` = "STRAT2", response = "STRAT3", partner = "STRAT4")
for (name in names(factors)) p[[name]] <- answer(factors[[name]])
arms <- c("palbociclib", "standard")

# ---- Outcomes --------------------------------------------------------------------------------------------------------

alive <- ds[!ds$DSDECOD %in% c("DEATH", "LOST TO FOLLOW-UP"), ]
contacts <- rbind(data.frame(id = alive$USUBJID, on = alive$DSSTDTC), data.frame(id = taken$USUBJID, on = taken$EXENDTC),
  data.frame(id = ae$USUBJID, on = ae$AESTDTC), data.frame(id = rs$USUBJID, on = rs$RSDTC), data.frame(id = cm$USUBJID, on = cm$CMSTDTC),
  data.frame(id = lb$USUBJID, on = lb$LBDTC), data.frame(id = sv$USUBJID, on = sv$SVSTDTC), data.frame(id = dm$USUBJID, on = dm$RFICDTC))
p$alive <- day(last(contacts$id, contacts$on)[p$id])

pfs <- function(who) {
  seen <- rs[rs$USUBJID == who$id & rs$RSTESTCD == "OVRLRESP", ]
  adequate <- seen$RSDTC[seen$RSSTRESC != "NE" & seen$RSDTC > who$start]
  latest <- function(dates) if (length(dates)) max(dates) else who$start
  event <- suppressWarnings(min(seen$RSDTC[seen$RSSTRESC == "PD" & seen$RSDTC >= who$start], who$death, na.rm = TRUE))
  censored <- NULL
  if (!is.na(who$therapy) && who$therapy < event) censored <- latest(adequate[adequate <= who$therapy])
  gap <- latest(adequate[adequate < event])
  if (is.finite(event) && event - gap > 2 * 84 + 2 * 7) censored <- min(censored, gap)
  if (!is.null(censored)) data.frame(end = as.numeric(censored), event = 0)
  else if (is.finite(event)) data.frame(end = as.numeric(event), event = 1)
  else data.frame(end = as.numeric(latest(adequate)), event = 0)
}
outcome <- do.call(rbind, lapply(seq_len(nrow(p)), function(i) pfs(p[i, ])))
months <- function(end) (as.numeric(end) - as.numeric(p$start) + 1) / MONTH
endpoints <- list(
  PFS = data.frame(time = months(outcome$end), event = outcome$event),
  OS = data.frame(time = months(ifelse(is.na(p$death), pmax(p$alive, p$start), p$death)), event = as.numeric(!is.na(p$death))))

# ---- Results by address ----------------------------------------------------------------------------------------------

mine <- list()
put <- function(analysis, operation, value, ...) {
  groups <- c(...)
  at <- if (length(groups)) paste0("[", paste(names(groups), groups, sep = "=", collapse = ";"), "]") else ""
  mine[[paste0(analysis, "/", operation, at)]] <<- unname(as.numeric(value))
}
interval <- function(analysis, operations, values, ...) for (i in 1:3) put(analysis, operations[i], values[[i]], ...)
median_of <- function(time, event) { q <- quantile(survfit(Surv(time, event) ~ 1, conf.type = "log-log"), 0.5); c(q$quantile, q$lower, q$upper) }
precise <- coxph.control(eps = 1e-11, toler.chol = 1e-13, iter.max = 50)
ratio <- function(fit) exp(coef(fit)[[1]] + c(0, -1, 1) * qnorm(0.975) * sqrt(vcov(fit)[1, 1]))
three <- c("hazardRatio", "lower", "upper")

for (name in names(endpoints)) {
  d <- cbind(endpoints[[name]], p[names(factors)]); d$x <- as.numeric(p$arm == "palbociclib")
  d$stratum <- interaction(d[names(factors)], drop = TRUE)
  for (arm in arms) {
    k <- p$arm == arm; km <- survfit(Surv(time, event) ~ 1, d[k, ], conf.type = "log-log")
    put(paste0(name, ".Events"), "events", sum(d$event[k]), arm = arm)
    put(paste0(name, ".Events"), "percent", 100 * mean(d$event[k]), arm = arm)
    interval(paste0(name, ".KaplanMeier"), c("median", "medianLower", "medianUpper"), median_of(d$time[k], d$event[k]), arm = arm)
    for (t in c(12, 24, 36, 48)) {
      at <- summary(km, times = t)
      interval(paste0(name, ".KaplanMeier"), c("survival", "survivalLower", "survivalUpper"), 100 * c(at$surv, at$lower, at$upper), arm = arm, time = t)
    }
    for (t in seq(0, 66, 6)) put(paste0(name, ".KaplanMeier"), "atRisk", sum(d$time[k] >= t), arm = arm, time = t)
  }
  for (arm in c("all", arms)) {
    k <- arm == "all" | p$arm == arm
    interval(paste0(name, ".FollowUp"), c("median", "lower", "upper"), median_of(d$time[k], 1 - d$event[k]), arm = arm)
  }
  test <- survdiff(Surv(time, event) ~ x + strata(stratum), d)
  put(paste0(name, ".LogRank"), "chiSquare", test$chisq)
  put(paste0(name, ".LogRank"), "pTwoSided", pchisq(test$chisq, 1, lower.tail = FALSE))
  put(paste0(name, ".LogRank"), "z", sum(test$exp[2, ] - test$obs[2, ]) / sqrt(test$var[2, 2]))
  fit <- coxph(Surv(time, event) ~ x + strata(stratum), d, ties = "efron", control = precise)
  interval(paste0(name, ".Cox"), three, ratio(fit), arm = "palbociclib")
  put(paste0(name, ".Cox"), "pTwoSided", 2 * pnorm(-abs(coef(fit) / sqrt(vcov(fit)[1, 1]))), arm = "palbociclib")
  if (name == "PFS") for (f in names(factors)) {
    analysis <- paste0("PFS.Subgroup.", f); d$f <- d[[f]]
    enough <- Filter(function(l) all(tapply(d$event[d$f == l], d$x[d$f == l], sum) >= 5), unique(d$f))
    for (l in enough) interval(analysis, three, ratio(coxph(Surv(time, event) ~ x, d[d$f == l, ], control = precise)), level = l)
    if (length(enough) > 1) {
      e <- d[d$f %in% enough, ]; ll <- function(model) coxph(model, e, control = precise)$loglik[2]
      gain <- 2 * (ll(Surv(time, event) ~ x * f) - ll(Surv(time, event) ~ x + f))
      put(analysis, "pTwoSided", pchisq(gain, length(enough) - 1, lower.tail = FALSE))
    }
  }
}

# Disposition: treatment ends with the last treatment of the arm.
gives <- list(palbociclib = c("PALBOCICLIB", "ANTI-HER2", "ENDOCRINE"), standard = c("ANTI-HER2", "ENDOCRINE"))
stops <- ds[ds$DSSCAT %in% "STUDY TREATMENT", ]; stops$treatment <- sub(":.*", "", stops$DSTERM)
ended <- sapply(seq_len(nrow(p)), function(i) all(gives[[p$arm[i]]] %in% stops$treatment[stops$USUBJID == p$id[i]]))
ended <- ended | p$id %in% ds$USUBJID[ds$DSSCAT %in% "STUDY PARTICIPATION"]
withdrawn <- ds$USUBJID[ds$DSSCAT %in% "STUDY PARTICIPATION" & ds$DSDECOD == "WITHDRAWAL BY SUBJECT"]
put("Disposition", "screened", nrow(dm)); put("Disposition", "excluded", nrow(dm) - nrow(p)); put("Disposition", "randomized", nrow(p))
for (arm in arms) {
  k <- p$arm == arm
  counts <- c(randomized = sum(k), treated = sum(k & treated), notTreated = sum(k & !treated), discontinuedTreatment = sum(k & treated & ended),
    onTreatmentAtCutoff = sum(k & treated & !ended), withdrewFromStudy = sum(p$id[k] %in% withdrawn), died = sum(k & !is.na(p$death)),
    analyzedSAF = sum(treated & p$actual == arm))
  for (operation in names(counts)) put("Disposition", operation, counts[[operation]], arm = arm)
}

# Safety: from the first dose to 30 days after the last, or while treatment goes on.
who <- match(ae$USUBJID, p$id)
ae <- ae[which(ae$AESTDTC >= p$dosed[who] & (!ended[who] | ae$AESTDTC <= p$lastDose[who] + 30)), ]
ae$arm <- p$actual[match(ae$USUBJID, p$id)]; ae$grade <- as.integer(ae$AETOXGR)
size <- table(factor(p$actual[treated], arms))
tally <- function(analysis, k, ...) for (a in arms) {
  n <- length(unique(ae$USUBJID[k & ae$arm == a]))
  put(analysis, "participants", n, arm = a, ...); put(analysis, "percent", 100 * n / size[[a]], arm = a, ...)
  put(analysis, "events", sum(k & ae$arm == a), arm = a, ...)
}
overview <- list(any = TRUE, grade3plus = ae$grade >= 3, serious = ae$AESER == "Y", related = ae$AEREL == "RELATED",
  fatal = ae$grade == 5 | ae$AEOUT == "FATAL", discontinuation = ae$AEACN == "DRUG WITHDRAWN", doseReduction = ae$AEACN == "DOSE REDUCED",
  interruption = ae$AEACN == "DRUG INTERRUPTED")
for (category in names(overview)) tally("AE.Overview", rep_len(overview[[category]], nrow(ae)), category = category)
worst <- tapply(ae$grade, ae$USUBJID, max); worstArm <- p$actual[match(names(worst), p$id)]
for (a in arms) for (g in 1:5) put("AE.WorstGrade", "participants", sum(worst == g & worstArm == a), arm = a, grade = g)
persons <- unique(ae[c("USUBJID", "AEDECOD", "arm")]); frequency <- table(persons$AEDECOD, factor(persons$arm, arms))
for (term in rownames(frequency)[apply(sweep(frequency, 2, 0.05 * size, ">="), 1, any)]) {
  tally("AE.Term", ae$AEDECOD == term, term = term); tally("AE.TermGrade3", ae$AEDECOD == term & ae$grade >= 3, term = term)
}

# Baseline: quartiles by SAS definition 5.
summarized <- list(age = as.numeric(p$AGE), induction = as.numeric(answer("INDUCTIO")))
counted <- c(list(sex = p$SEX, performance = placed(rs, "RS", "PERFORMA")), p[names(factors)])
for (arm in c("all", arms)) {
  k <- arm == "all" | p$arm == arm
  for (name in names(summarized)) {
    v <- summarized[[name]][k]; q <- quantile(v, c(.25, .5, .75), type = 2)
    values <- c(n = length(v), mean = mean(v), standardDeviation = sd(v), lowerQuartile = q[[1]], median = q[[2]], upperQuartile = q[[3]],
      minimum = min(v), maximum = max(v))
    for (operation in names(values)) put(paste0("Baseline.", name), operation, values[[operation]], arm = arm)
  }
  for (name in names(counted)) for (l in unique(counted[[name]])) {
    put(paste0("Baseline.", name), "count", sum(counted[[name]][k] == l), arm = arm, level = l)
    put(paste0("Baseline.", name), "percent", 100 * mean(counted[[name]][k] == l), arm = arm, level = l)
  }
}

# Exposure: days 1 to 21 of 28 at 125 mg were planned.
drug <- ex[ex$EXTRT == "PALBOCICLIB" & ex$USUBJID %in% p$id[treated & p$actual == "palbociclib"], ]
drug$days <- as.numeric(drug$EXENDTC - drug$EXSTDTC) + 1
courses <- lapply(split(drug, drug$USUBJID), function(z) z[order(z$EXSTDTC), ]); courses <- Filter(function(z) any(z$dose > 0), courses)
each <- function(f) sapply(courses, f)
lowest <- each(function(z) min(z$dose[z$dose > 0])); held <- each(function(z) any(z$dose == 0))
duration <- each(function(z) { g <- z[z$dose > 0, ]; (as.numeric(max(g$EXENDTC) - min(g$EXSTDTC)) + 1) / MONTH })
intensity <- each(function(z) {
  begun <- min(z$EXSTDTC[z$dose > 0]); final <- z[nrow(z), ]
  100 * sum(z$dose * z$days) / (125 * (as.numeric(final$EXSTDTC - begun) / 28 * 21 + final$days))
})
values <- c(participants = length(courses), reduced = sum(lowest < 125), interrupted = sum(held),
  medianMonths = quantile(duration, .5, type = 2)[[1]], relativeDoseIntensity = quantile(intensity, .5, type = 2)[[1]],
  relativeDoseIntensityMean = mean(intensity))
for (operation in names(values)) put("Exposure.palbociclib", operation, values[[operation]], arm = "palbociclib")

# ---- Comparison ------------------------------------------------------------------------------------------------------

theirs <- list()
for (analysis in fromJSON(file.path(demo, "results.json"), simplifyVector = FALSE)$analyses) for (result in analysis$results) {
  groups <- sapply(result$resultGroups, function(g) paste(g$groupingId, g$groupId, sep = "="))
  at <- if (length(groups)) paste0("[", paste(groups, collapse = ";"), "]") else ""
  raw <- if (is.null(result$rawValue)) NA else as.numeric(result$rawValue)
  theirs[[paste0(analysis$id, "/", sub(".*\\.", "", result$operationId), at)]] <- raw
}
difference <- sapply(names(mine), function(address) {
  a <- mine[[address]]; b <- theirs[[address]]
  if (is.null(b) || is.na(a) != is.na(b)) Inf else if (is.na(a) || a == b) 0 else abs(a - b) / abs(a)
})
cat(sprintf("%d of the %d results derived again; largest relative differences:\n", length(mine), length(theirs)))
print(signif(sort(tapply(difference, sub("/.*", "", names(difference)), max), decreasing = TRUE), 2))
wrong <- difference[difference > 1e-9]
if (length(wrong)) { cat("Not equal:\n", paste0(names(wrong), "\n")); quit(status = 1) }
