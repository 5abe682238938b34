namespace Equipoise.Protocol;

/// <summary>
/// The visits that every trial has, beside those of its follow-up. A follow-up may plan one of the same name itself.
/// </summary>
public static class FormVisits
{
    /// <summary>When a participant is screened; once.</summary>
    public const string Screening = "screening";

    /// <summary>Before treatment; once.</summary>
    public const string Baseline = "baseline";

    /// <summary>Whenever it is needed, numbered as they come.</summary>
    public const string Unscheduled = "unscheduled";

    /// <summary>All of them, in their order.</summary>
    public static readonly IReadOnlyList<string> All = [Screening, Baseline, Unscheduled];

    /// <summary>Whether a visit of that name may occur more than once; null when the protocol has no such visit.</summary>
    public static bool? Repeats(this TrialProtocol protocol, string visit)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol.FollowUp?.Visits.FirstOrDefault(planned => planned.Id == visit) is { } plan ? plan.Every is not null
            : All.Contains(visit) ? visit == Unscheduled
            : null;
    }
}
