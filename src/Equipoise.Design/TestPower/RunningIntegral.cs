using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.TestPower;

/// <summary>Integrals up to each point of a column of cells, of a function that is smooth in each.</summary>
/// <remarks>
/// A cell has the points of Gauss and Legendre's rule. Up to one of them the integral is that of the polynomial through all: with
/// Pₙ Legendre's polynomials and ∫₋₁ˣ Pₙ = (Pₙ₊₁(x) - Pₙ₋₁(x))/(2n + 1), its weights are known once and for all.
/// </remarks>
sealed class RunningIntegral
{
    public const int PerCell = 16;

    static readonly GaussLegendre rule = new(PerCell);
    static readonly double[,] upTo = UpTo();

    readonly List<double> points = [];
    readonly List<double> widths = []; // of each point, its part of the integral
    readonly List<double> halves = []; // of each cell

    /// <summary>The points, increasing.</summary>
    public IReadOnlyList<double> Points => points;

    /// <summary>Adds the cell from one place to another, which goes on from the last.</summary>
    public void Add(double from, double to)
    {
        var (middle, half) = ((from + to) / 2, (to - from) / 2);
        halves.Add(half);
        for (var i = 0; i < PerCell; i++)
        {
            points.Add(middle + half * rule.Nodes[i]);
            widths.Add(half * rule.Weights[i]);
        }
    }

    /// <summary>The integral over all cells.</summary>
    public double Total(ReadOnlySpan<double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < f.Length; i++)
            sum += f[i] * widths[i];
        return sum;
    }

    /// <summary>The part of an integral that a point stands for.</summary>
    public double Width(int point) => widths[point];

    /// <summary>The integral from the first cell on up to each point.</summary>
    public double[] UpToEach(ReadOnlySpan<double> f)
    {
        var (integral, before) = (new double[f.Length], 0.0);
        for (var cell = 0; cell < halves.Count; cell++)
        {
            var first = cell * PerCell;
            for (var i = 0; i < PerCell; i++)
            {
                var sum = 0.0;
                for (var k = 0; k < PerCell; k++)
                    sum += upTo[i, k] * f[first + k];
                integral[first + i] = before + halves[cell] * sum;
            }
            for (var k = 0; k < PerCell; k++)
                before += widths[first + k] * f[first + k];
        }
        return integral;
    }

    static double[,] UpTo()
    {
        var p = new double[PerCell, PerCell + 1];
        for (var i = 0; i < PerCell; i++)
        {
            var x = rule.Nodes[i];
            (p[i, 0], p[i, 1]) = (1, x);
            for (var n = 2; n <= PerCell; n++)
                p[i, n] = ((2 * n - 1) * x * p[i, n - 1] - (n - 1) * p[i, n - 2]) / n;
        }
        var weights = new double[PerCell, PerCell];
        for (var i = 0; i < PerCell; i++)
            for (var k = 0; k < PerCell; k++)
            {
                var sum = rule.Nodes[i] + 1;
                for (var n = 1; n < PerCell; n++)
                    sum += p[k, n] * (p[i, n + 1] - p[i, n - 1]);
                weights[i, k] = rule.Weights[k] / 2 * sum;
            }
        return weights;
    }
}
