using Equipoise.Datasets;
using Equipoise.Design.Simulation.World;
using Equipoise.Protocol;
using Row = (string Id, Equipoise.Design.Simulation.World.ScenarioParticipant One);
using Seen = (string Id, Equipoise.Design.Simulation.World.ScenarioAssessment Assessment);

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>
/// The participants of a trial in a scenario's world, as tables: what was true of them, and what the trial saw.
/// </summary>
/// <param name="protocol">The protocol.</param>
/// <param name="index">Which trial.</param>
sealed class ScenarioTables(TrialProtocol protocol, long index)
{
    public IReadOnlyList<Table> Of(ReplayedScenario trial)
    {
        var width = $"{trial.Participants.Count}".Length;
        Row[] rows =
        [
            .. trial.Participants.Index().Select(each => (Id($"{each.Index + 1}".PadLeft(width, '0')), each.Item)),
        ];
        return [Participants(rows), Assessments(rows)];
    }

    string Id(string number) => $"{protocol.Trial.Id}-{index}-{number}";

    Table Participants(Row[] rows) =>
        Table.Of(
            "SIMULATED",
            "Participants of a simulated trial",
            rows,
            ColumnOf<Row>.Text("STUDYID", "Study Identifier", _ => protocol.Trial.Id),
            ColumnOf<Row>.Text("USUBJID", "Unique Subject Identifier", row => row.Id),
            Number("RANDDY", "Day of randomization, opening is 0", one => one.Randomized),
            ColumnOf<Row>.Text(
                "ARM",
                "Arm",
                row => row.One.Arm == 0 ? protocol.Control.Label : protocol.Comparison!.Experimental.Label
            ),
            Number("ARMN", "Arm: 0 control, 1 experimental", one => one.Arm),
            Number("STRATUM", "Stratum, from 1", one => one.Stratum + 1),
            Number("PROGTRUE", "True progression, days, unseen", one => one.Progresses),
            Number("DTHTRUE", "True death, days", one => one.Dies),
            Number("FDOSEDY", "First dose, days", one => one.FirstDose),
            Number("TRTENDY", "Last day of treatment", one => one.TreatmentEnd),
            Number("NEWTRTDY", "New anticancer therapy, days", one => one.NewTherapy),
            Number("WITHDY", "Withdrawal, days", one => one.Withdrew),
            Number("DTHDY", "Recorded death, days", one => one.Died),
            Number("TIME", "Primary endpoint, days", one => one.Primary?.Time),
            Number("EVENT", "Primary endpoint: 1 event, 0 censored", one => Event(one.Primary?.IsEvent)),
            Number("TIME2", "Secondary endpoint, days", one => one.Secondary?.Time),
            Number("EVENT2", "Secondary endpoint: 1 event, 0 censored", one => Event(one.Secondary?.IsEvent))
        );

    static Table Assessments(Row[] rows) =>
        Table.Of(
            "ASSESSED",
            "Tumor assessments of a simulated trial",
            rows.SelectMany(row => row.One.Assessments.Select(assessment => (row.Id, assessment))).ToArray(),
            ColumnOf<Seen>.Text("USUBJID", "Unique Subject Identifier", seen => seen.Id),
            ColumnOf<Seen>.Number("DAY", "Day from randomization", seen => seen.Assessment.Day),
            ColumnOf<Seen>.Number("PD", "Progression: 1 yes, 0 no", seen => seen.Assessment.ShowsProgression ? 1 : 0)
        );

    static ColumnOf<Row> Number(string name, string label, Func<ScenarioParticipant, double?> value) =>
        ColumnOf<Row>.Number(name, label, row => value(row.One));

    static double? Event(bool? isEvent) =>
        isEvent switch
        {
            null => null,
            true => 1,
            false => 0,
        };
}
