using System.Security.Cryptography;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol;

/// <summary>Reads <c>protocol.yaml</c>: all of what it says, or every problem it has. Nothing in a file makes it throw.</summary>
public static class ProtocolFile
{
    /// <summary>Reads the protocol at a path.</summary>
    /// <remarks>At most 1 MB is read, however large the file.</remarks>
    public static ProtocolReading Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            return Unreadable(path, "is a folder", "name the protocol file in it, such as protocol.yaml");
        try
        {
            return Parse(ReadBounded(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Unreadable(path, "does not exist", "name a protocol file; 'equipoise new' makes one to start from");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unreadable(
                path,
                $"cannot be read: {exception.Message.TrimEnd('.')}",
                "name a file that this program may read");
        }
    }

    /// <summary>Reads a protocol from the bytes of its file.</summary>
    /// <param name="utf8">The bytes; a byte order mark is allowed.</param>
    /// <param name="fileName">What problems call the file.</param>
    public static ProtocolReading Parse(ReadOnlySpan<byte> utf8, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var (text, unreadable) = YamlText.Decode(utf8, fileName);
        if (text is null)
            return new ProtocolReading.Unreadable(unreadable!);
        var problems = new ProblemList(fileName);
        if (YamlTree.Parse(text, problems) is { } tree)
        {
            var file = YamlCursor.Top(tree, problems);
            if (Parts.From(file) is { } parts)
            {
                Consistency.Check(file, parts);
                if (problems.IsEmpty)
                    return new ProtocolReading.Accepted(parts.ToProtocol(Convert.ToHexStringLower(SHA256.HashData(utf8))));
            }
        }
        return new ProtocolReading.Rejected(problems.InOrderOfFile());
    }

    /// <summary>The bytes of a file, and of a file too large only enough to see that it is.</summary>
    static byte[] ReadBounded(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[YamlText.LargestFile + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    static ProtocolReading.Unreadable Unreadable(string path, string message, string remedy) =>
        new(new ProtocolProblem(path, 0, 0, "", message, remedy));
}
