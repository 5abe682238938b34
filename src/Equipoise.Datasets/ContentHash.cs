using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Datasets;

/// <summary>One hash for one content, whatever file it came from, as results state where they come from.</summary>
/// <remarks>
/// SHA-256 over: number of columns, number of rows; for each column its name in capitals, the byte 'T' or 'N', its values. A text
/// is its length in bytes and its UTF-8 without trailing blanks; a number is its IEEE double, a missing number FF and its code.
/// Integers and doubles are big-endian, integers of 8 bytes.
/// </remarks>
public static class ContentHash
{
    /// <summary>The SHA-256 of a table's content, 64 hexadecimal digits.</summary>
    /// <remarks>
    /// It covers the columns' names (in capitals) and order, their types and every value. It does not depend on the file's
    /// format, the table's name, labels, formats, widths, trailing blanks of text or the sign of zero.
    /// </remarks>
    public static string Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new List<byte>();
        Add(buffer, table.Columns.Count);
        Add(buffer, table.RowCount);
        foreach (var column in table.Columns)
        {
            Add(buffer, column.Name.ToUpperInvariant());
            buffer.Add((byte)(column is TextColumn ? 'T' : 'N'));
            for (var row = 0; row < column.Count; row++)
            {
                if (column is TextColumn text)
                    Add(buffer, text[row].TrimEnd(' '));
                else
                    Add(buffer, ((NumberColumn)column)[row]);
                if (buffer.Count > 1 << 16)
                    Flush(buffer, hash);
            }
        }
        Flush(buffer, hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static void Flush(List<byte> buffer, IncrementalHash hash)
    {
        hash.AppendData(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(buffer));
        buffer.Clear();
    }

    static void Add(List<byte> buffer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(buffer, bytes.Length);
        buffer.AddRange(bytes);
    }

    static void Add(List<byte> buffer, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        buffer.AddRange(bytes);
    }

    static void Add(List<byte> buffer, double number)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (double.IsNaN(number))
            BinaryPrimitives.WriteUInt64BigEndian(bytes, 0xFFFF_FFFF_FFFF_FF00 | MissingValue.CodeOf(number));
        else
            BinaryPrimitives.WriteDoubleBigEndian(bytes, number + 0.0);
        buffer.AddRange(bytes);
    }
}
