using System.Globalization;
using System.Text;
using Equipoise.Datasets.Csv;

namespace Equipoise.Datasets.ValueFormats;

/// <summary>A format that a study defined: which values are shown by which words (PROC FORMAT of SAS).</summary>
/// <param name="Name">As columns name it: "AGEGR"; of texts with a dollar, "$SEX".</param>
/// <param name="Ranges">The values that have words; of ranges that overlap the first counts.</param>
/// <param name="Other">The words for all other values; null where they are shown as they are.</param>
public sealed record ValueFormat(string Name, IReadOnlyList<ValueRange> Ranges, string? Other)
{
    /// <summary>The words for a text; null where it has none.</summary>
    public string? LabelOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LabelOf(bound => string.CompareOrdinal(text, bound));
    }

    /// <summary>The words for a number or a missing value; null where it has none.</summary>
    public string? LabelOf(double number) => LabelOf(bound => Compare(number, bound));

    string? LabelOf(Func<string, int?> compare) => Ranges.FirstOrDefault(range => range.Holds(compare))?.Label ?? Other;

    // Missing values are told apart by their codes, and LOW is the lowest number.
    static int? Compare(double number, string bound)
    {
        if (CsvNumber.TryMissing(Encoding.UTF8.GetBytes(bound), out var missing))
            return double.IsNaN(number) && MissingValue.CodeOf(number) == MissingValue.CodeOf(missing) ? 0 : null;
        return !double.IsNaN(number) && double.TryParse(bound, CultureInfo.InvariantCulture, out var value)
            ? number.CompareTo(value)
            : null;
    }
}

/// <summary>Values from one to another that have the same words.</summary>
/// <param name="Start">The first; null for the lowest (LOW).</param>
/// <param name="End">The last, often the same; null for the highest (HIGH).</param>
/// <param name="Label">The words.</param>
public sealed record ValueRange(string? Start, string? End, string Label)
{
    /// <summary>Whether the first value itself is not meant: 0 &lt;- 10.</summary>
    public bool IsStartLeftOut { get; init; }

    /// <summary>Whether the last value itself is not meant: 0 -&lt; 10.</summary>
    public bool IsEndLeftOut { get; init; }

    internal bool Holds(Func<string, int?> compare)
    {
        // What cannot be compared with any bound is in no range, also in that from LOW to HIGH.
        var (start, end) = (Start is null ? compare("0") : compare(Start), End is null ? compare("0") : compare(End));
        return start is { } first
            && end is { } last
            && (Start is null || (IsStartLeftOut ? first > 0 : first >= 0))
            && (End is null || (IsEndLeftOut ? last < 0 : last <= 0));
    }
}
