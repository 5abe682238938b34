using System.Security.Cryptography;
using System.Text;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>The files whose places a grid fills with its values, read anew for each combination.</summary>
sealed record GridBase(string ProtocolFile, YamlNode ProtocolTree, string? ScenarioFile, YamlNode? Scenario)
{
    /// <summary>What is promised: a protocol with an effect to find.</summary>
    public (TrialProtocol? Protocol, DesignAssumptions? Design) Plan(YamlNode tree, string where, List<ProtocolProblem> found) =>
        Protocol(tree, where, found, Consistency.CheckPlan);

    /// <summary>What is true, which may be that the treatment does nothing.</summary>
    public DesignAssumptions? Truth(YamlNode tree, string where, List<ProtocolProblem> found) =>
        Protocol(tree, where, found, Consistency.Check).Design;

    (TrialProtocol? Protocol, DesignAssumptions? Design) Protocol(
        YamlNode tree,
        string where,
        List<ProtocolProblem> found,
        Action<YamlCursor, Parts> check
    )
    {
        var problems = new ProblemList(ProtocolFile);
        var file = YamlCursor.Top(tree, problems);
        if (Parts.From(file) is { } parts)
        {
            check(file, parts);
            if (parts.Design is null)
                file.ReportKey("has no design part, so there is nothing to simulate", "write a design part");
            if (problems.IsEmpty)
            {
                // Not a file of its own: its name says from which file and with what values it came.
                var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tree.OnOneLine()}")));
                return (parts.ToProtocol(sha, sha), parts.Design);
            }
        }
        Add(problems, where, found);
        return (null, null);
    }

    public Scenario? World(YamlNode tree, TrialProtocol plan, string where, List<ProtocolProblem> found)
    {
        var problems = new ProblemList(ScenarioFile!);
        var scenario = ReadScenario.From(YamlCursor.Top(tree, problems), plan);
        if (problems.IsEmpty && scenario is not null)
            return scenario;
        Add(problems, where, found);
        return null;
    }

    static void Add(ProblemList problems, string where, List<ProtocolProblem> found) =>
        found.AddRange(
            problems.InOrderOfFile().Select(problem => problem with { Message = $"{problem.Message} (with {where})" })
        );
}
