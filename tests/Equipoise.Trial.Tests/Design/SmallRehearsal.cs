using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Verification;
using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Design;

/// <summary>A rehearsal of PATINA in memory, with 60 participants unless the scenario is edited, and closed at 25 events.</summary>
sealed record SmallRehearsal(
    TrialProtocol Protocol,
    Scenario Scenario,
    RehearsalSummary Summary,
    TrialState State,
    IReadOnlyList<LogRow> Rows
)
{
    static readonly string folder = Path.GetDirectoryName(Examples.ProtocolPath("patina"))!;

    internal static readonly string ProtocolText = Slip.Replace(
        File.ReadAllText(Path.Combine(folder, "protocol.yaml")),
        "cutoff: at planned events",
        "cutoff: at 25 events"
    );

    internal static readonly string ScenarioText = Slip.Replace(
        File.ReadAllText(Path.Combine(folder, "scenario.yaml")),
        "participants: 518",
        "participants: 60"
    );

    static readonly Lazy<SmallRehearsal> first = new(() => Run(seed: 1));

    /// <summary>The one of seed 1, without edits.</summary>
    internal static SmallRehearsal First => first.Value;

    internal static SmallRehearsal Run(
        ulong seed,
        string? protocolText = null,
        string? scenarioText = null,
        DateOnly? until = null,
        ITrialLog? on = null
    )
    {
        protocolText ??= ProtocolText;
        var protocol = ProtocolFile.Parse(Encoding.UTF8.GetBytes(protocolText), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        };
        var scenario = ScenarioFile.Parse(Encoding.UTF8.GetBytes(scenarioText ?? ScenarioText), "scenario.yaml", protocol) switch
        {
            ScenarioReading.Accepted accepted => accepted.Scenario,
            ScenarioReading.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        using var key = AllocationKey.ForRehearsal(seed);
        using var seal = SealKey.ForRehearsal(seed);
        using var log = on ?? SqliteTrialLog.InMemory();
        using var conduct = new TrialConduct(log, new(protocol, key, seal), TimeProvider.System);
        var summary = TrialRehearsal.Run(protocol, scenario, conduct, protocolText, seed, until);
        return new(protocol, scenario, summary, conduct.State, [.. log.Read()]);
    }

    /// <summary>The end of the log.</summary>
    internal LogHead Head => State.Head;

    /// <summary>What verification finds, with both keys: nothing in any rehearsal.</summary>
    internal IReadOnlyList<LogProblem> Problems(ulong seed)
    {
        using var key = AllocationKey.ForRehearsal(seed);
        using var seal = SealKey.ForRehearsal(seed);
        return TrialVerification.Verify(Rows, Head, Protocol, key, seal: seal).Problems;
    }

    /// <summary>Those who were screened, in the order of their coming.</summary>
    internal IReadOnlyList<ParticipantState> Screened => State.Participants;

    internal IEnumerable<ParticipantState> Randomized =>
        State.Participants.Where(participant => participant.Randomized is not null);
}
