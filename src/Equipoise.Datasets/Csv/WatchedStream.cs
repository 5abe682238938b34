using System.Text.Unicode;

namespace Equipoise.Datasets.Csv;

/// <summary>A stream that looks at what passes, at the speed of memory: whether all of it is UTF-8 without NUL.</summary>
sealed class WatchedStream(Stream inner) : LimitedStream(inner, long.MaxValue)
{
    // The first bytes of a character whose last ones have not come yet.
    readonly byte[] begun = new byte[4];
    int begunLength;
    bool isBroken;

    /// <summary>Whether all that passed so far is such text.</summary>
    public bool IsText => !isBroken && begunLength == 0;

    public override int Read(Span<byte> buffer)
    {
        var read = base.Read(buffer);
        if (read > 0 && !isBroken)
            Look(buffer[..read]);
        return read;
    }

    void Look(ReadOnlySpan<byte> bytes)
    {
        while (begunLength > 0 && !bytes.IsEmpty)
        {
            begun[begunLength++] = bytes[0];
            bytes = bytes[1..];
            if (Utf8.IsValid(begun.AsSpan(..begunLength)))
                begunLength = 0;
            else if (begunLength == begun.Length)
            {
                isBroken = true;
                return;
            }
        }
        // A character that the bytes end in is looked at with those that follow.
        var whole = bytes.Length;
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
            if (bytes[^back] is var one && (one & 0xC0) != 0x80)
            {
                if (LengthOf(one) > back)
                    whole = bytes.Length - back;
                break;
            }
        isBroken = bytes.Contains((byte)0) || !Utf8.IsValid(bytes[..whole]);
        bytes[whole..].CopyTo(begun);
        begunLength = bytes.Length - whole;
    }

    static int LengthOf(byte first) => first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}
