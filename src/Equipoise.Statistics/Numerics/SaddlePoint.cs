namespace Equipoise.Statistics.Numerics;

/// <summary>
/// Binomial and Poisson probabilities, continued to real arguments, to a relative 1e-14 however large these are.
/// </summary>
/// <remarks>
/// xᵃ(1 - x)ᵇ/B(a, b) and xᵃe⁻ˣ/Γ(a), computed by logarithms of gamma functions, lose a digit for each digit of a. Written as a
/// saddle point, the large terms cancel on paper. Source: Loader (2000), Fast and accurate computation of binomial probabilities.
/// </remarks>
static class SaddlePoint
{
    const double SeriesFrom = 16;

    /// <summary>Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) · xᵃ yᵇ, where y = 1 - x is given because it may be small.</summary>
    public static double Binomial(double a, double b, double x, double y)
    {
        var n = a + b;
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b) - HalfDeviance(a, n * x) - HalfDeviance(b, n * y);
        return double.Exp(exponent) * double.Sqrt(n / (2 * double.Pi * a) / b);
    }

    /// <summary>xᵃ e⁻ˣ / Γ(a + 1).</summary>
    public static double Poisson(double a, double x) =>
        double.Exp(-StirlingError(a) - HalfDeviance(a, x)) / double.Sqrt(2 * double.Pi * a);

    /// <summary>log Γ(n + 1) less Stirling's formula, (n + ½) log n - n + ½ log 2π.</summary>
    public static double StirlingError(double n)
    {
        var sum = 0.0;
        for (; n < SeriesFrom; n++)
            sum += (n + 0.5) * double.LogP1(1 / n) - 1;
        var m = 1 / (n * n);
        return sum + (1 / 12.0 - m * (1 / 360.0 - m * (1 / 1260.0 - m * (1 / 1680.0 - m * (1 / 1188.0 - m * 691 / 360360))))) / n;
    }

    /// <summary>a log(a/m) + m - a, which is near 0 where a is near m.</summary>
    static double HalfDeviance(double a, double m)
    {
        if (double.Abs(a - m) >= 0.1 * (a + m))
            return a * double.Log(a / m) + m - a;

        // With v = (a - m)/(a + m): log(a/m) = 2(v + v³/3 + v⁵/5 + …).
        var v = (a - m) / (a + m);
        var sum = (a - m) * v;
        var power = 2 * a * v;
        for (var j = 3; ; j += 2)
        {
            power *= v * v;
            var next = sum + power / j;
            if (next == sum)
                return sum;
            sum = next;
        }
    }
}
