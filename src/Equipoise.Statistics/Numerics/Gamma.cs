namespace Equipoise.Statistics.Numerics;

/// <summary>
/// The gamma distribution with scale 1: half a chi-squared of twice as many degrees of freedom; the tail of a Poisson.
/// </summary>
/// <remarks>
/// Tails by the series and the continued fraction of the incomplete gamma function (DLMF 8.7.1 and 8.9.2), with a saddle-point
/// factor in front; quantiles by Newton's method on the logarithm of the smaller tail, which is concave in log x. Cost:
/// O(√shape). Outside the promise of versions.
/// </remarks>
public static class Gamma
{
    const int MaximumIterations = 200;
    const int MaximumTerms = 1_000_000;

    /// <summary>P(X ≤ x). R: <c>pgamma(x, shape)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive number, or x is below 0.</exception>
    public static double Cdf(double x, double shape) => Tails(x, shape).Lower;

    /// <summary>P(X &gt; x). R: <c>pgamma(x, shape, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive number, or x is below 0.</exception>
    public static double UpperTail(double x, double shape) => Tails(x, shape).Upper;

    /// <summary>The x with P(X ≤ x) = p, to a relative 1e-13. R: <c>qgamma(p, shape)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive number, or p is not within 0 to 1.</exception>
    public static double Quantile(double p, double shape)
    {
        CheckProbability(p);
        CheckShape(shape);
        return p <= 0.5 ? Solve(p, shape, isUpper: false) : Solve(1 - p, shape, isUpper: true);
    }

    /// <summary>The x with P(X &gt; x) = p, to a relative 1e-13. R: <c>qgamma(p, shape, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not a positive number, or p is not within 0 to 1.</exception>
    public static double UpperQuantile(double p, double shape)
    {
        CheckProbability(p);
        CheckShape(shape);
        return p <= 0.5 ? Solve(p, shape, isUpper: true) : Solve(1 - p, shape, isUpper: false);
    }

    static double Solve(double tail, double a, bool isUpper)
    {
        if (tail == 0)
            return isUpper ? double.PositiveInfinity : 0;

        // Wilson and Hilferty (1931); below it, the leading term of the lower tail.
        var z = Normal.Quantile(tail) * (isUpper ? -1 : 1);
        var cubeRoot = 1 - 1 / (9 * a) + z / (3 * double.Sqrt(a));
        var v = cubeRoot > 0.2 ? double.Log(a) + 3 * double.Log(cubeRoot) : double.Log(tail) / a;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var x = double.Exp(v);
            var (lower, upper) = Tails(x, a);
            var (reached, slope) = (isUpper ? upper : lower, a * SaddlePoint.Poisson(a, x) * (isUpper ? -1 : 1));
            if (reached == 0)
            {
                v += isUpper ? -0.5 : 0.5;
                continue;
            }
            var step = double.Clamp(reached / slope * double.Log(tail / reached), -1, 1);
            v += step;
            if (double.Abs(step) <= 1e-16 * (1 + double.Abs(v)))
                break;
        }
        return double.Exp(v);
    }

    static (double Lower, double Upper) Tails(double x, double a)
    {
        CheckShape(a);
        if (!(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "A gamma value is not below 0.");
        if (x == 0)
            return (0, 1);
        if (double.IsPositiveInfinity(x))
            return (1, 0);
        var factor = SaddlePoint.Poisson(a, x);
        if (x < a + 1)
        {
            var lower = double.Min(1, factor * Series(x, a));
            return (lower, 1 - lower);
        }
        var upper = double.Min(1, factor * a * ContinuedFraction(x, a));
        return (1 - upper, upper);
    }

    static double Series(double x, double a)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; n < MaximumTerms; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term <= 1e-17 * sum)
                break;
        }
        return sum;
    }

    // Lentz's method for 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …))).
    static double ContinuedFraction(double x, double a)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var d = 1 / double.Max(b, Tiny);
        var (c, product) = (1 / Tiny, d);
        for (var n = 1; n < MaximumTerms; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = numerator * d + b;
            d = 1 / (double.Abs(d) < Tiny ? Tiny : d);
            c = b + numerator / c;
            c = double.Abs(c) < Tiny ? Tiny : c;
            product *= c * d;
            if (double.Abs(c * d - 1) <= 2e-16)
                break;
        }
        return product;
    }

    static void CheckShape(double shape)
    {
        if (!(double.IsFinite(shape) && shape > 0))
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of a gamma distribution is above 0.");
    }

    static void CheckProbability(double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies within 0 to 1.");
    }
}
