using Equipoise.Analysis;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>The same endpoint by other choices: rules of censoring, strata, covariates, intervals between assessments.</summary>
public sealed class SensitivityOfTheAnalysis
{
    static readonly SensitivityResults of = new("PFS");

    [Fact]
    public void An_event_after_a_new_therapy_counts_for_the_EMA_and_as_treatment_policy_and_not_for_the_FDA()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").NewTherapy("2020-04-01").Assessed("2020-06-17", "PD");
        sdtm.Randomized("2", arm: "standard").Assessed("2020-03-25", "PD");
        var output = Outputs.Analyzed(With(SmallTrial.NoEvent, SmallTrial.NewTherapy), sdtm.Tables());
        Events(output, "planned").ShouldBe(0);
        Events(output, "fda").ShouldBe(0);
        Events(output, "ema").ShouldBe(1);
        Events(output, "treatment-policy").ShouldBe(1);
        output.Raw(of.Participants("drug", "ema").Address).ShouldBe(1);
    }

    [Fact]
    public void An_event_after_two_missed_assessments_counts_for_the_EMA_and_not_for_the_FDA()
    {
        var sdtm = new HandMadeSdtm();
        // 2020-03-25 is day 85; 182 days later a gap is no longer one missed assessment: day 268 is 183 days later.
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Assessed("2020-09-24", "PD");
        sdtm.Randomized("2", arm: "standard").Assessed("2020-03-25", "PD");
        var output = Outputs.Analyzed(With(SmallTrial.NoEvent), sdtm.Tables());
        Events(output, "planned").ShouldBe(1);
        Events(output, "fda").ShouldBe(0);
        Events(output, "ema").ShouldBe(1);
        Events(output, "treatment-policy").ShouldBe(1);
    }

    [Fact]
    public void Times_that_are_exact_have_the_one_step_estimate_of_the_log_rank_test()
    {
        // R 4.2.2, survival 3.5-3: U of survdiff(Surv(t, e) ~ g) and V = 4 * 4 / 8 * sum(c^2) / 7 with c = e - H(t), H of
        // Nelson and Aalen; exp(U / V + c(0, -1, 1) * qnorm(0.975) / sqrt(V)).
        var sdtm = new HandMadeSdtm();
        var (day, arms) = (new DateOnly(2019, 12, 31), new[] { "drug", "drug", "drug", "drug", "standard", "standard", "standard", "standard" });
        var (times, died) = (new[] { 40, 85, 120, 200, 230, 310, 95, 150 }, new[] { true, true, false, true, true, true, true, false });
        for (var i = 0; i < times.Length; i++)
        {
            var on = $"{day.AddDays(times[i]):yyyy-MM-dd}";
            var who = sdtm.Randomized($"{i}", arm: arms[i], death: died[i] ? on : "");
            if (!died[i])
                who.Assessed(on, "SD");
        }
        var output = Outputs.Analyzed(With(SmallTrial.NoEvent), sdtm.Tables());
        var ratio = of.HazardRatio("drug", SensitivityResults.IntervalCensored);
        output.Raw(ratio.Estimate.Address).ShouldBe(3.73364276625269, 1e-9);
        output.Raw(ratio.Lower.Address).ShouldBe(0.559537213458302, 1e-9);
        output.Raw(ratio.Upper.Address).ShouldBe(24.9136035471747, 1e-9);
    }

    static double Events(AnalysisOutput output, string analysis) => output.Raw(of.Events("drug", analysis).Address);

    static TrialProtocol With(params CensoringRule[] rules) =>
        SmallTrial.Protocol with
        {
            Endpoints =
            [
                SmallTrial.Protocol.Endpoints[0] with
                {
                    Censoring = rules,
                },
                SmallTrial.Protocol.Endpoints[1],
            ],
            Analysis = SmallTrial.Protocol.Analysis with
            {
                TimeToEvent =
                [
                    SmallTrial.Plan("PFS", stratified: false) with
                    {
                        Sensitivity = new(
                            [CensoringSet.Fda, CensoringSet.Ema, CensoringSet.TreatmentPolicy],
                            Unstratified: false,
                            [],
                            IntervalCensored: true
                        ),
                    },
                    SmallTrial.Plan("OS", stratified: false),
                ],
            },
        };
}
