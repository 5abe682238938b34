using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.TestPower;

/// <summary>What the sums of weighted log-rank tests are expected to be at a month.</summary>
/// <param name="Events">The events.</param>
/// <param name="U">Of each weight, expected minus observed events of the experimental arm.</param>
/// <param name="V">Of each pair, the covariance that the tests estimate.</param>
sealed record Sums(double Events, double[] U, double[,] V)
{
    public double Z(int a) => U[a] / Math.Sqrt(V[a, a]);

    public static Sums Of(IReadOnlyList<RiskSets> sets, IReadOnlyList<LogRankWeight> weights)
    {
        var (events, u, v) = (0.0, new double[weights.Count], new double[weights.Count, weights.Count]);
        foreach (var set in sets)
        {
            double[][] w = [.. weights.Select(weight => set.Of(weight).Weight)];
            events += set.Cells.Total(set.Each(set.Events));
            for (var a = 0; a < w.Length; a++)
            {
                u[a] += set.Cells.Total(set.Each(i => w[a][i] * Excess(set, i)));
                for (var b = 0; b <= a; b++)
                    v[b, a] = v[a, b] += set.Cells.Total(set.Each(i => w[a][i] * w[b][i] * Variance(set, i)));
            }
        }
        return new(events, u, v);
    }

    /// <summary>n₀n₁/n (λ₀ - λ₁): how many events the experimental arm has less than its share, per month from entry.</summary>
    public static double Excess(RiskSets set, int i) =>
        (set.Experimental[i] * set.ControlEvents[i] - set.Control[i] * set.ExperimentalEvents[i]) / set.AtRisk(i);

    /// <summary>n₀n₁/n² of the events: their variance, per month from entry.</summary>
    public static double Variance(RiskSets set, int i) =>
        set.Control[i] / set.AtRisk(i) * (set.Experimental[i] / set.AtRisk(i)) * set.Events(i);
}
