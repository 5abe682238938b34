using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>Are the means of several groups equal? The analysis of variance with one factor.</summary>
/// <remarks>
/// <para>F = (Σnᵢ(x̄ᵢ - x̄)²/(k - 1)) / (ΣΣ(x - x̄ᵢ)²/(n - k)), on k - 1 and n - k degrees of freedom; equal variances are
/// assumed. With two groups it is the t test with a pooled variance: F = t².</para>
/// <para>R: <c>anova(lm(x ~ factor(g)))</c>; SAS: <c>proc glm; class g; model x = g</c>. Cost: O(n).</para>
/// </remarks>
public sealed record OneWayAnova
{
    /// <summary>The sum of squares between the groups.</summary>
    public required double Between { get; init; }

    /// <summary>The sum of squares within them.</summary>
    public required double Within { get; init; }

    /// <summary>The degrees of freedom between: groups less one.</summary>
    public required int BetweenDegrees { get; init; }

    /// <summary>The degrees of freedom within: values less groups.</summary>
    public required int WithinDegrees { get; init; }

    /// <summary>The ratio of the mean squares; null where no group has two values that differ.</summary>
    public double? F => Within > 0 ? Between / BetweenDegrees / (Within / WithinDegrees) : null;

    /// <summary>The probability of a ratio at least as large if all means are equal; null without a ratio.</summary>
    public double? PValue =>
        F is null
            ? null
            // F > f where the beta variable of the two sums lies below d₂/(d₂ + d₁f) = within/(within + between).
            : Beta.Cdf(Within / (Within + Between), WithinDegrees / 2.0, BetweenDegrees / 2.0);

    /// <summary>Compares the groups.</summary>
    /// <param name="values">The values; none is missing.</param>
    /// <param name="groups">The group of each, any integers.</param>
    /// <returns>The analysis; null for fewer than two groups, or no more values than groups.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static OneWayAnova? Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        if (values.Length != groups.Length)
            throw new ArgumentException($"{values.Length} values have {groups.Length} groups.", nameof(groups));
        var sums = new SortedDictionary<int, (int Count, double Sum)>();
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var (count, before) = sums.GetValueOrDefault(groups[i]);
            sums[groups[i]] = (count + 1, before + values[i]);
            sum += values[i];
        }
        if (sums.Count < 2 || values.Length <= sums.Count)
            return null;
        var mean = sum / values.Length;
        var within = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var (count, total) = sums[groups[i]];
            var residual = values[i] - total / count;
            within += residual * residual;
        }
        return new()
        {
            Between = sums.Values.Sum(group => group.Count * double.Pow(group.Sum / group.Count - mean, 2)),
            Within = within,
            BetweenDegrees = sums.Count - 1,
            WithinDegrees = values.Length - sums.Count,
        };
    }

    /// <summary>"F 0.523 on 2 and 251 df, p 0.5934"</summary>
    public override string ToString() =>
        $"F {Summary.Of(F)} on {BetweenDegrees} and {WithinDegrees} df, p {Summary.Of(PValue)}";
}
