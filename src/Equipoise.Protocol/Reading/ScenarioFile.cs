using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>What came of reading a scenario: one that fits its protocol, or every reason why not.</summary>
public abstract record ScenarioReading
{
    ScenarioReading() { }

    /// <summary>The scenario says what a rehearsal needs.</summary>
    /// <param name="Scenario">What it says.</param>
    public sealed record Accepted(Scenario Scenario) : ScenarioReading;

    /// <summary>The file cannot be read, is wrong, or does not fit the protocol.</summary>
    /// <param name="Problems">Every problem found, in the order of the file.</param>
    public sealed record Rejected(IReadOnlyList<ProtocolProblem> Problems) : ScenarioReading;
}

/// <summary>Reads <c>scenario.yaml</c>, the supposed world of a rehearsal, against the protocol that it rehearses.</summary>
public static class ScenarioFile
{
    /// <summary>Reads the scenario at a path. At most 1 MB is read.</summary>
    public static ScenarioReading Read(string path, TrialProtocol protocol) =>
        YamlFile.Read(path, "scenario file, such as the scenario.yaml beside a protocol") switch
        {
            (null, var problem) => new ScenarioReading.Rejected([problem!]),
            (var bytes, _) => Parse(bytes, path, protocol),
        };

    /// <summary>Reads a scenario from the bytes of its file.</summary>
    /// <param name="utf8">The bytes; a byte order mark is allowed.</param>
    /// <param name="fileName">What problems call the file.</param>
    /// <param name="protocol">The protocol, whose arms, questions and tests the scenario names.</param>
    public static ScenarioReading Parse(ReadOnlySpan<byte> utf8, string fileName, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var (text, unreadable) = YamlText.Decode(utf8, fileName);
        if (text is null)
            return new ScenarioReading.Rejected([unreadable!]);
        var problems = new ProblemList(fileName);
        var scenario = YamlTree.Parse(text, problems) is { } tree
            ? ReadScenario.From(YamlCursor.Top(tree, problems), protocol)
            : null;
        return scenario is not null && problems.IsEmpty
            ? new ScenarioReading.Accepted(scenario)
            : new ScenarioReading.Rejected(problems.InOrderOfFile());
    }
}
