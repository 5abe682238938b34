namespace Equipoise.Protocol.Yaml;

/// <summary>The bytes of a file on disk, or why there are none.</summary>
static class YamlFile
{
    /// <summary>Reads at most one byte more than the largest file allowed: enough to see that a file is too large.</summary>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="remedy">What the user should name instead when there is no such file.</param>
    public static (byte[]? Bytes, ProtocolProblem? Problem) Read(string path, string remedy)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            return Problem("is a folder", "name the file in it");
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[YamlText.LargestFile + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return (bytes[..length], null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Problem("does not exist", $"name a {remedy}");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Problem($"cannot be read: {exception.Message.TrimEnd('.')}", "name a file that this program may read");
        }

        (byte[]?, ProtocolProblem?) Problem(string message, string remedy) =>
            (null, new ProtocolProblem(path, 0, 0, "", message, remedy));
    }
}
