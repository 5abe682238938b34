using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>Minimization in simulated trials: balance, the ratio, and the coin.</summary>
[Trait("Takes", "time")]
public sealed class MinimizationTests
{
    [Fact]
    public void It_balances_the_arms_better_than_blocks_in_sixteen_strata_and_these_better_than_a_coin()
    {
        var minimized = MeanImbalance(Minimized(0.8));
        var blocks = MeanImbalance(new AllocationWorld.PermutedBlocks([4]));
        var coin = MeanImbalance(new AllocationWorld.Simple());
        // 518 coins differ by √(2·518/π) = 18.2 on average.
        coin.ShouldBe(double.Sqrt(2 * 518 / double.Pi), 4 * 18.2 * 0.7555 / double.Sqrt(400));
        minimized.ShouldBeLessThan(1.3);
        blocks.ShouldBeInRange(2, 4);
    }

    [Fact]
    public void Without_chance_no_margin_ever_differs_by_more_than_a_few()
    {
        var trial = Patina.AsItIs.Trial() with { Allocation = Minimized(1) };
        for (var k = 0UL; k < 20; k++)
        {
            var people = trial.Replay(5, 0, k).Participants;
            foreach (var factor in Enumerable.Range(0, 4))
                foreach (var level in new[] { 0, 1 })
                    int.Abs(people.Where(who => (who.Stratum >> (3 - factor) & 1) == level).Sum(who => 2 * who.Arm - 1)).ShouldBeLessThan(6);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void Unequal_ratios_are_kept(int control, int experimental)
    {
        var trial = Patina.AsItIs.Trial() with { Allocation = Minimized(0.8) with { Control = control, Experimental = experimental } };
        var shares = Enumerable
            .Range(0, 100)
            .Select(k => trial.Replay(6, 0, (ulong)k).Participants.Average(who => (double)who.Arm))
            .ToList();
        // The margins keep each trial's share within about 1 in 100, and the mean of 100 trials within 1 in 500.
        shares.Average().ShouldBe((double)experimental / (control + experimental), 0.002);
    }

    [Fact]
    public void It_works_in_the_plain_simulator_too_where_strata_are_the_levels_of_one_factor()
    {
        StratumWorld Of(double share) =>
            new() { Share = share, Control = new(RatePiece.OfMedian(6)), Experimental = new(RatePiece.OfMedian(8)) };
        var trial = new SimulatedTrial
        {
            Participants = 300,
            Accrual = RatePiece.Constant(20),
            Allocation = new AllocationWorld.Minimization(0.9),
            Strata = [Of(0.7), Of(0.3)],
            Looks = [new LookPlan.AtEvents(200)],
        };
        for (var k = 0UL; k < 20; k++)
            foreach (var stratum in trial.Replay(1, 0, k).Participants.GroupBy(who => who.Stratum))
                int.Abs(stratum.Sum(who => 2 * who.Arm - 1)).ShouldBeLessThan(10);
        (trial with { Allocation = new AllocationWorld.Minimization(0.4) }).Problems().ShouldHaveSingleItem().ShouldContain("0.4");
        (trial with { Allocation = new AllocationWorld.Minimization { FactorLevels = [2, 2] } })
            .Problems()
            .ShouldHaveSingleItem()
            .ShouldContain("product is the number of strata, 2");
    }

    static AllocationWorld.Minimization Minimized(double probability) => new(probability) { FactorLevels = [2, 2, 2, 2] };

    static double MeanImbalance(AllocationWorld allocation)
    {
        var trial = Patina.AsItIs.Trial() with { Allocation = allocation };
        return Enumerable
            .Range(0, 400)
            .Average(k => double.Abs(trial.Replay(4, 0, (ulong)k).Participants.Sum(who => 2 * who.Arm - 1)));
    }
}
