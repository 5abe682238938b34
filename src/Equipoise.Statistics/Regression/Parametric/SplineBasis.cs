using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>
/// Restricted cubic splines: cubic between the knots, linear beyond the outer ones. Without inner knots, a straight line.
/// </summary>
/// <remarks>
/// s(y) = γ₀ + γ₁y + Σ γⱼ₊₁vⱼ(y), vⱼ(y) = (y - kⱼ)₊³ - λⱼ(y - k_min)₊³ - (1 - λⱼ)(y - k_max)₊³, λⱼ = (k_max - kⱼ)/(k_max -
/// k_min). Source: Royston and Parmar (2002), Statistics in Medicine 21:2175, appendix.
/// </remarks>
sealed class SplineBasis
{
    readonly double[] knots;

    SplineBasis(double[] knots) => this.knots = knots;

    /// <summary>The knots with the outer ones; none for a straight line.</summary>
    public IReadOnlyList<double> Knots => knots;

    /// <summary>How many functions there are besides the constant: y itself and one for each inner knot.</summary>
    public int Width => 1 + int.Max(0, knots.Length - 2);

    /// <summary>γ₀ + γ₁y.</summary>
    public static SplineBasis Line { get; } = new([]);

    /// <summary>The splines with those knots, in increasing order.</summary>
    public static SplineBasis Of(double[] knots) => knots.Length <= 2 ? new(knots) : new([.. knots]);

    /// <summary>The functions at y, without the constant.</summary>
    public void At(double y, Span<double> values)
    {
        values[0] = y;
        for (var j = 1; j < Width; j++)
            values[j] = Combine(j, Cube(y - knots[j]), Cube(y - knots[0]), Cube(y - knots[^1]));
    }

    /// <summary>Their derivatives.</summary>
    public void SlopeAt(double y, Span<double> slopes)
    {
        slopes[0] = 1;
        for (var j = 1; j < Width; j++)
            slopes[j] = 3 * Combine(j, Square(y - knots[j]), Square(y - knots[0]), Square(y - knots[^1]));
    }

    /// <summary>The least slope of the spline anywhere, given its coefficients without the constant.</summary>
    public double LeastSlope(ReadOnlySpan<double> γ)
    {
        // The slope is quadratic between knots and constant beyond: least at a knot, or where the curvature, linear between, is
        // 0.
        var least = γ[0];
        for (var k = 0; k + 1 < knots.Length && Width > 1; k++)
        {
            var (a, b) = (Curvature(γ, knots[k]), Curvature(γ, knots[k + 1]));
            least = double.Min(least, Slope(γ, knots[k + 1]));
            if (a < 0 && b > 0)
                least = double.Min(least, Slope(γ, knots[k] - a / (b - a) * (knots[k + 1] - knots[k])));
        }
        return least;
    }

    double Slope(ReadOnlySpan<double> γ, double y)
    {
        Span<double> slopes = stackalloc double[Width];
        SlopeAt(y, slopes);
        return Vectors.Dot(γ, slopes);
    }

    double Curvature(ReadOnlySpan<double> γ, double y)
    {
        var sum = 0.0;
        for (var j = 1; j < Width; j++)
            sum += γ[j] * 6 * Combine(j, double.Max(0, y - knots[j]), double.Max(0, y - knots[0]), double.Max(0, y - knots[^1]));
        return sum;
    }

    double Combine(int j, double own, double first, double last)
    {
        var λ = (knots[^1] - knots[j]) / (knots[^1] - knots[0]);
        return own - λ * first - (1 - λ) * last;
    }

    static double Cube(double x) => x > 0 ? x * x * x : 0;

    static double Square(double x) => x > 0 ? x * x : 0;
}
