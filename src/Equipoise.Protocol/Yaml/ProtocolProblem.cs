namespace Equipoise.Protocol.Yaml;

/// <summary>One thing that is wrong with a protocol file, where it is, and what would be right.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">The line, counted from 1; 0 when the problem is the file itself.</param>
/// <param name="Column">The column in characters, counted from 1; 0 when the problem is the file itself.</param>
/// <param name="Path">The keys that lead there, such as <c>arms.palbociclib.ratio</c>; items of a list are counted from 1, as in
/// <c>landmarks[2]</c>. Empty for the whole file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record ProtocolProblem(string File, int Line, int Column, string Path, string Message, string Remedy)
{
    /// <summary>
    /// As a compiler would print it: <c>protocol.yaml:12:9 arms.palbociclib.ratio: is '0'; write a whole number, 1 or more</c>.
    /// </summary>
    public override string ToString()
    {
        var place = Line == 0 ? File : $"{File}:{Line}:{Column}";
        return Path.Length == 0 ? $"{place}: {Message}; {Remedy}" : $"{place} {Path}: {Message}; {Remedy}";
    }
}
