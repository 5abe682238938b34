using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>Simple randomization: each participant by a coin of their own, whose bias is the ratio.</summary>
/// <remarks>
/// The coin of the n-th allocation is the first number of the stream named by the method and n; the unit interval is laid out by
/// the ratios of the open arms, in the order of the protocol. It depends on nobody else, so nobody can guess better than the
/// ratio; nothing keeps the arms even either.
/// </remarks>
sealed class SimpleRandomization(AllocationKey key, IReadOnlyList<Arm> arms) : AllocationMethod(key, arms)
{
    internal const string Method = "equipoise simple 1";

    private protected override NextArm Next(
        AllocationTally tally,
        Stratum stratum,
        string site,
        IReadOnlyList<Arm> open,
        bool isEveryArmOpen
    )
    {
        var (number, named) = (tally.Total + 1, Named(open, isEveryArmOpen));
        var random = RandomFraction.Of(Key, Method, named, number);
        var arm = open[random.Stretch([.. open.Select(arm => arm.Ratio)])].Id;
        return new(arm, new AllocationBasis.Coin(number, $"{random}", named));
    }
}
