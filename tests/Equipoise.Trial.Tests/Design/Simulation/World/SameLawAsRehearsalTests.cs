using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Statistics;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>
/// Whether the rehearsal, which drives the real conduct and the real analysis, and the simulator, which has code of its own, put
/// participants under the same law.
/// </summary>
[Trait("Takes", "time")]
public sealed class SameLawAsRehearsalTests
{
    const int Rehearsals = 3;
    const int Participants = 300;
    const int Simulated = 60;

    static readonly (string, string)[] edits =
    [
        ("participants: 518", $"participants: {Participants}"),
        ("missed assessments: 3%", "missed assessments: 20%"),
        ("death first: 4%", "death first: 15%"),
        ("withdrawal: 0.0016", "withdrawal: 0.006"),
        ("new therapy: 0.0012", "new therapy: 0.006"),
        ("never treated: 3.5%", "never treated: 8%"),
        ("cutoff: at planned events              #", "cutoff: on 2023-06-30                  #"),
    ];

    // What is compared of each participant. A participant counts in the means of an arm.
    static readonly (string Name, string Endpoint, Func<Observation, double> Of)[] quantities =
    [
        ("PFS events", "PFS", time => time.IsEvent ? 1 : 0),
        ("PFS days", "PFS", time => time.Time),
        ("PFS days of events", "PFS", time => time.IsEvent ? time.Time : 0),
        ("PFS never assessed", "PFS", time => time.Time == 1 ? 1 : 0),
        ("PFS before day 500", "PFS", time => time.Time < 500 ? 1 : 0),
        ("OS events", "OS", time => time.IsEvent ? 1 : 0),
        ("OS days", "OS", time => time.Time),
        ("OS before day 900", "OS", time => time.Time < 900 ? 1 : 0),
    ];

    [Fact]
    public void Participants_of_a_rehearsal_and_of_a_simulation_have_the_same_means()
    {
        var patina = Patina.With(edits);
        var trial = patina.Trial();
        var simulated = Enumerable
            .Range(0, Simulated)
            .SelectMany(k => trial.Replay(1, 0, (ulong)k).Participants)
            .ToList();
        var rehearsed = Enumerable.Range(1, Rehearsals).SelectMany(seed => Rehearse((ulong)seed)).ToList();
        foreach (var arm in new[] { 0, 1 })
            foreach (var (name, endpoint, of) in quantities)
            {
                var expected = simulated
                    .Where(who => who.Arm == arm)
                    .Select(who => of((endpoint == "PFS" ? who.Primary : who.Secondary)!.Value))
                    .ToList();
                var seen = rehearsed.Where(row => row.Arm == arm && row.Endpoint == endpoint).Select(row => of(row.Time)).ToList();
                seen.Count.ShouldBeGreaterThan(Rehearsals * Participants / 2 - 100);
                var mean = expected.Average();
                var variance = expected.Average(value => (value - mean) * (value - mean));
                var error = double.Sqrt(variance / seen.Count + variance / expected.Count);
                seen.Average().ShouldBe(mean, 4 * error, $"{name} in arm {arm}");
            }
    }

    static IEnumerable<(int Arm, string Endpoint, Observation Time)> Rehearse(ulong seed)
    {
        var (protocolText, scenarioText) = (Patina.ProtocolText, Patina.ScenarioText);
        foreach (var (find, replacement) in edits)
            (protocolText, scenarioText) = (protocolText.Replace(find, replacement), scenarioText.Replace(find, replacement));
        var rehearsal = SmallRehearsal.Run(seed, protocolText, scenarioText);
        var tables = SdtmTabulation.Tabulate(rehearsal.State, rehearsal.Protocol).ToDictionary(table => table.Name);
        var output = TrialAnalysis.Analyze(rehearsal.Protocol, tables) switch
        {
            AnalysisOutcome.Completed completed => completed.Output,
            AnalysisOutcome.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        Table adtte = output.Datasets.Single(table => table.Name == "ADTTE");
        var control = rehearsal.Protocol.Control.Label;
        for (var row = 0; row < adtte.RowCount; row++)
        {
            var days = adtte.Number("ADY")[row];
            yield return (
                adtte.Text("TRTP")[row] == control ? 0 : 1,
                adtte.Text("PARAMCD")[row],
                adtte.Number("CNSR")[row] == 0 ? Observation.Event(days) : Observation.CensoredAt(days)
            );
        }
    }
}
