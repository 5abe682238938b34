using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Competing risks and early censoring on random.cdisc.data, arms A and B. R 4.2.2, cmprsk 2.2-11, survival 3.5-3: cuminc with
/// timepoints 270 and the limits F^exp(±z se / (F log F)); crr(gtol = 1e-13); survfit(Surv(AVAL, CNSR > 0) ~ ARM, conf.type = "log-log").
/// </summary>
public sealed class CompetingRisksAndCensoring
{
    static readonly CompetingRisksResults risks = new("PFS");
    static readonly CensoringResults censoring = new("PFS");

    [ReferenceTheory]
    [InlineData("placebo", "disease-progression", 19.610751497704, 12.297151616454, 28.186902759307)]
    [InlineData("x", "disease-progression", 15.26620303507, 8.8356320408984, 23.318412568637)]
    [InlineData("placebo", "death", 40.892345464644, 31.812603762554, 49.748488620664)]
    [InlineData("x", "death", 40.231971924582, 31.377341464534, 48.907396104914)]
    public void Cumulative_incidences_are_those_of_cmprsk(string arm, string component, double incidence, double lower, double upper) =>
        Is(risks.Incidence(arm, component, "270"), incidence, lower, upper);

    [ReferenceTheory]
    [InlineData("disease-progression", 0.33993288555918, 0.76697305121311, 0.43791127050543, 1.3433033148661)]
    [InlineData("death", 0.99132732438531, 0.99284172266962, 0.69199685801223, 1.4244785577569)]
    public void Tests_of_Gray_and_ratios_of_Fine_and_Gray_are_those_of_cmprsk(
        string component,
        double p,
        double ratio,
        double lower,
        double upper
    )
    {
        Output.Raw(risks.PGray(component).Address).ShouldBe(p, 1e-9);
        Is(risks.Ratio("x", component), ratio, lower, upper);
    }

    [ReferenceTheory]
    [InlineData("placebo", 52.904204585713, 40.58213423273, 63.795220263211, 20, 16)]
    [InlineData("x", 53.66206215874, 41.652023129683, 64.249372749844, 17, 19)]
    public void Who_is_still_followed_and_who_was_censored_early_are_those_of_R(
        string arm,
        double followed,
        double lower,
        double upper,
        int adverse,
        int last
    )
    {
        Is(censoring.Followed(arm, "270"), followed, lower, upper);
        Output.Raw(censoring.Before(arm, "180").Address).ShouldBe(0);
        Output.Raw(censoring.Before(arm, "270").Address).ShouldBe(36);
        Output.Raw(censoring.BeforeLast(arm, "adverse-event").Address).ShouldBe(adverse);
        Output.Raw(censoring.BeforeLast(arm, "last-tumor-assessment").Address).ShouldBe(last);
    }

    [Fact]
    public void Competing_risks_of_one_event_are_refused() =>
        Protocol.Slip.In(
            "    landmarks: [12 months, 24 months, 36 months, 48 months]\n  response:",
            "    landmarks: [12 months, 24 months, 36 months, 48 months]\n    competing risks: ‸yes\n  response:",
            "analysis.OS.competing risks",
            "is yes, and the endpoint has one event"
        );

    static void Is(IntervalRef of, double estimate, double lower, double upper)
    {
        Output.Raw(of.Estimate.Address).ShouldBe(estimate, 1e-9);
        Output.Raw(of.Lower.Address).ShouldBe(lower, 1e-9);
        Output.Raw(of.Upper.Address).ShouldBe(upper, 1e-9);
    }

    static AnalysisOutput Output => output.Value;

    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                """
                equipoise: 1
                trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
                arms:
                  x: {label: Drug X, role: experimental, ratio: 1}
                  placebo: {label: Placebo, role: control, ratio: 1}
                endpoints:
                  PFS: {label: PFS, from: randomization, event: progression or death, unit: days}
                analysis:
                  PFS:
                    test: log-rank
                    effect: "Cox, ties Efron"
                    confidence: 95%
                    curves: log-log
                    median: as SAS
                    landmarks: [180 days, 270 days]
                    competing risks: yes
                  baseline: [age]
                data:
                  sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}
                  arms: {"A: Drug X": x, "B: Placebo": placebo}
                  leave out: ["C: Combination"]

                """
            ),
            OtherHouses.Tables("random-cdisc", ("ADSL", "cadsl.csv.gz"), ("ADTTE", "cadtte.csv.gz"))
        )
    );
}
