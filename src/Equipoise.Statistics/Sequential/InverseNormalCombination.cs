using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>How are independent p-values of the stages of a trial put together,
/// when a later stage may depend on the data of an earlier one?</summary>
/// <remarks>
/// Z = Σ w_i Φ⁻¹(1 - p_i) / √(Σ w_i²), standard normal under the null hypothesis whatever was changed between stages, as long as
/// the weights were fixed before. With weights √(planned information of the stage) it is the group-sequential statistic of an
/// unchanged trial, and is compared with its bounds. Source: Lehmacher and Wassmer (1999), Biometrics 55:1286. R: rpact
/// <c>getDesignInverseNormal</c>. Above 0 in favor, p-values one-sided.
/// </remarks>
public static class InverseNormalCombination
{
    /// <summary>The combined Z.</summary>
    /// <param name="pValues">Of each stage, one-sided, between 0 and 1.</param>
    /// <param name="weights">Of each stage, above 0, fixed beforehand; only their ratios matter.</param>
    /// <exception cref="ArgumentException">There is no stage, or not one weight for each.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not between 0 and 1, or a weight not above 0.</exception>
    public static double Z(ReadOnlySpan<double> pValues, ReadOnlySpan<double> weights)
    {
        if (pValues.IsEmpty)
            throw new ArgumentException("There is at least one stage.", nameof(pValues));
        if (weights.Length != pValues.Length)
            throw new ArgumentException($"{weights.Length} weights for {pValues.Length} stages.", nameof(weights));
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < pValues.Length; i++)
        {
            if (!(pValues[i] > 0 && pValues[i] < 1))
                throw new ArgumentOutOfRangeException(
                    nameof(pValues),
                    pValues[i],
                    $"The p-value of stage {i + 1} lies between 0 and 1."
                );
            if (!(weights[i] > 0 && double.IsFinite(weights[i])))
                throw new ArgumentOutOfRangeException(nameof(weights), weights[i], $"The weight of stage {i + 1} is above 0.");
            sum -= weights[i] * Normal.Quantile(pValues[i]);
            squares += weights[i] * weights[i];
        }
        return sum / double.Sqrt(squares);
    }
}
