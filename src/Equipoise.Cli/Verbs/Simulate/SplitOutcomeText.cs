using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.Together;
using static Equipoise.Cli.Verbs.Simulate.EstimateWords;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A simulation of several endpoints as a statistician reads it.</summary>
static class SplitOutcomeText
{
    public static void Write(StudyOutcome outcome, SplitTally split, TextWriter output)
    {
        var tally = outcome.Tally;
        output.WriteLine(outcome.About);
        output.WriteLine(
            $"{tally.Trials:N0} trial{(tally.Trials == 1 ? "" : "s")}, seed {outcome.Study.Seed}; {Brackets(Shares(split))}"
        );
        output.WriteLine();
        output.WriteLine("  Rejected             by the graph       at its first alpha alone");
        foreach (var endpoint in split.Endpoints)
            output.WriteLine(
                $"  {endpoint.Endpoint + (endpoint.HasNoEffect ? " (no effect)" : ""),-19}  {Text(endpoint.Power),-17}  "
                    + Text(endpoint.PowerAtFirstAlpha)
            );
        output.WriteLine($"  {"any of them",-19}  {Text(split.Any)}");
        output.WriteLine($"  {"all of them",-19}  {Text(split.All)}");
        if (split.FamilyWiseError is { } error)
            output.WriteLine($"  {"any without effect",-19}  {Text(error),-17}  the family-wise type I error");
        output.WriteLine();
        OutcomeText.Line(output, "Months", tally.ExpectedMonths, 2);
        OutcomeText.Line(output, "Participants", tally.ExpectedParticipants, 2);
        foreach (var (name, correlation) in Correlations(split))
            OutcomeText.Line(output, $"Correlation of Z", correlation, 4, $"   {name}, final analyses");
        foreach (var endpoint in split.Endpoints)
        {
            output.WriteLine();
            output.WriteLine($"  {endpoint.Endpoint}");
            Looks(endpoint.Looks, output);
        }
        OutcomeText.Trouble(tally with { Looks = [.. split.Endpoints.SelectMany(endpoint => endpoint.Looks.Looks)] }, output);
        output.WriteLine();
        output.WriteLine($"  {SplitWorld.Convention}");
        output.WriteLine($"{outcome.TrialsPerSecond:N0} trials a second ({outcome.Seconds:F2} s)");
    }

    static void Looks(SimulationTally tally, TextWriter output)
    {
        output.WriteLine("  Look  reached  rejected                  events    months  (5% to 95%)");
        foreach (var (k, look) in tally.Looks.Index())
            output.WriteLine(
                $"  {k + 1,4}  {OutcomeText.Share(look.Reached, tally),7}  {OutcomeText.Stopped(look.Efficacy, tally),-22}  "
                    + $"{OutcomeText.Mean(look.Events),8}  {OutcomeText.Mean(look.Months),8}  {OutcomeText.Percentiles(look)}"
            );
    }

    /// <summary>The correlation of each pair of endpoints.</summary>
    public static IEnumerable<(string Pair, MonteCarloEstimate? Correlation)> Correlations(SplitTally split)
    {
        var pair = 0;
        for (var i = 0; i < split.Endpoints.Count; i++)
            for (var j = i + 1; j < split.Endpoints.Count; j++)
                yield return (
                    $"{split.Endpoints[i].Endpoint} and {split.Endpoints[j].Endpoint}",
                    split.Pairs[pair++].Correlation
                );
    }

    static IEnumerable<MonteCarloEstimate?> Shares(SplitTally split) =>
        [
            .. split.Endpoints.SelectMany(endpoint => new[] { endpoint.Power, endpoint.PowerAtFirstAlpha }),
            split.Any,
            split.All,
        ];

    static string Text(MonteCarloEstimate? estimate) => estimate is { } there ? Of(there, 4) : "";
}
