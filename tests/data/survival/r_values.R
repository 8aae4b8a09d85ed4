# What R gives for the tables of this folder, as lines of a name and its values:
#   Rscript r_values.R FOLDER > r_values.tsv
# FOLDER also holds rossi.csv, gbsg2.csv and lung.csv: see README.md.
suppressMessages({library(survival); library(cmprsk)})
setwd(commandArgs(TRUE)[1])
say <- function(name, ...) {
  cat(name, trimws(formatC(c(...), digits = 12, width = 1, format = "g")), sep = "\t")
  cat("\n")
}
tab <- function(name) read.csv(paste0(name, ".csv"))
say("R", paste(R.version$major, R.version$minor, sep = "."))
for (p in c("survival", "cmprsk")) say(p, as.character(packageVersion(p)))

# Cox models, Efron's ties, to the last digits.
exact <- coxph.control(eps = 1e-12, toler.chol = 1e-13)
cox <- function(name, fit) {
  s <- summary(fit)$coefficients
  say(paste0(name, ".coefficients"), s[, "coef"])
  say(paste0(name, ".errors"), s[, "se(coef)"])
  say(paste0(name, ".likelihoods"), fit$loglik)
  c <- concordance(fit)
  say(paste0(name, ".concordance"), c$concordance, sqrt(c$var))
  z <- cox.zph(fit, transform = "rank", terms = FALSE)
  say(paste0(name, ".zph"), z$table[rownames(z$table) != "GLOBAL", "chisq"])
  say(paste0(name, ".residuals"), colSums(as.matrix(z$y) * z$x))
}
rossi <- tab("rossi")
rossi$entry <- ifelse((seq_along(rossi$week) - 1) %% 3 == 0, pmin(rossi$week - 1, 10), 0)
cox("rossi", coxph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, rossi, control = exact))
cox("rossi_strata", coxph(Surv(week, arrest) ~ fin + age + prio + strata(wexp), rossi, control = exact))
cox("rossi_entry", coxph(Surv(entry, week, arrest) ~ fin + age + prio, rossi, control = exact))
cox("rossi_entry_strata", coxph(Surv(entry, week, arrest) ~ fin + age + prio + strata(wexp), rossi, control = exact))
veteran <- tab("veteran")
veteran$cell <- relevel(factor(veteran$Celltype), "squamous")
veteran$arm <- relevel(factor(veteran$Treatment), "standard")
cox("veteran", coxph(Surv(Survival_in_days, Status == "dead") ~ arm + cell + Karnofsky_score +
  Months_from_Diagnosis + Age_in_years + Prior_therapy, veteran, control = exact))
pbc <- tab("pbc")
cox("pbc", coxph(Surv(time, cause == 1) ~ age + bili + albumin, pbc, control = exact))
mgus <- tab("mgus2")
mgus$born <- 12 * mgus$age # on the scale of age, in months
aged <- subset(mgus, futime > 0)
cox("mgus", coxph(Surv(born, born + futime, death) ~ I(as.numeric(sex == "M")), aged, control = exact))

# Kaplan-Meier with log-log bands, restricted means, log-rank, follow-up.
curve <- function(name, fit, times) {
  s <- summary(fit, times = times, extend = TRUE)
  for (what in c("surv", "lower", "upper", "n.risk")) say(paste(name, what, sep = "."), s[[what]])
  say(paste0(name, ".median"), unlist(quantile(fit, .5)))
}
mean_to <- function(fit, day) survival:::survmean(fit, rmean = day)$matrix[c("rmean", "se(rmean)")]
lung <- tab("lung")
lung$dead <- lung$status == max(lung$status)
km <- survfit(Surv(time, dead) ~ 1, lung, conf.type = "log-log")
curve("lung", km, c(100, 300, 500, 700))
for (day in c(300, 500, 1022)) say(paste0("lung.mean", day), mean_to(km, day))
say("lung.logrank", survdiff(Surv(time, dead) ~ sex, lung)$chisq)
gbsg2 <- tab("gbsg2")
gbsg2$dead <- gbsg2$cens == 1
for (grade in c("I", "II", "III")) {
  km <- survfit(Surv(time, dead) ~ 1, gbsg2[gbsg2$tgrade == grade, ], conf.type = "log-log")
  curve(paste0("gbsg2_", grade), km, c(800, 1095, 1825))
  say(paste0("gbsg2_", grade, ".mean1825"), mean_to(km, 1825))
}
say("gbsg2.logrank", survdiff(Surv(time, dead) ~ tgrade, gbsg2)$chisq)
curve("aged", survfit(Surv(born, born + futime, death) ~ 1, aged, conf.type = "log-log"),
  12 * c(50, 60, 70, 80, 90))
followed <- function(time, dead) quantile(survfit(Surv(time, !dead) ~ 1), .5)$quantile
say("lung.follow_up", followed(lung$time, lung$dead))
say("gbsg2.follow_up", followed(gbsg2$time, gbsg2$dead))
say("mgus.follow_up", followed(mgus$futime, mgus$death))
say("mgus.follow_up_event_first", with(mgus, followed(futime - death / 2, death)))

# Concordance, Harrell's and Uno's; calibration with censoring weights, events before departures.
c <- concordance(Surv(time, dead) ~ pnodes, gbsg2, reverse = TRUE)
say("gbsg2.harrell", c$concordance, sqrt(c$var))
say("gbsg2.uno", concordance(Surv(time, dead) ~ pnodes, gbsg2, reverse = TRUE, timewt = "n/G2")$concordance)
day <- 1095
gbsg2$risk <- plogis(.12 * gbsg2$pnodes - 1)
left <- survfit(Surv(time - dead / 2, !dead) ~ 1, gbsg2)
at <- function(t) sapply(t, function(u) tail(c(1, left$surv[left$time <= u]), 1))
case <- gbsg2$time <= day & gbsg2$dead
weight <- ifelse(case, 1 / at(gbsg2$time), ifelse(gbsg2$time > day, 1 / at(day), 0))
fit <- suppressWarnings(glm(case ~ qlogis(risk), binomial, gbsg2, weights = weight))
x <- model.matrix(fit)
p <- fitted(fit)
bread <- solve(t(x) %*% (weight * p * (1 - p) * x))
say("gbsg2.calibration", coef(fit), sqrt(diag(bread %*% crossprod(weight * (case - p) * x) %*% bread)))
say("gbsg2.brier", mean(weight * (case - gbsg2$risk)^2))
s <- summary(survfit(Surv(time, dead) ~ 1, gbsg2, conf.type = "log-log"), times = day)
say("gbsg2.observed", 1 - s$surv, 1 - s$upper, 1 - s$lower)

# Competing risks: Gray's test, Aalen-Johansen.
melanoma <- tab("melanoma")
melanoma$cause <- c(1, 0, 2)[melanoma$status]
gray <- function(name, d, group) say(paste0(name, ".gray"), cuminc(d$time, d$cause, group, cencode = 0)$Tests[, "stat"])
mgus$time <- mgus$months
gray("melanoma", melanoma, melanoma$ulcer)
gray("pbc_edema", pbc, pbc$edema)
gray("pbc_arm", pbc, pbc$trt)
staged <- subset(pbc, !is.na(stage))
gray("pbc_stage", staged, staged$stage)
gray("mgus", mgus, mgus$sex)
incidence <- function(name, fit, times) {
  s <- summary(fit, times = times)
  for (what in c("pstate", "lower", "upper")) say(paste(name, what, sep = "."), s[[what]][, 2])
}
kinds <- function(d) factor(d$cause, 0:2, c("none", "one", "two"))
years <- c(1000, 2000, 3000, 4000)
incidence("melanoma", survfit(Surv(time, kinds(melanoma)) ~ 1, melanoma, conf.type = "log-log"), years)
incidence("pbc", survfit(Surv(time, kinds(pbc)) ~ 1, pbc, conf.type = "log-log"), years)
incidence("mgus", survfit(Surv(time, kinds(mgus)) ~ 1, mgus, conf.type = "log-log"), c(60, 120, 180, 240))
aged <- subset(mgus, time > 0)
incidence("mgus_aged", survfit(Surv(born, born + time, kinds(aged)) ~ 1, aged,
  id = seq_along(time), conf.type = "log-log"), 12 * c(50, 60, 70, 80, 90))
