using System.Globalization;
using Equipoise.Design.Simulation;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>The randomizations of <c>--randomize</c>, in words.</summary>
static class AllocationWords
{
    public const string Known = "permuted blocks 2 4 6, simple, minimization 0.8, minimization 0.8 variance";

    /// <summary>The randomization of these words at the ratio of another; null when there is none.</summary>
    /// <param name="text">The words.</param>
    /// <param name="planned">What the protocol plans, whose ratio is kept.</param>
    /// <param name="levels">The levels of each stratification factor; none where the strata are the levels of one.</param>
    public static AllocationWorld? Parse(string text, AllocationWorld planned, IReadOnlyList<int> levels)
    {
        AllocationWorld? method = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            ["simple"] => new AllocationWorld.Simple(),
            ["permuted", "blocks", .. var sizes]
                when sizes.Length > 0 && sizes.All(size => int.TryParse(size, CultureInfo.InvariantCulture, out _)) =>
                new AllocationWorld.PermutedBlocks([.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]),
            ["minimization", var probability, .. var measure]
                when double.TryParse(probability, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p)
                    && MeasureOf(measure) is { } known => new AllocationWorld.Minimization(p)
                    {
                        Measure = known,
                        FactorLevels = levels,
                    },
            _ => null,
        };
        return method is null ? null : method with { Control = planned.Control, Experimental = planned.Experimental };
    }

    static Imbalance? MeasureOf(string[] words) =>
        words switch
        {
            [] or ["range"] => Imbalance.Range,
            ["variance"] => Imbalance.Variance,
            ["standard", "deviation"] => Imbalance.StandardDeviation,
            _ => null,
        };
}
