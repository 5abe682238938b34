using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// The standard table TTET01 of chevron (Apache-2.0, snapshot ttet01.md), row by row: 45 simulated participants, log-log limits,
/// each arm with drug X. Digits beyond those of the table are of R 4.2.2, survival 3.5-3:
/// <c>summary(survfit(Surv(AVAL / 30.4375, 1 - CNSR) ~ ARM, conf.type = "log-log"), times = 6)</c>.
/// </summary>
public sealed class StandardTimeToEventTable
{
    static readonly Lazy<AnalysisOutput> unstratified = new(() => Analyzed("", "none"));
    static readonly Lazy<AnalysisOutput> stratified = new(() => Analyzed("stratified ", "plain"));
    static readonly KaplanMeierResults curves = new("PFS");
    static readonly LandmarkResults landmark = new("PFS");

    [ReferenceTheory]
    [InlineData("a", 7, "46.7%", 8, "8.6", "2.6", "NE", "3.8", "NE", "1.2", "9.5+")]
    [InlineData("b", 12, "80.0%", 3, "6.2", "2.2", "7.6", "4.7", "8.4", "0.9", "9.1")]
    [InlineData("c", 8, "53.3%", 7, "8.4", "3.8", "NE", "5.8", "NE", "0.9", "9.5+")]
    public void Events_medians_quartiles_and_ranges_are_those_of_the_table(
        string arm,
        int events,
        string percent,
        int censored,
        string median,
        string lower,
        string upper,
        string first,
        string third,
        string minimum,
        string maximum
    )
    {
        var of = new EventsResults("PFS");
        Number(of.Events(arm)).ShouldBe(events);
        Printed(of.Percent(arm)).ShouldBe(percent);
        Number(of.Censored(arm)).ShouldBe(censored);
        Printed(curves.Median(arm).Estimate).ShouldBe(median);
        Printed(curves.Median(arm).Lower).ShouldBe(Reached(lower));
        Printed(curves.Median(arm).Upper).ShouldBe(Reached(upper));
        Printed(curves.FirstQuartile(arm).Estimate).ShouldBe(Reached(first));
        Printed(curves.ThirdQuartile(arm).Estimate).ShouldBe(Reached(third));
        Printed(curves.Minimum(arm)).ShouldBe(minimum);
        Printed(curves.Maximum(arm)).ShouldBe(maximum);
    }

    [ReferenceTheory]
    [InlineData("a", 5, 2)]
    [InlineData("b", 11, 1)]
    [InlineData("c", 7, 1)]
    public void Earliest_contributing_events_are_those_of_the_table(string arm, int deaths, int progressions)
    {
        var of = new EventsResults("PFS");
        Number(of.EventsBy(arm, "death")).ShouldBe(deaths);
        Number(of.EventsBy(arm, "disease-progression")).ShouldBe(progressions);
    }

    [ReferenceTheory]
    [InlineData("b", "2.18", "0.85", "5.60", "0.0973", "2.11", "0.75", "5.96", "0.1505")]
    [InlineData("c", "1.06", "0.38", "2.94", "0.9111", "0.86", "0.21", "3.49", "0.8372")]
    public void Hazard_ratios_and_tests_are_those_of_the_table(
        string arm,
        string ratio,
        string lower,
        string upper,
        string p,
        string stratifiedRatio,
        string stratifiedLower,
        string stratifiedUpper,
        string stratifiedP
    )
    {
        var of = new CoxResults("PFS").HazardRatio(arm);
        Printed(of.Estimate).ShouldBe(ratio);
        Printed(of.Lower).ShouldBe(lower);
        Printed(of.Upper).ShouldBe(upper);
        Printed(new LogRankResults("PFS", arm).PTwoSided).ShouldBe(p);
        stratified.Value.Printed(of.Estimate.Address).ShouldBe(stratifiedRatio);
        stratified.Value.Printed(of.Lower.Address).ShouldBe(stratifiedLower);
        stratified.Value.Printed(of.Upper.Address).ShouldBe(stratifiedUpper);
        stratified.Value.Printed(new LogRankResults("PFS", arm).PTwoSided.Address).ShouldBe(stratifiedP);
    }

    [ReferenceTheory]
    [InlineData("a", 11, "73.3%", "43.6%", "89.1%")]
    [InlineData("b", 8, "53.3%", "26.3%", "74.4%")]
    [InlineData("c", 11, "73.3%", "43.6%", "89.1%")]
    public void At_six_months_the_curves_are_those_of_the_table(string arm, int atRisk, string free, string lower, string upper)
    {
        Number(landmark.AtRisk(arm, "6")).ShouldBe(atRisk);
        Printed(curves.Survival(arm, "6").Estimate).ShouldBe(free);
        Printed(curves.Survival(arm, "6").Lower).ShouldBe(lower);
        Printed(curves.Survival(arm, "6").Upper).ShouldBe(upper);
    }

    [ReferenceTheory]
    [InlineData("b", -20.0, -53.737368316844, 13.737368316844, 0.245278116807)]
    [InlineData("c", 0.0, -31.648456809659, 31.648456809659, 1.0)]
    public void The_difference_at_six_months_has_the_interval_of_the_Greenwood_errors(
        string arm,
        double difference,
        double lower,
        double upper,
        double p
    )
    {
        var of = landmark.Difference(arm, "6");
        Number(of.Estimate).ShouldBe(difference, 1e-9);
        Number(of.Lower).ShouldBe(lower, 1e-9);
        Number(of.Upper).ShouldBe(upper, 1e-9);
        stratified.Value.Raw(landmark.PTwoSided(arm, "6").Address).ShouldBe(p, 1e-9);
    }

    [ReferenceFact]
    public void The_test_at_a_landmark_is_made_only_where_the_plan_has_it() =>
        unstratified.Value.Results.At(landmark.PTwoSided("b", "6").Address).ShouldBeNull();

    static double Number(ResultRef result) => unstratified.Value.Raw(result.Address);

    /// <summary>The table prints NE for a quantile to which the curve never comes; here that is NR.</summary>
    static string Reached(string quantile) => quantile == "NE" ? Format.NotReached : quantile;

    static string Printed(ResultRef result) => unstratified.Value.Printed(result.Address);

    static AnalysisOutput Analyzed(string stratified, string landmarkTest) =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                $$"""
                equipoise: 1
                trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
                arms:
                  a: {label: "A: Drug X", role: control, ratio: 1}
                  b: {label: "B: Placebo", role: experimental, ratio: 1}
                  c: {label: "C: Combination", role: experimental, ratio: 1}
                randomize:
                  method: permuted blocks
                  block sizes: [3]
                  strata:
                    STRATA1: {label: One, ask: "One?", levels: [A, B, C]}
                    STRATA2: {label: Two, ask: "Two?", levels: [S1, S2]}
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: months}
                analysis:
                  PFS:
                    test: {{stratified}}log-rank
                    effect: "{{stratified}}Cox, ties exact"
                    confidence: 95%
                    curves: log-log
                    median: as R
                    comparisons: pairwise
                    landmarks: [6 months]
                    landmark test: {{landmarkTest}}
                  baseline: [age]
                data:
                  sets: {full: ITTFL = Y, safety: SAFFL = Y}

                """
            ),
            OtherHouses.Tables("tlg-golden/chevron-syn_data", ("ADSL", "adsl.csv.gz"), ("ADTTE", "adtte.csv.gz"))
        );
}
