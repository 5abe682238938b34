namespace Equipoise.Statistics.Numerics;

/// <summary>Correlated standard normal variables, each with its bounds.</summary>
sealed class NormalBox(double[] lower, double[] upper, double[,] correlation)
{
    public double[] Lower { get; } = lower;

    public double[] Upper { get; } = upper;

    public double[,] Correlation { get; } = correlation;

    public int Size => Lower.Length;

    /// <summary>Whether some variable has no value within its bounds.</summary>
    public bool IsEmpty
    {
        get
        {
            for (var i = 0; i < Size; i++)
                if (!(Lower[i] < Upper[i]))
                    return true;
            return false;
        }
    }

    /// <summary>Whether all bounds are as far below 0 as above.</summary>
    public bool IsSymmetric
    {
        get
        {
            for (var i = 0; i < Size; i++)
                if (Lower[i] != -Upper[i])
                    return false;
            return true;
        }
    }

    /// <summary>The same, with one variable for those that are equal or opposite, within the tolerance,
    /// and none that is unbounded.</summary>
    public NormalBox WithoutDuplicates(double tolerance)
    {
        for (var i = 0; i < Size; i++)
        {
            if (double.IsNegativeInfinity(Lower[i]) && double.IsPositiveInfinity(Upper[i]))
                return Without(i).WithoutDuplicates(tolerance);
            for (var j = 0; j < i; j++)
            {
                var r = Correlation[i, j];
                if (1 - double.Abs(r) > tolerance)
                    continue;
                var merged = Without(i);
                var (from, to) = r > 0 ? (Lower[i], Upper[i]) : (-Upper[i], -Lower[i]);
                (merged.Lower[j], merged.Upper[j]) = (double.Max(Lower[j], from), double.Min(Upper[j], to));
                return merged.WithoutDuplicates(tolerance);
            }
        }
        return this;
    }

    /// <summary>The others.</summary>
    public NormalBox Without(int variable)
    {
        var n = Size - 1;
        var (lower, upper, correlation) = (new double[n], new double[n], new double[n, n]);
        for (var i = 0; i < n; i++)
        {
            var from = i < variable ? i : i + 1;
            (lower[i], upper[i]) = (Lower[from], Upper[from]);
            for (var j = 0; j < n; j++)
                correlation[i, j] = Correlation[from, j < variable ? j : j + 1];
        }
        return new(lower, upper, correlation);
    }

    /// <summary>
    /// The variable of which the others leave the least unexplained. Where the matrix is singular, it is not without this
    /// variable, nor while its correlations are smaller.
    /// </summary>
    public int MostDependent()
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var last = 0; last < Size && Size > 1; last++)
        {
            var left = Unexplained(Correlation, last);
            if (left < least)
                (best, least) = (last, left);
        }
        return best;
    }

    /// <summary>
    /// The other variables, standardized, given that x is at its value and y at its, when the correlations of x are t times what
    /// they are here. A variable that this determines is left out where it lies within its bounds, and makes the box empty where
    /// not.
    /// </summary>
    public NormalBox Given(int x, double xValue, int y, double yValue, double t, double tolerance)
    {
        var n = Size - 2;
        Span<int> others = stackalloc int[n];
        Span<double> ofX = stackalloc double[n];
        Span<double> ofY = stackalloc double[n];
        Span<double> deviation = stackalloc double[n];
        var ρ = t * Correlation[x, y];
        var d = (1 - ρ) * (1 + ρ);
        var kept = 0;
        for (var i = 0; i < Size; i++)
        {
            if (i == x || i == y)
                continue;
            var (rx, ry) = (t * Correlation[x, i], Correlation[y, i]);
            (ofX[kept], ofY[kept]) = ((rx - ρ * ry) / d, (ry - ρ * rx) / d);
            var variance = 1 - ofX[kept] * rx - ofY[kept] * ry;
            var mean = ofX[kept] * xValue + ofY[kept] * yValue;
            if (variance > tolerance)
                (others[kept], deviation[kept++]) = (i, double.Sqrt(variance));
            else if (!(mean >= Lower[i] && mean <= Upper[i]))
                return new(
                    [0],
                    [0],
                    new double[,]
                    {
                        { 1 },
                    }
                );
        }
        var (lower, upper, correlation) = (new double[kept], new double[kept], new double[kept, kept]);
        for (var k = 0; k < kept; k++)
        {
            var mean = ofX[k] * xValue + ofY[k] * yValue;
            lower[k] = (Lower[others[k]] - mean) / deviation[k];
            upper[k] = (Upper[others[k]] - mean) / deviation[k];
            correlation[k, k] = 1;
            for (var l = 0; l < k; l++)
            {
                var covariance =
                    Correlation[others[k], others[l]]
                    - ofX[k] * t * Correlation[x, others[l]]
                    - ofY[k] * Correlation[y, others[l]];
                correlation[k, l] = correlation[l, k] = double.Clamp(covariance / (deviation[k] * deviation[l]), -1, 1);
            }
        }
        return new(lower, upper, correlation);
    }

    /// <summary>Whether the matrix is positive semidefinite, but for rounding.</summary>
    public static bool IsSemidefinite(double[,] matrix)
    {
        for (var last = 0; last < matrix.GetLength(0); last++)
            if (!(Unexplained(matrix, last) >= -1e-10))
                return false;
        return true;
    }

    // The variance of one variable given all others: the last pivot of a triangular factorization in which it comes last.
    static double Unexplained(double[,] matrix, int last)
    {
        var n = matrix.GetLength(0);
        Span<double> l = stackalloc double[n * n];
        Span<double> pivots = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            var row = Index(i);
            var pivot = matrix[row, row];
            for (var j = 0; j < i; j++)
            {
                var sum = matrix[row, Index(j)];
                for (var k = 0; k < j; k++)
                    sum -= l[i * n + k] * pivots[k] * l[j * n + k];
                l[i * n + j] = pivots[j] > 1e-12 ? sum / pivots[j] : 0;
                pivot -= l[i * n + j] * l[i * n + j] * pivots[j];
            }
            if (pivot < -1e-10)
                return pivot;
            pivots[i] = double.Max(0, pivot);
        }
        return n == 0 ? 0 : pivots[n - 1];

        int Index(int i) =>
            i == n - 1 ? last
            : i < last ? i
            : i + 1;
    }
}
