using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>The log partial likelihood of a subdistribution model at some coefficients, with its derivatives.</summary>
/// <param name="LogLikelihood">Σ (xβ - log S⁰) over the events of the cause.</param>
/// <param name="Score">Its gradient.</param>
/// <param name="Information">The negative of its second derivative.</param>
/// <param name="Risk">exp(xβ) of each row.</param>
/// <param name="Hazard">Breslow's d/S⁰ at each distinct time.</param>
/// <param name="Means">The weighted mean of the covariates over the risk set at each distinct
/// time with an event of the cause.</param>
sealed record SubdistributionAt(
    double LogLikelihood,
    double[] Score,
    double[,] Information,
    double[] Risk,
    double[] Hazard,
    double[] Means
) : LikelihoodAt(LogLikelihood, Score, Information);

/// <summary>The log partial likelihood of Fine and Gray (1999), in time linear in the rows.</summary>
/// <remarks>
/// The risk set at t holds who is still followed, with weight 1, and who had an event of another cause at T before t, with weight
/// G(t-)/G(T-). A sum over the former grows walking backward; over the latter it is G(t-) times a sum that grows walking forward:
/// the forward-backward scan of Kawaguchi et al. (2021). With late entries a sum over those who are followed is of a range of
/// times for each row, added up in a tree, so that nothing is subtracted; and G is G times H. The information is Σ E xx′ - Σ d
/// x̄x̄′, with E the expected events of each row.
/// </remarks>
static class SubdistributionLikelihood
{
    public static SubdistributionAt At(SubdistributionRows rows, ReadOnlySpan<double> β)
    {
        var (n, p, m) = (rows.Kinds.Length, rows.Width, rows.Times.Length);
        var (η, risk) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var x = rows.At(i);
            for (var c = 0; c < p; c++)
                η[i] += x[c] * β[c];
            risk[i] = double.Exp(η[i]);
        }
        var (totals, means) = (new double[m], new double[m * p]);
        if (rows.HasLateEntries)
            AddLate(rows, risk, totals, means);
        else
            AddFollowed(rows, risk, totals, means);
        AddOthers(rows, risk, totals, means);

        var (logLikelihood, score, hazard) = (0.0, new double[p], new double[m]);
        for (var t = 0; t < m; t++)
        {
            if (rows.Events[t] == 0)
                continue;
            hazard[t] = rows.Events[t] / totals[t];
            logLikelihood -= rows.Events[t] * double.Log(totals[t]);
            var mean = means.AsSpan(t * p, p);
            for (var c = 0; c < p; c++)
                mean[c] /= totals[t];
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1] && rows.Kinds[i] == EventKind.OfTheCause; i++)
            {
                logLikelihood += η[i];
                var x = rows.At(i);
                for (var c = 0; c < p; c++)
                    score[c] += x[c] - mean[c];
            }
        }
        return new(logLikelihood, score, Information(rows, risk, hazard, means), risk, hazard, means);
    }

    static void AddFollowed(SubdistributionRows rows, double[] risk, double[] totals, double[] means)
    {
        var p = rows.Width;
        var (s0, s1) = (0.0, new double[p]);
        for (var t = rows.Times.Length - 1; t >= 0; t--)
        {
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                Add(rows.At(i), risk[i], ref s0, s1);
            totals[t] = s0;
            s1.CopyTo(means, t * p);
        }
    }

    static void AddLate(SubdistributionRows rows, double[] risk, double[] totals, double[] means)
    {
        var (p, m) = (rows.Width, rows.Times.Length);
        var column = new double[m];
        for (var c = -1; c < p; c++)
        {
            var sums = new DyadicRanges(m);
            for (var t = 0; t < m; t++)
                for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                    sums.Add(rows.First[i], t + 1, c < 0 ? risk[i] : risk[i] * rows.At(i)[c]);
            Array.Clear(column);
            sums.Spread(c < 0 ? totals : column);
            for (var t = 0; t < m && c >= 0; t++)
                means[t * p + c] = column[t];
        }
    }

    static void AddOthers(SubdistributionRows rows, double[] risk, double[] totals, double[] means)
    {
        var p = rows.Width;
        for (var group = 0; group < rows.GroupCount; group++)
        {
            var seen = rows.Seen[group].Chance;
            var (s0, s1) = (0.0, new double[p]);
            for (var t = 0; t < rows.Times.Length; t++)
            {
                if (rows.Events[t] > 0)
                {
                    totals[t] += seen[t] * s0;
                    for (var c = 0; c < p; c++)
                        means[t * p + c] += seen[t] * s1[c];
                }
                for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
                    if (rows.Kinds[i] == EventKind.OfAnother && rows.Groups[i] == group && seen[t] > 0)
                        Add(rows.At(i), risk[i] / seen[t], ref s0, s1);
            }
        }
    }

    static void Add(ReadOnlySpan<double> x, double weight, ref double s0, double[] s1)
    {
        s0 += weight;
        for (var c = 0; c < s1.Length; c++)
            s1[c] += weight * x[c];
    }

    static double[,] Information(SubdistributionRows rows, double[] risk, double[] hazard, double[] means)
    {
        var (p, m) = (rows.Width, rows.Times.Length);
        var information = new double[p, p];
        var hazards = new DyadicRanges(rows.HasLateEntries ? hazard : []);
        var cumulative = 0.0;
        var later = new double[rows.GroupCount][]; // ∫ G(s-) dΛ over s > t
        for (var group = 0; group < rows.GroupCount; group++)
        {
            later[group] = new double[m];
            for (var t = m - 1; t > 0; t--)
                later[group][t - 1] = later[group][t] + rows.Seen[group].Chance[t] * hazard[t];
        }
        for (var t = 0; t < m; t++)
        {
            cumulative += hazard[t];
            for (var i = rows.Starts[t]; i < rows.Starts[t + 1]; i++)
            {
                var exposure = rows.HasLateEntries ? hazards.Sum(rows.First[i], t + 1) : cumulative;
                if (rows.Kinds[i] == EventKind.OfAnother && later[rows.Groups[i]][t] > 0)
                    exposure += later[rows.Groups[i]][t] / rows.Seen[rows.Groups[i]].Chance[t];
                AddSquare(information, rows.At(i), risk[i] * exposure);
            }
            if (rows.Events[t] > 0)
                AddSquare(information, means.AsSpan(t * p, p), -rows.Events[t]);
        }
        for (var a = 0; a < p; a++)
            for (var b = 0; b < a; b++)
                information[b, a] = information[a, b];
        return information;
    }

    static void AddSquare(double[,] matrix, ReadOnlySpan<double> x, double weight)
    {
        for (var a = 0; a < x.Length; a++)
            for (var b = 0; b <= a; b++)
                matrix[a, b] += weight * x[a] * x[b];
    }
}
