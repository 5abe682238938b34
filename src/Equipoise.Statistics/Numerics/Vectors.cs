namespace Equipoise.Statistics.Numerics;

/// <summary>Sums over short vectors.</summary>
static class Vectors
{
    /// <summary>Σ aᵢbᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>a + factor · b.</summary>
    public static double[] Plus(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double factor)
    {
        var sum = new double[a.Length];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = a[i] + factor * b[i];
        return sum;
    }
}
