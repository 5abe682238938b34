using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>Whether the strata say anything.</summary>
public enum CochranMantelHaenszelStatus
{
    /// <summary>They do.</summary>
    Estimated,

    /// <summary>
    /// In every stratum an arm is empty, nobody had the event, or everybody had: there is no test and no odds ratio.
    /// </summary>
    NoInformation,
}

/// <summary>
/// Does the event happen as often in both arms, stratum for stratum? The test of Cochran (1954), Mantel and Haenszel (1959).
/// </summary>
/// <remarks>
/// <para>X² = (|Σ(x₁ - E)| - c)²/ΣV, on 1 degree of freedom, with E = n₁x/N and V = n₁n₀x(N - x)/(N²(N - 1)) for x events in a
/// stratum; c = ½ with continuity correction where |Σ(x₁ - E)| is that large, as in R. The common odds ratio Σx₁(n₀ - x₀)/N ÷
/// Σx₀(n₁ - x₁)/N is below 1 when fewer have the event in the experimental arm; limits from the variance of Robins, Breslow and
/// Greenland (1986).</para>
/// <para>R: <c>mantelhaen.test(table, correct = FALSE)</c>; SAS: <c>proc freq; tables s*arm*event / cmh</c>. Cost:
/// O(strata).</para>
/// </remarks>
public sealed record CochranMantelHaenszel
{
    /// <summary>Whether the strata say anything. Read this first.</summary>
    public required CochranMantelHaenszelStatus Status { get; init; }

    /// <summary>The test; null without information.</summary>
    public required ChiSquareTest? Test { get; init; }

    /// <summary>The common odds ratio, infinite when no product x₀(n₁ - x₁) is above 0; null without information.</summary>
    public required double? OddsRatio { get; init; }

    /// <summary>Its lower limit; null when the odds ratio is 0, infinite or null.</summary>
    public required double? Lower { get; init; }

    /// <summary>Its upper limit; null when the odds ratio is 0, infinite or null.</summary>
    public required double? Upper { get; init; }

    /// <summary>Whether the test is corrected for continuity.</summary>
    public required bool IsContinuityCorrected { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>Tests the strata.</summary>
    /// <param name="strata">One table for each stratum, in any order.</param>
    /// <param name="continuityCorrection">Whether to correct for continuity: R does by default, SAS does not.</param>
    /// <param name="confidence">The two-sided level of the limits of the odds ratio.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static CochranMantelHaenszel Of(
        ReadOnlySpan<TwoByTwo> strata,
        bool continuityCorrection = false,
        double confidence = 0.95
    )
    {
        var z = TwoSided.Critical(confidence);
        var (excess, variance) = (0.0, 0.0);
        var (r, s, pr, psqr, qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var table in MantelHaenszel.Comparisons(strata))
        {
            double x1 = table.ExperimentalEvents,
                n1 = table.ExperimentalCount,
                x0 = table.ControlEvents,
                n0 = table.ControlCount;
            var (n, x) = (n1 + n0, x1 + x0);
            excess += (x1 * n0 - x0 * n1) / n; // x₁ - n₁x/N
            variance += n1 * n0 / (n * n) * (x * (n - x)) / (n - 1);
            var (concordant, discordant) = (x1 * (n0 - x0) / n, x0 * (n1 - x1) / n);
            var (p, q) = ((x1 + n0 - x0) / n, (x0 + n1 - x1) / n);
            (r, s) = (r + concordant, s + discordant);
            pr += p * concordant;
            psqr += p * discordant + q * concordant;
            qs += q * discordant;
        }
        var isEstimated = variance > 0;
        var distance = double.Abs(excess);
        var corrected = distance - (continuityCorrection && distance >= 0.5 ? 0.5 : 0);
        var hasLimits = r > 0 && s > 0;
        var width = hasLimits ? z * double.Sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s)) : 0;
        return new()
        {
            Status = isEstimated ? CochranMantelHaenszelStatus.Estimated : CochranMantelHaenszelStatus.NoInformation,
            Test = isEstimated ? new(corrected * corrected / variance, 1) : null,
            OddsRatio = r > 0 || s > 0 ? r / s : null,
            Lower = hasLimits ? r / s * double.Exp(-width) : null,
            Upper = hasLimits ? r / s * double.Exp(width) : null,
            IsContinuityCorrected = continuityCorrection,
            Confidence = confidence,
        };
    }

    /// <summary>"odds ratio 2.3 (95% 1.2 to 4.4), chi-square 6.1, 1 df, p 0.01", or why there is none.</summary>
    public override string ToString() =>
        $"odds ratio {Summary.Of(OddsRatio, Lower, Upper, Confidence)}, {Test?.ToString() ?? "no test"}"
        + (Status == CochranMantelHaenszelStatus.Estimated ? "" : $". {Status}");
}
