namespace Equipoise.Statistics.Numerics;

/// <summary>The beta distribution; the tail of a binomial.</summary>
/// <remarks>
/// Tails by the continued fraction of the incomplete beta function (DLMF 8.17.22), with a saddle-point factor in front;
/// quantiles by Newton's method on the logarithm of the tail, which is concave in log(x/(1 - x)). Cost: O(√max(a, b)).
/// Outside the promise of versions.
/// </remarks>
public static class Beta
{
    const int MaximumIterations = 200;
    const int MaximumTerms = 1_000_000;

    /// <summary>P(X ≤ x). R: <c>pbeta(x, a, b)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not a positive number, or x is not within 0 to 1.</exception>
    public static double Cdf(double x, double a, double b)
    {
        CheckProbability(x, nameof(x));
        CheckShape(a, nameof(a));
        CheckShape(b, nameof(b));
        return x == 0 || x == 1 ? x : LowerTail(x, 1 - x, a, b);
    }

    /// <summary>The x with P(X ≤ x) = p, to a relative 1e-13. R: <c>qbeta(p, a, b)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not a positive number, or p is not within 0 to 1.</exception>
    public static double Quantile(double p, double a, double b)
    {
        CheckProbability(p, nameof(p));
        CheckShape(a, nameof(a));
        CheckShape(b, nameof(b));
        var logit = p <= 0.5 ? LogitQuantile(p, a, b) : -LogitQuantile(1 - p, b, a);
        return 1 / (1 + double.Exp(-logit));
    }

    /// <summary>
    /// The x with P(X > x) = p, to a relative 1e-13 also where it is tiny: 1 less a quantile near 1 would have lost the digits.
    /// R: <c>qbeta(p, a, b, lower.tail = FALSE)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not a positive number, or p is not within 0 to 1.</exception>
    public static double UpperQuantile(double p, double a, double b)
    {
        CheckProbability(p, nameof(p));
        CheckShape(a, nameof(a));
        CheckShape(b, nameof(b));
        var logit = p <= 0.5 ? -LogitQuantile(p, b, a) : LogitQuantile(1 - p, a, b);
        return 1 / (1 + double.Exp(-logit));
    }

    static double LogitQuantile(double p, double a, double b)
    {
        if (p == 0)
            return double.NegativeInfinity;
        var v = double.Log(a / b) + Normal.Quantile(p) * double.Sqrt(1 / a + 1 / b);
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var (x, y) = (1 / (1 + double.Exp(-v)), 1 / (1 + double.Exp(v)));
            var tail = LowerTail(x, y, a, b);
            if (tail == 0)
            {
                v += 1;
                continue;
            }
            var slope = a / (a + b) * b * SaddlePoint.Binomial(a, b, x, y);
            var step = double.Clamp(tail / slope * double.Log(p / tail), -2, 2);
            v += step;
            if (double.Abs(step) <= 1e-16 * (1 + double.Abs(v)))
                break;
        }
        return v;
    }

    static double LowerTail(double x, double y, double a, double b)
    {
        var factor = SaddlePoint.Binomial(a, b, x, y);
        // Where one of x and y is tiny, the fraction in the other has lost its digits.
        if (IsTiny(x, a + b))
            return double.Min(1, factor * (b / (a + b)) * Series(x, a, b));
        if (IsTiny(y, a + b) && 1 - factor * (a / (a + b)) * Series(y, b, a) is var tail && tail > y)
            return tail;
        return x < (a + 1) / (a + b + 2)
            ? double.Min(1, factor * (b / (a + b)) / ContinuedFraction(x, a, b))
            : 1 - double.Min(1, factor * (a / (a + b)) / ContinuedFraction(y, b, a));
    }

    static bool IsTiny(double x, double total) => x < 1e-3 && total * x < MaximumTerms / 100;

    // DLMF 8.17.8: the sum of (a + b)ₙ/(a + 1)ₙ xⁿ, all positive.
    static double Series(double x, double a, double b)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; term > 1e-17 * sum; n++)
            sum += term *= (a + b + n) / (a + 1 + n) * x;
        return sum;
    }

    // Lentz's method for 1 + d₁/(1 + d₂/(1 + …)).
    static double ContinuedFraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        var (c, d, product) = (1.0, 0.0, 1.0);
        for (var j = 1; j < MaximumTerms; j++)
        {
            double m = j / 2;
            var coefficient =
                j % 2 == 0
                    ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                    : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + coefficient * d;
            d = 1 / (double.Abs(d) < Tiny ? Tiny : d);
            c = 1 + coefficient / c;
            c = double.Abs(c) < Tiny ? Tiny : c;
            product *= c * d;
            if (double.Abs(c * d - 1) <= 2e-16)
                break;
        }
        return product;
    }

    static void CheckShape(double shape, string name)
    {
        if (!(double.IsFinite(shape) && shape > 0))
            throw new ArgumentOutOfRangeException(name, shape, "The shape of a beta distribution is above 0.");
    }

    static void CheckProbability(double p, string name)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(name, p, "A probability lies within 0 to 1.");
    }
}
