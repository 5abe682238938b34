using System.Buffers.Binary;
using System.IO.Compression;

namespace Equipoise.Datasets;

/// <summary>Gzip that notices when the end is missing; .NET's stream stops there in silence.</summary>
/// <remarks>
/// RFC 1952: the last eight bytes are the CRC-32 and the length of what the last member holds. Of several members it begins that
/// many bytes before the end, which is known only when the end is reached: then the file is read again, to sum those.
/// </remarks>
sealed class Gzip : LimitedStream
{
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i))];

    readonly string path;
    readonly long limit;
    readonly (uint Crc, uint Length) noted;
    uint crc = uint.MaxValue;
    long position;
    readonly long? from;
    bool done;

    /// <summary>The unpacked bytes of a file that stands at its beginning.</summary>
    public Gzip(string path, FileStream packed, long limit)
        : this(path, packed, limit, from: null) { }

    Gzip(string path, FileStream packed, long limit, long? from)
        : base(new GZipStream(packed, CompressionMode.Decompress), limit)
    {
        (this.path, this.limit, this.from) = (path, limit, from);
        Span<byte> trailer = stackalloc byte[8];
        if (packed.Length >= 18)
        {
            packed.Position = packed.Length - 8;
            packed.ReadExactly(trailer);
            packed.Position = 0;
            noted = (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
        }
        else
            noted = (0, uint.MaxValue);
    }

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    /// <exception cref="InvalidDataException">The bytes are damaged or cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = base.Read(buffer);
        if (read > 0)
        {
            var skipped = (int)Math.Clamp((from ?? 0) - position, 0, read);
            crc = Crc32(crc, buffer[skipped..read]);
            position += read;
        }
        else if (!done && !buffer.IsEmpty)
        {
            done = true;
            Check();
        }
        return read;
    }

    void Check()
    {
        if (from is null && (uint)position != noted.Length)
        {
            if (noted.Length > position)
                throw new InvalidDataException("The gzip file is cut short.");
            using var again = new Gzip(path, File.OpenRead(path), limit, position - noted.Length);
            again.CopyTo(Stream.Null);
        }
        else if (~crc != noted.Crc)
            throw new InvalidDataException("The gzip file is cut short or damaged.");
    }

    static uint Crc32(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            crc = (crc >> 8) ^ Table[(byte)crc ^ one];
        return crc;
    }

    static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320;
        return value;
    }
}
