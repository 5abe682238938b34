using Equipoise.Conduct.Allocation;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>What the simulator allocates is what the trial would: the same method, the same arms from the same random numbers.</summary>
[Trait("Takes", "time")]
public sealed class PlannedAllocationTests
{
    const string Weighted = "  method: minimization\n  imbalance: variance\n  probability: 80%\n  weights: { response: 2, partner: 0.5 }\n";

    [Fact]
    public void The_method_of_a_protocol_is_simulated()
    {
        Of(Weighted).ShouldBe(new AllocationWorld.Minimization(0.8) { Measure = Imbalance.Variance, FactorLevels = [2, 2, 2, 2], Weights = [1, 1, 2, 0.5] });
        Of(Variants.Simple).ShouldBe(new AllocationWorld.Simple());
        Of(Variants.Blocks).ShouldBeOfType<AllocationWorld.PermutedBlocks>().Sizes.ShouldBe([4, 6, 8]);

        static AllocationWorld Of(string method)
        {
            var protocol = Variants.Protocol(method);
            return PlannedAllocation.Of(protocol, protocol.Randomization!.Factors);
        }
    }

    [Fact]
    public void A_protocol_that_minimizes_is_simulated_in_the_world_of_its_design_and_of_a_scenario()
    {
        var protocol = Variants.Protocol(Variants.MinimizationBySite);
        ProtocolWorld.Of(protocol).Allocation.ShouldBeOfType<AllocationWorld.Minimization>().Probability.ShouldBe(0.85);
        var scenario = ((ScenarioReading.Accepted)ScenarioFile.Read(Repository.At("examples", "patina", "scenario.yaml"), protocol)).Scenario;
        var trial = ScenarioWorld.Of(protocol, scenario).ShouldBeOfType<WorldOutcome.Ready>().Trial;
        var people = trial.Replay(5, 0, 1).Participants;
        // Sites are not simulated; the weights are the protocol's.
        trial.Allocation.ShouldBeOfType<AllocationWorld.Minimization>().Weights.ShouldBe([1, 1, 2, 1]);
        int.Abs(people.Sum(who => 2 * who.Arm - 1)).ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData(1, 1, Imbalance.Range, 0.85)]
    [InlineData(1, 1, Imbalance.Variance, 0.7)]
    [InlineData(1, 2, Imbalance.Range, 0.8)]
    [InlineData(3, 1, Imbalance.StandardDeviation, 0.9)]
    [InlineData(2, 3, Imbalance.Variance, 1)]
    public void Given_the_same_random_numbers_the_trial_and_the_simulator_minimize_to_the_same_arms(
        int control,
        int experimental,
        Imbalance measure,
        double probability
    )
    {
        const int Participants = 2000;
        var key = AllocationKey.ForRehearsal(21);
        // The simulator lays out the unit interval with the experimental arm first, as a protocol does that lists it first.
        Arm[] arms = [new("X", "X", ArmRole.Experimental, experimental, []), new("C", "C", ArmRole.Control, control, [])];
        var weights = new Dictionary<string, double> { ["f2"] = 2.5 };
        var method = new Minimizing(key, new(measure, probability) { Weights = weights }, arms);
        var minimizer = new Minimizer(
            new(probability) { Measure = measure, FactorLevels = [2, 3], Weights = [1, 2.5], Control = control, Experimental = experimental },
            6
        );
        var (words, strata, simulated) = (new uint[Participants], new int[Participants], new int[Participants]);
        var stream = new KeyedStream(key.Bytes, "levels"u8);
        var tally = new AllocationTally();
        var allocated = new int[Participants];
        for (var i = 0; i < Participants; i++)
        {
            strata[i] = stream.Below(6);
            words[i] = RandomFraction.Of(key, Minimizing.Method, null, i + 1).Parts;
            var stratum = new Stratum([new("f1", $"{strata[i] / 3}"), new("f2", $"{strata[i] % 3}")]);
            var arm = method.Next(tally, stratum, "1").Arm;
            allocated[i] = arm == "X" ? 1 : 0;
            tally.Count(stratum, "1", arm);
        }
        minimizer.Allocate(words, strata, simulated);
        simulated.ShouldBe(allocated);
        // Neither is all one arm, and the order is no simple alternation: there was something to agree on.
        allocated.Average().ShouldBe((double)experimental / (control + experimental), 0.02);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Given_the_same_random_numbers_the_trial_and_the_simulator_toss_the_same_coins(int control, int experimental)
    {
        Arm[] arms = [new("X", "X", ArmRole.Experimental, experimental, []), new("C", "C", ArmRole.Control, control, [])];
        var key = AllocationKey.ForRehearsal(22);
        var method = new SimpleRandomization(key, arms);
        uint[] words = [.. Enumerable.Range(1, 500).Select(number => RandomFraction.Of(key, SimpleRandomization.Method, null, number).Parts)];
        var simulated = new int[500];
        Allocator.Of(new AllocationWorld.Simple { Control = control, Experimental = experimental }, 1).Allocate(words, new int[500], simulated);
        var tally = new AllocationTally();
        foreach (var arm in simulated)
        {
            var next = method.Next(tally, new([]), "1").Arm;
            next.ShouldBe(arm == 1 ? "X" : "C");
            tally.Count(new([]), "1", next);
        }
    }
}
