namespace Equipoise.Datasets;

/// <summary>Files read or written whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>The bytes of a file, unpacked where they are packed, whatever its name says.</summary>
    /// <exception cref="DataException">It cannot be read, or is too large to be held whole.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var file = PackedFile.Open(path);
            if (file is FileStream { Length: > int.MaxValue } large)
                throw new DataException($"{path}: has {large.Length:#,0} bytes; to hold a file whole, 2 GiB are the most.");
            using var content = new MemoryStream(file is FileStream plain ? (int)plain.Length : 0);
            file.CopyTo(content);
            return content.TryGetBuffer(out var bytes) && bytes.Count == bytes.Array!.Length ? bytes.Array : content.ToArray();
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
