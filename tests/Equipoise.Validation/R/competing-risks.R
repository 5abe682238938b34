# Competing risks: Rscript R/competing-risks.R > Expected/competing-risks.csv
suppressMessages({library(survival); library(cmprsk)})
cat(sprintf("# R %s, survival %s, cmprsk %s\n", getRversion(), packageDescription("survival")$Version,
            packageDescription("cmprsk")$Version))
cat("case,quantity,value\n")
put <- function(case, quantity, value)
    for (i in seq_along(value))
        cat(case, ",", quantity[i], ",", if (is.na(value[i])) "NA" else sprintf("%.17g", value[i]), "\n", sep = "")

# The samples are formulas, so that the tests can make them too.
i <- 1:120
untied <- ((i * 7919) %% 10007) / 100
r <- (i * i * 31 + 5 * i) %% 11
sample <- data.frame(untied = untied, tied = ceiling(untied / 8), cause = ifelse(r < 3, 0, ifelse(r < 7, 1, 2)),
                     group = (i * 17 + (i %/% 7)) %% 3, stratum = (i %/% 5) %% 2, x = ((i * 29) %% 23) / 10 - 1, z = (i * i) %% 7 > 3,
                     weight = 1 + i %% 3, entry = ifelse(i %% 3 == 0, floor(untied / 16), -1))
m <- mgus2
m$time <- with(m, ifelse(pstat == 0, futime, ptime))
m$cause <- with(m, ifelse(pstat == 0, 2 * death, 1))
m$male <- as.numeric(m$sex == "M")
m$hgb0 <- ifelse(is.na(m$hgb), 13, m$hgb)

# Aalen-Johansen with the infinitesimal jackknife.
curve <- function(case, fit, every) {
    rows <- seq(1, length(fit$time), by = every)
    for (s in 1:3) for (j in rows) {
        put(case, paste(c("p", "se", "lower", "upper"), s - 1, fit$time[j], sep = " "),
            c(fit$pstate[j, s], fit$std.err[j, s], fit$lower[j, s], fit$upper[j, s]))
    }
}
for (type in c("plain", "log", "log-log")) {
    curve(paste("untied", type), survfit(Surv(untied, factor(cause, 0:2)) ~ 1, sample, conf.type = type), 7)
    curve(paste("tied", type), survfit(Surv(tied, factor(cause, 0:2)) ~ 1, sample, conf.type = type), 1)
}
curve("weighted", survfit(Surv(tied, factor(cause, 0:2)) ~ 1, sample, weights = weight, conf.type = "plain"), 1)
sample$id <- i
sample$crowded <- pmin(sample$tied, 3) # most are still there at the last time, and many have an event at it
curve("late", survfit(Surv(entry, tied, factor(cause, 0:2)) ~ 1, sample, id = id, conf.type = "plain"), 1)
for (s in c("F", "M"))
    curve(paste("mgus2", s), survfit(Surv(time, factor(cause, 0:2)) ~ 1, m[m$sex == s, ], conf.type = "log-log"), 5)

# Aalen's variance.
aalen <- function(case, time, cause, at) {
    fit <- timepoints(cuminc(time, cause, rep(1, length(time))), at)
    for (k in 1:2) {
        put(case, paste("p", k, at), fit$est[k, ])
        put(case, paste("variance", k, at), fit$var[k, ])
    }
}
aalen("Aalen untied", sample$untied, sample$cause, seq(5, 95, by = 5))
aalen("Aalen tied", sample$tied, sample$cause, 1:12)
aalen("Aalen mgus2", m$time, m$cause, seq(12, 360, by = 12))

# Gray's test.
gray <- function(case, time, cause, group, strata = rep(1, length(time)), rho = 0) {
    test <- cuminc(time, cause, group, strata, rho = rho)$Tests
    for (k in 1:2) put(case, paste(c("statistic", "p", "df"), k), test[k, ])
}
for (rho in c(0, 1, 0.5)) for (s in c("untied", "tied", "crowded")) {
    gray(paste("Gray two groups", s, rho), sample[[s]], sample$cause, sample$z, rho = rho)
    gray(paste("Gray three groups", s, rho), sample[[s]], sample$cause, sample$group, rho = rho)
    gray(paste("Gray stratified", s, rho), sample[[s]], sample$cause, sample$group, sample$stratum, rho = rho)
}
gray("Gray mgus2", m$time, m$cause, m$sex)

# Gray's test by loops over everything, which takes late entries too: z_k, V and χ² without the first group.
gray.loops <- function(case, entry, time, cause, group) for (k in 1:2) {
    groups <- sort(unique(group)); G <- length(groups)
    at <- sort(unique(time[cause > 0])); m <- length(at)
    Y <- sapply(groups, function(g) sapply(at, function(t) sum(group == g & entry < t & time >= t)))
    d <- sapply(groups, function(g) sapply(at, function(t) sum(group == g & time == t & cause == k)))
    o <- sapply(groups, function(g) sapply(at, function(t) sum(group == g & time == t & cause == 3 - k)))
    S <- apply(ifelse(Y > 0, 1 - (d + o) / Y, 1), 2, cumprod)                 # after each time
    before <- rbind(1, S[-m, , drop = FALSE])
    F <- apply(before * ifelse(Y > 0, d / Y, 0), 2, cumsum)
    F.before <- rbind(0, F[-m, , drop = FALSE])
    h <- ifelse(Y > 0, Y / before, 0)
    dF <- rowSums(d) / rowSums(h)
    F0 <- cumsum(dF); F0.before <- c(0, F0[-m])
    R <- h * (1 - F.before)
    z <- colSums(d - rowSums(d) * R / rowSums(R))
    V <- matrix(0, G, G)
    for (r in 1:G) for (j in which(Y[, r] > 0)) {
        g <- function(u) ((1:G == r) - h[u, ] / sum(h[u, ])) * h[u, r]
        C <- rep(0, G)
        for (u in seq_len(m)[seq_len(m) > j & Y[, r] > 0]) if (dF[u] > 0) C <- C + g(u) * dF[u] / (1 - F0.before[u])
        pull <- if (S[j, r] > 0) (1 - F0[j]) / S[j, r] else 0
        untied <- function(d, n) if (d > 1) 1 - (d - 1) / (n - 1) else 1
        v <- dF[j] / h[j, r] * untied(sum(d[j, ]), sum(h[j, ]) * before[j, r])
        w <- before[j, r] * o[j, r] / Y[j, r] / h[j, r] * untied(o[j, r], Y[j, r])
        a <- g(j) + (1 - pull) * C
        V <- V + v * a %o% a + w * (pull * C) %o% (pull * C)
    }
    put(case, paste("score", k, 1:G), z)
    put(case, paste("variance", k, as.vector(outer(1:G, 1:G, paste))), as.vector(V))
    put(case, paste("statistic", k), z[-1] %*% solve(V[-1, -1], z[-1]))
}
for (s in c("untied", "tied", "crowded")) gray.loops(paste("Gray loops", s), rep(-1, 120), sample[[s]], sample$cause, sample$group)
gray.loops("Gray loops late", sample$entry, sample$tied, sample$cause, sample$group)
gray.loops("Gray loops untied late", ifelse(i %% 4 == 1, -1, floor(sample$untied * (i %% 4) / 5)), sample$untied, sample$cause,
           sample$group)

# Fine and Gray.
fine <- function(case, time, cause, x, ...) for (k in 1:2) {
    name <- paste(case, k)
    fit <- crr(time, cause, x, failcode = k, gtol = 1e-13, maxiter = 100, ...)
    put(name, paste("coef", 1:ncol(x)), fit$coef)
    put(name, paste("var", outer(1:ncol(x), 1:ncol(x), paste)), as.vector(fit$var))
    put(name, c("loglik", "null"), c(fit$loglik, fit$loglik.null))
    at <- colMeans(x)
    p <- predict(fit, matrix(at, 1))
    j <- seq(1, nrow(p), by = 5)
    put(name, paste("incidence", p[j, 1]), p[j, 2])
}
X <- with(sample, cbind(x, z))
fine("crr untied", sample$untied, sample$cause, X)
fine("crr tied", sample$tied, sample$cause, X)
fine("crr groups", sample$tied, sample$cause, X, cengroup = sample$group)
fine("crr mgus2", m$time, m$cause, cbind(m$age, m$male))

# Cause-specific Cox.
for (k in 1:2) for (ties in c("efron", "breslow")) {
    fit <- coxph(Surv(time, cause == k) ~ age + male, m, ties = ties, control = coxph.control(eps = 1e-14, iter.max = 100))
    put(paste("Cox mgus2", k, ties), c("coef 1", "coef 2", "se 1", "se 2", "null", "loglik"),
        c(coef(fit), sqrt(diag(vcov(fit))), fit$loglik))
}

# Geskus: finegray's weights, with late entries and without, by Breslow, with the robust variance by participant.
geskus <- function(case, entry, time, cause, x, expand = of.finegray) {
    d <- data.frame(who = seq_along(time), entry, time, cause, x = x[, 1], z = x[, 2])
    for (k in 1:2) {
        fit <- coxph(Surv(fgstart, fgstop, fgstatus) ~ x + z, expand(d, k), weights = fgwt, cluster = who, ties = "breslow",
                     timefix = FALSE, control = coxph.control(eps = 1e-14, iter.max = 100))
        name <- paste(case, k)
        put(name, paste("coef", 1:2), coef(fit))
        put(name, paste("var", outer(1:2, 1:2, paste)), as.vector(vcov(fit)))
        put(name, c("null", "loglik"), fit$loglik)
    }
}
of.finegray <- function(d, k)
    finegray(Surv(entry, time, factor(cause, 0:2)) ~ x + z + who, d, id = who, etype = k, timefix = FALSE)
# With groups finegray weighs for a model with a baseline each: its rows end with their group. For one baseline, by loops: a row for
# each event of the cause after an event of another, with the product over the times between of the group's own factors.
by.loops <- function(group) function(d, k) {
    events <- sort(unique(d$time[d$cause == k]))
    last <- function(t) max(-1e9, events[events < t])
    do.call(rbind, lapply(seq_len(nrow(d)), function(j) {
        mine <- d[group == group[j], ]
        own <- data.frame(d[j, c("who", "x", "z")], fgstart = d$entry[j], fgstop = d$time[j], fgstatus = as.numeric(d$cause[j] == k),
                          fgwt = 1)
        later <- if (d$cause[j] %in% c(0, k)) numeric(0) else events[events > d$time[j]]
        for (t in later) {
            w <- 1
            for (u in unique(mine$time[mine$cause == 0 & mine$time >= d$time[j] & mine$time < t]))
                w <- w * (1 - sum(mine$cause == 0 & mine$time == u) /
                          sum(mine$entry < u & (mine$time > u | mine$time == u & mine$cause == 0)))
            for (u in unique(mine$entry[mine$entry >= d$time[j] & mine$entry < t]))
                w <- w / (1 - sum(mine$entry == u) / sum(mine$entry <= u & mine$time > u))
            own <- rbind(own, data.frame(d[j, c("who", "x", "z")], fgstart = max(last(t), d$time[j]), fgstop = t, fgstatus = 0, fgwt = w))
        }
        own
    }))
}
geskus("Geskus untied", rep(-1, 120), sample$untied, sample$cause, X)
geskus("Geskus tied", rep(-1, 120), sample$tied, sample$cause, X)
geskus("Geskus late", sample$entry, sample$tied, sample$cause, X)
geskus("loops late", sample$entry, sample$tied, sample$cause, X, by.loops(rep(1, 120)))
geskus("loops groups", sample$entry, sample$tied, sample$cause, X, by.loops(sample$group))
geskus("Geskus untied late", ifelse(i %% 4 == 1, -1, floor(sample$untied * (i %% 4) / 5)), sample$untied, sample$cause, X)
geskus("Geskus mgus2 by age", 12 * m$age, 12 * m$age + m$time, m$cause, cbind(m$hgb0, m$male))

# With censoring groups crr's variance is not that of Fine and Gray's formula. Two other programs: the formula by loops over everything,
# with G, q and pi of each group; and the infinitesimal jackknife by numbers, moving the weight of one row at a time.
loops <- function(t, cause, X, g) {
    n <- length(t); b <- rep(0, ncol(X))
    before <- function(s, k) {
        at <- sort(unique(t[cause == 0 & g == k & t < s]))
        prod(vapply(at, function(u) 1 - sum(t == u & cause == 0 & g == k) / sum(t >= u & g == k), 0))
    }
    et <- sort(unique(t[cause == 1]))
    W <- matrix(0, n, length(et))
    for (a in 1:n) for (j in seq_along(et))
        W[a, j] <- if (t[a] >= et[j]) 1 else if (cause[a] == 2) before(et[j], g[a]) / before(t[a], g[a]) else 0
    for (iteration in 1:15) {
        risk <- drop(exp(X %*% b)); S0 <- colSums(W * risk); xbar <- t(W * risk) %*% X / S0
        U <- 0; I <- 0
        for (j in seq_along(et)) for (a in which(t == et[j] & cause == 1)) {
            U <- U + X[a, ] - xbar[j, ]
            I <- I + t(X) %*% (X * (W[, j] * risk)) / S0[j] - outer(xbar[j, ], xbar[j, ])
        }
        b <- b + drop(solve(I, U))
    }
    hazard <- sapply(et, function(s) sum(t == s & cause == 1)) / S0
    share <- function(a, j) colSums((rep(1, length(j)) %o% X[a, ] - xbar[j, , drop = FALSE]) * (W[a, j] * risk[a] * hazard[j]))
    total <- t(sapply(1:n, function(a) (if (cause[a] == 1) X[a, ] - xbar[match(t[a], et), ] else 0) - share(a, seq_along(et))))
    for (k in unique(g)) for (u in unique(t[cause == 0 & g == k])) {
        q <- 0
        for (a in which(cause == 2 & t < u & g == k)) q <- q + share(a, which(et >= u))
        at <- sum(t >= u & g == k)
        for (a in which(g == k & t >= u))
            total[a, ] <- total[a, ] + q / at * ((t[a] == u && cause[a] == 0) - sum(t == u & cause == 0 & g == k) / at)
    }
    list(coef = b, var = solve(I) %*% crossprod(total) %*% solve(I))
}
weighted <- function(w, t, cause, X, g, b = c(0, 0)) {
    n <- length(t); et <- sort(t[cause == 1]); GX <- numeric(n); Ge <- matrix(0, n, length(et))
    for (k in unique(g)) {
        own <- which(g == k); at <- sort(t[cause == 0 & g == k])
        S <- cumprod(sapply(at, function(s) 1 - sum(w[own][t[own] == s]) / sum(w[own][t[own] >= s])))
        G <- function(s) c(1, S)[1 + findInterval(s, at, left.open = TRUE)]
        GX[own] <- G(t[own]); Ge[own, ] <- rep(1, length(own)) %o% G(et)
    }
    W <- w * (outer(t, et, ">=") + (outer(t, et, "<") & cause == 2) * Ge / GX)
    e <- match(et, t)
    for (iteration in 1:8) {
        risk <- drop(exp(X %*% b)); S0 <- colSums(W * risk); xbar <- t(W * risk) %*% X / S0
        I <- 0
        for (j in seq_along(et))
            I <- I + w[e[j]] * (t(X) %*% (X * (W[, j] * risk)) / S0[j] - outer(xbar[j, ], xbar[j, ]))
        b <- b + drop(solve(I, colSums(w[e] * (X[e, ] - xbar))))
    }
    b
}
jackknife <- function(t, cause, X, g) {
    b <- weighted(rep(1, length(t)), t, cause, X, g)
    D <- t(sapply(seq_along(t), function(a) {
        move <- function(h) weighted(replace(rep(1, length(t)), a, 1 + h), t, cause, X, g, b)
        (move(1e-4) - move(-1e-4)) / 2e-4
    }))
    crossprod(D)
}
for (s in c("untied", "tied")) {
    fit <- loops(sample[[s]], sample$cause, X * 1, sample$group)
    put(paste("loops", s), paste("coef", 1:2), fit$coef)
    put(paste("loops", s), paste("var", outer(1:2, 1:2, paste)), as.vector(fit$var))
}
put("jackknife groups", paste("var", outer(1:2, 1:2, paste)), as.vector(jackknife(sample$untied, sample$cause, X * 1, sample$group)))
put("crr untied groups", paste("var", outer(1:2, 1:2, paste)),
    as.vector(crr(sample$untied, sample$cause, X, gtol = 1e-13, cengroup = sample$group)$var))
