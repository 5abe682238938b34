using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Quoting;

/// <summary>How P values are printed in a document; every other number is printed as the results have it.</summary>
static class PValues
{
    const double UsualLevel = 0.05;
    const int FewestDecimals = 2;

    static readonly string stagewise = new VerdictResults("").StagewiseP.Operation;

    // As the analyses call them.
    static readonly string[] operations = ["pTwoSided", "pValue", "pStratified", "pGray", stagewise];

    /// <summary>A result as it prints in the document.</summary>
    public static string Printed(this Manuscript m, Quote quote, OperationResult result) =>
        result.IsEstimable && operations.Contains(result.Operation, StringComparer.Ordinal)
            ? Format.PValue(result.Raw, Kind(m.Style), Levels(m, quote.Result))
            : quote.Printed(result);

    /// <summary>Whether a text is that P value, in whatever style and with however many decimals it is printed.</summary>
    public static bool Says(string text, OperationResult result)
    {
        if (result.Raw is not { } p || !operations.Contains(result.Operation, StringComparer.Ordinal))
            return false;
        var printed = text.TrimStart('<', '>');
        if (!double.TryParse(printed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;
        var decimals = printed.Length - printed.IndexOf('.') - 1;
        return text[0] switch
        {
            '<' => p < value,
            '>' => p > value,
            _ => decimals >= FewestDecimals && printed == Format.Fixed(p, decimals),
        };
    }

    /// <summary>What a document says of its P values.</summary>
    public static Convention Convention(ReportStyle style) =>
        new(
            "pValues",
            "*",
            style == ReportStyle.Regulatory
                ? "P values have four decimals (<.0001 and >.9999 at the ends), and as many more as keep them on their side of "
                    + "0.05 and of the level of the design."
                : "P values have two decimals, three below 0.01 (<0.001 and >0.99 at the ends), and as many more as keep them on "
                    + "their side of 0.05 and of the level of the design."
        );

    static PValueStyle Kind(ReportStyle style) =>
        style == ReportStyle.Regulatory ? PValueStyle.Regulatory : PValueStyle.Journal;

    /// <summary>The levels beside which it will be held: the usual one, and that of the design for its endpoint.</summary>
    static double[] Levels(Manuscript m, ResultRef result)
    {
        var sides = result.Operation == stagewise ? 2 : 1;
        var level = m.Verdicts.FirstOrDefault(one => IsOf(one.Key, result)).Value?.LevelTwoSided;
        return level is { } set ? [UsualLevel / sides, set / sides] : [UsualLevel / sides];
    }

    static bool IsOf(string endpoint, ResultRef result) =>
        result.Analysis == new LogRankResults(endpoint).Id || result.Analysis == new VerdictResults(endpoint).Id;
}
