using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>
/// Minimization: to the arm that leaves the margins of the factors most even, by a biased coin whose number comes from the key.
/// </summary>
/// <remarks>
/// <para>
/// The n-th allocation of the trial: the imbalance that each open arm would leave (<see cref="MarginalImbalance"/>), the arms of
/// the least, the probabilities that follow (<see cref="BiasedCoin"/>), and the first number of the stream named by the method
/// and n. The unit interval is laid out with the preferred arms first, then the others, each in the order of the protocol.
/// </para>
/// <para>
/// The counts are those of the log, never of the request. Where the coin is not even, everybody who sees all arms and factors can
/// name the preferred arm and is right as often as the coin says: a probability below 1 is the concealment, and in an open trial
/// it must not be 1.
/// </para>
/// </remarks>
sealed class Minimization(AllocationKey key, RandomizationMethod.Minimization plan, IReadOnlyList<Arm> arms)
    : AllocationMethod(key, arms)
{
    internal const string Method = "equipoise minimization 1";
    const string Site = "site";

    private protected override NextArm Next(
        AllocationTally tally,
        Stratum stratum,
        string site,
        IReadOnlyList<Arm> open,
        bool isEveryArmOpen
    )
    {
        var number = tally.Total + 1;
        var margins = Margins(tally, stratum, site, open);
        var (imbalances, preferred, probabilities) = Weigh(margins, open);
        var random = RandomFraction.Of(Key, Method, Named(open, isEveryArmOpen), number);
        int[] order = [.. preferred, .. Enumerable.Range(0, open.Count).Except(preferred)];
        var arm = open[order[random.Stretch([.. order.Select(place => probabilities[place])])]].Id;
        return new(
            arm,
            new AllocationBasis.Minimized(
                number,
                [.. margins.Select(margin => margin.Counts)],
                [.. open.Select((arm, place) => new ArmImbalance(arm.Id, imbalances[place], probabilities[place]))],
                [.. preferred.Select(place => open[place].Id)],
                $"{random}"
            )
        );
    }

    List<(MarginCounts Counts, double Weight)> Margins(
        AllocationTally tally,
        Stratum stratum,
        string site,
        IReadOnlyList<Arm> open
    )
    {
        List<(MarginCounts, double)> margins = [];
        foreach (var level in stratum.Values)
            margins.Add(
                (new(level.Factor, level.Level, [.. open.Select(arm => tally.With(level, arm.Id))]), plan.WeightOf(level.Factor))
            );
        if (plan.SiteWeight is { } weight)
            margins.Add((new(Site, site, [.. open.Select(arm => tally.At(site, arm.Id))]), weight));
        return margins;
    }

    (double[] Imbalances, int[] Preferred, double[] Probabilities) Weigh(
        List<(MarginCounts Counts, double Weight)> margins,
        IReadOnlyList<Arm> open
    )
    {
        var (imbalances, ratio) = (new double[open.Count], open.Select(arm => arm.Ratio).ToArray());
        int[] counts = [.. margins.SelectMany(margin => margin.Counts.Counts)];
        double[] weights = [.. margins.Select(margin => margin.Weight)];
        MarginalImbalance.Of(counts, ratio, plan.Imbalance, weights, imbalances);
        var least = imbalances.Min();
        int[] preferred = [.. Enumerable.Range(0, open.Count).Where(place => imbalances[place] - least <= MarginalImbalance.Tie)];
        return (imbalances, preferred, BiasedCoin.Of(ratio, plan.Probability, preferred));
    }
}
