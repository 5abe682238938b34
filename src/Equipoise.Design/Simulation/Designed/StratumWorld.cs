namespace Equipoise.Design.Simulation.Designed;

/// <summary>A stratum of the population: how large a part of it, and how its events come in either arm.</summary>
public sealed record StratumWorld
{
    /// <summary>The probability that a participant belongs to it, above 0; those of all strata sum to 1.</summary>
    public required double Share { get; init; }

    /// <summary>The time to the event in the control arm.</summary>
    public required EventWorld Control { get; init; }

    /// <summary>The time to the event in the experimental arm.</summary>
    public required EventWorld Experimental { get; init; }
}

/// <summary>A distribution of the time from randomization to the event: piecewise exponential, with a part that never has
/// it.</summary>
/// <remarks>S(t) = π + (1 - π) exp(-∫₀ᵗ λ). One piece is the exponential time of most designs.</remarks>
/// <param name="Hazard">λ by month since randomization, of those who are not cured.</param>
public sealed record EventWorld(IReadOnlyList<RatePiece> Hazard)
{
    /// <summary>π, the share that never has the event, from 0 to below 1.</summary>
    public double CuredFraction { get; init; }

    /// <summary>The same with each hazard times this ratio: below 1, fewer events.</summary>
    public EventWorld Times(double hazardRatio) =>
        this with
        {
            Hazard = [.. Hazard.Select(piece => piece with { PerMonth = piece.PerMonth * hazardRatio })],
        };
}
