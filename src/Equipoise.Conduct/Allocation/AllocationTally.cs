using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>What the next allocation may depend on: counts of the earlier ones, and the arms that are open.</summary>
/// <remarks>
/// An allocation marked as an error still counts: its participant is analyzed as randomized, and its place is never given
/// again.
/// </remarks>
sealed class AllocationTally
{
    Dictionary<Stratum, int> places = [];
    Dictionary<Stratum, int> placesSinceClosing = [];
    Dictionary<(StratumValue Level, string Arm), int> margins = [];
    Dictionary<(string Site, string Arm), int> sites = [];
    HashSet<string> closed = [];

    /// <summary>A copy that can be counted on without changing this.</summary>
    internal AllocationTally Copy() =>
        new()
        {
            Total = Total,
            places = new(places),
            placesSinceClosing = new(placesSinceClosing),
            margins = new(margins),
            sites = new(sites),
            closed = [.. closed],
        };

    /// <summary>How many participants were randomized.</summary>
    internal int Total { get; private set; }

    internal int In(Stratum stratum) => places.GetValueOrDefault(stratum);

    /// <summary>How many of that stratum were randomized since an arm was last closed.</summary>
    internal int InSinceClosing(Stratum stratum) => placesSinceClosing.GetValueOrDefault(stratum);

    internal int With(StratumValue level, string arm) => margins.GetValueOrDefault((level, arm));

    internal int At(string site, string arm) => sites.GetValueOrDefault((site, arm));

    internal IReadOnlyList<Arm> OpenOf(IReadOnlyList<Arm> arms) =>
        closed.Count == 0 ? arms : [.. arms.Where(arm => !closed.Contains(arm.Id))];

    internal void Count(Stratum stratum, string site, string arm)
    {
        Total++;
        places[stratum] = In(stratum) + 1;
        placesSinceClosing[stratum] = InSinceClosing(stratum) + 1;
        sites[(site, arm)] = At(site, arm) + 1;
        foreach (var level in stratum.Values)
            margins[(level, arm)] = With(level, arm) + 1;
    }

    internal void Close(string arm)
    {
        if (closed.Add(arm))
            placesSinceClosing.Clear();
    }
}
