namespace Equipoise.Design.Sizing;

/// <summary>A test's effect and its variances at an analysis.</summary>
/// <param name="Effect">θ, above 0 where the alternative lies on experimental's side of the null.</param>
/// <param name="NullVariance">σ₀².</param>
/// <param name="AlternativeVariance">σ₁².</param>
readonly record struct FormulaTerms(double Effect, double NullVariance, double AlternativeVariance)
{
    /// <summary>
    /// The mean at the last look of a Z with variance 1 that has the same power: √i (z₁₋α + (θ - z₁₋α σ₀ √i) / (σ₁ √i)), with
    /// inflation i. Where σ₀ and σ₁ are one σ, it is θ / σ.
    /// </summary>
    public double Drift(SizingTarget target)
    {
        var (root, z) = (Math.Sqrt(target.Inflation), target.CriticalZ);
        return NullVariance == AlternativeVariance
            ? Effect / Math.Sqrt(NullVariance)
            : root * (z + (Effect - z * root * Math.Sqrt(NullVariance)) / (root * Math.Sqrt(AlternativeVariance)));
    }

    /// <summary>How many times as many participants reach the target.</summary>
    public double Needed(SizingTarget target)
    {
        var root = (target.CriticalZ * Math.Sqrt(NullVariance) + target.PowerZ * Math.Sqrt(AlternativeVariance)) / Effect;
        return target.Inflation * root * root;
    }
}
