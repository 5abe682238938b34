namespace Equipoise.Statistics.Numerics;

/// <summary>A symmetric positive semidefinite matrix as LDL′, leaving out every row that depends on earlier ones.</summary>
/// <remarks>
/// A row is dependent when what earlier rows leave of its diagonal, 1 - R², is below a tolerance: then it is the later of the
/// collinear rows that is left out, as in R. Solutions are 0 there.
/// </remarks>
sealed class Cholesky
{
    readonly double[,] l;
    readonly double[] d;

    Cholesky(double[,] l, double[] d, bool isIndefinite) => (this.l, this.d, IsIndefinite) = (l, d, isIndefinite);

    /// <summary>
    /// Whether the matrix is not positive semidefinite, by more than rounding: then what is solved with it means nothing.
    /// </summary>
    public bool IsIndefinite { get; }

    /// <summary>How many rows are independent.</summary>
    public int Rank => d.Count(pivot => pivot > 0);

    /// <summary>Whether that row depends on earlier ones (or is zero).</summary>
    public bool IsDependent(int row) => d[row] == 0;

    /// <summary>log |A|; negative infinity when a row is dependent.</summary>
    public double LogDeterminant => d.Sum(double.Log);

    /// <summary>Factors the matrix, of which only the lower triangle is read.</summary>
    /// <param name="matrix">The matrix; unchanged.</param>
    /// <param name="tolerance">The least 1 - R² of an independent row.</param>
    /// <param name="least">What must be left of the diagonal of an independent row, whatever its size.</param>
    public static Cholesky Factor(double[,] matrix, double tolerance, double least = 0)
    {
        var n = matrix.GetLength(0);
        var (l, d) = (new double[n, n], new double[n]);
        var (largest, isIndefinite) = (0.0, false);
        for (var i = 0; i < n; i++)
            largest = double.Max(largest, double.Abs(matrix[i, i]));
        for (var i = 0; i < n; i++)
        {
            var pivot = matrix[i, i];
            for (var j = 0; j < i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= l[i, k] * d[k] * l[j, k];
                l[i, j] = d[j] > 0 ? sum / d[j] : 0;
                // Where a row has no variance left, it has no covariance either.
                isIndefinite |= d[j] == 0 && double.Abs(sum) > double.Sqrt(tolerance) * largest;
                pivot -= l[i, j] * l[i, j] * d[j];
            }
            isIndefinite |= pivot < -double.Sqrt(tolerance) * largest;
            d[i] = pivot > double.Max(tolerance * matrix[i, i], least) ? pivot : 0; // also when NaN
            l[i, i] = 1;
        }
        return new(l, d, isIndefinite);
    }

    /// <summary>The solution x of A x = b, 0 in dependent rows.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        var n = d.Length;
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = d[i] > 0 ? b[i] : 0;
            for (var j = 0; j < i; j++)
                x[i] -= d[i] > 0 ? l[i, j] * x[j] : 0;
        }
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] = d[i] > 0 ? x[i] / d[i] : 0;
            for (var j = i + 1; j < n; j++)
                x[i] -= d[i] > 0 ? l[j, i] * x[j] : 0;
        }
        return x;
    }

    /// <summary>The inverse, 0 in dependent rows and columns.</summary>
    public double[,] Inverse()
    {
        var n = d.Length;
        var (inverse, unit) = (new double[n, n], new double[n]);
        for (var column = 0; column < n; column++)
        {
            unit[column] = 1;
            var x = Solve(unit);
            unit[column] = 0;
            for (var row = 0; row < n; row++)
                inverse[row, column] = d[column] > 0 ? x[row] : 0;
        }
        return inverse;
    }

    /// <summary>b′A⁻¹b over the independent rows.</summary>
    public double QuadraticForm(ReadOnlySpan<double> b)
    {
        var (x, sum) = (Solve(b), 0.0);
        for (var i = 0; i < b.Length; i++)
            sum += b[i] * x[i];
        return sum;
    }
}
