using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Design;

/// <summary>A rehearsal randomizes as its protocol says, through the same code as the trial.</summary>
[Trait("Takes", "time")]
public sealed class RehearsedAllocationTests
{
    [Fact]
    public void A_protocol_that_minimizes_is_rehearsed_to_its_end()
    {
        var rehearsal = Rehearsed(Variants.MinimizationBySite);
        rehearsal.Summary.Randomized.ShouldBe(60);
        var allocations = rehearsal.Randomized.Select(one => one.Randomized!).ToList();
        allocations.ShouldAllBe(one => one.Basis is AllocationBasis.Minimized);
        int.Abs(allocations.Sum(one => one.Arm == "standard" ? 1 : -1)).ShouldBeLessThan(12);
        // The same seed is the same trial.
        Rehearsed(Variants.MinimizationBySite).Head.ShouldBe(rehearsal.Head);
    }

    [Fact]
    public void A_protocol_of_simple_randomization_is_rehearsed_to_its_end() =>
        Rehearsed(Variants.Simple).Randomized.Select(one => one.Randomized!.Basis).ShouldAllBe(basis => basis is AllocationBasis.Coin);

    static SmallRehearsal Rehearsed(string method) =>
        SmallRehearsal.Run(seed: 3, Slip.Replace(SmallRehearsal.ProtocolText, RandomizationMethodTests.Blocks, method));
}
