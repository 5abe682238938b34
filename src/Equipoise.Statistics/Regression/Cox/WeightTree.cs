namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Weights by rank, summed below and above any rank in O(log n) without a subtraction (Fenwick, 1994).</summary>
sealed class WeightTree(int ranks)
{
    readonly double[] fromBelow = new double[ranks + 1];
    readonly double[] fromAbove = new double[ranks + 1];
    readonly double[] here = new double[ranks];

    /// <summary>Adds a weight at a rank, from 0.</summary>
    public void Add(int rank, double weight)
    {
        here[rank] += weight;
        for (var i = rank + 1; i < fromBelow.Length; i += i & -i)
            fromBelow[i] += weight;
        for (var i = here.Length - rank; i < fromAbove.Length; i += i & -i)
            fromAbove[i] += weight;
    }

    /// <summary>The weight below, at and above a rank.</summary>
    public Around Around(int rank) => new(Sum(fromBelow, rank), here[rank], Sum(fromAbove, here.Length - 1 - rank));

    static double Sum(double[] tree, int count)
    {
        var sum = 0.0;
        for (var i = count; i > 0; i -= i & -i)
            sum += tree[i];
        return sum;
    }
}

/// <summary>Weights below, at and above a rank.</summary>
readonly record struct Around(double Below, double Same, double Above)
{
    public static Around operator +(Around a, Around b) => new(a.Below + b.Below, a.Same + b.Same, a.Above + b.Above);

    public static Around operator -(Around a, Around b) =>
        new(double.Max(0, a.Below - b.Below), double.Max(0, a.Same - b.Same), double.Max(0, a.Above - b.Above));

    /// <summary>The same seen from the other side.</summary>
    public Around Reversed => new(Above, Same, Below);
}
