using System.Globalization;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>To how many digits an operation of an analysis is stored.</summary>
/// <param name="Decimals">The decimals of the text that has most.</param>
/// <param name="Width">The length of the longest text.</param>
sealed record StoredDigits(int Decimals, int Width)
{
    /// <summary>Those of each operation of an analysis.</summary>
    public static IReadOnlyDictionary<string, StoredDigits> Of(StoredAnalysis analysis) =>
        analysis
            .Results.GroupBy(result => result.Operation)
            .ToDictionary(
                results => results.Key,
                results => new StoredDigits(
                    results.Max(result => DecimalsOf(Held(result.Raw))),
                    results.Max(result => Held(result.Raw).Length)
                )
            );

    /// <summary>The text in the 15 digits that a double holds: 0.0771929825 for 0.07719298250000001.</summary>
    static string Held(string text) =>
        text.Count(char.IsAsciiDigit) > 15
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G15", CultureInfo.InvariantCulture)
            : text;

    /// <summary>How many decimals a text has.</summary>
    public static int DecimalsOf(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var end = text.IndexOfAny(['e', 'E']);
        return point < 0 ? 0 : (end < 0 ? text.Length : end) - point - 1;
    }

    /// <summary>Whether a number rounds to a text; a blank text agrees with a number that cannot be estimated.</summary>
    public bool Agree(string text, double? computed)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return computed is null;
        if (computed is not { } value)
            return false;
        // With an exponent the text has the digits that it shows.
        if (text.IndexOfAny(['e', 'E']) is >= 0 and var e)
            return Math.Abs(value - number)
                <= Unit(DecimalsOf(text)) * Math.Pow(10, int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture));
        var whole = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point : text.Length;
        return Math.Abs(value - number) <= Unit(Math.Min(Decimals, Math.Max(0, Width - whole - 1)));
    }

    /// <summary>Half a unit of the last decimal, and a hair's breadth for halves that binary numbers cannot hold.</summary>
    static double Unit(int decimals) => 0.5 * Math.Pow(10, -decimals) * (1 + 1e-9);
}
