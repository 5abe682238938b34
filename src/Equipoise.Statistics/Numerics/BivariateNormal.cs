namespace Equipoise.Statistics.Numerics;

/// <summary>Two standard normal variables with a correlation.</summary>
/// <remarks>Outside the promise of versions.</remarks>
public static class BivariateNormal
{
    static readonly GaussLegendre rule = new(24);

    /// <summary>P(X ≤ h, Y ≤ k), to an absolute 1e-15. R: <c>mvtnorm::pmvnorm(upper = c(h, k), corr = R)</c>;
    /// SAS: <c>probbnrm(h, k, ρ)</c>.</summary>
    /// <remarks>
    /// Owen (1956): ½Φ(h) + ½Φ(k) - T(h, (k - ρh)/(h√(1 - ρ²))) - T(k, (h - ρk)/(k√(1 - ρ²))) - (½ where h and k differ in sign),
    /// where T(h, a) = ∫₀ᵃ exp(-h²(1 + x²)/2)/(1 + x²)dx/2π is integrated by 24 points after bringing a within 1.
    /// </remarks>
    /// <param name="h">The bound of X; may be infinite.</param>
    /// <param name="k">The bound of Y; may be infinite.</param>
    /// <param name="correlation">ρ, from -1 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not a number, or the correlation is not from -1 to 1.</exception>
    public static double Cdf(double h, double k, double correlation)
    {
        if (double.IsNaN(h) || double.IsNaN(k))
            throw new ArgumentOutOfRangeException(double.IsNaN(h) ? nameof(h) : nameof(k), "A bound is not a number.");
        if (!(correlation is >= -1 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies from -1 to 1.");
        if (double.IsInfinity(h) || double.IsInfinity(k))
            return h < 0 && double.IsInfinity(h) || k < 0 && double.IsInfinity(k) ? 0 : Normal.Cdf(double.Min(h, k));
        if (correlation == 1)
            return Normal.Cdf(double.Min(h, k));
        if (correlation == -1)
            return h <= -k ? 0 : Normal.Cdf(h) - Normal.Cdf(-k);
        if (h == 0 && k == 0)
            return 0.25 + double.Asin(correlation) / double.Tau;
        var s = double.Sqrt((1 - correlation) * (1 + correlation));
        var opposite = h * k < 0 || (h * k == 0 && h + k < 0) ? 0.5 : 0;
        var p =
            (Normal.Cdf(h) + Normal.Cdf(k)) / 2 - T(h, (k - correlation * h) / s) - T(k, (h - correlation * k) / s) - opposite;
        return double.Clamp(p, 0, 1);
    }

    /// <summary>P(a₁ ≤ X ≤ b₁, a₂ ≤ Y ≤ b₂).</summary>
    internal static double Rectangle(double a1, double b1, double a2, double b2, double correlation)
    {
        if (b1 <= a1 || b2 <= a2)
            return 0;
        var p = Cdf(b1, b2, correlation) - Cdf(a1, b2, correlation) - (Cdf(b1, a2, correlation) - Cdf(a1, a2, correlation));
        return double.Clamp(p, 0, 1);
    }

    // Owen's T(h, ah/h): the probability between the lines 0 and (ah/h)x, right of h.
    // Exact in its signs; never divides by a small h.
    static double T(double h, double ah)
    {
        var sign = (double.IsNegative(h) && h != 0) != (double.IsNegative(ah) && ah != 0) ? -1 : 1;
        (h, ah) = (double.Abs(h), double.Abs(ah));
        if (ah <= h)
            return h == 0 ? 0 : sign * Within(h, ah / h);
        var (p, q) = (Normal.UpperTail(h), Normal.UpperTail(ah));
        return sign * ((p + q) / 2 - p * q - Within(ah, h / ah));
    }

    static double Within(double h, double a)
    {
        var (sum, c) = (0.0, -h * h / 2);
        if (c < -745)
            return 0;
        var nodes = rule.Nodes;
        var weights = rule.Weights;
        for (var i = 0; i < nodes.Length; i++)
        {
            var y = a * (1 + nodes[i]) / 2;
            var x = 1 + y * y;
            sum += weights[i] * double.Exp(c * x) / x;
        }
        return sum * a / (2 * double.Tau);
    }
}
