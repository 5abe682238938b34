namespace Equipoise.Design.Simulation.World;

/// <summary>What came of putting a protocol into the world of a scenario.</summary>
public abstract record WorldOutcome
{
    WorldOutcome() { }

    /// <summary>There is a trial to simulate.</summary>
    /// <param name="Trial">The trial.</param>
    public sealed record Ready(ScenarioTrial Trial) : WorldOutcome;

    /// <summary>The protocol or the scenario lacks a part, or says what is not simulated.</summary>
    /// <param name="Reasons">All of them.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : WorldOutcome;
}
