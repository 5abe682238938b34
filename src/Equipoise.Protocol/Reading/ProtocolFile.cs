using System.Security.Cryptography;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Reads <c>protocol.yaml</c>: all of what it says, or every problem it has. Nothing in a file makes it throw.</summary>
public static class ProtocolFile
{
    /// <summary>Reads the protocol at a path.</summary>
    /// <remarks>At most 1 MB is read, however large the file.</remarks>
    public static ProtocolReading Read(string path) =>
        YamlFile.Read(path, "protocol file; 'equipoise new' makes one to start from") switch
        {
            (null, var problem) => new ProtocolReading.Unreadable(problem!),
            (var bytes, _) => Parse(bytes, path),
        };

    /// <summary>Reads a protocol from the bytes of its file.</summary>
    /// <param name="utf8">The bytes; a byte order mark is allowed.</param>
    /// <param name="fileName">What problems call the file.</param>
    public static ProtocolReading Parse(ReadOnlySpan<byte> utf8, string fileName) => Parse(utf8, fileName, isRecorded: false);

    /// <summary>Reads a protocol that a trial log holds.</summary>
    /// <remarks>
    /// Its trial is under way: what an earlier program accepted stays readable, so that units which later became a reason to
    /// reject a file are none here. Their tests have no grade.
    /// </remarks>
    /// <param name="utf8">The bytes of its file.</param>
    /// <param name="fileName">What problems call it.</param>
    public static ProtocolReading ParseRecorded(ReadOnlySpan<byte> utf8, string fileName) =>
        Parse(utf8, fileName, isRecorded: true);

    static ProtocolReading Parse(ReadOnlySpan<byte> utf8, string fileName, bool isRecorded)
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
                Consistency.CheckPlan(file, parts);
                if (!isRecorded)
                    ReadLaboratory.CheckUnits(file.At("follow up"), parts.FollowUp);
                if (problems.IsEmpty)
                    return new ProtocolReading.Accepted(
                        parts.ToProtocol(Hash(ReadableText.Of(utf8, text)), Hash(utf8))
                    );
            }
        }
        return new ProtocolReading.Rejected(problems.InOrderOfFile());
    }

    static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
