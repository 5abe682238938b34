using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression;

/// <summary>What is left of a model when the infinite coefficients of a monotone likelihood are taken to their limit.</summary>
/// <remarks>
/// In the limit some events no longer depend on anything, as when everyone else at risk counts for nothing beside the arm whose
/// hazard is infinite. A coefficient that only they told of is then as free as one that its column's neighbors determine: the
/// maximum found is a number on a plain, and its standard error grows without end. So the rank of the information of the finite
/// coefficients decides once more. What the plain has of it is of the size of the infinite coefficients' own, which is rounding.
/// </remarks>
static class LimitOfMonotone
{
    const double Plain = 10;
    const double MostOfRounding = 1e-6;

    /// <summary>
    /// The coefficients that are not identified, the later ones of each combination; and the others moved along the plain to
    /// where
    /// those are 0, as though they had been left out.
    /// </summary>
    /// <param name="coefficients">The coefficients at the end of the ascent; moved.</param>
    /// <param name="information">The information there, of covariates within -1 to 1.</param>
    /// <param name="isInfinite">Which coefficients are infinite.</param>
    public static bool[] LeftOut(double[] coefficients, double[,] information, bool[] isInfinite)
    {
        var leftOut = new bool[coefficients.Length];
        int[] finite = [.. Enumerable.Range(0, coefficients.Length).Where(i => !isInfinite[i])];
        if (finite.Length == coefficients.Length)
            return leftOut;
        var rounding = Enumerable.Range(0, coefficients.Length).Where(i => isInfinite[i]).Sum(i => information[i, i]);
        var factor = Cholesky.Factor(Part(information, finite, finite), 0, double.Min(Plain * rounding, MostOfRounding));
        for (var i = 0; i < finite.Length; i++)
            leftOut[finite[i]] = factor.IsDependent(i);
        int[] kept = [.. finite.Where(i => !leftOut[i])];
        int[] dropped = [.. finite.Where(i => leftOut[i])];
        if (dropped.Length == 0)
            return leftOut;
        var across = Part(information, kept, dropped);
        var pull = new double[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < dropped.Length; j++)
                pull[i] += across[i, j] * coefficients[dropped[j]];
        var shift = Cholesky.Factor(Part(information, kept, kept), 0).Solve(pull);
        for (var i = 0; i < kept.Length; i++)
            coefficients[kept[i]] += shift[i];
        foreach (var i in dropped)
            coefficients[i] = 0;
        return leftOut;
    }

    static double[,] Part(double[,] matrix, int[] rows, int[] columns)
    {
        var part = new double[rows.Length, columns.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < columns.Length; j++)
                part[i, j] = matrix[rows[i], columns[j]];
        return part;
    }
}
