using System.Text.Json;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>What a tally says of its trials.</summary>
[Trait("Takes", "time")]
public sealed class Tallies
{
    static readonly SimulatedTrial trial = SmallTrials.Benchmark(0.75, SmallTrials.ThreeLooks);

    [Fact]
    public void A_tally_is_the_sum_of_its_replayed_trials()
    {
        var replayed = Enumerable.Range(0, 200).Select(index => trial.Replay(20261126, 0, (ulong)index)).ToList();
        var tally = SmallTrials.Run(trial, 200);

        tally.Trials.ShouldBe(200);
        tally.Rejections.ShouldBe(replayed.Count(r => r.Looks[^1].Decision == LookDecision.Efficacy));
        tally.Power!.Value.Estimate.ShouldBe(tally.Rejections / 200.0);
        var ends = replayed.Select(r => r.Looks[^1]).ToList();
        tally.ExpectedMonths!.Value.Estimate.ShouldBe(ends.Average(look => look.Month), 1e-12);
        tally.ExpectedEvents!.Value.Estimate.ShouldBe(ends.Average(look => (double)look.Events), 1e-12);
        tally.ExpectedParticipants!.Value.Estimate.ShouldBe(ends.Average(look => (double)look.Enrolled), 1e-12);
        tally.MeanLogHazardRatio!.Value.Estimate.ShouldBe(ends.Average(look => look.LogHazardRatio!.Value), 1e-12);
        for (var k = 0; k < 3; k++)
        {
            var here = replayed.SelectMany(r => r.Looks).Where(look => look.Look == k).ToList();
            var look = tally.Looks[k];
            (look.Reached, look.Efficacy, look.Futility, look.NotEstimable).ShouldBe(
                (here.Count, here.Count(r => r.Decision == LookDecision.Efficacy), 0, 0)
            );
            look.Months.Mean!.Value.Estimate.ShouldBe(here.Average(r => r.Month), 1e-12);
            look.LogHazardRatio.Count.ShouldBe(here.Count);
        }
    }

    [Fact]
    public void The_interval_of_a_single_look_holds_the_true_ratio_as_often_as_it_says()
    {
        trial.TrueLogHazardRatio!.Value.ShouldBe(double.Log(0.75), 1e-14);
        var coverage = SmallTrials.Run(SmallTrials.Benchmark(0.75, [new LookPlan.AtEvents(400)]), 20_000).Coverage!.Value;
        coverage.Estimate.ShouldBe(0.95, 4 * coverage.StandardError!.Value);
    }

    [Fact]
    public void There_is_no_true_ratio_where_hazards_are_not_proportional_or_strata_differ_and_are_ignored()
    {
        SmallTrials.Varied.TrueLogHazardRatio.ShouldBeNull();
        SmallTrials.Run(SmallTrials.Varied, 10).Coverage.ShouldBeNull();
        var two = trial with { Strata = [SmallTrials.Stratum(0.5, 0.1, 0.8), SmallTrials.Stratum(0.5, 0.2, 0.8)] };
        two.TrueLogHazardRatio.ShouldBeNull();
        (two with { Test = new SimulatedTest.LogRank(Stratified: true) }).TrueLogHazardRatio!.Value.ShouldBe(double.Log(0.8), 1e-14);
        (trial with { Strata = [SmallTrials.Stratum(0.5, 0.1, 0.8), SmallTrials.Stratum(0.5, 0.1, 0.7)] }).TrueLogHazardRatio.ShouldBeNull();
    }

    [Fact]
    public void Events_that_never_come_send_the_trial_to_its_final_look_at_the_last_event()
    {
        // 90% are cured: of 518, the 400th event never comes, and some 52 do.
        var cured = trial with
        {
            Strata = [new() { Share = 1, Control = Cured(trial.Strata[0].Control), Experimental = Cured(trial.Strata[0].Experimental) }],
        };
        var tally = SmallTrials.Run(cured, 50);
        (tally.NeverReached, tally.Looks[0].Reached, tally.Looks[1].Reached, tally.Looks[2].Reached).ShouldBe((50, 0, 0, 50));
        var replayed = cured.Replay(20261126, 0, 0);
        replayed.NeverReached.ShouldBeTrue();
        var events = replayed.Participants.Where(p => p.Event is { } time && !(p.Dropout < time)).ToList();
        replayed.Looks.ShouldHaveSingleItem().Events.ShouldBe(events.Count);
        replayed.Looks[0].Month.ShouldBe(events.Max(p => p.Arrival + p.Event!.Value));
        replayed.Looks[0].Look.ShouldBe(2);
    }

    [Fact]
    public void A_trial_whose_arms_are_never_at_risk_together_has_no_statistic_and_does_not_reject()
    {
        // All of a coin that nearly always lands on one side.
        var lonely = trial with
        {
            Participants = 3,
            Allocation = new AllocationWorld.Simple { Control = 1, Experimental = 999 },
            Looks = [new LookPlan.AtEvents(2) { EfficacyZ = 1, FutilityZ = 1 }],
        };
        var tally = SmallTrials.Run(lonely, 400);
        tally.Looks[0].NotEstimable.ShouldBeGreaterThan(390);
        (tally.Rejections + tally.Looks[0].NotEstimable + tally.Looks[0].Futility).ShouldBe(400);
        tally.HazardRatioNotEstimable.ShouldBeGreaterThanOrEqualTo(tally.Looks[0].NotEstimable);
        (tally.HazardRatioNotEstimable + tally.LogHazardRatio.Count).ShouldBe(400);
    }

    [Fact]
    public void Months_have_the_percentiles_of_the_replayed_trials_to_an_eighth_of_a_month()
    {
        var months = Enumerable
            .Range(0, 300)
            .Select(index => trial.Replay(20261126, 0, (ulong)index).Looks[0].Month)
            .Order()
            .ToList();
        var histogram = SmallTrials.Run(trial, 300).Looks[0].MonthHistogram;
        foreach (var rank in new[] { 30, 150, 270 })
            histogram.Percentile(rank / 300.0)!.Value.ShouldBe(months[rank - 1], 0.125);
        histogram.Percentile(1)!.Value.ShouldBe(months[^1], 0.125);
        histogram.Bins.Sum(bin => bin.Count).ShouldBe(300);
    }

    [Fact]
    public void What_is_the_same_in_every_trial_has_a_standard_error_of_zero()
    {
        var tally = SmallTrials.Run(SmallTrials.Benchmark(0.75, [new LookPlan.AtEvents(123)]), 777);
        tally.ExpectedEvents.ShouldBe(new MonteCarloEstimate(123, 0));
    }

    [Fact]
    public void A_tally_without_trials_says_nothing()
    {
        var tally = SmallTrials.Run(trial, 0);
        tally.Power.ShouldBeNull();
        tally.ExpectedMonths.ShouldBeNull();
        tally.MeanLogHazardRatio.ShouldBeNull();
        tally.Looks[0].MonthHistogram.Percentile(0.5).ShouldBeNull();
        SimulationTally.FromJson(tally.ToJson()).ShouldBe(tally);
        SmallTrials.Run(trial, 1).ExpectedMonths!.Value.StandardError.ShouldBeNull();
    }

    [Fact]
    public void Tallies_of_different_designs_are_not_merged()
    {
        var one = SmallTrials.Run(SmallTrials.Benchmark(0.75, [new LookPlan.AtEvents(123)]), 1);
        Should.Throw<ArgumentException>(() => SimulationTally.Merge([one, SmallTrials.Run(trial, 1)]));
        Should.Throw<ArgumentException>(() => SimulationTally.Merge([one, one with { Covered = null }]));
        Should.Throw<ArgumentException>(() => SimulationTally.Merge([]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public void Text_that_is_no_tally_is_refused(string text) => Should.Throw<JsonException>(() => SimulationTally.FromJson(text));

    [Theory]
    [InlineData("\"sum\":\"", "\"sum\":\"x")]
    [InlineData("\"trials\":", "\"unknown\":1,\"trials\":")]
    [InlineData("\"monthHistogram\":[[", "\"monthHistogram\":[[-")]
    public void A_tally_with_a_slip_is_refused(string good, string slip)
    {
        var json = SmallTrials.Run(trial, 3).ToJson();
        json.ShouldContain(good);
        Should.Throw<JsonException>(() => SimulationTally.FromJson(json.Replace(good, slip, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sums_do_not_depend_on_their_order()
    {
        double[] values = [1e12, 0.1, -1e12, 3e-13, 0.2, -0.3];
        var sum = values.Aggregate(default(ExactSum), (total, value) => total + ExactSum.Of(value));
        values.Reverse().Aggregate(default(ExactSum), (total, value) => total + ExactSum.Of(value)).ShouldBe(sum);
        sum.Value.ShouldBe(0, 6 * double.ScaleB(1, -43)); // each addend is off by half a unit at most
        ExactSum.Parse(sum.ToString()).ShouldBe(sum);
        Should.Throw<ArgumentOutOfRangeException>(() => ExactSum.Of(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => ExactSum.Of(1e15));
    }

    static EventWorld Cured(EventWorld world) => world with { CuredFraction = 0.9 };
}
