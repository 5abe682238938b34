using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// Do the hazard ratios stay the same over time? The score test of Grambsch and Therneau (1994), Biometrika 81:515.
/// </summary>
/// <remarks>
/// <para>Add γⱼ·g(t)·xⱼ to the model for a function g of time: the score test that γ = 0. With sₜ the Schoenfeld residuals of an
/// event time and Vₜ its information, U = Σ g(t)sₜ and T = Σ g²V - (Σ gV)(Σ V)⁻¹(Σ gV): U′T⁻¹U for all covariates, Uⱼ²/Tⱼⱼ for
/// each. A small p-value says that β changes with g(t); a large one does not say that it is constant.</para>
/// <para>R: <c>cox.zph(fit, transform = "km", terms = FALSE)</c> of survival 3.0 and later, which is exact where earlier
/// versions, and SAS <c>proc phreg zph</c>, take every Vₜ for the mean of them all. Ties: those of the fit. Cost: O((n +
/// D)p²).</para>
/// </remarks>
public sealed record ProportionalHazardsTest
{
    /// <summary>The function of time.</summary>
    public required TimeTransform Transform { get; init; }

    /// <summary>
    /// The test of each coefficient, on 1 degree of freedom; null when it is infinite or has no estimate, or when all events are
    /// at one time.
    /// </summary>
    public required IReadOnlyList<ChiSquareTest?> Coefficients { get; init; }

    /// <summary>The test of all of them; null unless each estimated one has its own.</summary>
    public ChiSquareTest? Global { get; init; }

    internal static ProportionalHazardsTest Of(CoxFit fit, CoxSolution solution, TimeTransform transform)
    {
        var (model, p) = (solution.Model, solution.Columns.Length);
        var g = Standardized(TransformedTimes.Of(model, fit.Rows!.Value, transform), model.Sets.Times);
        var (gV, g2V, score) = Moments(new(model, solution.Coefficients), g);

        // T, by what a regression of gV on V leaves of g²V.
        var (variance, information) = (g2V, Cholesky.Factor(solution.At.Information, 0));
        for (var i = 0; i < p; i++)
        {
            var column = new double[p];
            for (var k = 0; k < p; k++)
                column[k] = i >= k ? gV[i, k] : gV[k, i];
            var solved = information.Solve(column);
            for (var j = 0; j <= i; j++)
                for (var k = 0; k < p; k++)
                    variance[i, j] -= (j >= k ? gV[j, k] : gV[k, j]) * solved[k];
        }
        // With fewer event times than coefficients, T is singular: what is left is rounding.
        bool Exists(int i) =>
            fit.Covariance[solution.Columns[i], solution.Columns[i]] is not null
            && variance[i, i] > NewtonAscent.RankTolerance * solution.At.Information[i, i];
        var tests = new ChiSquareTest?[fit.Coefficients.Count];
        for (var i = 0; i < p; i++)
            tests[solution.Columns[i]] = Exists(i) ? new(score[i] * score[i] / variance[i, i], 1) : null;
        var factor = Cholesky.Factor(variance, NewtonAscent.RankTolerance);
        return new()
        {
            Transform = transform,
            Coefficients = tests,
            Global = p > 0 && factor.Rank == p && Enumerable.Range(0, p).All(Exists) ? new(factor.QuadraticForm(score), p) : null,
        };
    }

    // The test is the same for a + b·g, so g has mean 0 and lies within -1 to 1: nothing is lost to large times.
    static double[] Standardized(double[] g, EventTime[] times)
    {
        var (sum, events) = (0.0, 0);
        for (var t = 0; t < g.Length; t++)
            (sum, events) = (sum + g[t] * times[t].Events, events + times[t].Events);
        var (mean, largest) = (sum / events, 0.0);
        for (var t = 0; t < g.Length; t++)
            largest = double.Max(largest, double.Abs(g[t] -= mean));
        for (var t = 0; t < g.Length; t++)
            g[t] = largest > 0 ? g[t] / largest : 0;
        return g;
    }

    // Σ gV and Σ g²V, lower triangles, and Σ gs.
    static (double[,] GV, double[,] G2V, double[] Score) Moments(FittedHazard hazard, double[] g)
    {
        var (model, p) = (hazard.Model, hazard.Model.Width);
        var (gV, g2V, score) = (new double[p, p], new double[p, p], new double[p]);
        var (once, twice) = (hazard.ExpectedTimes(g), hazard.ExpectedTimes([.. g.Select(x => x * x)]));
        for (var position = 0; position < once.Length; position++)
        {
            var weight = hazard.Weight(position);
            AddSquares(gV, g2V, model.At(position), weight * once[position], weight * twice[position]);
        }
        var sums = Enumerable.Range(0, p).Select(hazard.RelativeSums).ToArray();
        var (z, d) = (new double[p], new double[p]);
        for (var t = 0; t < g.Length; t++)
        {
            ref readonly var ties = ref hazard.TiesAt(t);
            var m = ties.Q1 / ties.Q0;
            for (var j = 0; j < p; j++)
            {
                d[j] = sums[j].Events[t];
                z[j] = sums[j].AtRisk[t] - m * d[j];
            }
            var (q, rest) = (-g[t] * ties.Weight * ties.Q0, -g[t] * ties.Weight * (ties.Q2 - ties.Q1 * m));
            AddSquares(gV, g2V, z, q, g[t] * q);
            if (ties.Count > 1)
                AddSquares(gV, g2V, d, rest, g[t] * rest);
            var time = model.Sets.Times[t];
            for (var j = 0; j < p; j++)
            {
                var s = -ties.Weight * ties.Count * ties.Mean(sums[j].AtRisk[t], sums[j].Events[t]);
                for (var position = time.Start; position < time.End; position++)
                    s += hazard.Weight(position) * model.At(position)[j];
                score[j] += g[t] * s;
            }
        }
        return (gV, g2V, score);
    }

    static void AddSquares(double[,] first, double[,] second, ReadOnlySpan<double> x, double factor, double other)
    {
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j <= i; j++)
            {
                var product = x[i] * x[j];
                first[i, j] += factor * product;
                second[i, j] += other * product;
            }
    }

    /// <summary>"global chi-square 5.2, 2 df, p 0.07", or that there is none.</summary>
    public override string ToString() =>
        $"global {Global?.ToString() ?? "NE"}";
}
