namespace Equipoise.Statistics;

/// <summary>
/// The quantile of a survival curve, or of its band, when it is flat at exactly the wanted level. Where a later step ends the
/// flat, every rule takes the middle of it; they differ where none does.
/// </summary>
public enum QuantileRule
{
    /// <summary>
    /// A flat that nothing ends goes to the last time, and its middle is taken, as R's <c>quantile.survfit</c> and <c>median</c>
    /// do. Where a limit of the band goes through the level more than once, the crossing that overshoots least.
    /// </summary>
    R,

    /// <summary>Not estimable when no step ends the flat, as in SAS LIFETEST. The first crossing.</summary>
    Sas,

    /// <summary>The beginning of a flat that nothing ends,
    /// as R's <c>print.survfit</c> prints a median. The first crossing.</summary>
    RPrint,
}
