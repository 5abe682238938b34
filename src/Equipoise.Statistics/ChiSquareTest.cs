using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics;

/// <summary>A chi-squared statistic with its degrees of freedom.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom, at least 1.</param>
public readonly record struct ChiSquareTest(double Statistic, int DegreesOfFreedom)
{
    /// <summary>The probability of a statistic at least as large if nothing differs; two-sided by nature.</summary>
    public double PValue => ChiSquared.UpperTail(double.Max(0, Statistic), DegreesOfFreedom);

    /// <summary>"chi-square 3.396, 1 df, p 0.06534"</summary>
    public override string ToString() =>
        $"chi-square {Summary.Of(Statistic)}, {DegreesOfFreedom} df, p {Summary.Of(PValue)}";
}
