using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.World;
using Row = (int At, Equipoise.Design.Simulation.Designed.ReplayedParticipant One);

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>One trial of a call in full: its participants and its looks as tables, and what happened in words.</summary>
sealed record OneTrial(Simulated Simulated, long Index, string Folder, TimeProvider Clock)
{
    public int Run(Said said)
    {
        var (tables, looks) = Simulated.Trial switch
        {
            ScenarioTrial lived => OfScenario(lived),
            SimulatedTrial designed => OfDesign(designed),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        Directory.CreateDirectory(Folder);
        new TableFolder(Folder, "csv", Clock).Write([.. tables, Looks(looks)]);
        if (Simulated.Options.AsJson)
            said.Output.WriteLine(
                JsonSerializer.Serialize(new { Trial = Index, Looks = looks.Select(Json) }, Formats.JsonOptions)
            );
        else
            foreach (var look in looks)
                said.Output.WriteLine(Sentence(look));
        return ExitStatus.Done;
    }

    (IReadOnlyList<Table>, IReadOnlyList<ReplayedLook>) OfDesign(SimulatedTrial designed)
    {
        var trial = designed.Replay(Simulated.Options.Seed, scenario: 0, (ulong)Index);
        return ([Participants(trial)], trial.Looks);
    }

    (IReadOnlyList<Table>, IReadOnlyList<ReplayedLook>) OfScenario(ScenarioTrial lived)
    {
        var trial = lived.Replay(Simulated.Options.Seed, scenario: 0, (ulong)Index);
        return (new ScenarioTables(Simulated.Protocol, Index).Of(trial), [.. trial.Looks.Select(look => look.Found)]);
    }

    Table Participants(ReplayedTrial trial)
    {
        var width = $"{trial.Participants.Count}".Length;
        return Table.Of(
            "SIMULATED",
            "Participants of a simulated trial",
            trial.Participants.Index().ToArray(),
            ColumnOf<Row>.Text("STUDYID", "Study Identifier", _ => Simulated.Protocol.Trial.Id),
            ColumnOf<Row>.Text(
                "USUBJID",
                "Unique Subject Identifier",
                row => $"{Simulated.Protocol.Trial.Id}-{Index}-{(row.At + 1).ToString().PadLeft(width, '0')}"
            ),
            Number("ARRIVAL", "Month of randomization", one => one.Arrival),
            ColumnOf<Row>.Text(
                "ARM",
                "Arm",
                row => row.One.Arm == 0 ? Simulated.Protocol.Control.Label : Simulated.Protocol.Comparison!.Experimental.Label
            ),
            Number("ARMN", "Arm: 0 control, 1 experimental", one => one.Arm),
            Number("STRATUM", "Stratum, from 1", one => one.Stratum + 1),
            Number("EVENTTM", "Latent months to event", one => one.Event),
            Number("DROPTM", "Latent months to dropout", one => one.Dropout),
            Number("TIME", "Months of follow-up at the last look", one => one.AtEnd?.Time),
            Number("EVENT", "Event by the last look: 1 yes, 0 no", one => one.AtEnd is { } seen ? (seen.IsEvent ? 1 : 0) : null)
        );
    }

    static ColumnOf<Row> Number(string name, string label, Func<ReplayedParticipant, double?> value) =>
        ColumnOf<Row>.Number(name, label, row => value(row.One));

    static Table Looks(IReadOnlyList<ReplayedLook> looks) =>
        Table.Of(
            "LOOKS",
            "Looks of a simulated trial",
            looks,
            ColumnOf<ReplayedLook>.Number("LOOK", "Look, from 1", look => look.Look + 1),
            ColumnOf<ReplayedLook>.Number("MONTH", "Month of the data cutoff", look => look.Month),
            ColumnOf<ReplayedLook>.Number("EVENTS", "Events", look => look.Events),
            ColumnOf<ReplayedLook>.Number("ENROLLED", "Participants randomized", look => look.Enrolled),
            ColumnOf<ReplayedLook>.Number("Z", "Z, above 0 favors experimental", look => look.Z),
            ColumnOf<ReplayedLook>.Number("LOGHR", "Estimated log hazard ratio", look => look.LogHazardRatio),
            ColumnOf<ReplayedLook>.Number("SE", "Standard error of it", look => look.StandardError),
            ColumnOf<ReplayedLook>.Text("DECISION", "Decision", look => Words(look.Decision))
        );

    static string Sentence(ReplayedLook look) =>
        $"Look {look.Look + 1}, month {look.Month:F2}: {look.Events} events of {look.Enrolled} participants; "
        + (look.Z is { } z ? $"Z {z:F4}" : "Z does not exist")
        + (look.LogHazardRatio is { } ratio ? $", hazard ratio {Math.Exp(ratio):F4}" : "")
        + $"; {Words(look.Decision)}.";

    static object Json(ReplayedLook look) =>
        new
        {
            Look = look.Look + 1,
            Months = look.Month,
            look.Events,
            Participants = look.Enrolled,
            look.Z,
            look.LogHazardRatio,
            look.StandardError,
            Decision = Words(look.Decision),
        };

    static string Words(LookDecision decision) =>
        decision switch
        {
            LookDecision.Efficacy => "stopped for efficacy",
            LookDecision.Futility => "stopped for futility",
            LookDecision.NotRejected => "not rejected",
            _ => "goes on",
        };
}
