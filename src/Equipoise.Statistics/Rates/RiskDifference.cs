using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How the confidence limits of a risk difference are made.</summary>
public enum RiskDifferenceInterval
{
    /// <summary>
    /// Miettinen and Nurminen (1985): the score test with N/(N - 1) inverted. SAS: <c>riskdiff(cl=mn)</c>; with strata the
    /// weights of Mantel and Haenszel, <c>commonriskdiff(cl=mnmh)</c> of SAS Viya since 2023.10.
    /// </summary>
    MiettinenNurminen,

    /// <summary>
    /// Newcombe (1998), method 10: Wilson limits of the two risks combined; one table only. SAS: <c>riskdiff(cl=newcombe)</c>.
    /// </summary>
    Newcombe,

    /// <summary>Sato (1989): Wald limits of the Mantel-Haenszel difference. SAS: among <c>riskdiff(common)</c>.</summary>
    Sato,

    /// <summary>
    /// Wald: δ̂ ± z √(p₁(1 - p₁)/n₁ + p₀(1 - p₀)/n₀), without correction; one table only. No interval at all where both risks are
    /// 0 or 1. R: <c>prop.test(c(x1, x0), c(n1, n0), correct = FALSE)$conf.int</c>; SAS: <c>riskdiff(cl=wald)</c>.
    /// </summary>
    Wald,
}

/// <summary>Whether there is a difference to estimate.</summary>
public enum RiskDifferenceStatus
{
    /// <summary>There is.</summary>
    Estimated,

    /// <summary>No stratum has participants in both arms: every number is null.</summary>
    NoComparison,
}

/// <summary>
/// How many more of a hundred have the event in one arm than in the other? The risk difference, in one table or over strata.
/// </summary>
/// <remarks>
/// <para>δ̂ = Σw(x₁/n₁ - x₀/n₀)/Σw with the weights w = n₁n₀/N of Mantel and Haenszel: experimental less control, below 0 when
/// fewer have the event in the experimental arm. One table is one stratum, and δ̂ the plain difference.</para>
/// <para>Limits. Newcombe: δ̂ - √((p₁ - l₁)² + (u₀ - p₀)²) and δ̂ + √((u₁ - p₁)² + (p₀ - l₀)²) from the Wilson limits l and u.
/// Miettinen-Nurminen: the δ with (Σw(δ̂ₛ - δ))² = z² Σw²Ṽₛ(δ), Ṽ being the variance of a difference when the true one is δ.
/// Sato: δ̂ ± z √(δ̂ΣP + ΣQ)/Σw with P = (n₁²x₀ - n₀²x₁ + n₁n₀(n₀ - n₁)/2)/N² and Q = (x₁(n₀ - x₀) + x₀(n₁ - x₁))/2N, consistent
/// for few large and for many small strata; its limits may leave -1 to 1.</para>
/// <para>Cost: O(strata) for each of some 10 evaluations. R has no call; the tests hold a second program in R.</para>
/// </remarks>
public sealed record RiskDifference
{
    /// <summary>Whether there is a difference. Read this first.</summary>
    public required RiskDifferenceStatus Status { get; init; }

    /// <summary>The difference of the risks.</summary>
    public required double? Estimate { get; init; }

    /// <summary>The lower limit.</summary>
    public required double? Lower { get; init; }

    /// <summary>The upper limit.</summary>
    public required double? Upper { get; init; }

    /// <summary>The standard error by Sato, whatever the limits; null without a difference.</summary>
    public required double? StandardError { get; init; }

    /// <summary>How the limits were made.</summary>
    public required RiskDifferenceInterval Interval { get; init; }

    /// <summary>Their two-sided level.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many strata have participants in both arms.</summary>
    public required int Strata { get; init; }

    /// <summary>The difference in one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <param name="confidence">Their two-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static RiskDifference Of(
        TwoByTwo table,
        RiskDifferenceInterval interval = RiskDifferenceInterval.MiettinenNurminen,
        double confidence = 0.95
    ) => Of([table], interval, confidence);

    /// <summary>The common difference over strata.</summary>
    /// <param name="strata">One table for each stratum, in any order.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <param name="confidence">Their two-sided level.</param>
    /// <exception cref="ArgumentException">Newcombe or Wald limits were asked of several tables.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static RiskDifference Of(
        ReadOnlySpan<TwoByTwo> strata,
        RiskDifferenceInterval interval = RiskDifferenceInterval.MiettinenNurminen,
        double confidence = 0.95
    )
    {
        var z = TwoSided.Critical(confidence);
        if (interval is (RiskDifferenceInterval.Newcombe or RiskDifferenceInterval.Wald) && strata.Length > 1)
            throw new ArgumentException($"{interval} limits are for one table, not {strata.Length}.", nameof(interval));
        var tables = MantelHaenszel.Comparisons(strata);
        var isEstimated = tables.Length > 0;
        var (estimate, error) = isEstimated ? Sato(tables) : (0, 0);
        var (lower, upper) =
            !isEstimated ? (0, 0)
            : interval == RiskDifferenceInterval.Sato ? (estimate - z * error, estimate + z * error)
            : interval == RiskDifferenceInterval.Newcombe ? Newcombe(tables[0], confidence)
            : interval == RiskDifferenceInterval.Wald ? Wald(tables[0], z)
            : ScoreLimits.Of(tables, z);
        return new()
        {
            Status = isEstimated ? RiskDifferenceStatus.Estimated : RiskDifferenceStatus.NoComparison,
            Estimate = isEstimated ? estimate : null,
            Lower = isEstimated ? lower : null,
            Upper = isEstimated ? upper : null,
            StandardError = isEstimated ? error : null,
            Interval = interval,
            Confidence = confidence,
            Strata = tables.Length,
        };
    }

    static (double Estimate, double StandardError) Sato(TwoByTwo[] tables)
    {
        var (sum, weights, sumP, sumQ) = (0.0, 0.0, 0.0, 0.0);
        foreach (var table in tables)
        {
            double x1 = table.ExperimentalEvents,
                n1 = table.ExperimentalCount,
                x0 = table.ControlEvents,
                n0 = table.ControlCount;
            var n = n1 + n0;
            sum += (x1 * n0 - x0 * n1) / n;
            weights += n1 * n0 / n;
            sumP += (n1 * n1 * x0 - n0 * n0 * x1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
            sumQ += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
        }
        var δ = sum / weights;
        return (δ, double.Sqrt(double.Max(0, δ * sumP + sumQ)) / weights);
    }

    static (double Lower, double Upper) Newcombe(TwoByTwo table, double confidence)
    {
        var p1 = (double)table.ExperimentalEvents / table.ExperimentalCount;
        var p0 = (double)table.ControlEvents / table.ControlCount;
        var (l1, u1) = Proportion.Wilson(table.ExperimentalEvents, table.ExperimentalCount, confidence);
        var (l0, u0) = Proportion.Wilson(table.ControlEvents, table.ControlCount, confidence);
        return (p1 - p0 - double.Hypot(p1 - l1, u0 - p0), p1 - p0 + double.Hypot(u1 - p1, p0 - l0));
    }

    static (double Lower, double Upper) Wald(TwoByTwo table, double z)
    {
        double x1 = table.ExperimentalEvents,
            n1 = table.ExperimentalCount,
            x0 = table.ControlEvents,
            n0 = table.ControlCount;
        var width = z * double.Sqrt(x1 * (n1 - x1) / (n1 * n1 * n1) + x0 * (n0 - x0) / (n0 * n0 * n0));
        return (table.Difference - width, table.Difference + width);
    }

    /// <summary>"risk difference 0.2 (95% 0.05 to 0.34)", and why not all of it exists.</summary>
    public override string ToString() =>
        $"risk difference {Summary.Of(Estimate, Lower, Upper, Confidence)}"
        + (Status == RiskDifferenceStatus.Estimated ? "" : $". {Status}");
}
