using System.IO.Compression;

namespace Equipoise.Datasets;

/// <summary>Files read or written whole or not at all.</summary>
static class WholeFile
{
    /// <summary>The bytes of a file, unpacked if they are gzipped (they begin with 1F 8B), whatever its name says.</summary>
    /// <exception cref="DataException">It cannot be read, or is not valid gzip.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes is not [0x1F, 0x8B, ..])
                return bytes;
            using var unpacked = new MemoryStream(bytes.Length * 4);
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
                gzip.CopyTo(unpacked);
            // A gzip stream cut short decompresses in silence; its last four bytes say how long it should be.
            if (bytes.Length < 18 || BitConverter.ToUInt32(bytes, bytes.Length - 4) != (uint)unpacked.Length)
                throw new DataException($"{path}: the gzip file is cut short or damaged.");
            return unpacked.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    /// <summary>Writes to a temporary name beside the file and renames it, so that a failure leaves what was there.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
