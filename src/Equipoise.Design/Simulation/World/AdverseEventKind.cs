namespace Equipoise.Design.Simulation.World;

/// <summary>A kind of adverse event: how bad it gets, and when it begins.</summary>
/// <remarks>
/// The first episode has the worst grade; up to two milder ones, of grade 1 or 2, may follow. An episode comes if treatment still
/// goes on when it would begin.
/// </remarks>
/// <param name="Term">Its preferred term.</param>
/// <param name="Control">In the control arm, the shares whose worst grade would be 1, 2, 3, 4, 5; the rest never has it.</param>
/// <param name="Experimental">The same in the experimental arm.</param>
/// <param name="MedianOnsetDays">The median time from the first dose, or from the end of an episode, to the next:
/// exponential.</param>
/// <param name="MedianDays">The median length of an episode: exponential.</param>
public sealed record AdverseEventKind(
    string Term,
    IReadOnlyList<double> Control,
    IReadOnlyList<double> Experimental,
    double MedianOnsetDays,
    double MedianDays
);
