using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>What came of reading a grid: one that fits its protocol, or every reason why not.</summary>
public abstract record GridReading
{
    GridReading() { }

    /// <summary>Every combination can be simulated.</summary>
    /// <param name="Grid">What the file says.</param>
    public sealed record Accepted(Grid Grid) : GridReading;

    /// <summary>A file cannot be read, is wrong, or a combination does not hold together.</summary>
    /// <param name="Problems">Every problem found.</param>
    public sealed record Rejected(IReadOnlyList<ProtocolProblem> Problems) : GridReading;
}

/// <summary>
/// Reads a grid file: which parts of the protocol's plan, of its assumptions or of a scenario's world vary, and over what values.
/// A value is put in its place in the other file, which is then read anew: a grid can say whatever that place takes, and nothing
/// else.
/// </summary>
public static class GridFile
{
    /// <summary>Reads the grid at a path against the protocol and, where one is simulated, the scenario.</summary>
    public static GridReading Read(string path, string protocolPath, string? scenarioPath = null)
    {
        List<ProtocolProblem> unreadable = [];
        var grid = Tree(path, "grid file");
        var protocol = Tree(protocolPath, "protocol file");
        var scenario = scenarioPath is null ? null : Tree(scenarioPath, "scenario file");
        return unreadable.Count > 0
            ? new GridReading.Rejected(unreadable)
            : ReadGrid.From(path, grid!, new(protocolPath, protocol!, scenarioPath, scenario));

        YamlNode? Tree(string file, string kind)
        {
            var (bytes, problem) = YamlFile.Read(file, kind);
            var (text, undecodable) = bytes is null ? (null, problem) : YamlText.Decode(bytes, file);
            if (text is null)
            {
                unreadable.Add(undecodable!);
                return null;
            }
            var problems = new ProblemList(file);
            var tree = YamlTree.Parse(text, problems);
            unreadable.AddRange(problems.InOrderOfFile());
            return tree;
        }
    }
}
