namespace Equipoise.Protocol.Forms;

/// <summary>Occurrences of a visit at which a form is filled in: all, the first few, or every so many.</summary>
/// <param name="Visit">The id of a visit of the follow-up, or one of <see cref="FormVisits"/>.</param>
/// <param name="First">The first occurrence, counted from 1.</param>
/// <param name="Last">The last occurrence; null for as long as the visit goes on.</param>
/// <param name="Step">How many occurrences lie from one to the next; 1 for each.</param>
public sealed record FormTiming(string Visit, int First, int? Last, int Step)
{
    /// <summary>Whether that occurrence of that visit is one of these.</summary>
    public bool Includes(string visit, int occurrence) =>
        visit == Visit && occurrence >= First && !(occurrence > Last) && (occurrence - First) % Step == 0;
}

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
