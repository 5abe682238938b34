using Equipoise.Protocol;

namespace Equipoise.Conduct.Allocation;

/// <summary>The imbalance that an allocation would leave, summed over factors: Pocock and Simon's G.</summary>
/// <remarks>
/// <para>
/// For each arm k, one is added to its count in every margin of the next participant; D is taken of the counts, each divided
/// by its arm's part of the ratio, and G_k = Σ wᵢ Dᵢₖ. The arm of the smallest G is preferred. Source: Pocock and Simon
/// (1975), Biometrics 31:103, section 3.
/// </para>
/// <para>The trial and the simulator both compute it here, so that what is simulated is what is done.</para>
/// </remarks>
public static class MarginalImbalance
{
    /// <summary>Imbalances that differ by less are a tie: the difference is that of rounding.</summary>
    public const double Tie = 1e-9;

    /// <summary>G of every arm.</summary>
    /// <param name="counts">By factor, by arm: who is already in the arm with the next participant's level of that
    /// factor.</param>
    /// <param name="ratio">Each arm's part of the allocation ratio.</param>
    /// <param name="measure">D.</param>
    /// <param name="weights">The weight of each factor; none for all 1.</param>
    /// <param name="imbalances">Takes G of each arm.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static void Of(
        ReadOnlySpan<int> counts,
        ReadOnlySpan<int> ratio,
        Imbalance measure,
        ReadOnlySpan<double> weights,
        Span<double> imbalances
    )
    {
        var arms = ratio.Length;
        if (arms == 0 || counts.Length % arms != 0 || imbalances.Length != arms)
            throw new ArgumentException(
                $"{counts.Length} counts and {imbalances.Length} results for {arms} arms.",
                nameof(counts)
            );
        var factors = counts.Length / arms;
        if (!weights.IsEmpty && weights.Length != factors)
            throw new ArgumentException($"{weights.Length} weights for {factors} factors.", nameof(weights));
        for (var k = 0; k < arms; k++)
        {
            imbalances[k] = 0;
            for (var f = 0; f < factors; f++)
                imbalances[k] += (weights.IsEmpty ? 1 : weights[f]) * Of(counts.Slice(f * arms, arms), ratio, measure, k);
        }
    }

    static double Of(ReadOnlySpan<int> counts, ReadOnlySpan<int> ratio, Imbalance measure, int next)
    {
        var (low, high, sum) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        for (var k = 0; k < counts.Length; k++)
        {
            var x = Level(counts, ratio, next, k);
            (low, high, sum) = (double.Min(low, x), double.Max(high, x), sum + x);
        }
        if (measure == Imbalance.Range)
            return high - low;
        var (mean, squares) = (sum / counts.Length, 0.0);
        for (var k = 0; k < counts.Length; k++)
        {
            var deviation = Level(counts, ratio, next, k) - mean;
            squares += deviation * deviation;
        }
        var variance = counts.Length > 1 ? squares / (counts.Length - 1) : 0;
        return measure == Imbalance.Variance ? variance : double.Sqrt(variance);
    }

    static double Level(ReadOnlySpan<int> counts, ReadOnlySpan<int> ratio, int next, int k) =>
        (counts[k] + (k == next ? 1.0 : 0.0)) / ratio[k];
}
