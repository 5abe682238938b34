namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Rows packed with COMPRESS=CHAR, SAS's run-length encoding "SASYZCRL".</summary>
/// <remarks>
/// A byte with a command (high half) and a number n (low half), for some commands a byte b, then bytes to copy or to repeat.
/// Of the long commands only n = 0 has been seen in files; the sources differ for other n, and where they are wrong a row has
/// not its length.
/// </remarks>
static class SasRunLengths
{
    /// <summary>The most bytes that come of one byte.</summary>
    public const int MostTimes = 2056;

    const string EndsEarly = "a packed row ends within a command";

    /// <summary>Unpacks one row; null when done, else what is wrong.</summary>
    public static string? Unpack(ReadOnlySpan<byte> packed, Span<byte> row)
    {
        while (!packed.IsEmpty)
        {
            var command = packed[0] >> 4;
            var n = packed[0] & 0xF;
            packed = packed[1..];
            if (command is < 2 or (> 3 and < 8))
            {
                if (packed.IsEmpty)
                    return EndsEarly;
                n = (n << 8) + packed[0];
                packed = packed[1..];
            }
            int copied = 0,
                repeated = 0;
            byte value = 0;
            switch (command)
            {
                case 0x0:
                    copied = 64 + n;
                    break;
                case 0x1:
                    copied = 64 + 4096 + n;
                    break;
                case 0x2:
                    copied = 96 + n;
                    break;
                case 0x8 or 0x9 or 0xA or 0xB:
                    copied = ((command - 0x8) << 4) + n + 1;
                    break;
                case 0x4 or 0xC:
                    if (packed.IsEmpty)
                        return EndsEarly;
                    (value, repeated) = (packed[0], command == 0x4 ? 18 + n : 3 + n);
                    packed = packed[1..];
                    break;
                case 0x5 or 0x6 or 0x7:
                    (value, repeated) = (Common(command - 0x5), 17 + n);
                    break;
                case 0xD or 0xE or 0xF:
                    (value, repeated) = (Common(command - 0xD), 2 + n);
                    break;
                default:
                    return $"a packed row has the command {command:X}, which is not known";
            }
            if (copied > packed.Length)
                return EndsEarly;
            if (copied + repeated > row.Length)
                return "a packed row is longer than a row";
            packed[..copied].CopyTo(row);
            row.Slice(copied, repeated).Fill(value);
            packed = packed[copied..];
            row = row[(copied + repeated)..];
        }
        return row.IsEmpty ? null : "a packed row is shorter than a row";
    }

    // '@', blank and NUL have commands of their own.
    static byte Common(int which) =>
        which switch
        {
            0 => (byte)'@',
            1 => (byte)' ',
            _ => 0,
        };
}
