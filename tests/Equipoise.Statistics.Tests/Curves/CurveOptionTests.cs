using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Curves;

/// <summary>Weights, late entries, a later beginning, and the counts under a curve.</summary>
public sealed class CurveOptionTests
{
    // ((0,1], (2,4], (2,5], (3,6+]): the first risk set is one person, who has the event.
    static Observation[] EarlyRiskSetOfOne =>
        [Observation.Event(1, 0), Observation.Event(4, 2), Observation.Event(5, 2), Observation.CensoredAt(6, 3)];

    [Fact]
    public void An_early_risk_set_of_one_makes_survival_0_for_ever_and_the_status_says_so()
    {
        var curve = KaplanMeier.Estimate(EarlyRiskSetOfOne);
        curve.Status.ShouldBe(CurveStatus.ZeroBeforeLateEntries);
        curve.At(6).Survival.ShouldBe(0);
        curve.At(6).Lower.ShouldBeNull();
    }

    [Fact]
    public void A_curve_that_begins_later_is_conditional_on_being_free_until_then()
    {
        var curve = KaplanMeier.Estimate(EarlyRiskSetOfOne, from: 2);
        curve.Status.ShouldBe(CurveStatus.Estimated);
        (curve.Count, curve.Events, curve.From).ShouldBe((3, 2, 2.0));
        curve.At(3).Survival.ShouldBe(1);
        curve.At(4).Survival.ShouldBe(2 / 3.0, 1e-15);
        curve.At(5).Survival.ShouldBe(1 / 3.0, 1e-15);
    }

    [Fact]
    public void A_curve_that_ends_at_0_after_the_last_entry_is_no_artefact() =>
        KaplanMeier.Estimate([Observation.Event(2, 0), Observation.Event(3, 1)]).Status.ShouldBe(CurveStatus.Estimated);

    [Fact]
    public void Who_enters_at_an_event_time_is_not_at_risk_of_it()
    {
        // By hand: at 3 those of (0,3], (0,5] and (1,4]; (3,6] comes too late, and is at risk at 4.
        Observation[] observations =
        [
            Observation.Event(3, 0),
            Observation.CensoredAt(5, 0),
            Observation.Event(4, 1),
            Observation.CensoredAt(6, 3),
        ];
        var curve = KaplanMeier.Estimate(observations);
        curve.Steps.Select(step => step.AtRisk).ShouldBe([3, 3, 2, 1]);
        curve.At(4).Survival.ShouldBe(2 / 3.0 * (2 / 3.0), 1e-15);
    }

    [Fact]
    public void A_weight_is_as_many_rows()
    {
        var observations = Samples.Mercaptopurine;
        var weights = observations.Select((_, i) => (double)(i % 3 + 1)).ToArray();
        Observation[] replicated = [.. observations.SelectMany((one, i) => Enumerable.Repeat(one, i % 3 + 1))];
        var (a, b) = (KaplanMeier.Estimate(observations, weights: weights), KaplanMeier.Estimate(replicated));
        foreach (var (weighted, rows) in a.Steps.Zip(b.Steps))
        {
            weighted.WeightAtRisk.ShouldBe(rows.AtRisk);
            weighted.Survival.ShouldBe(rows.Survival);
            weighted.StandardError.ShouldBe(rows.StandardError);
            weighted.Upper.ShouldBe(rows.Upper);
        }
        RestrictedMean.Of(a).ShouldBe(RestrictedMean.Of(b));
        NelsonAalen
            .Estimate(observations, weights: weights)
            .At(20)!
            .Value.StandardError.ShouldBe(NelsonAalen.Estimate(replicated).At(20)!.Value.StandardError);
    }

    [Fact]
    public void A_row_without_weight_is_absent()
    {
        var observations = Samples.Mercaptopurine;
        var weights = observations.Select((_, i) => i % 4 == 0 ? 0.0 : 1.5).ToArray();
        Observation[] kept = [.. observations.Where((_, i) => i % 4 != 0)];
        var (a, b) = (
            KaplanMeier.Estimate(observations, weights: weights),
            KaplanMeier.Estimate(kept, weights: [.. kept.Select(_ => 1.5)])
        );
        a.Count.ShouldBe(kept.Length);
        a.Steps.ShouldBe(b.Steps);
    }

    [Fact]
    public void The_order_of_weighted_late_rows_changes_no_bit()
    {
        var (observations, weights) = Tied(200);
        int[] shuffled = [.. Enumerable.Range(0, 200).OrderBy(i => i * 7919 % 200)];
        var a = KaplanMeier.Estimate(observations, weights: weights);
        var b = KaplanMeier.Estimate([.. shuffled.Select(i => observations[i])], weights: [.. shuffled.Select(i => weights[i])]);
        a.Steps.ShouldBe(b.Steps);
        a.Median.ShouldBe(b.Median);
    }

    [Fact]
    public void Weighted_sums_over_late_entries_are_those_of_a_double_loop()
    {
        var (observations, weights) = Tied(200);
        foreach (var step in KaplanMeier.Estimate(observations, weights: weights).Steps)
        {
            double Sum(Func<Observation, bool> which) =>
                observations.Zip(weights).Where(row => which(row.First)).Sum(row => row.Second);
            step.WeightAtRisk.ShouldBe(Sum(one => one.Entry < step.Time && one.Time >= step.Time), 1e-12);
            step.EventWeight.ShouldBe(Sum(one => one.IsEvent && one.Time == step.Time), 1e-12);
            step.AtRisk.ShouldBe(observations.Count(one => one.Entry < step.Time && one.Time >= step.Time));
        }
    }

    [Fact]
    public void Splitting_the_follow_up_of_people_changes_neither_curve_nor_hazard()
    {
        Observation[] split =
        [
            .. Samples.Mercaptopurine.SelectMany(one =>
                new[] { Observation.CensoredAt(one.Time / 3), Observation.CensoredAt(one.Time / 2, one.Time / 3) }.Append(
                    one.IsEvent ? Observation.Event(one.Time, one.Time / 2) : Observation.CensoredAt(one.Time, one.Time / 2)
                )
            ),
        ];
        var (whole, parts) = (KaplanMeier.Estimate(Samples.Mercaptopurine), KaplanMeier.Estimate(split));
        foreach (var step in whole.Steps)
        {
            var at = parts.At(step.Time);
            (at.AtRisk, at.Survival).ShouldBe((step.AtRisk, step.Survival));
            (at.StandardError, at.Lower).ShouldBe((step.StandardError, step.Lower));
            NelsonAalen
                .Estimate(split)
                .At(step.Time)!
                .Value.Hazard.ShouldBe(NelsonAalen.Estimate(Samples.Mercaptopurine).At(step.Time)!.Value.Hazard);
        }
        parts.Median.ShouldBe(whole.Median);
        RestrictedMean.Of(parts, 35).Mean.ShouldBe(RestrictedMean.Of(whole, 35).Mean, 1e-13);
    }

    [Fact]
    public void At_any_time_at_risk_events_and_censored_add_to_those_who_entered()
    {
        var observations = Tied(200).Observations;
        foreach (var count in KaplanMeier.Estimate(observations).CountsAt(0, 1, 2.5, 7, 11, 40))
        {
            (count.AtRisk + count.Events + count.Censored).ShouldBe(count.Entered);
            count.Entered.ShouldBe(observations.Count(one => one.Entry < count.Time || (count.Time == 0 && one.Entry == 0)));
            count.Events.ShouldBe(observations.Count(one => one.IsEvent && one.Time < count.Time));
        }
    }

    [Fact]
    public void A_weight_that_is_none_is_refused_with_its_row()
    {
        var observations = Samples.Parse("1 2 3");
        Should
            .Throw<ArgumentException>(() => KaplanMeier.Estimate(observations, weights: [1, 2]))
            .Message.ShouldContain("2 weights for 3");
        foreach (var wrong in new[] { -1, double.NaN, double.PositiveInfinity })
            Should
                .Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Estimate(observations, weights: [1, 1, wrong]))
                .Message.ShouldContain("row 2");
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Estimate(observations, weights: [1, 1e308, 1e308]));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void The_unit_of_weights_matters_to_no_estimate_even_where_their_squares_are_no_numbers(double unit)
    {
        var weights = Samples.Placebo.Select((_, i) => (1 + i % 3) * unit).ToArray();
        var (a, b) = (
            KaplanMeier.Estimate(Samples.Placebo, weights: weights),
            KaplanMeier.Estimate(Samples.Placebo, weights: [.. weights.Select(weight => weight / unit)])
        );
        foreach (var (extreme, usual) in a.Steps.Zip(b.Steps))
            extreme.Survival.ShouldBe(usual.Survival, 1e-14);
        RestrictedMean.Of(a, 20).Mean.ShouldBe(RestrictedMean.Of(b, 20).Mean, 1e-13);
        foreach (var step in a.Steps.Where(step => step.Survival > 0))
            double.IsFinite(step.StandardError!.Value + step.Lower!.Value + step.Upper!.Value).ShouldBeTrue();
    }

    [Fact]
    public void A_time_that_is_no_number_is_refused()
    {
        var curve = KaplanMeier.Estimate(Samples.Placebo);
        Should.Throw<ArgumentOutOfRangeException>(() => curve.At(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => curve.CountsAt(1, double.NaN));
        foreach (var from in new[] { double.NaN, double.NegativeInfinity, -1 })
            Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.Estimate(Samples.Placebo, from: from));
    }

    [Fact]
    public void A_step_that_does_not_exist_is_refused()
    {
        var steps = KaplanMeier.Estimate(Samples.Parse("1 2+")).Steps;
        Should.Throw<ArgumentOutOfRangeException>(() => steps[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => steps[-1]);
    }

    [Theory]
    [InlineData(IntervalTransformation.LogLog)]
    [InlineData(IntervalTransformation.Log)]
    [InlineData(IntervalTransformation.Plain)]
    [InlineData(IntervalTransformation.Logit)]
    [InlineData(IntervalTransformation.ArcSine)]
    public void Limits_enclose_the_curve_within_0_and_1_and_are_no_numbers_only_at_0(IntervalTransformation scale)
    {
        foreach (var step in KaplanMeier.Estimate(Samples.Placebo, 0.999, scale).Steps)
            if (step.Survival == 0)
                (step.StandardError, step.Lower, step.Upper).ShouldBe((null, null, null));
            else
            {
                step.Lower!.Value.ShouldBeInRange(0, step.Survival);
                step.Upper!.Value.ShouldBeInRange(step.Survival, 1);
            }
    }

    // Heavy ties in time and entry, weights that are no whole numbers, some late and some not.
    static (Observation[] Observations, double[] Weights) Tied(int n)
    {
        var (observations, weights) = (new Observation[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var (time, entry) = (i * 37 % 19 + 3, i % 5 == 0 ? double.NegativeInfinity : i * 11 % 3);
            observations[i] = i % 3 == 0 ? Observation.CensoredAt(time, entry) : Observation.Event(time, entry);
            weights[i] = 0.1 + i * 13 % 17 / 7.0;
        }
        return (observations, weights);
    }
}
