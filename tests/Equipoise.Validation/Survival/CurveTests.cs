using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.Survival;

/// <summary>Small curves, step by step, on every scale and by every rule: R's answers (R/curves.R).</summary>
public sealed class CurveTests
{
    const double Reach = 1e-13;

    static readonly Expected expected = Expected.Read("curves");

    static readonly (IntervalTransformation Scale, string Name)[] scales =
    [
        (IntervalTransformation.LogLog, "log-log"),
        (IntervalTransformation.Log, "log"),
        (IntervalTransformation.Plain, "plain"),
        (IntervalTransformation.Logit, "logit"),
        (IntervalTransformation.ArcSine, "arcsin"),
    ];

    [Fact]
    public void Every_step_of_a_curve_with_weights_and_late_entries_is_Rs()
    {
        var agreement = new Agreement(
            "Kaplan-Meier step by step: ties, weights, late entries, a later beginning",
            expected.Call("survfit(Surv(start, stop, status) ~ 1, weights, robust = FALSE, start.time)")
        );
        foreach (var sample in CurveSample.All)
            foreach (var step in sample.Curve().Steps)
            {
                double? R(string quantity) => expected[sample.Name, $"{quantity}@{step.Time}"];
                var what = $"{sample.Name} at {step.Time}: ";
                agreement.Within(Reach, what + "at risk", step.WeightAtRisk, R("n.risk"));
                agreement.Within(Reach, what + "events", step.EventWeight, R("n.event"));
                agreement.Within(Reach, what + "survival", step.Survival, R("surv"));
                agreement.Within(Reach, what + "standard error", step.StandardError, R("std.err"));
            }
        agreement.ShouldBeComplete(atLeast: 500);
    }

    [Fact]
    public void The_limits_on_every_scale_are_Rs()
    {
        var agreement = new Agreement(
            "Kaplan-Meier limits on five scales",
            expected.Call("survfit(conf.type = \"log-log\", \"log\", \"plain\", \"logit\", \"arcsin\")")
        );
        foreach (var sample in CurveSample.All)
            foreach (var (scale, name) in scales)
                foreach (var step in sample.Curve(scale).Steps)
                {
                    // R gives NA at survival 1 on some scales and [1, 1] on others; without variance it is [1, 1] on all.
                    double? R(string limit) => step.Survival == 1 ? 1 : expected[sample.Name, $"{name} {limit}@{step.Time}"];
                    agreement.Within(Reach, $"{sample.Name} {name} lower at {step.Time}", step.Lower, R("lower"));
                    agreement.Within(Reach, $"{sample.Name} {name} upper at {step.Time}", step.Upper, R("upper"));
                }
        agreement.ShouldBeComplete(atLeast: 1250);
    }

    [Fact]
    public void Quantiles_are_those_of_Rs_quantile_and_of_its_print()
    {
        var agreement = new Agreement(
            "quantiles of survival curves with their limits, by the rules of R's quantile and print",
            expected.Call("quantile(survfit(...)); print(survfit(...))")
        );
        foreach (var sample in CurveSample.All)
            foreach (var (scale, name) in scales)
            {
                foreach (var p in new[] { 0.1, 0.25, 0.5, 0.75 })
                {
                    var quantile = sample.Curve(scale).QuantileOf(p);
                    agreement.Exactly($"{sample.Name} {name} {p}", quantile.Estimate, expected[sample.Name, $"{name} quantile {p}"]);
                    agreement.Exactly(
                        $"{sample.Name} {name} {p} lower",
                        quantile.Lower,
                        expected[sample.Name, $"{name} quantile lower {p}"]
                    );
                    agreement.Exactly(
                        $"{sample.Name} {name} {p} upper",
                        quantile.Upper,
                        expected[sample.Name, $"{name} quantile upper {p}"]
                    );
                }
                var printed = sample.Curve(scale, QuantileRule.RPrint).Median;
                agreement.Exactly($"{sample.Name} {name} printed", printed.Estimate, expected[sample.Name, $"{name} printed"]);
                agreement.Exactly(
                    $"{sample.Name} {name} printed lower",
                    printed.Lower,
                    expected[sample.Name, $"{name} printed lower"]
                );
                agreement.Exactly(
                    $"{sample.Name} {name} printed upper",
                    printed.Upper,
                    expected[sample.Name, $"{name} printed upper"]
                );
            }
        agreement.ShouldBeComplete(atLeast: 16 * 5 * 15);
    }

    [Fact]
    public void The_cumulative_hazard_is_Rs()
    {
        var agreement = new Agreement(
            "Nelson-Aalen and Fleming-Harrington cumulative hazards with limits",
            expected.Call("survfit(stype = 2, ctype = 1), survfit(stype = 2, ctype = 2): cumhaz, std.chaz, -log(lower)")
        );
        foreach (var sample in CurveSample.All)
        {
            foreach (var (ties, name) in new[] { (HazardTies.Nelson, "ctype1"), (HazardTies.FlemingHarrington, "ctype2") })
                foreach (var step in Of(sample, ties: ties).Steps)
                {
                    Add(sample, $"{name} cumhaz@{step.Time}", step.Hazard);
                    Add(sample, $"{name} std.chaz@{step.Time}", step.StandardError);
                    if (step.Hazard == 0)
                        continue; // R's limits of S = 1 are NA on this scale
                    Add(sample, $"{name} log lower@{step.Time}", step.Lower);
                    Add(sample, $"{name} log upper@{step.Time}", step.Upper);
                }
            foreach (var step in Of(sample, HazardScale.Plain).Steps)
            {
                Add(sample, $"plain lower@H{step.Time}", step.Lower);
                Add(sample, $"plain upper@H{step.Time}", step.Upper);
            }
            foreach (var step in Of(sample, variance: HazardVariance.Binomial).Steps)
                Add(sample, $"binomial std.chaz@{step.Time}", step.StandardError);
        }
        agreement.ShouldBeComplete(atLeast: 1360);

        void Add(CurveSample sample, string quantity, double actual) =>
            agreement.Within(Reach, $"{sample.Name} {quantity}", actual, expected[sample.Name, quantity]);

        static NelsonAalen Of(
            CurveSample sample,
            HazardScale scale = HazardScale.Log,
            HazardVariance variance = HazardVariance.Aalen,
            HazardTies ties = HazardTies.Nelson
        ) => NelsonAalen.Estimate(sample.Observations, 0.95, scale, variance, ties, sample.Weights, sample.From);
    }

    [Fact]
    public void Restricted_means_are_Rs()
    {
        var agreement = new Agreement(
            "restricted mean survival times and their standard errors",
            expected.Call("summary(survfit(...), rmean = tau)$table")
        );
        foreach (var sample in CurveSample.All)
            foreach (
                var tau in new[] { 5.0, 8, 9, 20, 23, 35, 40, 45, 48, 161 }.Where(tau => expected.Has(sample.Name, $"rmean@{tau}"))
            )
            {
                var mean = RestrictedMean.Of(sample.Curve(), tau);
                agreement.Within(Reach, $"{sample.Name} {tau}", mean.Mean, expected[sample.Name, $"rmean@{tau}"]);
                agreement.Within(Reach, $"{sample.Name} {tau} SE", mean.StandardError, expected[sample.Name, $"se(rmean)@{tau}"]);
            }
        agreement.ShouldBeComplete(atLeast: 2 * 17);
    }

    [ReferenceFact]
    public void Larger_curves_of_Rs_survival_package_are_Rs()
    {
        var agreement = new Agreement(
            "curves, hazards and restricted means of lung, veteran, gbsg, and start-stop heart and pbcseq",
            expected.Call("summary(survfit(...), times); survfit(stype = 2, ctype = 1); summary(survfit(...), rmean)")
        );
        foreach (var (name, observations, times, taus) in CurveTables.All)
        {
            foreach (var (scale, scaleName) in scales)
                foreach (var time in times)
                {
                    var at = KaplanMeier.Estimate(observations, 0.95, scale).At(time);
                    Add($"{scaleName} lower@{time}", at.Lower);
                    Add($"{scaleName} upper@{time}", at.Upper);
                    if (scale != IntervalTransformation.LogLog)
                        continue;
                    Add($"surv@{time}", at.Survival);
                    Add($"std.err@{time}", at.StandardError);
                    Add($"cumhaz@{time}", NelsonAalen.Estimate(observations).At(time)?.Hazard);
                    Add($"std.chaz@{time}", NelsonAalen.Estimate(observations).At(time)?.StandardError);
                }
            foreach (var tau in taus)
            {
                var mean = RestrictedMean.Of(KaplanMeier.Estimate(observations), tau);
                Add($"rmean@{tau}", mean.Mean);
                Add($"se(rmean)@{tau}", mean.StandardError);
            }

            void Add(string quantity, double? actual) =>
                agreement.Within(2e-13, $"{name} {quantity}", actual, expected[name, quantity]);
        }
        agreement.ShouldBeComplete(atLeast: 5 * 60);
    }

    [ReferenceFact]
    public void Follow_up_is_Rs_curve_with_event_and_censoring_exchanged()
    {
        var agreement = new Agreement(
            "median follow-up by reverse Kaplan-Meier, on five scales",
            expected.Call("quantile(survfit(Surv(time, 1 - status) ~ 1), 0.5)")
        );
        foreach (
            var (name, observations) in new[]
            {
                ("6-MP", CurveSample.Mercaptopurine),
                ("lung", CurveTables.Lung.Observations),
                ("gbsg", CurveTables.Gbsg.Observations),
            }
        )
            foreach (var (scale, scaleName) in scales)
            {
                var median = KaplanMeier.MedianFollowUp(observations, 0.95, scale);
                agreement.Exactly($"{name} {scaleName}", median.Estimate, expected[name, $"{scaleName} follow-up"]);
                agreement.Exactly($"{name} {scaleName} lower", median.Lower, expected[name, $"{scaleName} follow-up lower"]);
                agreement.Exactly($"{name} {scaleName} upper", median.Upper, expected[name, $"{scaleName} follow-up upper"]);
            }
        agreement.ShouldBeComplete(atLeast: 45);
    }
}
