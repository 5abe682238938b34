namespace Equipoise.Statistics.Curves;

/// <summary>
/// The variance of a cumulative incidence I of cause k as Aalen (1978) and Gray (1988) have it, with sums over times s ≤ t and
/// D = I(t) - I(s): Σ (S(s-)/n - D/(n - d))² dₖ·(n - dₖ)/(n - 1) + Σ (D/(n - d))² d′·(n - d′)/(n - 1), d′ = d - dₖ.
/// </summary>
/// <remarks>
/// As I grows, so do all D: their weighted sums follow it in O(1). The last factors allow for ties and are 1 for one event. The
/// curve without event has Greenwood's variance.
/// </remarks>
sealed class AalenVariance(int states)
{
    readonly double[] fixedPart = new double[states]; // Σ v(S/n)²
    readonly double[] crossed = new double[states]; // Σ b D
    readonly double[] cross = new double[states]; // Σ b
    readonly double[] quadratic = new double[states]; // Σ a D²
    readonly double[] linear = new double[states]; // Σ a D
    readonly double[] constant = new double[states]; // Σ a
    double greenwood;
    double free = 1;

    public double Of(int state) =>
        state == 0 ? free * free * greenwood : fixedPart[state] - 2 * crossed[state] + quadratic[state];

    /// <param name="S">The probability of no event just before this time.</param>
    /// <param name="d">The events, of any cause and of each.</param>
    /// <param name="n">At risk.</param>
    /// <param name="left">The fraction at risk without an event now.</param>
    public void Add(double S, ReadOnlySpan<double> d, double n, double left)
    {
        var without = n * left;
        for (var k = 1; k < states; k++)
        {
            var growth = S * (d[k] / n);
            crossed[k] += growth * cross[k];
            quadratic[k] += growth * (2 * linear[k] + growth * constant[k]);
            linear[k] += growth * constant[k];
            var own = Untied(d[k], n);
            fixedPart[k] += own * (S / n) * (S / n);
            if (without > 0) // else nothing happens afterwards: D stays 0
            {
                cross[k] += own * (S / n) / without;
                constant[k] += (own + Untied(d[0] - d[k], n)) / (without * without);
            }
        }
        free = S * left;
        greenwood += without > 0 ? d[0] / (n * without) : 0;
    }

    static double Untied(double d, double n) => d > 1 ? d * (n - d) / (n - 1) : d;
}
