using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>Means that a formula gives, within four Monte-Carlo standard errors.</summary>
[Trait("Takes", "time")]
public sealed class ClosedForms
{
    const int Trials = 20_000;

    // All at once: a billion arrive in a month.
    static readonly SimulatedTrial allAtOnce = SmallTrials.Benchmark(1, [new LookPlan.AtEvents(30)]) with
    {
        Participants = 100,
        Accrual = RatePiece.Constant(1e9),
        Strata = [SmallTrials.Stratum(1, 0.1, 1)],
        ControlDropout = [],
        ExperimentalDropout = [],
    };

    [Fact]
    public void The_month_of_an_event_is_that_of_an_order_statistic_of_exponential_times()
    {
        // The d-th of n: mean Σ 1/(λ(n - i)), variance Σ 1/(λ(n - i))², over i from 0 to d - 1.
        double[] gaps = [.. Enumerable.Range(0, 30).Select(i => 1 / (0.1 * (100 - i)))];
        var months = SmallTrials.Run(allAtOnce, Trials).Months;
        IsNear(months.Mean, gaps.Sum());
        var deviation = double.Sqrt(gaps.Sum(gap => gap * gap));
        months.StandardDeviation!.Value.ShouldBe(deviation, 4 * deviation / double.Sqrt(2 * Trials));
    }

    [Fact]
    public void The_events_by_a_month_are_binomial()
    {
        // Of an event at hazard λ before a loss at hazard η by month t: λ/(λ + η) (1 - exp(-(λ + η)t)).
        var trial = allAtOnce with
        {
            ControlDropout = RatePiece.Constant(0.05),
            ExperimentalDropout = RatePiece.Constant(0.05),
            Looks = [new LookPlan.AtMonth(8)],
        };
        var p = 0.1 / 0.15 * (1 - double.Exp(-0.15 * 8));
        var events = SmallTrials.Run(trial, Trials).Events;
        IsNear(events.Mean, 100 * p);
        var deviation = double.Sqrt(100 * p * (1 - p));
        events.StandardDeviation!.Value.ShouldBe(deviation, 4 * deviation / double.Sqrt(2 * Trials));
    }

    [Fact]
    public void Piecewise_hazards_and_cure_give_their_survival()
    {
        // S(t) = 0.3 + 0.7 exp(-(0.2·3 + 0·2 + 0.1·5)) at month 10; the experimental arm, at 2:1, twice the hazard and no cure.
        IReadOnlyList<RatePiece> hazard = [new(0, 0.2), new(3, 0), new(5, 0.1)];
        var trial = allAtOnce with
        {
            Participants = 99,
            Allocation = new AllocationWorld.PermutedBlocks([3]) { Experimental = 2 },
            Strata =
            [
                new()
                {
                    Share = 1,
                    Control = new(hazard) { CuredFraction = 0.3 },
                    Experimental = new EventWorld(hazard).Times(2),
                },
            ],
            Looks = [new LookPlan.AtMonth(10)],
        };
        IsNear(
            SmallTrials.Run(trial, Trials).Events.Mean,
            33 * 0.7 * (1 - double.Exp(-1.1)) + 66 * (1 - double.Exp(-2.2))
        );
    }

    [Fact]
    public void Arrivals_are_Poisson_at_the_rate_of_each_piece()
    {
        // By month 6: 4 a month for 2 months, none for 1, 10 a month for 3: 38, with variance 38.
        var trial = allAtOnce with
        {
            Participants = 400,
            Accrual = [new(0, 4), new(2, 0), new(3, 10)],
            Looks = [new LookPlan.AtMonth(6)],
        };
        var participants = SmallTrials.Run(trial, Trials).Participants;
        IsNear(participants.Mean, 38);
        participants.StandardDeviation!.Value.ShouldBe(double.Sqrt(38), 4 * double.Sqrt(38.0 / (2 * Trials)));

        var even = SmallTrials.Run(trial with { Arrival = Arrival.EvenlySpaced }, 100).Participants;
        even.Mean.ShouldBe(new(38, 0));
    }

    [Fact]
    public void Strata_come_in_their_shares_and_blocks_hold_their_ratio()
    {
        var (people, unbalanced) = (new int[3], 0);
        for (var index = 0UL; index < 200; index++)
        {
            var participants = SmallTrials.Varied.Replay(3, 0, index).Participants;
            for (var s = 0; s < 3; s++)
            {
                int[] arms = [.. participants.Where(person => person.Stratum == s).Select(person => person.Arm)];
                people[s] += arms.Length;
                // At 2:1 in blocks of 3 and 6, the imbalance |n₁ - 2n₀| never exceeds that within a block of 6: 4.
                unbalanced += int.Abs(arms.Sum() - 2 * (arms.Length - arms.Sum())) > 4 ? 1 : 0;
            }
        }
        unbalanced.ShouldBe(0);
        double all = people.Sum();
        double[] shares = [0.5, 0.3, 0.2];
        for (var s = 0; s < 3; s++)
            (people[s] / all).ShouldBe(shares[s], 4 * double.Sqrt(shares[s] * (1 - shares[s]) / all));
    }

    [Fact]
    public void Every_order_of_a_block_is_as_likely_as_any_other()
    {
        // Blocks of 4 at 1:1 have six orders. χ² with 5 degrees of freedom.
        var counts = new Dictionary<string, int>();
        var trial = allAtOnce with { Participants = 4, Looks = [new LookPlan.AtMonth(1)] };
        for (var index = 0UL; index < 6000; index++)
        {
            var order = string.Concat(trial.Replay(11, 0, index).Participants.Select(person => person.Arm));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        counts.Count.ShouldBe(6);
        ChiSquared.UpperTail(counts.Values.Sum(count => (count - 1000.0) * (count - 1000) / 1000), 5).ShouldBeGreaterThan(1e-4);
    }

    static void IsNear(MonteCarloEstimate? estimate, double expected) =>
        estimate!.Value.Estimate.ShouldBe(expected, 4 * estimate.Value.StandardError!.Value);
}
