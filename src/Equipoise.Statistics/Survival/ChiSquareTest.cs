using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival;

/// <summary>A chi-squared statistic with its degrees of freedom.</summary>
/// <param name="Statistic">The statistic; NaN when it does not exist.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom; 0 when nothing could be tested.</param>
public readonly record struct ChiSquareTest(double Statistic, int DegreesOfFreedom)
{
    /// <summary>The probability of a statistic at least as large if nothing differs; two-sided by nature. NaN without a statistic.</summary>
    public double PValue =>
        double.IsNaN(Statistic) || DegreesOfFreedom == 0
            ? double.NaN
            : ChiSquared.UpperTail(double.Max(0, Statistic), DegreesOfFreedom);

    /// <summary>There is no statistic.</summary>
    public static ChiSquareTest None => new(double.NaN, 0);
}
