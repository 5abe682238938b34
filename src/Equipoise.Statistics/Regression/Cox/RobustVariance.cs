using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// What are the standard errors of a Cox model if it is wrong, or if rows belong together? The sandwich of Lin and Wei.
/// </summary>
/// <remarks>
/// <para>V = I⁻¹BI⁻¹ with B = Σ LL′ over the clusters and L the sum of weight · score residual over the rows of a cluster: the
/// grouped jackknife, to first order. Valid if the hazards are not proportional (for the coefficients that the fit then
/// estimates), with sampling weights, and, by clusters, for several rows of one person or of one site. All weights times a
/// constant changes nothing. It has no correction for few clusters, as R and SAS.</para>
/// <para>Source: Lin and Wei (1989), JASA 84:1074; Binder (1992), Biometrika 79:139, for weights. R:
/// <c>coxph(..., robust = TRUE)</c>, <c>coxph(..., cluster = id)</c>; SAS: <c>proc phreg covs(aggregate); id id</c>. Cost:
/// O(np²).</para>
/// </remarks>
public sealed record RobustVariance
{
    /// <summary>V; null in the rows and columns of coefficients without a standard error, and with a single cluster.</summary>
    public required double?[,] Covariance { get; init; }

    /// <summary>The estimates of the fit, with robust standard errors.</summary>
    public required IReadOnlyList<CoxCoefficient> Coefficients { get; init; }

    /// <summary>
    /// β′V⁻¹β: the test that all coefficients are 0. Null when one is infinite, or with fewer clusters than coefficients.
    /// </summary>
    public ChiSquareTest? Wald { get; init; }

    /// <summary>
    /// U′B⁻¹U with U and B at coefficients of 0: the robust score test. It needs no estimate, so holds for an infinite one. Null
    /// with fewer clusters than coefficients.
    /// </summary>
    public ChiSquareTest? Score { get; init; }

    /// <summary>How many clusters there are; as many as rows with a weight above 0 when no clusters were given.</summary>
    public required int Clusters { get; init; }

    internal static RobustVariance Of(CoxFit fit, CoxSolution solution, Clusters clusters)
    {
        var (p, names) = (solution.Columns.Length, fit.Coefficients);
        var (scaled, _) = Meat(solution.Model, solution.Coefficients, clusters);
        var (meat, score) = Meat(solution.Model, new double[p], clusters);
        var sandwich = Sandwich(solution.Inverse, scaled);
        var covariance = new double?[names.Count, names.Count];
        for (var i = 0; i < p; i++)
            for (var j = 0; j < p; j++)
                if (clusters.Count > 1 && fit.Covariance[solution.Columns[i], solution.Columns[j]] is not null)
                    covariance[solution.Columns[i], solution.Columns[j]] =
                        sandwich[i, j] / (solution.Model.Scale[i] * solution.Model.Scale[j]);
        var areFinite = solution.Columns.All(column => fit.Covariance[column, column] is not null);
        return new()
        {
            Covariance = covariance,
            Coefficients = [.. names.Select((name, i) => name with { StandardError = Root(covariance[i, i]) })],
            Wald = areFinite ? Test(sandwich, solution.Coefficients) : null,
            Score = Test(meat, score),
            Clusters = clusters.Count,
        };
    }

    // A variance of 0 may round to below it.
    static double? Root(double? variance) => variance is { } v ? double.Sqrt(double.Max(0, v)) : null;

    static ChiSquareTest? Test(double[,] variance, double[] of)
    {
        var factor = Cholesky.Factor(variance, NewtonAscent.RankTolerance);
        return of.Length == 0 || factor.Rank < of.Length ? null : new(factor.QuadraticForm(of), of.Length);
    }

    // B, and U = Σ L.
    static (double[,] B, double[] U) Meat(CoxModel model, double[] β, Clusters clusters)
    {
        var p = model.Width;
        var rows = clusters.Sum(new FittedHazard(model, β).WeightedScoreResiduals(), p);
        var (b, u) = (new double[p, p], new double[p]);
        for (var start = 0; start < rows.Length; start += p)
            for (var i = 0; i < p; i++)
            {
                u[i] += rows[start + i];
                for (var j = 0; j <= i; j++)
                    b[i, j] += rows[start + i] * rows[start + j];
            }
        for (var i = 0; i < p; i++)
            for (var j = 0; j < i; j++)
                b[j, i] = b[i, j];
        return (b, u);
    }

    static double[,] Sandwich(double[,] bread, double[,] meat) => Times(Times(bread, meat), bread);

    static double[,] Times(double[,] a, double[,] b)
    {
        var n = a.GetLength(0);
        var product = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
                for (var j = 0; j < n; j++)
                    product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    /// <summary>"x 2.498 (95% 0.9158 to 6.813), p 0.0737; age …, 23 clusters"</summary>
    public override string ToString() =>
        $"{string.Join("; ", Coefficients)}, {Clusters} clusters";
}
