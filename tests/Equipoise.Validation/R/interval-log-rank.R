# Log-rank tests of intervals by the permutation variance: the curve of all by the algorithm of expectation and maximization over all elementary
# intervals, scores of Sun and of Finkelstein. Breast retraction (Finkelstein and Wolfe 1985); and exact, left- and right-censored times with weights.
# Rscript R/interval-log-rank.R > Expected/interval-log-rank.csv
cat("# R 4.2.2\ncase,quantity,value\n")
put <- function(case, quantity, value) cat(sprintf("%s,%s,%.17g\n", case, quantity, value))
months <- function(s) do.call(rbind, lapply(strsplit(paste0(strsplit(s, " ")[[1]], "x"), "-"), function(e) { e <- sub("x", "", e)
  c(as.numeric(e[1]), ifelse(e[2] == "", Inf, as.numeric(e[2]))) }))
rad <- months("45- 6-10 0-7 46- 46- 7-16 17- 7-14 37-44 0-8 4-11 15- 11-15 22- 46- 46- 25-37 46- 26-40 46- 27-34 36-44 46- 36-48 37- 40- 17-25 46- 11-18 38- 5-12 37- 0-5 18- 24- 36- 5-11 19-35 17-25 24- 32- 33- 19-26 37- 34- 36-")
chem <- months("8-12 0-5 30-34 0-22 5-8 13- 24-31 12-20 10-17 17-27 11- 8-21 17-23 33-40 4-9 24-30 31- 11- 16-24 13-39 14-19 13- 19-32 4-8 11-13 34- 34- 16-20 13- 30-36 18-25 16-24 18-24 17-26 35- 16-60 32- 15-22 35-39 23- 11-17 21- 44-48 22-32 11-20 14-17 10-35 48-")

# (after, by]; an exact time is (t - tiny, t]; before a time is (-1, t].
test <- function(case, d, z, w = rep(1, nrow(d))) { exact <- d[, 1] == d[, 2]; d[exact, 1] <- d[exact, 1] - 1e-6
  p <- sort(unique(c(d))); l <- head(p, -1); r <- tail(p, -1); A <- outer(seq_len(nrow(d)), seq_along(l), function(i, j) l[j] >= d[i, 1] & r[j] <= d[i, 2]) * 1
  m <- rep(1 / length(l), length(l)); for (k in 1:500000) { P <- as.vector(A %*% m); m2 <- m * colSums(w * A / P) / sum(w); if (max(abs(m2 - m)) < 1e-16) break; m <- m2 }
  S <- c(1, 1 - cumsum(m)); S[S < 1e-12] <- 0; at <- function(x, v) v[match(x, p)]; H <- c(0, cumsum(ifelse(head(S, -1) > 0, m / head(S, -1), 0)))
  for (kind in c("Sun", "Finkelstein")) { a <- ifelse(S > 0, S * (if (kind == "Sun") -H else log(pmax(S, 1e-300))), 0)
    c <- (at(d[, 1], a) - at(d[, 2], a)) / (at(d[, 1], S) - at(d[, 2], S)); n <- tapply(w, z, sum); U <- tapply(w * c, z, sum); N <- sum(w)
    X <- sum(U^2 / n) / (sum(w * c^2) / (N - 1)); put(case, paste(kind, "chi-square"), X)
    put(case, paste(kind, "p"), pchisq(X, length(n) - 1, lower.tail = FALSE)); for (g in names(U)) put(case, paste(kind, "U", g), U[[g]]) } }
test("cosmesis", rbind(rad, chem), rep(0:1, c(nrow(rad), nrow(chem))))
mixed <- rbind(c(5, 5), c(-1, 4), c(2, 6), c(6, Inf), c(8, 8), c(3, 9), c(9, Inf), c(-1, 7), c(5, 10), c(10, 10), c(4, Inf), c(1, 3), c(7, 12), c(12, Inf), c(2, 2))
test("mixed", mixed, rep(0:2, 5), rep(c(1, 2, 1, 3, 1), 3))
