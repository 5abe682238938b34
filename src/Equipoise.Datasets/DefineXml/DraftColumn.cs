using System.Globalization;
using System.Text;

namespace Equipoise.Datasets.DefineXml;

/// <summary>What the values of a column turn out to be, in the words of Define-XML.</summary>
sealed class DraftColumn(ColumnSpec spec, bool isListed)
{
    // The length of 2026-01-31, and of 2026-01-31T12:30.
    const int WholeDate = 10;
    const int WholeTime = 16;

    readonly SortedDictionary<string, string?> values = new(StringComparer.Ordinal);
    bool isWhole = true;
    bool hasDates;
    bool hasTimes;
    bool hasPartialDates;
    bool hasPartialTimes;
    int decimals;
    int integers = 1;
    int longest;
    long missing;
    long rows;

    public ColumnSpec Spec => spec;

    /// <summary>The values, where they are listed, with what they mean where another column says it.</summary>
    public IReadOnlyDictionary<string, string?> Values => values;

    public bool IsEmpty => missing == rows;

    public bool IsComplete => missing == 0;

    public void Add(Cells cells, TextCells? meanings, int count)
    {
        rows += count;
        for (var row = 0; row < count; row++)
            if (cells is TextCells texts)
                Add(texts[row], meanings is null ? null : meanings.Text(row));
            else
                Add(((NumberCells)cells).Values[row]);
    }

    void Add(ReadOnlySpan<byte> text, string? meaning)
    {
        if (text.IsEmpty)
        {
            missing++;
            return;
        }
        longest = Math.Max(longest, text.Length);
        if (isListed)
            values.TryAdd(Encoding.UTF8.GetString(text), meaning);
        hasPartialDates |= text.Length < WholeDate;
        hasDates |= text.Length == WholeDate;
        hasPartialTimes |= text.Length is > WholeDate and < WholeTime;
        hasTimes |= text.Length >= WholeTime;
    }

    void Add(double number)
    {
        if (double.IsNaN(number))
        {
            missing++;
            return;
        }
        isWhole &= Math.Truncate(number) == number;
        // Not in powers of ten, which no reader expects in a column of a trial.
        var digits = Math.Abs((decimal)Math.Clamp(number, -1e15, 1e15)).ToString(CultureInfo.InvariantCulture).Split('.');
        integers = Math.Max(integers, digits[0].Length);
        decimals = Math.Max(decimals, digits.Length > 1 ? digits[1].Length : 0);
    }

    /// <summary>The type, with the length and the digits behind the point where the type has them.</summary>
    public (string Type, int? Length, int? Digits) Type()
    {
        if (spec.IsNumber)
            return isWhole || spec.Type is not (DataType.Float or DataType.Double)
                ? ("integer", integers, null)
                : ("float", integers + decimals + 1, decimals);
        if (IsNamed("DTC") || IsNamed("STTPT") || IsNamed("ENTPT"))
            return (DateType(), null, null);
        return IsNamed("DUR") || IsNamed("ELTM")
            ? ("durationDatetime", null, null)
            : ("text", Math.Max(Math.Max(longest, spec.Length), 1), null);
    }

    string DateType() =>
        !hasTimes && !hasPartialTimes ? (hasPartialDates ? "partialDate" : "date")
        : hasDates || hasPartialDates || hasPartialTimes ? "partialDatetime"
        : "datetime";

    bool IsNamed(string end) => spec.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
