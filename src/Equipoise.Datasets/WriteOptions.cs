namespace Equipoise.Datasets;

/// <summary>What a file states beside its data, and how strict it is.</summary>
public sealed record WriteOptions
{
    /// <summary>The time that a file states for its making, as its own clock shows it.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The version of a transport file: 5 as regulators take it, or 8.</summary>
    public int TransportVersion { get; init; } = 5;

    /// <summary>Whether a transport file may hold letters beyond ASCII, as UTF-8; regulators take ASCII only.</summary>
    public bool AllowsUtf8 { get; init; }
}
