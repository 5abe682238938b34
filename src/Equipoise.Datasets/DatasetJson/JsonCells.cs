using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Equipoise.Datasets.Csv;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>Takes the cells of one column from the rows of a document.</summary>
abstract class JsonCells(DeclaredColumn column, FindingList notes)
{
    const int Shown = 40;

    readonly byte[] unescaped = new byte[256];

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

    /// <summary>Takes a cell that is as it should be and of which nothing is to be said.</summary>
    /// <param name="view">The bytes from its first on.</param>
    /// <param name="at">The row within the batch, from 0.</param>
    /// <returns>Its length in bytes; 0 when it is anything else, or not whole.</returns>
    public virtual int TakePlain(ReadOnlySpan<byte> view, int at) => 0;

    static ReadOnlySpan<byte> Null => "null"u8;

    /// <summary>Takes a missing text.</summary>
    /// <returns>Its length in bytes; 0 when it is none.</returns>
    static int TakeNull(ReadOnlySpan<byte> view, TextCells cells)
    {
        if (!IsNull(view))
            return 0;
        cells.Add(""u8);
        return Null.Length;
    }

    static bool IsNull(ReadOnlySpan<byte> view) => view.StartsWith(Null);

    /// <summary>The text that begins a view, without its quotes; false when it has an escape, or does not end there.</summary>
    static bool IsPlainText(ReadOnlySpan<byte> view, out ReadOnlySpan<byte> text)
    {
        text = view;
        if (view is not [(byte)'"', ..])
            return false;
        var end = view[1..].IndexOfAny(endOfPlainText);
        if (end < 0 || view[1 + end] != '"')
            return false;
        text = view.Slice(1, end);
        return true;
    }

    // The quote that ends it, the stroke of an escape, and what JSON wants escaped.
    static readonly SearchValues<byte> endOfPlainText = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(letter => (byte)letter),
        (byte)'"',
        (byte)'\\',
    ]);

    protected void Note(string rule, string message, long row, string value, FindingWeight weight = FindingWeight.Broken) =>
        notes.Add(rule, message, weight, Name, row, Short(value));

    protected string Wrong(ref Utf8JsonReader reader, string what)
    {
        var value = reader.TokenType == JsonTokenType.String ? $"\"{Short(reader.GetString()!)}\"" : Short(Raw(ref reader));
        return $"{value} is {what}, as dataType {DeclaredColumn.WordOf(Type)} says";
    }

    /// <summary>The bytes of a text or a number; of a text with escapes, those that it means.</summary>
    protected ReadOnlySpan<byte> Meant(ref Utf8JsonReader reader) =>
        // Longer than any number or date that is written.
        reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped && reader.ValueSpan.Length <= unescaped.Length
            ? unescaped.AsSpan(0, reader.CopyString(unescaped))
            : reader.ValueSpan;

    protected static string Raw(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);

    static string Short(string value) => value.Length <= Shown ? value : $"{value[..Shown]}...";

    sealed class LeftOut(DeclaredColumn column, FindingList notes) : JsonCells(column, notes)
    {
        public override string? Take(ref Utf8JsonReader reader, int at, long row) => null;
    }

    /// <summary>Texts; what is no text is one, as it is written, and that is noted.</summary>
    sealed class Texts(DeclaredColumn column, FindingList notes, TextCells cells) : JsonCells(column, notes)
    {
        static readonly Vector128<byte> quote = Vector128.Create((byte)'"');
        static readonly Vector128<byte> stroke = Vector128.Create((byte)'\\');
        static readonly Vector128<byte> blank = Vector128.Create((byte)' ');

        public override int TakePlain(ReadOnlySpan<byte> view, int at)
        {
            // Most texts are short: sixteen bytes are looked at, and copied, at once.
            if (view.Length > Vector128<byte>.Count && view[0] == '"')
            {
                var first = Vector128.Create(view[1..]);
                var ends = Vector128.Equals(first, quote) | Vector128.Equals(first, stroke) | Vector128.LessThan(first, blank);
                if (ends != Vector128<byte>.Zero)
                {
                    var length = BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
                    if (view[1 + length] != '"')
                        return 0;
                    first.CopyTo(cells.Room(Vector128<byte>.Count));
                    cells.Took(length);
                    return length + 2;
                }
            }
            if (IsPlainText(view, out var text))
            {
                cells.Add(text);
                return text.Length + 2;
            }
            return TakeNull(view, cells);
        }

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
        public override int TakePlain(ReadOnlySpan<byte> view, int at)
        {
            if (IsPlainText(view, out var text) && (text.IsEmpty || IsDecimal(text)))
            {
                cells.Add(text);
                return text.Length + 2;
            }
            return TakeNull(view, cells);
        }

        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty))
                cells.Add(""u8);
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && IsDecimal(Meant(ref reader)))
            {
                cells.Add(Meant(ref reader));
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

        public override int TakePlain(ReadOnlySpan<byte> view, int at)
        {
            if (IsNull(view))
            {
                values[at] = double.NaN;
                return Null.Length;
            }
            var length = ShortDecimal.Begin(view, out values[at]);
            // JSON has digits on both sides of a point.
            if (length is 0 or > ExactDigits || view[length - 1] == '.' || view[view[0] == '-' ? 1 : 0] == '.')
                return 0;
            return Type == DataType.Integer && Math.Truncate(values[at]) != values[at] ? 0 : length;
        }

        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    values[at] = double.NaN;
                    return null;
                case JsonTokenType.Number:
                    break;
                case JsonTokenType.String when IsMissing(Meant(ref reader), out values[at]):
                    Note("missing as text", "a missing number is written as a text, not as null", row, Raw(ref reader));
                    return null;
                case JsonTokenType.String when CsvNumber.TryParse(Meant(ref reader), out values[at]):
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
        public override int TakePlain(ReadOnlySpan<byte> view, int at)
        {
            (values[at], var length) =
                view.StartsWith("true"u8) ? (1, 4)
                : view.StartsWith("false"u8) ? (0, 5)
                : (double.NaN, IsNull(view) ? Null.Length : 0);
            return length;
        }

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

        public override int TakePlain(ReadOnlySpan<byte> view, int at)
        {
            values[at] = double.NaN;
            if (IsNull(view))
                return Null.Length;
            return IsPlainText(view, out var text) && IsoTime.TryRead(text, Type, out values[at], out var hasZone) && !hasZone
                ? text.Length + 2
                : 0;
        }

        public override string? Take(ref Utf8JsonReader reader, int at, long row)
        {
            values[at] = double.NaN;
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            if (reader.TokenType != JsonTokenType.String)
                return Wrong(ref reader, "not a text of ISO 8601");
            if (reader.ValueSpan.IsEmpty)
                Note("missing as text", "a missing number is written as a text, not as null", row, "");
            else if (!IsoTime.TryRead(Meant(ref reader), Type, out values[at], out var hasZone))
                return Wrong(ref reader, $"not a whole {DeclaredColumn.WordOf(Type)} of ISO 8601, which a number needs");
            else if (hasZone)
                Note("time zone", ZoneLost, row, Raw(ref reader), FindingWeight.Lost);
            return null;
        }
    }
}
