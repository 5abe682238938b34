using Equipoise.Statistics;

namespace Equipoise.Design.Simulation;

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
);

/// <summary>A simulated participant. Times are months, exact multiples of 2⁻²¹.</summary>
/// <param name="Arrival">The month of the trial in which they are randomized.</param>
/// <param name="Arm">0 for control, 1 for experimental.</param>
/// <param name="Stratum">Counted from 0.</param>
/// <param name="Event">The time from randomization to the event, whether or not it is ever seen; null when it never comes.</param>
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

/// <summary>One look of a simulated trial.</summary>
/// <param name="Look">Which of the planned looks, counted from 0.</param>
/// <param name="Month">When the data were cut.</param>
/// <param name="Events">The events seen by then.</param>
/// <param name="Enrolled">The participants randomized by then.</param>
/// <param name="Z">The statistic of the test; null when it does not exist.</param>
/// <param name="LogHazardRatio">The estimate; null when none was asked for or there is none, as when an arm has no event.</param>
/// <param name="StandardError">That of the log hazard ratio; null like it.</param>
/// <param name="Decision">What the look decided.</param>
public sealed record ReplayedLook(
    int Look,
    double Month,
    int Events,
    int Enrolled,
    double? Z,
    double? LogHazardRatio,
    double? StandardError,
    LookDecision Decision
);

/// <summary>What a look decides.</summary>
public enum LookDecision
{
    /// <summary>The trial goes on.</summary>
    Continue,

    /// <summary>The null hypothesis is rejected: Z reached the efficacy bound.</summary>
    Efficacy,

    /// <summary>The trial stops for futility: Z reached the futility bound.</summary>
    Futility,

    /// <summary>It was the final look and the null hypothesis is not rejected.</summary>
    NotRejected,
}
