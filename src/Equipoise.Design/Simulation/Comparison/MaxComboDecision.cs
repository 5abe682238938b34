using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>
/// Whether the p-value of the largest of correlated normal statistics is at most α, with as little integration as that takes.
/// </summary>
/// <remarks>
/// With q = P(Zₐ ≥ z) and pairs Pₐᵦ = P(Zₐ ≥ z, Zᵦ ≥ z), the p-value P(some Zₐ ≥ z) lies between 2q - min Pₐᵦ and, for any tree
/// that joins the statistics, mq - Σ Pₐᵦ over its branches (Hunter, 1976; Worsley, 1982), m their number. Only between the two is
/// it integrated.
/// </remarks>
sealed class MaxComboDecision(int most)
{
    readonly double[] lower = [.. Enumerable.Repeat(double.NegativeInfinity, most)];
    readonly double[] upper = new double[most];
    readonly double[,] pairs = new double[most, most];
    readonly bool[] joined = new bool[most];

    /// <summary>Decides.</summary>
    /// <param name="z">The largest statistic.</param>
    /// <param name="m">How many statistics there are.</param>
    /// <param name="correlation">Their correlations.</param>
    /// <param name="bound">The standard normal quantile of 1 - α.</param>
    public bool Rejects(double z, int m, double[,] correlation, double bound)
    {
        if (z < bound)
            return false;
        var (α, q) = (Normal.UpperTail(bound), Normal.UpperTail(z));
        if (m * q <= α)
            return true;
        var least = double.PositiveInfinity;
        for (var a = 0; a < m; a++)
            for (var b = 0; b < a; b++)
            {
                pairs[a, b] = pairs[b, a] = BivariateNormal.Cdf(-z, -z, correlation[a, b]);
                least = double.Min(least, pairs[a, b]);
            }
        if (2 * q - least > α)
            return false;
        if (m * q - Tree(m) <= α)
            return true;
        upper.AsSpan(0, m).Fill(z);
        return MultivariateNormal.Outside(lower.AsSpan(0, m), upper.AsSpan(0, m), correlation) <= α;
    }

    // The heaviest tree, branch after branch (Prim).
    double Tree(int m)
    {
        joined.AsSpan().Clear();
        joined[0] = true;
        var sum = 0.0;
        for (var branches = 1; branches < m; branches++)
        {
            var (next, heaviest) = (0, double.NegativeInfinity);
            for (var a = 0; a < m; a++)
                for (var b = 0; joined[a] && b < m; b++)
                    if (!joined[b] && pairs[a, b] > heaviest)
                        (next, heaviest) = (b, pairs[a, b]);
            joined[next] = true;
            sum += heaviest;
        }
        return sum;
    }
}
