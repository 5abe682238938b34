using System.Buffers.Binary;

namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Rows packed with COMPRESS=BINARY, "SASYZCR2": Ross Data Compression.</summary>
/// <remarks>
/// Source: E. Ross, "A Simple Data Compression Technique", C/C++ Users Journal, October 1992. Each 16 bits, always with the
/// larger byte first, tell of the 16 items after them whether an item is a byte (0) or a code (1): a run, or a copy of what
/// came before.
/// </remarks>
static class SasRoss
{
    /// <summary>Unpacks one row; null when done, else what is wrong.</summary>
    public static string? Unpack(ReadOnlySpan<byte> packed, Span<byte> row)
    {
        const string endsEarly = "a packed row ends within a code";
        int at = 0,
            to = 0,
            control = 0,
            bit = 0;
        while (at < packed.Length)
        {
            bit >>= 1;
            if (bit == 0)
            {
                if (packed.Length - at < 2)
                    return endsEarly;
                (control, bit) = (BinaryPrimitives.ReadUInt16BigEndian(packed[at..]), 0x8000);
                at += 2;
                if (at == packed.Length)
                    break;
            }
            if ((control & bit) == 0)
            {
                if (to == row.Length)
                    return "a packed row is longer than a row";
                row[to++] = packed[at++];
                continue;
            }
            var code = packed[at] >> 4;
            var n = packed[at] & 0xF;
            if (packed.Length - at < (code is 1 or 2 ? 3 : 2))
                return endsEarly;
            var second = packed[at + 1];
            var third = code is 1 or 2 ? packed[at + 2] : (byte)0;
            at += code is 1 or 2 ? 3 : 2;
            var length = code switch
            {
                0 => n + 3,
                1 => 19 + n + (16 * second),
                2 => 16 + third,
                _ => code,
            };
            if (length > row.Length - to)
                return "a packed row is longer than a row";
            if (code < 2)
                row.Slice(to, length).Fill(code == 0 ? second : third);
            else
            {
                var back = 3 + n + (16 * second);
                if (back > to)
                    return "a packed row refers to bytes before it";
                // Byte by byte, because a copy may reach into itself.
                for (var index = to; index < to + length; index++)
                    row[index] = row[index - back];
            }
            to += length;
        }
        return to == row.Length ? null : "a packed row is shorter than a row";
    }
}
