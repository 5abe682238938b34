namespace Equipoise.Statistics.Curves;

/// <summary>The variance of a survival curve.</summary>
public enum SurvivalVariance
{
    /// <summary>
    /// Greenwood (1926). Weights are frequencies: a weight of 2 is the same as two rows. R: <c>survfit(robust = FALSE)</c>.
    /// </summary>
    Greenwood,

    /// <summary>
    /// The sum of squared influences of the rows. Weights are sampling weights: an influence counts weight² times. Without
    /// weights and late entries it equals Greenwood's. R: <c>survfit(weights = w)</c>, its default when a weight is no whole
    /// number.
    /// </summary>
    InfinitesimalJackknife,
}
