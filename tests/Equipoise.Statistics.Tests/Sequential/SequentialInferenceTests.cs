using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class SequentialInferenceTests
{
    static readonly GroupSequentialBoundary plan = Plans.Of(Plans.OBrienFlemingType, Plans.Even(3)).Solve();

    [Fact]
    public void After_a_single_look_it_is_the_ordinary_inference()
    {
        var inference = StagewiseInference.Of([100], [], 2.3);
        inference.PValue.ShouldBe(Normal.UpperTail(2.3), 1e-16);
        inference.Estimate.ShouldBe(0.23, 1e-14);
        inference.Lower.ShouldBe((2.3 - 1.959963984540054) / 10, 1e-14);
        inference.Upper.ShouldBe((2.3 + 1.959963984540054) / 10, 1e-14);
        // Whichever side a single look stops on.
        var stopped = StagewiseInference.Of([100], [], 2.3, [2.5]);
        stopped.PValue.ShouldBe(inference.PValue, 1e-15);
        stopped.Estimate.ShouldBe(inference.Estimate, 1e-14);
        stopped.Lower.ShouldBe(inference.Lower, 1e-12);
    }

    [Fact]
    public void On_a_bound_the_p_value_is_the_error_spent_and_the_limit_is_no_effect()
    {
        for (var k = 0; k < 3; k++)
        {
            double[] information = [.. Plans.Even(3)[..(k + 1)].Select(t => 75 * t)];
            var inference = StagewiseInference.Of(information, [.. plan.EfficacyZ.Take(k)], plan.EfficacyZ[k]);
            inference.PValue.ShouldBe(plan.AlphaSpent[k], 1e-15);
        }
        StagewiseInference.Of([25, 50, 75], [.. plan.EfficacyZ.Take(2)], plan.EfficacyZ[2]).Lower.ShouldBe(0, 1e-13);
    }

    [Fact]
    public void Each_limit_is_the_effect_at_which_the_outcome_has_that_probability()
    {
        double[] upper = [plan.EfficacyZ[0], 2.9];
        var inference = StagewiseInference.Of([25, 50], [upper[0]], 2.9, confidence: 0.9);
        AsExtreme(inference.Estimate).ShouldBe(0.5, 1e-14);
        AsExtreme(inference.Lower).ShouldBe(0.05, 1e-15);
        AsExtreme(inference.Upper).ShouldBe(0.95, 1e-14);
        inference.Confidence.ShouldBe(0.9);
        inference.Estimate.ShouldBeInRange(inference.Lower, inference.Upper);

        double AsExtreme(double θ) => ExitProbabilities.Of([25, 50], [double.NegativeInfinity, 2.9], upper, θ).TotalAbove;
    }

    [Fact]
    public void Stopping_for_futility_early_is_less_extreme_than_going_on()
    {
        double[] efficacy = [3, 2.5];
        double P(int look, double z) =>
            StagewiseInference.Of(new[] { 25.0, 50, 75 }.AsSpan(0, look), efficacy.AsSpan(0, look - 1), z, new[] { 0.2, 0.8, double.NegativeInfinity }.AsSpan(0, look)).PValue;
        double[] ordered = [P(1, 3.4), P(1, 3), P(2, 2.8), P(2, 2.5), P(3, 3), P(3, -1), P(2, 0.8), P(2, -0.4), P(1, 0.2), P(1, -2)];
        ordered.ShouldBeInOrder();
        ordered[1].ShouldBe(Normal.UpperTail(3), 1e-16);
        ordered[^1].ShouldBe(Normal.Cdf(2), 1e-15);
        // Where stopping for efficacy ends, going on begins.
        P(3, 9).ShouldBe(P(2, 2.5), 1e-15);
        P(3, -9).ShouldBe(P(2, 0.8), 1e-15);
    }

    [Fact]
    public void Symmetric_two_sided_bounds_mirror_the_inference()
    {
        double[] bounds = [2.963, 1.969];
        var up = StagewiseInference.Of([10, 20], [bounds[0]], 2.2, [-bounds[0], -bounds[1]]);
        var down = StagewiseInference.Of([10, 20], [bounds[0]], -2.2, [-bounds[0], -bounds[1]]);
        down.PValue.ShouldBe(1 - up.PValue, 1e-15);
        down.Estimate.ShouldBe(-up.Estimate, 1e-13);
        down.Lower.ShouldBe(-up.Upper, 1e-12);
    }

    [Fact]
    public void A_repeated_interval_leaves_out_no_effect_exactly_where_the_bound_is_crossed()
    {
        var interval = RepeatedConfidenceInterval.Of(new(25, 2.7), 2.5);
        interval.Estimate.ShouldBe(0.54, 1e-15);
        interval.Lower.ShouldBe(0.04, 1e-15);
        interval.Upper.ShouldBe(1.04, 1e-15);
        RepeatedConfidenceInterval.Of(new(25, 2.5), 2.5).Lower.ShouldBe(0);
        RepeatedConfidenceInterval.Of(new(25, 2.5), double.PositiveInfinity).ShouldBe(new(0.5, null, null));
        Should.Throw<ArgumentOutOfRangeException>(() => RepeatedConfidenceInterval.Of(new(25, 2.5), double.NaN));
    }

    [Fact]
    public void A_sequential_p_value_is_the_type_I_error_whose_bound_was_just_reached()
    {
        foreach (var rule in Plans.Rules.Where(rule => rule is not EfficacyRule.HaybittlePeto))
            foreach (var isFinal in new[] { true, false })
            {
                var test = Plans.Of(rule, 0.4, 0.7, 1);
                ObservedLooks observed = new(300, [new(110), new(215), new(290)], isFinal);
                double[] z = [1.1, 2.3, 1.9];
                var p = SequentialPValue.Of(test, observed, z);
                p.PValue.ShouldBe(p.Repeated.Min());
                for (var k = 0; k < 3; k++)
                {
                    p.Repeated[k].ShouldBeInRange(Normal.UpperTail(z[k]), 1);
                    var upTo = observed with { Looks = [.. observed.Looks.Take(k + 1)], IsFinal = isFinal && k == 2 };
                    if (p.Repeated[k] < 0.5)
                        ObservedBoundary
                            .Of((test with { OneSidedAlpha = p.Repeated[k], Power = 0.9 }).Solve(), upTo)
                            .EfficacyZ[k]
                            .ShouldBe(z[k], 1e-10, $"{rule} {k}");
                }
            }
    }

    [Fact]
    public void A_sequential_p_value_is_found_however_small_or_large()
    {
        var test = Plans.Of(Plans.OBrienFlemingType, 0.5, 1);
        SequentialPValue.Of(Plans.Of(new EfficacyRule.Pocock(), 1), new(1, [new(1)], true), [12]).PValue.ShouldBe(Normal.UpperTail(12), 1e-12 * Normal.UpperTail(12));
        // At the first look in closed form: 2 - 2Φ(z₁₋α⸝₂/√½) = 1 - Φ(8).
        var expected = 2 * Normal.UpperTail(-Normal.Quantile(Normal.UpperTail(8) / 2) * double.Sqrt(0.5));
        SequentialPValue.Of(test, new(100, [new(50)], false), [8]).PValue.ShouldBe(expected, 1e-11 * expected);
        SequentialPValue.Of(test, new(100, [new(50)], false), [-8]).PValue.ShouldBe(1, 1e-7);
        SequentialPValue.Of(test, new(100, [new(50)], false), [-40]).PValue.ShouldBe(1);
        SequentialPValue.Of(test, new(100, [new(50, 0)], false), [3]).PValue.ShouldBe(1);
        SequentialPValue.Of(test, new(100, [new(50), new(100)], true), [0, -3]).PValue.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<ArgumentException>(() => StagewiseInference.Of([1, 2], [], 1)).Message.ShouldContain("0 efficacy bounds for 1 earlier looks");
        Should.Throw<ArgumentException>(() => StagewiseInference.Of([1, 2], [2], 1, [0])).Message.ShouldContain("1 futility bounds for 2");
        Should.Throw<ArgumentOutOfRangeException>(() => StagewiseInference.Of([1], [], double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => StagewiseInference.Of([1], [], 1, confidence: 1)).Message.ShouldContain("confidence");
        Should.Throw<ArgumentException>(() => StagewiseInference.Of([], [], 1));
        var (test, observed) = (Plans.Of(Plans.OBrienFlemingType, 0.5, 1), new ObservedLooks(2, [new(1)], false));
        Should.Throw<ArgumentException>(() => SequentialPValue.Of(test, observed, [])).Message.ShouldContain("0 statistics for 1 looks");
        Should.Throw<ArgumentOutOfRangeException>(() => SequentialPValue.Of(test, observed, [double.NaN])).Message.ShouldContain("look 1");
        Should.Throw<ArgumentException>(() => SequentialPValue.Of(test with { Futility = Plans.Binding }, observed, [1])).Message.ShouldContain("binding");
        Should
            .Throw<ArgumentException>(() => SequentialPValue.Of(test with { Efficacy = new EfficacyRule.HaybittlePeto(3) }, observed, [1]))
            .Message.ShouldContain("Haybittle-Peto");
    }

    // Lehmacher and Wassmer (1999): equal weights, p = 0.08 and 0.01.
    [Fact]
    public void Stages_are_combined_by_their_normal_scores()
    {
        var expected = (-Normal.Quantile(0.08) - Normal.Quantile(0.01)) / double.Sqrt(2);
        InverseNormalCombination.Z([0.08, 0.01], [1, 1]).ShouldBe(expected, 1e-14);
        InverseNormalCombination.Z([0.08, 0.01], [7, 7]).ShouldBe(expected, 1e-14);
        InverseNormalCombination.Z([0.3], [2]).ShouldBe(-Normal.Quantile(0.3), 1e-15);
        Should.Throw<ArgumentException>(() => InverseNormalCombination.Z([], []));
        Should.Throw<ArgumentException>(() => InverseNormalCombination.Z([0.1], [1, 1])).Message.ShouldContain("2 weights for 1");
        Should.Throw<ArgumentOutOfRangeException>(() => InverseNormalCombination.Z([1], [1])).Message.ShouldContain("stage 1");
        Should.Throw<ArgumentOutOfRangeException>(() => InverseNormalCombination.Z([0.1], [0])).Message.ShouldContain("weight");
    }
}
