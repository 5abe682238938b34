namespace Equipoise.Statistics.CompetingRisks;

/// <summary>
/// The variance of a cumulative incidence I of cause k, as Aalen (1978) and Marubini and Valsecchi (1995), with sums over times s ≤ t:
/// Σ(I(t) - I(s))² d/((n - 1)(n - d)) + Σ S(s-)² dₖ(n - dₖ)/(n²(n - 1)) - 2Σ(I(t) - I(s)) S(s-) dₖ(n - dₖ)/(n(n - d)(n - 1)).
/// </summary>
/// <remarks>
/// As I grows, so do all I(t) - I(s): their weighted sums follow it in O(1). The curve without event has Greenwood's variance.
/// </remarks>
sealed class AalenVariance(int states)
{
    readonly double[] linear = new double[states]; // Σ a(I(t) - I(s))
    readonly double[] quadratic = new double[states]; // Σ a(I(t) - I(s))²
    readonly double[] crossed = new double[states]; // Σ b(I(t) - I(s))
    readonly double[] cross = new double[states]; // Σ b
    readonly double[] own = new double[states];
    double a;
    double greenwood;
    double free = 1;

    public double Of(int state) => state == 0 ? free * free * greenwood : quadratic[state] + own[state] - 2 * crossed[state];

    /// <param name="S">The probability of no event just before this time.</param>
    /// <param name="d">The events, of any cause and of each.</param>
    /// <param name="n">At risk.</param>
    public void Add(double S, ReadOnlySpan<double> d, double n)
    {
        var everyone = !(n > d[0]);
        for (var k = 1; k < states; k++)
        {
            var growth = S * (d[k] / n);
            quadratic[k] += growth * (2 * linear[k] + growth * a);
            linear[k] += growth * a;
            crossed[k] += growth * cross[k];
            if (n > 1 && d[k] > 0)
            {
                own[k] += S * S * d[k] * (n - d[k]) / (n * n * (n - 1));
                cross[k] += everyone ? 0 : S * d[k] * (n - d[k]) / (n * (n - d[0]) * (n - 1));
            }
        }
        free = everyone ? 0 : S * (n - d[0]) / n;
        if (everyone)
            return; // nothing happens afterwards
        greenwood += d[0] / (n * (n - d[0]));
        if (n > 1)
            a += d[0] / ((n - 1) * (n - d[0]));
    }
}
