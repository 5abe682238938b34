using System.Text;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>The world of the example, whose texts a test may edit.</summary>
sealed record Patina(TrialProtocol Protocol, Scenario Scenario)
{
    static readonly string folder = Path.GetDirectoryName(Examples.ProtocolPath("patina"))!;

    public static string ProtocolText { get; } = File.ReadAllText(Path.Combine(folder, "protocol.yaml"));

    public static string ScenarioText { get; } = File.ReadAllText(Path.Combine(folder, "scenario.yaml"));

    public static Patina AsItIs { get; } = With([]);

    /// <summary>With these edits, each of every place of its text, in the protocol or in the scenario.</summary>
    public static Patina With(params (string Find, string Replacement)[] edits)
    {
        var (protocolText, scenarioText) = (ProtocolText, ScenarioText);
        foreach (var (find, replacement) in edits)
        {
            (protocolText.Contains(find) || scenarioText.Contains(find)).ShouldBeTrue($"the example no longer has: {find}");
            (protocolText, scenarioText) = (protocolText.Replace(find, replacement), scenarioText.Replace(find, replacement));
        }
        var protocol = ProtocolFile.Parse(Encoding.UTF8.GetBytes(protocolText), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        };
        return ScenarioFile.Parse(Encoding.UTF8.GetBytes(scenarioText), "scenario.yaml", protocol) switch
        {
            ScenarioReading.Accepted accepted => new(protocol, accepted.Scenario),
            ScenarioReading.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public ScenarioTrial Trial(params LookPlan[] looks) =>
        ScenarioWorld
            .Of(Protocol, Scenario, looks.Length > 0 ? looks : null)
            .ShouldBeOfType<WorldOutcome.Ready>()
            .Trial;
}
