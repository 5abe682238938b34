using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class ObservedBoundaryTests
{
    static readonly GroupSequentialTest planned = Plans.Of(Plans.OBrienFlemingType, 0.5, 0.75, 1);

    [Fact]
    public void Looks_that_are_not_where_they_were_planned_see_their_own_part_of_a_late_effect()
    {
        var plan = (Plans.Of(Plans.OBrienFlemingType, 0.5, 1) with { Futility = Plans.NonBinding, RelativeEffects = [0.3, 1] }).Solve();
        var observed = ObservedBoundary.Of(plan, new(400, [new(200) { RelativeEffect = 0.3 }, new(400) { RelativeEffect = 1 }], true));
        observed.FutilityZ[0]!.Value.ShouldBe(plan.FutilityZ[0]!.Value, 1e-11);
        observed.At(plan.Drift!.Value / 20).TotalAbove.ShouldBe(0.9, 1e-11);
        // Earlier, the effect is smaller: what is spent there is the probability below at that mean.
        var early = ObservedBoundary.Of(plan, new(400, [new(160) { RelativeEffect = 0.1 }], false));
        Equipoise.Statistics.Numerics.Normal
            .Cdf(early.FutilityZ[0]!.Value - plan.Drift!.Value * 0.1 * double.Sqrt(0.4))
            .ShouldBe(((FutilityRule.Spending)Plans.NonBinding).Function.At(0.4, 0.1), 1e-13);
        Should
            .Throw<ArgumentException>(() => ObservedBoundary.Of(plan, new(400, [new(200)], false)))
            .Message.ShouldContain("Look 1 has no relative effect");
    }

    [Fact]
    public void Looks_as_planned_have_the_planned_bounds()
    {
        foreach (var rule in Plans.Rules)
            foreach (var futility in new[] { new FutilityRule.None(), Plans.NonBinding, Plans.Binding, new FutilityRule.FixedZ([0, 0.4], true) })
            {
                var plan = (planned with { Efficacy = rule, Futility = futility }).Solve();
                var observed = At(plan, 400, true, 200, 300, 400);
                Near(observed.EfficacyZ, plan.EfficacyZ);
                observed.AlphaSpent[^1].ShouldBe(0.025, 1e-14);
                for (var k = 0; k < 3; k++)
                    if (plan.FutilityZ[k] is { } z)
                        observed.FutilityZ[k].ShouldBe(z, 1e-10);
                    else
                        observed.FutilityZ[k].ShouldBeNull();
                observed.At(plan.Drift!.Value / 20).TotalAbove.ShouldBe(0.9, 1e-11);
            }
    }

    [Fact]
    public void Later_looks_change_no_earlier_bound_whether_added_skipped_or_moved()
    {
        var plan = (planned with { Futility = Plans.NonBinding }).Solve();
        var two = At(plan, 400, false, 180, 230);
        var four = At(plan, 400, true, 180, 230, 345, 395);
        four.EfficacyZ.Take(2).ShouldBe(two.EfficacyZ);
        four.FutilityZ.Take(2).ShouldBe(two.FutilityZ);
        two.AlphaSpent[1].ShouldBe(new SpendingFunction.LanDeMetsOBrienFleming().At(230 / 400.0, 0.025), 1e-16);
        two.FutilityZ[1]!.Value.ShouldBeLessThan(two.EfficacyZ[1]);
        four.FutilityZ[3].ShouldBe(four.EfficacyZ[3]);
        At(plan, 400, true, 400).EfficacyZ[0].ShouldBe(1.959963984540054, 1e-14);
    }

    [Fact]
    public void The_final_look_spends_all_that_is_left_with_more_or_less_information_than_planned()
    {
        foreach (var rule in Plans.Rules)
            foreach (var last in new[] { 350.0, 400, 460 })
            {
                var observed = At((planned with { Efficacy = rule }).Solve(), 400, true, 210, 290, last);
                var rejected = ExitProbabilities.Of(
                    [210, 290, last],
                    [double.NegativeInfinity, double.NegativeInfinity, observed.EfficacyZ[2]],
                    [.. observed.EfficacyZ],
                    0
                );
                rejected.TotalAbove.ShouldBe(0.025, 1e-15, $"{rule} {last}");
            }
    }

    // R 4.2.2, by the closed form of the first look and the bivariate normal of the second: 220 and 410 events where 200 and 400 were planned.
    [Fact]
    public void An_overrun_is_corrected_with_the_true_correlation()
    {
        var observed = At(Plans.Of(Plans.OBrienFlemingType, 0.5, 1).Solve(), 400, true, 220, 410);
        observed.EfficacyZ[0].ShouldBe(2.80593232601213, 1e-13);
        observed.EfficacyZ[1].ShouldBe(1.97471067341242, 1e-13);
    }

    [Fact]
    public void An_interim_look_beyond_the_planned_information_spends_everything()
    {
        var observed = At(planned.Solve(), 400, false, 200, 410, 420);
        observed.AlphaSpent[1].ShouldBe(0.025);
        observed.EfficacyZ[2].ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Calendar_spending_needs_the_time_of_each_look()
    {
        var plan = (planned with { SpendingFractions = [0.4, 0.7, 1] }).Solve();
        ObservedLook[] looks = [new(200, 0.4), new(300, 0.7), new(400)];
        Near(ObservedBoundary.Of(plan, new(400, looks, true)).EfficacyZ, plan.EfficacyZ);
        Should
            .Throw<ArgumentException>(() => ObservedBoundary.Of(plan, new(400, [new(200, 0.4), new(300)], false)))
            .Message.ShouldContain("Look 2 has no spending fraction");
    }

    [Fact]
    public void A_futility_bound_that_would_pass_the_efficacy_bound_stops_there()
    {
        var plan = (planned with { Futility = Plans.NonBinding }).Solve();
        // Twice the information planned for the first look, spent at once.
        var observed = ObservedBoundary.Of(plan, new(400, [new(600, 0.99)], false));
        observed.Status.ShouldBe(new BoundaryStatus.Solved());
        observed.FutilityZ[0].ShouldBe(observed.EfficacyZ[0]);
    }

    [Fact]
    public void Shaped_bounds_stay_on_the_planned_curve_until_the_last_look()
    {
        var plan = (planned with { Efficacy = new EfficacyRule.OBrienFleming() }).Solve();
        var observed = At(plan, 400, false, 150, 310);
        observed.EfficacyZ[0].ShouldBe(plan.EfficacyZ[2] * double.Sqrt(400.0 / 150), 1e-14);
        observed.EfficacyZ[1].ShouldBe(plan.EfficacyZ[2] * double.Sqrt(400.0 / 310), 1e-14);
        // So many looks on the curve that nothing is left for the last.
        var many = At((planned with { Efficacy = new EfficacyRule.Pocock() }).Solve(), 400, true, [.. Enumerable.Range(1, 20).Select(k => 20.0 * k)]);
        many.Status.ShouldBeOfType<BoundaryStatus.NotSolved>().Reason.ShouldContain("nothing of 0.025 is left");
        many.EfficacyZ.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => many.At(0));
    }

    [Fact]
    public void Looks_that_cannot_be_are_refused()
    {
        var plan = planned.Solve();
        Should.Throw<ArgumentException>(() => At(plan, 400, false)).Message.ShouldContain("at least one look");
        Should.Throw<ArgumentOutOfRangeException>(() => At(plan, 0, false, 1)).Message.ShouldContain("planned maximum");
        Should.Throw<ArgumentOutOfRangeException>(() => At(plan, 400, false, 200, 200)).Message.ShouldContain("look 2");
        Should
            .Throw<ArgumentOutOfRangeException>(() => ObservedBoundary.Of(plan, new(400, [new(200, 0.6), new(210)], false)))
            .Message.ShouldContain("does not run backwards");
        var unsolved = Plans.Of(new EfficacyRule.HaybittlePeto(1.5), 0.5, 1).Solve();
        Should.Throw<ArgumentException>(() => At(unsolved, 400, false, 200)).Message.ShouldContain("The plan has no bounds");
    }

    static ObservedBoundary At(GroupSequentialBoundary plan, double maximum, bool isFinal, params double[] information) =>
        ObservedBoundary.Of(plan, new(maximum, [.. information.Select(i => new ObservedLook(i))], isFinal));

    static void Near(IReadOnlyList<double> actual, IReadOnlyList<double> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        foreach (var (a, e) in actual.Zip(expected))
            a.ShouldBe(e, 1e-11);
    }
}
