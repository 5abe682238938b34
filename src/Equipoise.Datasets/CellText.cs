using System.Globalization;

namespace Equipoise.Datasets;

/// <summary>A cell as people read it: dates as dates, missing numbers as SAS shows them.</summary>
public static class CellText
{
    static readonly DateTime epoch = new(1960, 1, 1);

    /// <summary>The cell of a batch in that row and column.</summary>
    public static string Of(Batch batch, ColumnSpec column, int index, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(column);
        return batch.Columns[index] is TextCells texts ? texts.Text(row) : Of(batch.Numbers(index).Values[row], column.Type);
    }

    /// <summary>
    /// A number with the fewest digits that give it back; a date as 2026-11-30, with a time as 2026-11-30T08:00:00, a time as
    /// 08:00:00; "." for a missing one, or its code, ".A".
    /// </summary>
    /// <remarks>A part of a day in a date, and what no calendar reaches, is shown as the number that it is.</remarks>
    public static string Of(double value, DataType type)
    {
        if (double.IsNaN(value))
            return MissingValue.CodeOf(value) is var code && code == '.' ? "." : $".{code}";
        if (type == DataType.Date && Math.Truncate(value) == value && SasDate.FromNumber(value) is { } date)
            return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // A point before FFFFFF goes with its digits where there are none.
        if (type == DataType.DateTime && Math.Abs(value) < 2e11 && Moment(value) is { } moment)
            return moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        if (type == DataType.Time && value is >= 0 and < 86_400 && Moment(value) is { } time)
            return time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A cell in words, a date as the number that it is held as.</summary>
    internal static string Of(Cells cells, int row) =>
        cells is TextCells texts ? texts.Text(row) : Of(((NumberCells)cells).Values[row], DataType.Float);

    /// <summary>A number, or the number that a decimal is.</summary>
    internal static double Number(Cells cells, int row) =>
        cells is NumberCells numbers ? numbers.Values[row]
        : double.TryParse(((TextCells)cells)[row], CultureInfo.InvariantCulture, out var value) ? value
        : double.NaN;

    /// <summary>A text without the blanks at its end, which SAS does not keep apart from none.</summary>
    internal static ReadOnlySpan<byte> Text(Cells cells, int row) => ((TextCells)cells)[row].TrimEnd((byte)' ');

    static DateTime? Moment(double seconds)
    {
        var ticks = Math.Round(seconds * 1e6) * 10;
        return ticks + epoch.Ticks is >= 0 and var all && all <= DateTime.MaxValue.Ticks ? new DateTime((long)all) : null;
    }
}
