using System.Globalization;

namespace Equipoise.Datasets.Inspection;

/// <summary>What a column is and holds, in few words.</summary>
public static class InspectedText
{
    /// <summary>Its type: "text", "number", "date (number)" and so on.</summary>
    public static string TypeOf(ColumnSpec column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var word = column.Type switch
        {
            DataType.Text => "text",
            DataType.Integer => "integer",
            DataType.Decimal => "decimal",
            DataType.Float or DataType.Double => "number",
            DataType.Boolean => "yes or no",
            DataType.Date => "date",
            DataType.DateTime => "date-time",
            DataType.Time => "time",
            DataType.Uri => "address",
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "A type that has no word."),
        };
        return column is { IsNumber: true, Type: DataType.Date or DataType.DateTime or DataType.Time }
            ? $"{word} (number)"
            : word;
    }

    /// <summary>The length that was declared, and that of the longest text where it is another.</summary>
    public static string LengthOf(InspectedColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Spec.IsNumber || column.Longest == 0 || column.Longest == column.Spec.Length ? Number(column.Spec.Length)
            : column.Spec.Length == 0 ? $"({Number(column.Longest)})"
            : $"{Number(column.Spec.Length)} ({Number(column.Longest)})";
    }

    /// <summary>Its different values with how often they stand there, or the range of its numbers.</summary>
    public static string ValuesOf(InspectedColumn column, int most)
    {
        ArgumentNullException.ThrowIfNull(column);
        var range = (column.Least, column.Greatest) switch
        {
            ({ } least, { } greatest) => least == greatest ? least : $"{least} to {greatest}",
            _ => "",
        };
        if (column.HasManyValues)
            return range.Length > 0 ? range : $"more than {InspectedColumn.MostValues:#,0}, or long texts";
        var values = column.Values;
        if (values.Count > most && range.Length > 0)
            return $"{range}, {values.Count} different";
        var shown = string.Join(
            ", ",
            values
                .Take(most)
                .Select(value => $"{value.Value} {value.Label}".TrimEnd() + (value.Count == 1 ? "" : $" ({value.Count})"))
        );
        return values.Count > most ? $"{shown}, ... {values.Count} different" : shown;
    }

    static string Number(int length) => length == 0 ? "" : length.ToString(CultureInfo.InvariantCulture);
}
