namespace Equipoise.Statistics.Curves;

/// <summary>
/// The log-likelihood Σ w log P of interval masses, P being a sum of consecutive masses, with its gradient: all in O(N + M).
/// </summary>
sealed class MassLikelihood(InnermostIntervals intervals)
{
    // A difference of cumulated masses loses digits where the sum itself is small: short sums are made directly.
    const int Short = 16;

    readonly InnermostIntervals.Cover[] covers = intervals.Covers;
    readonly double[] cumulated = new double[intervals.Bounds.Length + 1];
    readonly double[] change = new double[intervals.Bounds.Length + 1];

    /// <summary>P of each distinct observation.</summary>
    public double[] Probabilities { get; } = new double[intervals.Covers.Length];

    /// <summary>Σ w/P over the observations that cover each interval.</summary>
    public double[] Gradient { get; } = new double[intervals.Bounds.Length];

    /// <summary>The log-likelihood; negative infinity where some P is 0.</summary>
    public double At(ReadOnlySpan<double> masses)
    {
        for (var j = 0; j < masses.Length; j++)
            cumulated[j + 1] = cumulated[j] + masses[j];
        var sum = 0.0;
        for (var i = 0; i < covers.Length; i++)
        {
            var (first, last, weight) = covers[i];
            var p = 0.0;
            if (last - first < Short)
                for (var j = first; j <= last; j++)
                    p += masses[j];
            else
                p = cumulated[last + 1] - cumulated[first];
            Probabilities[i] = p;
            sum += p > 0 ? weight * double.Log(p) : double.NegativeInfinity;
        }
        return sum;
    }

    /// <summary>Fills in the gradient at the masses last asked about.</summary>
    public void Differentiate()
    {
        Array.Clear(Gradient);
        Array.Clear(change);
        for (var i = 0; i < covers.Length; i++)
        {
            var (first, last, weight) = covers[i];
            var value = weight / Probabilities[i];
            if (last - first < Short)
                for (var j = first; j <= last; j++)
                    Gradient[j] += value;
            else
            {
                change[first] += value;
                change[last + 1] -= value;
            }
        }
        var running = 0.0;
        for (var j = 0; j < Gradient.Length; j++)
            Gradient[j] += running += change[j];
    }

    /// <summary>
    /// The negative second derivative between some of the intervals: Σ w/P² over the observations that cover both.
    /// </summary>
    public double[,] Information(int[] active)
    {
        // covered[a, b]: Σ w/P² over observations whose first active interval is a and whose last is b.
        var m = active.Length;
        var (covered, place) = (new double[m, m], new int[Gradient.Length + 1]);
        for (var j = 0; j < Gradient.Length; j++)
            place[j + 1] = place[j] + (place[j] < m && active[place[j]] == j ? 1 : 0);
        for (var i = 0; i < covers.Length; i++)
        {
            var (first, last) = (place[covers[i].First], place[covers[i].Last + 1] - 1);
            if (first <= last)
                covered[first, last] += covers[i].Weight / (Probabilities[i] * Probabilities[i]);
        }
        // Those that cover j ≤ k begin at or before j and end at or after k.
        for (var a = 0; a < m; a++)
            for (var b = m - 1; b >= a; b--)
                covered[a, b] +=
                    (a > 0 ? covered[a - 1, b] : 0)
                    + (b < m - 1 ? covered[a, b + 1] : 0)
                    - (a > 0 && b < m - 1 ? covered[a - 1, b + 1] : 0);
        for (var a = 0; a < m; a++)
            for (var b = a + 1; b < m; b++)
                covered[b, a] = covered[a, b];
        return covered;
    }

    /// <summary>The gradient in the cumulated masses F, and the diagonal of the negative second derivative.</summary>
    public void InCumulated(double[] slope, double[] curvature)
    {
        Array.Clear(slope);
        Array.Clear(curvature);
        for (var i = 0; i < covers.Length; i++)
        {
            var (first, last, weight) = covers[i];
            var value = weight / Probabilities[i];
            if (last < slope.Length)
            {
                slope[last] += value;
                curvature[last] += value / Probabilities[i];
            }
            if (first > 0)
            {
                slope[first - 1] -= value;
                curvature[first - 1] += value / Probabilities[i];
            }
        }
    }
}
