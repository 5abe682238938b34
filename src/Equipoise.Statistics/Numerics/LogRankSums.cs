namespace Equipoise.Statistics.Numerics;

/// <summary>What a log-rank test of two groups is made of, in the size of three numbers.</summary>
/// <remarks>Outside the promise of versions.</remarks>
/// <param name="Observed">Events of group 1 (experimental).</param>
/// <param name="Expected">Its events expected if survival were the same in both groups.</param>
/// <param name="Variance">The variance of the difference.</param>
public readonly record struct LogRankSums(int Observed, double Expected, double Variance)
{
    /// <summary>(E - O)/√V, above 0 when group 1 had fewer events than expected; null when there is nothing to compare.</summary>
    public double? Z => Variance > 0 ? (Expected - Observed) / double.Sqrt(Variance) : null;

    /// <summary>The two-sided p-value; null like <see cref="Z"/>.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    /// <summary>The one-sided p-value for the claim that group 1 is better; null like <see cref="Z"/>.</summary>
    public double? PValueOneSided => Z is { } z ? Normal.UpperTail(z) : null;
}
