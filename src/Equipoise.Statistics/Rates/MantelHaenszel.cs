namespace Equipoise.Statistics.Rates;

/// <summary>The weights of Mantel and Haenszel (1959), n₁n₀/N.</summary>
static class MantelHaenszel
{
    public static double Weight(in TwoByTwo table) => (double)table.ExperimentalCount * table.ControlCount / table.Total;

    /// <summary>The strata that compare two arms, in an order that does not depend on theirs.</summary>
    public static TwoByTwo[] Comparisons(ReadOnlySpan<TwoByTwo> strata)
    {
        var tables = Array.FindAll(strata.ToArray(), table => table.IsComparison);
        Array.Sort(
            tables,
            (a, b) =>
                (a.ExperimentalEvents, a.ExperimentalCount, a.ControlEvents, a.ControlCount).CompareTo(
                    (b.ExperimentalEvents, b.ExperimentalCount, b.ControlEvents, b.ControlCount)
                )
        );
        return tables;
    }
}
