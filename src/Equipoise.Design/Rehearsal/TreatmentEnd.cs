using Equipoise.Conduct.Treatment;

namespace Equipoise.Design.Rehearsal;

/// <summary>When all treatment ends, and why; no reason when it outlasts the horizon.</summary>
sealed class TreatmentEnd
{
    public TreatmentEnd(DiseaseCourse course, DateOnly? progressionSeen, DateOnly horizon)
    {
        (On, Reason) = (horizon, null);
        Consider(course.Withdraws, DiscontinuationReason.WithdrawalBySubject);
        Consider(course.StartsNewTherapy, DiscontinuationReason.PhysicianDecision);
        if (progressionSeen is { } seen)
            Consider(seen, DiscontinuationReason.ProgressiveDisease);
        Consider(course.Dies, DiscontinuationReason.Death);
    }

    /// <summary>The last day of treatment.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Why; null when treatment goes on.</summary>
    public DiscontinuationReason? Reason { get; private set; }

    // On a tie the later candidate wins: a death is the reason even on the day of a progression.
    void Consider(DateOnly day, DiscontinuationReason reason)
    {
        if (day <= On)
            (On, Reason) = (day, reason);
    }
}
