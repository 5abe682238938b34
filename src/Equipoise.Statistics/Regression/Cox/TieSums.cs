namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The sums over the d factors of one event time; see <see cref="EfronLikelihood"/>.</summary>
/// <param name="LogDenominators">w̄ Σ log φₖ.</param>
/// <param name="Hazard">w̄ Σ 1/φₖ.</param>
/// <param name="OwnPart">w̄ Σ gₖ/φₖ.</param>
/// <param name="Q0">w̄q₀.</param>
/// <param name="M">q₁/q₀.</param>
/// <param name="Q">w̄(q₂ - q₁m).</param>
readonly record struct TieSums(double LogDenominators, double Hazard, double OwnPart, double Q0, double M, double Q)
{
    /// <param name="ties">How ties are treated.</param>
    /// <param name="d">The tied events.</param>
    /// <param name="weight">Their weights' sum.</param>
    /// <param name="s0">S₀.</param>
    /// <param name="d0">D₀.</param>
    public static TieSums Of(TieMethod ties, int d, double weight, double s0, double d0)
    {
        if (ties == TieMethod.Breslow || d == 1)
            return new(weight * double.Log(s0), weight / s0, 0, weight / (s0 * s0), 0, 0);
        var (product, hazard, own, q0, q1, q2) = (new LogProduct(), 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < d; k++)
        {
            var g = k / (double)d;
            var φ = s0 - g * d0;
            var one = 1 / φ;
            product.Multiply(φ);
            hazard += one;
            own += g * one;
            q0 += one * one;
            q1 += g * one * one;
            q2 += g * g * one * one;
        }
        var (mean, m) = (weight / d, q1 / q0);
        return new(mean * product.Log, mean * hazard, mean * own, mean * q0, m, mean * (q2 - q1 * m));
    }
}

/// <summary>Σ log of positive numbers, with one logarithm for many.</summary>
struct LogProduct()
{
    double sum;
    double product = 1;

    public readonly double Log => sum + double.Log(product);

    public void Multiply(double factor)
    {
        product *= factor;
        if (product is > 1e-100 and < 1e100)
            return;
        // The last factor may be out of range itself: then its logarithm is taken alone.
        sum += double.Log(product / factor) + double.Log(factor);
        product = 1;
    }
}
