using Equipoise.Analysis.Results;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How the numbers of an analysis are rounded and written for people.</summary>
sealed class Printed(TteOptions options)
{
    /// <summary>What stands over limits: "95% CI".</summary>
    public string Limits { get; } = $"{Format.Exact((double)(100 * (decimal)options.Curves.Confidence))}% CI";

    /// <summary>Whole numbers, and others with a decimal: sums of weights may be no counts.</summary>
    public static string Count(double count) => Format.Significant(count, count == double.Floor(count) ? 0 : 1);

    /// <summary>Of sampling weights both are told: how many rows there are, and how many people they stand for.</summary>
    public static string Count(double count, double? weighted) =>
        weighted is { } sum ? $"{Count(count)} (weighted {Count(sum)})" : Count(count);

    public static string Time(double? value) =>
        value is { } time && time == Math.Floor(time) ? Format.Fixed(value, 0) : Format.Significant(value, 2);

    public static string Probability(double? value) => Format.Fixed(value, 4);

    // A ratio to one unit of a covariate that is counted in thousands is near 1: as many decimals as tell it from 1.
    public static string Ratio(double? value) =>
        value is not { } ratio || double.Abs(ratio - 1) >= 0.005 || ratio == 1
            ? Format.Significant(value, 3)
            : Format.Fixed(ratio, int.Min(15, 2 - (int)double.Floor(double.Log10(double.Abs(ratio - 1)))));

    /// <summary>A quantile with its limits: "NR" for what the curve, or its band, does not come down to.</summary>
    public static string Interval(Quantile value) =>
        Interval(value.Estimate, value.Lower, value.Upper, time => time is null ? Format.NotReached : Time(time));

    public static string Interval(double? estimate, double? lower, double? upper, Func<double?, string> print) =>
        $"{print(estimate)} ({print(lower)} to {print(upper)})";

    /// <summary>A p value in the style that was asked for.</summary>
    public string PValue(double? p) => Format.PValue(p, options.Output.PStyle);
}
