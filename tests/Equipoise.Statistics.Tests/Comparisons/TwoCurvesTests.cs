using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Comparisons;

/// <summary>What has no answer has a status: differences, restricted means, landmarks and hazards at their edges.</summary>
public sealed class TwoCurvesTests
{
    static KaplanMeier Curve(string text) => KaplanMeier.Estimate(Samples.Parse(text));

    static KaplanMeier Placebo => KaplanMeier.Estimate(Samples.Placebo);

    static KaplanMeier Mercaptopurine => KaplanMeier.Estimate(Samples.Mercaptopurine);

    [Fact]
    public void A_difference_beyond_the_follow_up_of_a_group_is_not_estimable()
    {
        var difference = SurvivalDifference.At(Curve("1 2+ 3+"), Curve("1 5+"), 4);
        difference.Status.ShouldBe(DifferenceStatus.BeyondFollowUp);
        difference.Difference.ShouldBe(Contrast.NotEstimable);
        difference.Difference.PValue.ShouldBeNull();
        SurvivalDifference.At(KaplanMeier.Estimate([]), Curve("1 5+"), 4).Status.ShouldBe(DifferenceStatus.NoObservations);
    }

    [Fact]
    public void Where_a_curve_is_0_the_difference_has_no_standard_error()
    {
        var difference = SurvivalDifference.At(Curve("1 2"), Curve("1 5+"), 4);
        difference.Status.ShouldBe(DifferenceStatus.NoStandardError);
        difference.Difference.ShouldBe(new Contrast(0.5, null, null, null, null));
    }

    [Fact]
    public void Where_a_curve_is_1_only_the_plain_scale_has_a_test()
    {
        var (none, some) = (Curve("5+ 6+"), Curve("1 2 5+ 6+"));
        var plain = SurvivalDifference.At(some, none, 3).Difference;
        plain.Estimate.ShouldBe(0.5);
        plain.Z.ShouldBe(0.5 / 0.25, 1e-15); // Greenwood without censoring is binomial: √(1/2 · 1/2 / 4)
        foreach (var scale in Enum.GetValues<IntervalTransformation>().Where(scale => scale != IntervalTransformation.Plain))
            SurvivalDifference.At(some, none, 3, testScale: scale).Difference.Z.ShouldBeNull();
        SurvivalDifference.At(none, none, 3).Difference.ShouldBe(new Contrast(0, 0, 0, 0, null));
    }

    [Fact]
    public void Exchanging_the_groups_turns_a_difference_around()
    {
        var (placebo, treated) = (KaplanMeier.Estimate(Samples.Placebo), KaplanMeier.Estimate(Samples.Mercaptopurine));
        foreach (var interval in Enum.GetValues<DifferenceInterval>())
            foreach (var scale in Enum.GetValues<IntervalTransformation>())
            {
                var a = SurvivalDifference.At(placebo, treated, 10, interval, scale).Difference;
                var b = SurvivalDifference.At(treated, placebo, 10, interval, scale).Difference;
                a.Z!.Value.ShouldBeGreaterThan(0); // 6-MP fares better
                b.ShouldBe(new Contrast(-a.Estimate, a.StandardError, -a.Upper, -a.Lower, -a.Z));
            }
    }

    [Fact]
    public void Curves_that_are_not_alike_are_not_compared()
    {
        var other = KaplanMeier.Estimate(Samples.Placebo, 0.9);
        Should.Throw<ArgumentException>(() => SurvivalDifference.At(KaplanMeier.Estimate(Samples.Placebo), other, 3));
        Should.Throw<ArgumentException>(() =>
            RestrictedMeanComparison.Of(KaplanMeier.Estimate(Samples.Placebo), KaplanMeier.Estimate(Samples.Placebo, from: 2))
        );
    }

    [Fact]
    public void Without_censoring_the_restricted_mean_is_the_mean_of_the_restricted_times()
    {
        var times = Samples.Placebo.Select(one => Math.Min(one.Time, 10)).ToArray();
        var mean = RestrictedMean.Of(KaplanMeier.Estimate(Samples.Placebo), 10);
        mean.Mean.ShouldBe(times.Average(), 1e-13);
        // Greenwood's variance of a mean without censoring: Σ(x - x̄)²/n².
        var variance = times.Sum(x => (x - times.Average()) * (x - times.Average())) / times.Length / times.Length;
        mean.StandardError.ShouldBe(Math.Sqrt(variance), 1e-13);
        mean.TimeLost.ShouldBe(10 - times.Average(), 1e-13);
    }

    [Fact]
    public void A_horizon_beyond_follow_up_is_not_estimable_unless_survival_is_0_by_then()
    {
        RestrictedMean.Of(Curve("1 2 4+"), 5).Status.ShouldBe(RestrictedMeanStatus.BeyondFollowUp);
        RestrictedMean.Of(Curve("1 2 4+"), 5).Mean.ShouldBeNull();
        var ended = RestrictedMean.Of(Curve("1 2 3"), 5);
        (ended.Status, ended.Mean).ShouldBe((RestrictedMeanStatus.Estimated, 2));
        RestrictedMean.Of(KaplanMeier.Estimate([]), 5).Status.ShouldBe(RestrictedMeanStatus.NoObservations);
    }

    [Fact]
    public void The_rule_of_the_last_event_allows_no_horizon_after_it()
    {
        var curve = Curve("1 2 4+");
        RestrictedMean.Of(curve).Horizon.ShouldBe(4);
        RestrictedMean.Of(curve, rule: HorizonRule.LastEvent).Horizon.ShouldBe(2);
        RestrictedMean.Of(curve, 3, HorizonRule.LastEvent).Status.ShouldBe(RestrictedMeanStatus.BeyondFollowUp);
        RestrictedMean.Of(Curve("3+ 4+"), rule: HorizonRule.LastEvent).Status.ShouldBe(RestrictedMeanStatus.NoEvents);
    }

    [Fact]
    public void The_default_horizon_of_two_groups_is_the_earlier_of_their_last_times()
    {
        var means = RestrictedMeanComparison.Of(Placebo, Mercaptopurine);
        (means.Horizon, means.Control.Horizon, means.Experimental.Horizon).ShouldBe((23, 23, 23));
        RestrictedMeanComparison.Of(KaplanMeier.Estimate([]), Curve("1 2+")).Status.ShouldBe(RestrictedMeanStatus.NoObservations);
    }

    [Fact]
    public void Groups_without_events_before_the_horizon_have_no_test()
    {
        var means = RestrictedMeanComparison.Of(Curve("5+ 6+"), Curve("7+ 8"), 4);
        means.Difference.ShouldBe(new Contrast(0, 0, 0, 0, null));
        means.Ratio.ShouldBe(new Contrast(1, 0, 1, 1, null));
    }

    [Fact]
    public void Everyone_who_ends_at_0_has_a_mean_of_0_and_no_ratio()
    {
        var means = RestrictedMeanComparison.Of(Curve("0 0"), Curve("0+ 0"));
        means.Difference.Estimate.ShouldBe(0);
        means.Ratio.ShouldBe(Contrast.NotEstimable);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_horizon_that_is_none_is_refused(double horizon)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RestrictedMean.Of(Curve("1 2"), horizon));
        Should.Throw<ArgumentOutOfRangeException>(() => RestrictedMeanComparison.Of(Curve("1 2"), Curve("1 2"), horizon));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            StratifiedRestrictedMean.Of(Samples.Parse("1 2"), [0, 1], [1, 1], horizon)
        );
    }

    [Fact]
    public void One_stratum_is_the_unstratified_difference()
    {
        var (observations, groups) = Samples.Together(Samples.Placebo, Samples.Mercaptopurine);
        var strata = new int[observations.Length];
        var alone = RestrictedMeanComparison.Of(Placebo, Mercaptopurine);
        foreach (var weighting in Enum.GetValues<StratumWeighting>())
        {
            var stratified = StratifiedRestrictedMean.Of(observations, groups, strata, weighting: weighting);
            stratified.Horizon.ShouldBe(23);
            stratified.Difference.Estimate.ShouldBe(alone.Difference.Estimate, 1e-13);
            stratified.Difference.PValue.ShouldBe(alone.Difference.PValue, 1e-13);
        }
    }

    [Fact]
    public void A_stratum_without_a_difference_makes_the_whole_not_estimable_and_is_named()
    {
        var observations = Samples.Parse("1 2 3+ 4+ 5 6+");
        StratifiedRestrictedMean
            .Of(observations, [0, 1, 0, 1, 1, 1], [1, 1, 1, 1, 7, 7])
            .Status.ShouldBe(new StratifiedRestrictedMeanStatus.NotEstimable(7, RestrictedMeanStatus.NoObservations));
        StratifiedRestrictedMean
            .Of(observations, [0, 1, 0, 1, 0, 1], [1, 1, 1, 1, 7, 7], 3.5)
            .Status.ShouldBe(new StratifiedRestrictedMeanStatus.NotEstimable(1, RestrictedMeanStatus.BeyondFollowUp));
        var flat = StratifiedRestrictedMean.Of(
            observations,
            [0, 1, 0, 1, 0, 1],
            [1, 1, 1, 1, 7, 7],
            3,
            StratumWeighting.InverseVariance
        );
        flat.Status.ShouldBe(new StratifiedRestrictedMeanStatus.NoVariance(7));
        flat.Weights.ShouldBeNull();
        StratifiedRestrictedMean.Of([], [], []).Status.ShouldBe(new StratifiedRestrictedMeanStatus.NoObservations());
    }

    [Fact]
    public void A_landmark_counts_everyone_and_keeps_those_at_risk_after_it()
    {
        // At 5: an event at 5 and a censoring at 5 are over, (1,9] is there, (6,9] comes too late.
        Observation[] control =
        [
            Observation.Event(5),
            Observation.CensoredAt(5),
            Observation.Event(9, 1),
            Observation.Event(9, 6),
        ];
        var analysis = LandmarkAnalysis.Of([.. control, Observation.CensoredAt(7)], [0, 0, 0, 0, 1], 5);
        analysis.ControlCount.ShouldBe(new LandmarkCount(AtRisk: 1, Events: 1, Censored: 1, NotYetEntered: 1));
        analysis.ExperimentalCount.ShouldBe(new LandmarkCount(1, 0, 0, 0));
        (analysis.Control.Count, analysis.Control.At(9).Survival).ShouldBe((1, 0));
        analysis.DifferenceAt(6).Difference.Estimate.ShouldBe(0);
    }

    [Fact]
    public void After_a_landmark_survival_is_that_of_the_whole_curve_divided()
    {
        var (observations, groups) = Samples.Together(Samples.Placebo, Samples.Mercaptopurine);
        var (analysis, whole) = (LandmarkAnalysis.Of(observations, groups, 8), KaplanMeier.Estimate(Samples.Placebo));
        foreach (var weeks in new[] { 8.5, 12, 17, 22 })
            analysis.Control.At(weeks).Survival.ShouldBe(whole.At(weeks).Survival / whole.At(8).Survival, 1e-15);
        var means = analysis.RestrictedMeans(20);
        means.Control.Begin.ShouldBe(8);
        var all = RestrictedMean.Of(whole, 20).Mean - RestrictedMean.Of(whole, 8).Mean;
        means.Control.Mean.ShouldBe(all / whole.At(8).Survival, 1e-13);
    }

    [Fact]
    public void A_landmark_or_group_that_is_none_is_refused()
    {
        var observations = Samples.Parse("1 2");
        Should.Throw<ArgumentOutOfRangeException>(() => LandmarkAnalysis.Of(observations, [0, 1], -1));
        Should.Throw<ArgumentOutOfRangeException>(() => LandmarkAnalysis.Of(observations, [0, 1], double.NaN));
        Should
            .Throw<ArgumentOutOfRangeException>(() => LandmarkAnalysis.Of(observations, [0, 2], 1))
            .Message.ShouldContain("row 1");
        Should.Throw<ArgumentException>(() => LandmarkAnalysis.Of(observations, [0], 1));
        Should.Throw<ArgumentException>(() => LandmarkAnalysis.Of(observations, [0, 1], 1, strata: [1]));
        Should.Throw<ArgumentException>(() => StratifiedRestrictedMean.Of(observations, [0, 1], [1]));
    }

    [Fact]
    public void The_hazard_of_6_mercaptopurine_is_that_of_the_textbook()
    {
        // Klein and Moeschberger (2003), table 4.2, prints the sums of these fractions: 3/21 and 3/21² at 6, and so on.
        var hazard = NelsonAalen.Estimate(Samples.Mercaptopurine);
        var (sum, variance) = (0.0, 0.0);
        (double Weeks, int Events, double AtRisk)[] table =
        [
            (6, 3, 21),
            (7, 1, 17),
            (10, 1, 15),
            (13, 1, 12),
            (16, 1, 11),
            (22, 1, 7),
            (23, 1, 6),
        ];
        foreach (var (weeks, d, n) in table)
        {
            (sum, variance) = (sum + d / n, variance + d / (n * n));
            hazard.At(weeks)!.Value.Hazard.ShouldBe(sum, 1e-15);
            hazard.At(weeks)!.Value.StandardError.ShouldBe(Math.Sqrt(variance), 1e-15);
        }
        sum.ShouldBe(0.7521, 0.0001);
    }

    [Fact]
    public void Between_times_the_hazard_stays_and_after_the_last_it_is_unknown()
    {
        var hazard = NelsonAalen.Estimate(Samples.Parse("2 4 6+"));
        hazard.At(1)!.Value.ShouldBe(new HazardStep(1, 3, 0, 0, 0, 0, 0, 0));
        hazard.At(3)!.Value.Hazard.ShouldBe(1 / 3.0);
        hazard.At(3)!.Value.AtRisk.ShouldBe(2);
        hazard.At(6)!.Value.Hazard.ShouldBe(1 / 3.0 + 1 / 2.0, 1e-15);
        hazard.At(7).ShouldBeNull();
        NelsonAalen.Estimate([]).At(1).ShouldBeNull();
        NelsonAalen.Estimate([]).Steps.ShouldBeEmpty();
    }

    [Fact]
    public void Fleming_and_Harrington_break_ties_as_if_times_had_not_been_rounded()
    {
        var tied = NelsonAalen.Estimate(Samples.Parse("1 1 1 2+ 3"), ties: HazardTies.FlemingHarrington).Steps;
        var apart = NelsonAalen.Estimate(Samples.Parse("0.8 0.9 1 2+ 3")).Steps;
        (tied[0].Hazard, tied[^1].Hazard, tied[^1].StandardError).ShouldBe(
            (apart[2].Hazard, apart[^1].Hazard, apart[^1].StandardError)
        );
    }
}
