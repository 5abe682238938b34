using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>What is printed of a simulation, wherever it ran.</summary>
/// <param name="Study">What was simulated.</param>
/// <param name="About">The same in words.</param>
/// <param name="Tally">What came of it.</param>
/// <param name="Seconds">How long it took; of shards, all of them together.</param>
sealed record StudyOutcome(SimulationStudy Study, string About, SimulationTally Tally, double Seconds)
{
    public double TrialsPerSecond => Tally.Trials / Math.Max(Seconds, 1e-9);

    public void Print(bool asJson, TextWriter output)
    {
        if (asJson)
            output.WriteLine(OutcomeJson.Of(this));
        else
            OutcomeText.Write(this, output);
    }
}
