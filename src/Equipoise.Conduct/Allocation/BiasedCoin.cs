namespace Equipoise.Conduct.Allocation;

/// <summary>
/// The probability of each arm once minimization prefers one: for unequal ratios, the biased coin of Han, Enas and McEntegart.
/// </summary>
/// <remarks>
/// <para>
/// With ratios r, and p for the arm 1 of the smallest: P(i) = 1 - (Σ_{k≠i} r_k / Σ_{k≠1} r_k)(1 - p) for a preferred arm i, and
/// P(j | i) = r_j / Σ_{k≠i} r_k · (1 - P(i)) for the others. At equal ratios: p, and (1 - p)/(K - 1). Source: Han, Enas and
/// McEntegart (2009), Statistics in Medicine 28:3329.
/// </para>
/// <para>
/// Where arms are preferred as often as their ratio says, they are given as the ratio says: Σᵢ rᵢ/R · P(j | i) = r_j/R.
/// Minimization prefers them so in the long run and not at every single allocation: the first participant of a 1:2 trial always
/// prefers the larger arm.
/// </para>
/// <para>
/// A tie: one of the tied arms becomes the preferred one by the ratio among them. When all are tied, that gives each arm its part
/// of the ratio.
/// </para>
/// </remarks>
static class BiasedCoin
{
    /// <summary>The probability of each arm.</summary>
    /// <param name="ratio">The ratio of each arm, two or more.</param>
    /// <param name="probability">
    /// p; below the smallest arm's part of the ratio (as when arms were closed) it is that part, and no arm is preferred.
    /// </param>
    /// <param name="preferred">The places of the preferred arms, one or more.</param>
    internal static double[] Of(IReadOnlyList<int> ratio, double probability, IReadOnlyList<int> preferred)
    {
        double all = ratio.Sum();
        double smallest = ratio.Min();
        var other = 1 - double.Max(probability, smallest / all);
        var probabilities = new double[ratio.Count];
        if (preferred.Count == ratio.Count)
        {
            for (var j = 0; j < ratio.Count; j++)
                probabilities[j] = ratio[j] / all;
            return probabilities;
        }
        double tied = preferred.Sum(i => ratio[i]);
        foreach (var i in preferred)
        {
            var notPreferred = (all - ratio[i]) / (all - smallest) * other;
            for (var j = 0; j < ratio.Count; j++)
                probabilities[j] += ratio[i] / tied * (j == i ? 1 - notPreferred : ratio[j] / (all - ratio[i]) * notPreferred);
        }
        return probabilities;
    }
}
