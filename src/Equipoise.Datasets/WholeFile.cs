namespace Equipoise.Datasets;

/// <summary>Files read or written whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>The bytes of a file, unpacked if they are gzipped (they begin with 1F 8B), whatever its name says.</summary>
    /// <exception cref="DataException">It cannot be read, or is not valid gzip.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Gzip.Is(bytes) ? Gzip.Unpack(bytes) : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    /// <summary>Writes to a temporary name beside the file and renames it, so that a failure leaves what was there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
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
