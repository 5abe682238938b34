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

    [ReferenceFact]
    public void The_model_with_age_and_sex_is_that_of_R()
    {
        // coxph(Surv(AVAL, 1 - CNSR) ~ ARM + AGE + SEX), eps = 1e-14, on the arms A and B of random.cdisc.data.
        var output = Outputs.Analyzed(
            OtherHouses.Protocol(
                """
                equipoise: 1
                trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
                arms:
                  x: {label: Drug X, role: experimental, ratio: 1}
                  placebo: {label: Placebo, role: control, ratio: 1}
                randomize:
                  method: permuted blocks
                  block sizes: [2]
                  strata:
                    SEX: {label: Sex, ask: "Sex?", levels: [F, M]}
                endpoints:
                  PFS: {label: PFS, from: randomization, event: progression or death, unit: days}
                  OS: {label: OS, from: randomization, event: death, unit: days}
                analysis:
                  PFS:
                    test: log-rank
                    effect: "Cox, ties Efron"
                    confidence: 95%
                    curves: log-log
                    median: as SAS
                    sensitivity: {censor: FDA, covariates: [AGE, SEX], interval-censored: yes}
                  OS:
                    test: stratified log-rank
                    effect: "stratified Cox, ties Efron"
                    confidence: 95%
                    curves: log-log
                    median: as SAS
                    sensitivity: {unstratified: yes}
                  baseline: [age]
                data:
                  sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}
                  arms: {"A: Drug X": x, "B: Placebo": placebo}
                  leave out: ["C: Combination"]

                """
            ),
            OtherHouses.Tables("random-cdisc", ("ADSL", "cadsl.csv.gz"), ("ADTTE", "cadtte.csv.gz"))
        );
        var ratio = of.HazardRatio("x", SensitivityResults.Adjusted);
        output.Raw(ratio.Estimate.Address).ShouldBe(0.854673198500, 1e-9);
        output.Raw(ratio.Lower.Address).ShouldBe(0.626166783407, 1e-9);
        output.Raw(ratio.Upper.Address).ShouldBe(1.16656823005, 1e-9);
        // hr and hr_strat_sex of OS in REFERENCE_TTE.csv.
        var os = new SensitivityResults("OS");
        output.Raw(os.HazardRatio("x", SensitivityResults.Planned).Estimate.Address).ShouldBe(1.00050682145496, 1e-9);
        output.Raw(os.HazardRatio("x", SensitivityResults.Unstratified).Estimate.Address).ShouldBe(1.00003619573238, 1e-9);
        // What ADTTE as given cannot tell is not there, and that is said.
        output.Results.At(of.Events("x", "fda").Address).ShouldBeNull();
        output.Results.Conventions.ShouldContain(one => one.Text.Contains("Censoring by the rules of the FDA needs SDTM"));
        output.Results.Conventions.ShouldContain(one => one.Text.Contains("Intervals between assessments need SDTM"));
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
