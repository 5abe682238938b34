namespace Equipoise.Statistics.Numerics;

/// <summary>Gauss and Legendre's rule: the integral of a smooth function as a weighted sum of
/// its values at a few points.</summary>
/// <remarks>
/// n points are exact for polynomials up to degree 2n - 1. The points are the zeros of the Legendre polynomial Pₙ, found by
/// Newton's method from Tricomi's approximation cos(π (i + ¾)/(n + ½)); the weights are 2/((1 - x²) Pₙ'(x)²). R:
/// <c>statmod::gauss.quad(n)</c>. Outside the promise of versions.
/// </remarks>
public sealed class GaussLegendre
{
    readonly double[] nodes;
    readonly double[] weights;

    /// <summary>The rule of so many points; cost O(n²).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no point.</exception>
    public GaussLegendre(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        (nodes, weights) = (new double[points], new double[points]);
        for (var i = 0; i < points; i++)
        {
            var (x, slope) = (-double.Cos(double.Pi * (i + 0.75) / (points + 0.5)), 0.0);
            for (var step = 0; step < 10; step++)
            {
                var (p, before) = (x, 1.0);
                for (var j = 2; j <= points; j++)
                    (p, before) = (((2 * j - 1) * x * p - (j - 1) * before) / j, p);
                slope = points * (x * p - before) / (x * x - 1);
                x -= p / slope;
            }
            (nodes[i], weights[i]) = (x, 2 / ((1 - x * x) * slope * slope));
        }
    }

    /// <summary>How many points there are.</summary>
    public int Points => nodes.Length;

    /// <summary>The points on -1 to 1, increasing.</summary>
    public ReadOnlySpan<double> Nodes => nodes;

    /// <summary>The weight of each; together 2.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The integral of a function from one place to another.</summary>
    public double Integral(Func<double, double> f, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(f);
        var (middle, half, sum) = ((from + to) / 2, (to - from) / 2, 0.0);
        for (var i = 0; i < nodes.Length; i++)
            sum += weights[i] * f(middle + half * nodes[i]);
        return half * sum;
    }
}
