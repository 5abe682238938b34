using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Equipoise.Datasets.Csv;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Takes the cells of one column from the rows of a document.</summary>
abstract class JsonCells(DeclaredColumn column, FindingList notes)
{
    const int Shown = 40;

    /// <summary>Takes them into the column of a batch that has that place.</summary>
    public static JsonCells For(DeclaredColumn column, Batch batch, int index, FindingList notes) =>
        column.IsLeftOut ? new LeftOut(column, notes)
        : !column.Spec.IsNumber
            ? column.DataType == DataType.Decimal
                ? new Decimals(column, notes, batch.Texts(index))
                : new Texts(column, notes, batch.Texts(index))
        : column.DataType switch
        {
            DataType.Boolean => new Booleans(column, notes, batch.Numbers(index).Values),
            DataType.Date or DataType.DateTime or DataType.Time => new Dates(column, notes, batch.Numbers(index).Values),
            _ => new Numbers(column, notes, batch.Numbers(index).Values),
        };

    public string Name => column.Spec.Name;

    protected DataType Type => column.DataType;

    /// <summary>Takes a cell, which is no array and no object.</summary>
    /// <param name="reader">A reader that stands on it.</param>
    /// <param name="at">The row within the batch, from 0.</param>
    /// <param name="row">The row within the file, from 1.</param>
    /// <returns>What keeps it from being read, as the end of a sentence; null when nothing does.</returns>
    public abstract string? Take(ref Utf8JsonReader reader, int at, long row);

    protected void Note(string rule, string message, long row, string value, FindingWeight weight = FindingWeight.Broken) =>
        notes.Add(rule, message, weight, Name, row, Short(value));

    protected string Wrong(ref Utf8JsonReader reader, string what)
    {
        var value = reader.TokenType == JsonTokenType.String ? $"\"{Short(reader.GetString()!)}\"" : Short(Raw(ref reader));
        return $"{value} is {what}, as dataType {DeclaredColumn.WordOf(Type)} says";
    }

    protected static string Raw(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);

    static string Short(string value) => value.Length <= Shown ? value : $"{value[..Shown]}...";

    sealed class LeftOut(DeclaredColumn column, FindingList notes) : JsonCells(column, notes)
    {
        public override string? Take(ref Utf8JsonReader reader, int at, long row) => null;
    }

    /// <summary>Texts; what is no text is one, as it is written, and that is noted.</summary>
    sealed class Texts(DeclaredColumn column, FindingList notes, TextCells cells) : JsonCells(column, notes)
    {
        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var text = reader.ValueSpan;
                if (reader.ValueIsEscaped)
                    cells.Took(reader.CopyString(cells.Room(text.Length)));
                else if (Utf8.IsValid(text))
                    cells.Add(text);
                else
                    return "is not UTF-8; save the file as UTF-8";
            }
            else if (reader.TokenType == JsonTokenType.Null)
                cells.Add(""u8);
            else
            {
                cells.Add(reader.ValueSpan);
                Note("not a text", "a value that is no text was read as one", row, Raw(ref reader));
            }
            return null;
        }
    }

    /// <summary>Decimals, digit by digit as they are written.</summary>
    sealed class Decimals(DeclaredColumn column, FindingList notes, TextCells cells) : JsonCells(column, notes)
    {
        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty))
                cells.Add(""u8);
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && IsDecimal(reader.ValueSpan))
            {
                cells.Add(reader.ValueSpan);
                if (reader.TokenType == JsonTokenType.Number)
                    Note("not a text", "a decimal is not written as a text, as the standard has it", row, Raw(ref reader));
            }
            else
                return Wrong(ref reader, "not a decimal");
            return null;
        }

        static bool IsDecimal(ReadOnlySpan<byte> text) =>
            Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value);
    }

    /// <summary>Numbers. A text may stand for a missing one, or hold a number; both are noted.</summary>
    sealed class Numbers(DeclaredColumn column, FindingList notes, double[] values) : JsonCells(column, notes)
    {
        // Up to there every whole number has a double of its own.
        const int ExactDigits = 15;

        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    values[at] = double.NaN;
                    return null;
                case JsonTokenType.Number:
                    break;
                case JsonTokenType.String when IsMissing(reader.ValueSpan, out values[at]):
                    Note("missing as text", "a missing number is written as a text, not as null", row, Raw(ref reader));
                    return null;
                case JsonTokenType.String when CsvNumber.TryParse(reader.ValueSpan, out values[at]):
                    Note("number as text", "a number is written as a text", row, Raw(ref reader));
                    return null;
                default:
                    return Wrong(ref reader, "not a number");
            }
            var digits = reader.ValueSpan;
            var isRead = ShortDecimal.TryParse(digits, out values[at]) || reader.TryGetDouble(out values[at]);
            if (!isRead || !double.IsFinite(values[at]))
                return Wrong(ref reader, "beyond the numbers that a double holds");
            if (Type == DataType.Integer && Math.Truncate(values[at]) != values[at])
                Note("not whole", "a number of a column of integers is not whole; it was read as it is", row, Raw(ref reader));
            else if (digits.Length > ExactDigits && !IsExact(digits, values[at]))
                Note("digits", "a whole number has more digits than a double holds", row, Raw(ref reader), FindingWeight.Lost);
            return null;
        }

        // Of a fraction the nearest double is what is meant, of a whole number every digit: it may be a name.
        static bool IsExact(ReadOnlySpan<byte> digits, double value) =>
            digits.ContainsAny(".eE"u8)
            || (Int128.TryParse(digits, CultureInfo.InvariantCulture, out var whole) && whole == (Int128)value);

        // As CSV has it, whatever the case.
        static bool IsMissing(ReadOnlySpan<byte> text, out double missing) =>
            CsvNumber.TryMissing(text, out missing)
            || text.IsEmpty
            || Ascii.EqualsIgnoreCase(text, "na"u8)
            || Ascii.EqualsIgnoreCase(text, "nan"u8);
    }

    sealed class Booleans(DeclaredColumn column, FindingList notes, double[] values) : JsonCells(column, notes)
    {
        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            values[at] = reader.TokenType switch
            {
                JsonTokenType.True => 1,
                JsonTokenType.False => 0,
                _ => double.NaN,
            };
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
                ? null
                : Wrong(ref reader, "neither true nor false");
        }
    }

    /// <summary>Dates and times that are texts here and numbers in SAS.</summary>
    sealed class Dates(DeclaredColumn column, FindingList notes, double[] values) : JsonCells(column, notes)
    {
        const string ZoneLost = "a time zone is named, which a number does not hold: the clock it shows was kept";

        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            values[at] = double.NaN;
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            if (reader.TokenType != JsonTokenType.String)
                return Wrong(ref reader, "not a text of ISO 8601");
            if (reader.ValueSpan.IsEmpty)
                Note("missing as text", "a missing number is written as a text, not as null", row, "");
            else if (!IsoTime.TryRead(reader.ValueSpan, Type, out values[at], out var hasZone))
                return Wrong(ref reader, $"not a whole {DeclaredColumn.WordOf(Type)} of ISO 8601, which a number needs");
            else if (hasZone)
                Note("time zone", ZoneLost, row, Raw(ref reader), FindingWeight.Lost);
            return null;
        }
    }
}
