using Equipoise.Conduct.Allocation;

namespace Equipoise.Conduct.Record;

/// <summary>What the next allocation may depend on.</summary>
sealed class Allocations : Part
{
    internal AllocationTally Tally { get; private init; } = new();

    internal override Part Copy() => new Allocations { Tally = Tally.Copy() };
}
