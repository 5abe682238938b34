namespace Equipoise.Design.Sizing;

/// <summary>
/// Integrals of smooth functions by Gauss and Legendre's rule with 20 points: exact for polynomials of degree 39.
/// </summary>
static class GaussLegendre
{
    static readonly (double Node, double Weight)[] rule = Rule(20);

    public static double Integral(Func<double, double> f, double from, double to)
    {
        var (middle, half, sum) = ((from + to) / 2, (to - from) / 2, 0.0);
        foreach (var (node, weight) in rule)
            sum += weight * f(middle + half * node);
        return half * sum;
    }

    // Newton's method from the asymptotic nodes; the recurrence gives the polynomial and its slope.
    static (double, double)[] Rule(int n)
    {
        var points = new (double, double)[n];
        for (var i = 0; i < n; i++)
        {
            var (x, slope) = (Math.Cos(Math.PI * (i + 0.75) / (n + 0.5)), 0.0);
            for (var step = 0; step < 10; step++)
            {
                var (p, before) = (x, 1.0);
                for (var j = 2; j <= n; j++)
                    (p, before) = (((2 * j - 1) * x * p - (j - 1) * before) / j, p);
                slope = n * (x * p - before) / (x * x - 1);
                x -= p / slope;
            }
            points[i] = (x, 2 / ((1 - x * x) * slope * slope));
        }
        return points;
    }
}
