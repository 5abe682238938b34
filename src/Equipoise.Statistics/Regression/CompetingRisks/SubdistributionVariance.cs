using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>The covariance of the score of Fine and Gray (1999), section 3: Σ(η + ψ)(η + ψ)′ over the rows.</summary>
/// <remarks>
/// η is the row's own score residual ∫ w(x - x̄)dM; ψ = ∫ q/π dMᶜ is what it contributes through the estimated censoring: q(u) is
/// the share in the score of those whose weight a censoring at u lowers, π(u) the number at risk of it. A censoring at u is taken
/// to lower the weights, at times t ≥ u, of events of other causes before u, as cmprsk has it. By Geskus the weights are taken
/// for known and ψ is 0: the robust variance that coxph gives by participant. All are running sums: O(n p²).
/// </remarks>
static class SubdistributionVariance
{
    public static double[,] OfScore(SubdistributionRows rows, SubdistributionAt at)
    {
        var (n, p, m) = (rows.Kinds.Length, rows.Width, rows.Times.Length);
        var influence = new double[n * p];
        AddFollowed(rows, at, influence);
        // From each time on: ∫ G dΛ and ∫ x̄ G dΛ, and past the end 0.
        var (exposure, pull) = (new double[m + 1], new double[(m + 1) * p]);
        for (var group = 0; group < rows.GroupCount; group++)
        {
            var seen = rows.Seen[group].Chance;
            for (var t = m - 1; t >= 0; t--)
            {
                var weight = seen[t] * at.Hazard[t];
                exposure[t] = exposure[t + 1] + weight;
                for (var c = 0; c < p; c++)
                    pull[t * p + c] = pull[(t + 1) * p + c] + weight * at.Means[t * p + c];
            }
            AddWeighted(rows, at, group, exposure, pull, influence);
        }
        var sum = new double[p, p];
        for (var i = 0; i < n; i++)
            for (var a = 0; a < p; a++)
                for (var b = 0; b < p; b++)
                    sum[a, b] += influence[i * p + a] * influence[i * p + b];
        return sum;
    }

    // η as long as the row is followed, its own event of the cause included.
    static void AddFollowed(SubdistributionRows rows, SubdistributionAt at, double[] influence)
    {
        var (p, m) = (rows.Width, rows.Times.Length);
        if (rows.HasLateEntries)
        {
            AddLate();
            return;
        }
        var (exposure, pull) = (0.0, new double[p]);
        for (var t = 0; t < rows.Times.Length; t++)
        {
            exposure += at.Hazard[t];
            for (var c = 0; c < p; c++)
                pull[c] += at.Hazard[t] * at.Means[t * p + c];
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                for (var c = 0; c < p; c++)
                {
                    var x = rows.X[i * p + c];
                    var own = rows.Kinds[i] == EventKind.OfTheCause ? x - at.Means[t * p + c] : 0;
                    influence[i * p + c] = own - at.Risk[i] * (x * exposure - pull[c]);
                }
        }

        // The same sums, from the entry on.
        void AddLate()
        {
            var hazards = new DyadicRanges(at.Hazard);
            for (var c = 0; c < p; c++)
            {
                var pulls = new double[m];
                for (var t = 0; t < m; t++)
                    pulls[t] = at.Hazard[t] * at.Means[t * p + c];
                var pullOver = new DyadicRanges(pulls);
                for (var t = 0; t < m; t++)
                    for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                    {
                        var x = rows.X[i * p + c];
                        var own = rows.Kinds[i] == EventKind.OfTheCause ? x - at.Means[t * p + c] : 0;
                        var (exposure, pull) = (hazards.Sum(rows.First[i], t + 1), pullOver.Sum(rows.First[i], t + 1));
                        influence[i * p + c] = own - at.Risk[i] * (x * exposure - pull);
                    }
            }
        }
    }

    // η after an event of another cause, and ψ.
    static void AddWeighted(
        SubdistributionRows rows,
        SubdistributionAt at,
        int group,
        double[] exposure,
        double[] pull,
        double[] influence
    )
    {
        var (p, seen) = (rows.Width, rows.Seen[group].Chance);
        var estimatesCensoring = rows.Weights == RiskSetWeights.FineGray;
        var (s0, s1) = (0.0, new double[p]); // of events of other causes before t
        var (q, drift) = (new double[p], new double[p]); // drift: ∫ q/π dΛᶜ up to t
        for (var t = 0; t < rows.Times.Length; t++)
        {
            double π = rows.Seen[group].AtRisk[t];
            double censored = rows.Seen[group].Censored[t];
            for (var c = 0; c < p && censored > 0 && estimatesCensoring; c++)
            {
                q[c] = s1[c] * exposure[t] - s0 * pull[t * p + c];
                drift[c] += q[c] / π * (censored / π);
            }
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
            {
                if (rows.Groups[i] != group)
                    continue;
                var weight = rows.Kinds[i] == EventKind.OfAnother && seen[t] > 0 ? at.Risk[i] / seen[t] : 0;
                for (var c = 0; c < p; c++)
                {
                    var x = rows.X[i * p + c];
                    influence[i * p + c] -= drift[c] + weight * (x * exposure[t + 1] - pull[(t + 1) * p + c]);
                    influence[i * p + c] += rows.Kinds[i] == EventKind.None && estimatesCensoring ? q[c] / π : 0;
                }
            }
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                if (rows.Groups[i] == group && rows.Kinds[i] == EventKind.OfAnother && seen[t] > 0)
                {
                    var weight = at.Risk[i] / seen[t];
                    s0 += weight;
                    for (var c = 0; c < p; c++)
                        s1[c] += weight * rows.X[i * p + c];
                }
        }
    }
}
