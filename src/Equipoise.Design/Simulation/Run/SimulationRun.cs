namespace Equipoise.Design.Simulation.Run;

/// <summary>Which trials are simulated: a seed names an endless list of them, and this is a stretch of it.</summary>
/// <remarks>Trial k of a seed and a scenario number is always the same trial, whatever stretch it is in, on any
/// machine.</remarks>
public sealed record SimulationRun
{
    /// <summary>The seed of the study.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// Which list of this seed. Scenarios that differ in this number are independent; those that share it share their random
    /// numbers (common random numbers), and differences between them are estimated more precisely.
    /// </summary>
    public uint Scenario { get; init; }

    /// <summary>The index of the first trial, counted from 0.</summary>
    public ulong FirstTrial { get; init; }

    /// <summary>How many trials; 0 or more. Indices stay below 2⁵⁶.</summary>
    public required long Trials { get; init; }

    /// <summary>How many run at once, from 1. It changes no bit of the result.</summary>
    public int Threads { get; init; } = 1;
}
