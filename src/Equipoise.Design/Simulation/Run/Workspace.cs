using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Design.Simulation.Run;

/// <summary>One thread's place to simulate trials, one after the other, without memory per trial.</summary>
abstract class Workspace
{
    /// <summary>Simulates the trial of this index and adds it to the tally.</summary>
    public abstract void Add(ulong index);

    /// <summary>What all trials added so far came to.</summary>
    public abstract SimulationTally ToTally();
}
