using System.Buffers.Binary;
using System.IO.Compression;

namespace Equipoise.Datasets;

/// <summary>Gzip that notices when the end is missing; .NET's stream stops there in silence.</summary>
/// <remarks>RFC 1952: the last eight bytes are the CRC-32 and the length of what the last member holds.</remarks>
static class Gzip
{
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i))];

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    /// <exception cref="InvalidDataException">The bytes are damaged or cut short.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream(packed.Length);
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        var content = unpacked.ToArray();
        var length = packed.Length < 18 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^4..));
        if (length > content.Length)
            throw new InvalidDataException("The gzip file is cut short.");
        if (Crc32(content.AsSpan(content.Length - (int)length)) != BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^8..)))
            throw new InvalidDataException("The gzip file is cut short or damaged.");
        return content;
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320;
        return value;
    }
}
