namespace Equipoise.Statistics.Sequential;

/// <summary>Gauss's rule of 16 points on -1 to 1: exact for polynomials up to degree 31.</summary>
static class GaussLegendre
{
    public const int Points = 16;

    static readonly double[] nodes = new double[Points];
    static readonly double[] weights = new double[Points];

    // The roots of P₁₆ by Newton's method from Tricomi's approximation.
    static GaussLegendre()
    {
        for (var i = 0; i < Points; i++)
        {
            var x = -double.Cos(double.Pi * (i + 0.75) / (Points + 0.5));
            var slope = 0.0;
            for (var iteration = 0; iteration < 6; iteration++)
            {
                var (before, value) = (1.0, x);
                for (var n = 2; n <= Points; n++)
                    (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n);
                slope = Points * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    public static ReadOnlySpan<double> Nodes => nodes;

    public static ReadOnlySpan<double> Weights => weights;
}
