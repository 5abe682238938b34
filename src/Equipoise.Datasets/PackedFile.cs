using System.IO.Compression;

namespace Equipoise.Datasets;

/// <summary>The bytes of a file, unpacked where it is packed, whatever its name says.</summary>
/// <remarks>Packed are gzip (RFC 1952: 1F 8B) and zlib (RFC 1950: 78 01, 5E, 9C or DA, and what follows unpacks).</remarks>
public static class PackedFile
{
    // Deflate packs at most 1,032 to 1. Data sets with wide blank columns reach a tenth of that; what goes beyond is made to fill
    // a disk.
    const int MostTimes = 500;
    const long SmallEnough = 100_000_000;

    /// <summary>Opens a file for reading once, from its beginning.</summary>
    /// <remarks>Damage of a packed file shows when it is read, as an <see cref="InvalidDataException"/>.</remarks>
    /// <exception cref="DataException">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            Span<byte> start = stackalloc byte[2];
            var read = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
            file.Position = 0;
            return Gzip.Is(start[..read]) ? new Gzip(path, file, Limit(file.Length))
                : IsZlib(start[..read]) && Unpacks(path)
                    ? new LimitedStream(new ZLibStream(file, CompressionMode.Decompress), Limit(file.Length))
                : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    /// <summary>The first bytes, unpacked; fewer where the file is shorter.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static byte[] Start(string path, int count)
    {
        try
        {
            using var stream = Open(path);
            var start = new byte[count];
            return start[..stream.ReadAtLeast(start, count, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    static long Limit(long packed) => Math.Max(SmallEnough, packed * MostTimes);

    static bool IsZlib(ReadOnlySpan<byte> start) => start is [0x78, 0x01 or 0x5E or 0x9C or 0xDA];

    // "x^" may begin a text.
    static bool Unpacks(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new ZLibStream(file, CompressionMode.Decompress);
        try
        {
            return unpacked.ReadByte() >= 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
