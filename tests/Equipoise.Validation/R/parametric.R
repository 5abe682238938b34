# Accelerated failure time, piecewise exponential and Royston-Parmar models: Rscript R/parametric.R > Expected/parametric.csv
#
# survreg gives right-censored fits. It takes no entry times, and flexsurv is not part of Debian: left-truncated fits and splines are
# maximized here. The likelihood is written down from the paper in other parameters than the library's (log scale, AFT coefficients),
# climbed by BFGS and polished by Newton's method with derivatives by complex-free central differences of the analytic score.
suppressMessages(library(survival))
cat("# R 4.2.2, survival 3.5-3\ncase,quantity,value\n")
put <- function(case, ...) { v <- c(...); for (q in names(v)) cat(case, ",", q, ",", if (is.na(v[[q]])) "NA" else sprintf("%.17g", v[[q]]), "\n", sep = "") }
strict <- survreg.control(rel.tolerance = 1e-14, maxiter = 500)

# ---- survreg ---------------------------------------------------------------------------------------------------------
veteran$squamous <- as.numeric(veteran$celltype == "squamous")
gehan <- data.frame(time = c(6,6,6,6,7,9,10,10,11,13,16,17,19,20,22,23,25,32,32,34,35, 1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23),
  status = c(1,1,1,0,1,0,1,0,0,1,1,0,0,0,1,1,0,0,0,0,0, rep(1, 21)), arm = rep(c(1, 0), each = 21))
aml$arm <- as.numeric(aml$x == "Maintained")
lung2 <- lung[complete.cases(lung[, c("time", "status", "age", "sex", "ph.ecog")]), ]; lung2$d <- lung2$status - 1
ov <- ovarian
models <- list(
  gehan = list(Surv(time, status) ~ arm, gehan, NULL), aml = list(Surv(time, status) ~ arm, aml, NULL),
  ovarian = list(Surv(futime, fustat) ~ age + rx, ov, NULL), weighted = list(Surv(futime, fustat) ~ age, ov, 0.5 + (1:26) %% 3),
  lung = list(Surv(time, d) ~ age + sex + ph.ecog, lung2, NULL), veteran = list(Surv(time, status) ~ trt + karno + diagtime + age + squamous, veteran, NULL),
  alone = list(Surv(time, status) ~ 1, gehan, NULL))
for (name in names(models)) for (dist in c("exponential", "weibull", "lognormal", "loglogistic")) {
  m <- models[[name]]; data <- m[[2]]; data$w <- if (is.null(m[[3]])) rep(1, nrow(data)) else m[[3]]
  fit <- survreg(m[[1]], data, weights = w, dist = dist, control = strict); p <- length(coef(fit)) - 1
  case <- paste(name, dist); se <- sqrt(diag(fit$var))
  put(case, loglik = fit$loglik[2], null = fit$loglik[1], scale = fit$scale)
  for (j in 0:p) { v <- c(coef(fit)[[j + 1]], se[[j + 1]]); names(v) <- paste0(c("b", "se"), j); put(case, v) }
  if (dist != "exponential") put(case, logscale.se = se[[p + 2]], cov = fit$var[1, p + 2])
  new <- data[1, , drop = FALSE]
  for (q in c(0.1, 0.5, 0.9)) { a <- predict(fit, new, type = "quantile", p = q, se.fit = TRUE); v <- c(a$fit, a$se.fit); names(v) <- paste0(c("q", "q.se"), q); put(case, v) }
  put(case, survival = unname(1 - psurvreg(data[[as.character(m[[1]][[2]][[2]])]][1] * 1.3, predict(fit, new, type = "lp"), fit$scale, dist)))
}

# ---- A maximizer -----------------------------------------------------------------------------------------------------
# Newton's method on the analytic score; the Hessian is a Richardson-extrapolated difference of the score, accurate to some 1e-11.
hessian <- function(U, p) { k <- length(p); H <- matrix(0, k, k)
  for (j in 1:k) { d <- function(h) { e <- replace(numeric(k), j, h); (U(p + e) - U(p - e)) / (2 * h) }
    h <- 1e-3 * max(1, abs(p[j])); a <- d(h); b <- d(h / 2); c <- d(h / 4); ab <- (4 * b - a) / 3; bc <- (4 * c - b) / 3; H[, j] <- (16 * bc - ab) / 15 }
  (H + t(H)) / 2 }
maximize <- function(L, U, p) {
  numeric <- sapply(seq_along(p), function(j) { e <- replace(numeric(length(p)), j, 1e-5); (L(p + e) - L(p - e)) / 2e-5 })
  if (max(abs(numeric - U(p)) / (1 + abs(numeric))) > 1e-5) stop("the score is not the derivative")
  f <- optim(p, function(q) { v <- -L(q); if (is.finite(v)) v else 1e100 }, function(q) -U(q), method = "BFGS", control = list(maxit = 10000, reltol = 1e-15))
  p <- f$par
  for (i in 1:50) { step <- solve(hessian(U, p), U(p)); t <- 1; while (!is.finite(L(p - t * step))) t <- t / 2; p <- p - t * step; if (t == 1 && max(abs(step) / (1e-8 + abs(p))) < 1e-15) break }
  list(par = p, loglik = L(p), se = sqrt(diag(solve(-hessian(U, p)))))
}
laws <- list( # log f, log S and their derivatives by z
  weibull = list(lf = function(z) z - exp(z), lS = function(z) -exp(z), df = function(z) 1 - exp(z), dS = function(z) -exp(z)),
  loglogistic = list(lf = function(z) dlogis(z, log = TRUE), lS = function(z) plogis(z, lower.tail = FALSE, log.p = TRUE), df = function(z) 1 - 2 * plogis(z), dS = function(z) -plogis(z)),
  lognormal = list(lf = function(z) dnorm(z, log = TRUE), lS = function(z) pnorm(z, lower.tail = FALSE, log.p = TRUE), df = function(z) -z,
    dS = function(z) -exp(dnorm(z, log = TRUE) - pnorm(z, lower.tail = FALSE, log.p = TRUE))))

# ---- Left truncation: age at entry of the channing-like half of ovarian, and a made-up delay for the 6-MP trial ------------------
gehan$entry <- ifelse(seq_len(42) %% 3 == 0, pmin(gehan$time / 2, 4), 0)
lung2$entry <- ifelse(seq_len(nrow(lung2)) %% 2 == 0, lung2$time * ((seq_len(nrow(lung2)) * 37) %% 100) / 150, 0)
truncated <- list(gehan = list(gehan, gehan$status, cbind(1, gehan$arm)), lung = list(lung2, lung2$d, cbind(1, lung2$age, lung2$sex)))
for (name in names(truncated)) {
  t <- truncated[[name]]; y <- log(t[[1]]$time); e <- t[[1]]$entry; d <- t[[2]]; X <- t[[3]]; k <- ncol(X); late <- e > 0; ye <- log(e[late])
  for (dist in names(laws)) { W <- laws[[dist]]
    L <- function(p) { s <- exp(p[k + 1]); m <- X %*% p[1:k]; z <- (y - m) / s; ze <- (ye - m[late]) / s; sum(ifelse(d == 1, W$lf(z) - log(s) - y, W$lS(z))) - sum(W$lS(ze)) }
    U <- function(p) { s <- exp(p[k + 1]); m <- X %*% p[1:k]; z <- as.vector((y - m) / s); ze <- (ye - m[late]) / s; g <- ifelse(d == 1, W$df(z), W$dS(z)); ge <- W$dS(ze)
      c(-colSums(X * g) / s + colSums(X[late, , drop = FALSE] * ge) / s, -sum(z * g) - sum(d) + sum(ze * ge)) }
    fit <- maximize(L, U, c(mean(y), numeric(k - 1), 0)); case <- paste("truncated", name, dist); put(case, loglik = fit$loglik, logscale = fit$par[k + 1], logscale.se = fit$se[k + 1])
    for (j in 1:k) { v <- c(fit$par[j], fit$se[j]); names(v) <- paste0(c("b", "se"), j - 1); put(case, v) } }
}

# ---- Piecewise exponential: survSplit and Poisson regression ---------------------------------------------------------------
cuts <- c(5, 10, 20); g <- gehan; g$start <- g$entry; g$id <- 1:42
for (a in 0:1) {
  split <- survSplit(Surv(start, time, status) ~ ., g[g$arm == a, ], cut = cuts, episode = "j"); split$exposure <- split$time - split$start; split$j <- factor(split$j, 1:4)
  D <- tapply(split$status, split$j, sum); T <- tapply(split$exposure, split$j, sum)
  fit <- glm(D ~ 0 + factor(1:4) + offset(log(T)), poisson, control = glm.control(epsilon = 1e-15, maxit = 100))
  for (j in 1:4) { ci <- poisson.test(D[[j]], T[[j]])$conf.int; put(paste("piecewise", a, j), events = D[[j]], exposure = T[[j]], hazard = if (D[[j]] == 0) 0 else exp(coef(fit)[[j]]), lower = ci[1], upper = ci[2]) }
  put(paste("piecewise", a), loglik = sum(ifelse(D > 0, D * log(D / T), 0) - D))
}

# ---- Royston-Parmar --------------------------------------------------------------------------------------------------
spline <- function(y, k) { m <- length(k); b <- cbind(1, y); if (m > 2) for (j in 2:(m - 1)) { l <- (k[m] - k[j]) / (k[m] - k[1]); b <- cbind(b, pmax(y - k[j], 0)^3 - l * pmax(y - k[1], 0)^3 - (1 - l) * pmax(y - k[m], 0)^3) }; b }
slope <- function(y, k) { m <- length(k); b <- cbind(0, rep(1, length(y))); if (m > 2) for (j in 2:(m - 1)) { l <- (k[m] - k[j]) / (k[m] - k[1]); b <- cbind(b, 3 * pmax(y - k[j], 0)^2 - 3 * l * pmax(y - k[1], 0)^2 - 3 * (1 - l) * pmax(y - k[m], 0)^2) }; b }
scales <- c(hazard = "weibull", odds = "loglogistic", normal = "lognormal")
gb <- gbsg; gb$y <- log(gb$rfstime)
sets <- list(lung = list(lung2$time, numeric(nrow(lung2)), lung2$d, cbind(lung2$age - 60, lung2$sex)), truncated = list(lung2$time, lung2$entry, lung2$d, cbind(lung2$age - 60, lung2$sex)),
  gbsg = list(gb$rfstime / 365.25, numeric(nrow(gb)), gb$status, cbind(gb$hormon)), gehan = list(gehan$time, numeric(42), gehan$status, cbind(gehan$arm)))
for (name in names(sets)) for (scale in names(scales)) for (inner in if (name == "gehan") 0:1 else 1:3) {
  t <- sets[[name]]; W <- laws[[scales[[scale]]]]; d <- t[[3]]; y <- log(t[[1]]); late <- t[[2]] > 0; ye <- log(t[[2]][late]); X <- t[[4]]
  knots <- unname(quantile(y[d == 1], (0:(inner + 1)) / (inner + 1)))
  B <- cbind(spline(y, knots), X); S <- cbind(slope(y, knots), 0 * X); E <- if (any(late)) cbind(spline(ye, knots), X[late, , drop = FALSE]) else matrix(0, 0, ncol(B))
  # In columns of unit length and nearly orthogonal (QR), for optim's sake; the answer is turned back.
  Q <- qr(B); R <- qr.R(Q); back <- solve(R); B <- B %*% back; S <- S %*% back; E <- E %*% back
  L <- function(p) { z <- B %*% p; s <- S %*% p; if (any(s[d == 1] <= 0)) return(-Inf); sum(W$lf(z)[d == 1] + log(s[d == 1]) - y[d == 1]) + sum(W$lS(z)[d == 0]) - sum(W$lS(E %*% p)) }
  U <- function(p) { z <- as.vector(B %*% p); s <- as.vector(S %*% p); colSums(B * ifelse(d == 1, W$df(z), W$dS(z))) + colSums(S[d == 1, ] / s[d == 1]) - colSums(E * as.vector(W$dS(E %*% p))) }
  start <- R %*% c(-log(sum(t[[1]] - t[[2]]) / sum(d)), 1, numeric(inner), numeric(ncol(X)))
  fit <- maximize(L, U, as.vector(start)); par <- as.vector(back %*% fit$par); V <- back %*% solve(-hessian(U, fit$par)) %*% t(back)
  case <- paste("spline", name, scale, inner); put(case, loglik = fit$loglik)
  for (j in seq_along(par)) { v <- c(par[j], sqrt(V[j, j])); names(v) <- paste0(c("b", "se"), j - 1); put(case, v) }
  for (j in seq_along(knots)) { v <- knots[j]; names(v) <- paste0("knot", j - 1); put(case, v) }
  at <- median(t[[1]]); z <- sum(c(spline(log(at), knots), X[1, ]) * par); put(case, survival = exp(W$lS(z)), hazard = exp(W$lf(z) - W$lS(z)) * sum(slope(log(at), knots) * par[1:(inner + 2)]) / at)
}
