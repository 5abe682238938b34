using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>A value of a grid that begins with a number, such as 29.1 months, 5% yearly or 0.667.</summary>
/// <param name="Value">The number.</param>
/// <param name="Written">Its digits as written.</param>
/// <param name="Unit">What follows it; "" for nothing.</param>
readonly partial record struct GridNumber(double Value, string Written, string Unit)
{
    /// <summary>
    /// The number of a value; null when there is none, or when more than a unit follows it, as in 1:1 or 2017-06-21.
    /// </summary>
    public static GridNumber? Of(string value) =>
        NumberAndUnit().Match(value) is { Success: true } match
        && double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? new(number, match.Groups["number"].Value, match.Groups["unit"].Value)
            : null;

    /// <summary>Whether both are on one scale: 1 month and 2 months are, 8 weeks and 2 months are not.</summary>
    public bool IsOnScaleOf(GridNumber other) => Unit.TrimEnd('s') == other.Unit.TrimEnd('s');

    [GeneratedRegex(
        @"^\s*(?<number>[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)\s*(?<unit>([%\p{L}][^0-9,:;]*)?)\s*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NumberAndUnit();
}

/// <summary>The name whose numbers make the horizontal axis.</summary>
/// <param name="Index">Its place among the names.</param>
/// <param name="Title">The name with its unit.</param>
sealed record NumericName(int Index, string Title)
{
    /// <summary>
    /// The name with the most different numbers, all on one scale; the first of several; null when none has two.
    /// </summary>
    public static NumericName? Of(IReadOnlyList<string> names, IReadOnlyList<SimulatedCell> cells) =>
        names
            .Select((name, i) => (Name: name, Index: i, Numbers: Numbers(cells, i)))
            .Where(one => one.Numbers.Count > 1)
            .OrderByDescending(one => one.Numbers.Count)
            .Select(one => new NumericName(one.Index, Titled(one.Name, one.Numbers)))
            .FirstOrDefault();

    public GridNumber At(SimulatedCell cell) => GridNumber.Of(cell.Values[Index])!.Value;

    // Empty unless every value is a number on the scale of the first.
    static List<GridNumber> Numbers(IReadOnlyList<SimulatedCell> cells, int index)
    {
        var numbers = cells.Select(cell => GridNumber.Of(cell.Values[index])).ToList();
        return numbers.TrueForAll(number => number is { } one && numbers[0] is { } first && one.IsOnScaleOf(first))
            ? [.. numbers.Select(number => number!.Value).DistinctBy(number => number.Value)]
            : [];
    }

    static string Titled(string name, List<GridNumber> numbers) =>
        numbers.MaxBy(number => number.Unit.Length).Unit is { Length: > 0 } unit ? $"{name} ({unit})" : name;
}
