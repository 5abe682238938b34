using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>One simulated trial in full: everybody in it, and every look that was made.</summary>
/// <param name="Participants">All who were to be randomized, in the order of their arrival, also those who would have come after
/// the trial stopped.</param>
/// <param name="Looks">The looks that were made, in order; the last one ended the trial.</param>
/// <param name="NeverReached">Whether a look waited for events that never came, so that the final look was made at the last event
/// possible.</param>
public sealed record ReplayedTrial(
    IReadOnlyList<ReplayedParticipant> Participants,
    IReadOnlyList<ReplayedLook> Looks,
    bool NeverReached
)
{
    internal static ReplayedTrial Of<R>(TrialWorkspace<R> workspace)
        where R : struct, IRegister<R>
    {
        var population = workspace.Population;
        ReplayedLook[] looks = [.. workspace.Results.Take(workspace.Made).Select(ReplayedLook.Of)];
        var participants = new ReplayedParticipant[population.Count];
        for (var i = 0; i < participants.Length; i++)
        {
            var drawn = new ReplayedParticipant(
                Ticks.Months(population.Arrival[i]),
                population.Arm[i],
                population.Stratum[i],
                Time(population.Event[i]),
                Time(population.Dropout[i]),
                AtEnd: null
            );
            participants[i] = drawn with { AtEnd = drawn.At(looks[^1].Month) };
        }
        return new(participants, looks, workspace.NeverReached);
    }

    static double? Time(int ticks) => ticks == Ticks.Never ? null : Ticks.Months(ticks);
}

/// <summary>A simulated participant. Times are months, exact multiples of 2⁻²¹.</summary>
/// <param name="Arrival">The month of the trial in which they are randomized.</param>
/// <param name="Arm">0 for control, 1 for experimental.</param>
/// <param name="Stratum">Counted from 0.</param>
/// <param name="Event">The time from randomization to the event, whether or not it is ever seen; null when it never
/// comes.</param>
/// <param name="Dropout">The time from randomization to being lost; null when that never comes.</param>
/// <param name="AtEnd">Follow-up as the look that ended the trial saw it; null when they arrived after it.</param>
public sealed record ReplayedParticipant(
    double Arrival,
    int Arm,
    int Stratum,
    double? Event,
    double? Dropout,
    Observation? AtEnd
)
{
    /// <summary>Follow-up as a look in this month sees it: to the event, the loss or the cutoff, whichever is first (an event
    /// before a loss, and both before the cutoff, of the same moment); null when they arrive later.</summary>
    public Observation? At(double month)
    {
        if (Arrival > month)
            return null;
        var open = month - Arrival; // exact: both are multiples of 2⁻²¹ below 2¹⁰
        var lost = double.Min(open, Dropout ?? double.PositiveInfinity);
        return Event is { } happens && happens <= lost ? Observation.Event(happens) : Observation.CensoredAt(lost);
    }
}
