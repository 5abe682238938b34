using System.Buffers.Text;
using System.Globalization;

namespace Equipoise.Datasets.Csv;

/// <summary>
/// Which cells of a CSV file are numbers. The whole rule is in <see cref="CsvFile.Read(string, CsvOptions?)"/>.
/// </summary>
static class CsvNumber
{
    const long LargestExactInteger = 1L << 53;

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t"u8);

    /// <summary>The longest cell that a decimal comma is looked for in; no number is longer.</summary>
    public const int LongestSwapped = 64;

    /// <summary>A cell with points for its commas and commas for its points, unless it stands for a missing number.</summary>
    public static ReadOnlySpan<byte> WithPoint(ReadOnlySpan<byte> cell, Span<byte> swapped)
    {
        if (cell.Length > LongestSwapped || !cell.ContainsAny((byte)',', (byte)'.') || TryMissing(Trim(cell), out _))
            return cell;
        for (var i = 0; i < cell.Length; i++)
            swapped[i] = cell[i] switch
            {
                (byte)',' => (byte)'.',
                (byte)'.' => (byte)',',
                var other => other,
            };
        return swapped[..cell.Length];
    }

    /// <summary>
    /// Whether a trimmed cell stands for a missing number; "" is missing too but tells nothing about its column.
    /// </summary>
    public static bool TryMissing(ReadOnlySpan<byte> cell, out double missing)
    {
        missing = double.NaN;
        if (cell.Length == 2 && cell[0] == '.' && cell[1] is (byte)'_' or (>= (byte)'A' and <= (byte)'Z'))
        {
            missing = MissingValue.Of((char)cell[1]);
            return true;
        }
        return cell.SequenceEqual("."u8) || cell.SequenceEqual("NA"u8) || cell.SequenceEqual("NaN"u8);
    }

    /// <summary>A trimmed cell as a number, when it is a number and not a name made of digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        var digits = cell.StartsWith("-"u8) ? cell[1..] : cell;
        var whole = CountDigits(digits);
        if (whole > 1 && digits[0] == '0')
            return false;
        if (whole == digits.Length)
            return whole is > 0 and <= 16 && TryInteger(cell, out value);
        var rest = digits[whole..];
        var fraction = 0;
        if (rest[0] == '.')
        {
            fraction = CountDigits(rest[1..]);
            rest = rest[(1 + fraction)..];
        }
        return whole + fraction > 0 && (rest.IsEmpty || IsExponent(rest)) && TryAny(cell, out value);
    }

    /// <summary>
    /// A trimmed cell as a number where the caller knows that it must be one: leading zeros and plus signs are welcome.
    /// </summary>
    public static bool TryAny(ReadOnlySpan<byte> cell, out double value) =>
        double.TryParse(
            cell,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value
        ) && double.IsFinite(value);

    static bool TryInteger(ReadOnlySpan<byte> cell, out double value)
    {
        var parsed = Utf8Parser.TryParse(cell, out long integer, out _) && Math.Abs(integer) <= LargestExactInteger;
        value = cell[0] == '-' ? -(double)-integer : integer;
        return parsed;
    }

    static bool IsExponent(ReadOnlySpan<byte> rest)
    {
        if (rest[0] is not ((byte)'e' or (byte)'E'))
            return false;
        rest = rest.Length > 1 && rest[1] is (byte)'+' or (byte)'-' ? rest[2..] : rest[1..];
        return rest.Length > 0 && CountDigits(rest) == rest.Length;
    }

    static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
