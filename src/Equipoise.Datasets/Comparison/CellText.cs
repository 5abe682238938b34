using System.Globalization;

namespace Equipoise.Datasets.Comparison;

/// <summary>Cells of a batch as numbers and as words.</summary>
static class CellText
{
    /// <summary>A cell in words.</summary>
    public static string Of(Cells cells, int row) =>
        cells is TextCells texts ? texts.Text(row) : Of(((NumberCells)cells).Values[row]);

    static string Of(double value) =>
        !double.IsNaN(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : MissingValue.CodeOf(value) is var code and not '.' ? $".{code}"
        : ".";

    /// <summary>A number, or the number that a decimal is.</summary>
    public static double Number(Cells cells, int row) =>
        cells is NumberCells numbers ? numbers.Values[row]
        : double.TryParse(((TextCells)cells)[row], CultureInfo.InvariantCulture, out var value) ? value
        : double.NaN;

    /// <summary>A text without the blanks at its end, which SAS does not keep apart from none.</summary>
    public static ReadOnlySpan<byte> Text(Cells cells, int row) => ((TextCells)cells)[row].TrimEnd((byte)' ');
}
