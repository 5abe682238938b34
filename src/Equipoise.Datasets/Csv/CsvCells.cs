using System.Text;

namespace Equipoise.Datasets.Csv;

/// <summary>
/// What single cells of a CSV file are: the rule of <see cref="CsvFile.Read(string, CsvOptions?)"/>, cell by cell.
/// </summary>
sealed class CsvCells(CsvOptions options)
{
    readonly HashSet<string> missingText = [.. options.MissingText, .. options.Missing];
    readonly double[] missingNumbers =
    [
        .. options.Missing.Select(word => CsvNumber.TryParse(Encoding.UTF8.GetBytes(word), out var number) ? number : double.NaN),
    ];
    readonly byte[] swapped = options.DecimalComma ? new byte[CsvNumber.LongestSwapped] : [];

    public enum Kind
    {
        /// <summary>It holds nothing, and tells nothing about its column.</summary>
        Empty,

        /// <summary>A number, or a missing value of numbers.</summary>
        Number,

        /// <summary>Not a number, or not one that survives as a number, as 007.</summary>
        Other,
    }

    /// <summary>A cell as a number.</summary>
    public Kind Read(ReadOnlySpan<byte> cell, out double value)
    {
        var raw = options.DecimalComma ? CsvNumber.WithPoint(cell, swapped) : cell;
        if (ShortDecimal.TryParse(raw, out value))
        {
            value = Known(value);
            return Kind.Number;
        }
        var trimmed = CsvNumber.Trim(raw);
        value = double.NaN;
        if (trimmed.IsEmpty || (options.Missing.Count > 0 && options.Missing.Contains(Encoding.UTF8.GetString(trimmed))))
            return Kind.Empty;
        if (!CsvNumber.TryParse(trimmed, out value) && !CsvNumber.TryMissing(trimmed, out value))
            return Kind.Other;
        value = Known(value);
        return Kind.Number;
    }

    /// <summary>A cell of a column that must be numbers: leading zeros and plus signs are welcome.</summary>
    public bool TryAny(ReadOnlySpan<byte> cell, out double value) =>
        CsvNumber.TryAny(CsvNumber.Trim(options.DecimalComma ? CsvNumber.WithPoint(cell, swapped) : cell), out value);

    /// <summary>Whether a cell of a column of text means missing.</summary>
    public bool IsMissingText(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || (missingText.Count > 0 && missingText.Contains(Encoding.UTF8.GetString(cell)));

    double Known(double value) => missingNumbers.Length > 0 && missingNumbers.Contains(value) ? double.NaN : value;
}
