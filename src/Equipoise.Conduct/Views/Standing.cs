using System.Runtime.CompilerServices;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Views;

/// <summary>
/// What of a participant waits for somebody on a day. It is kept until the participant or the day is another one.
/// </summary>
/// <param name="Planned">What is late, due, missed and not explained, or opens within a week.</param>
/// <param name="FormsToSign">How many forms could be signed as they stand.</param>
/// <param name="Open">The queries that wait for an answer.</param>
/// <param name="Answered">The queries that wait for who asked.</param>
/// <param name="Serious">The serious adverse events.</param>
sealed record Standing(
    IReadOnlyList<ScheduledItem> Planned,
    int FormsToSign,
    IReadOnlyList<QueryState> Open,
    IReadOnlyList<QueryState> Answered,
    IReadOnlyList<AdverseEventRecorded> Serious
)
{
    /// <summary>How many days ahead a week is.</summary>
    const int Ahead = 7;

    static readonly ConditionalWeakTable<ParticipantState, Kept> kept = [];

    /// <summary>A published participant never changes, so what was found of one holds as long as all else is the same.</summary>
    internal static Standing Of(Viewer viewer, ParticipantState who, DateOnly today, bool byArm)
    {
        var basis = new Basis(today, byArm, viewer.Rules, viewer.Trial.Part<Foundation>().LastDayThatCounts);
        if (kept.TryGetValue(who, out var found) && found.Basis == basis)
            return found.Standing;
        var standing = Find(viewer, who, today, byArm);
        kept.AddOrUpdate(who, new(basis, standing));
        return standing;
    }

    static Standing Find(Viewer viewer, ParticipantState who, DateOnly today, bool byArm)
    {
        var now = new Situation(viewer.Trial, who, viewer.RulesOf(who), new Stamp(viewer.Now, ""));
        var forms = who.Forms;
        return new(
            [
                .. ParticipantPlan
                    .Items(viewer.Trial, viewer.Rules, who, today, byArm)
                    .Where(item => Waits(item, today))
                    .OrderBy(item => item.Planned)
                    .ThenBy(item => item.Act)
                    .ThenBy(item => item.Name, StringComparer.Ordinal),
            ],
            forms
                .All.Where(form => form is { IsLocked: false, Signature: null })
                .Count(form => !SignForm.AgainstSigning(now, form.Place).Any()),
            [.. forms.Queries.Where(query => query.Status == QueryStatus.Open)],
            [.. forms.Queries.Where(query => query.Status == QueryStatus.Answered)],
            [.. who.All<AdverseEventRecorded>().Where(item => item.Serious)]
        );
    }

    static bool Waits(ScheduledItem item, DateOnly today) =>
        item.Status switch
        {
            ScheduleStatus.Late or ScheduleStatus.Due or ScheduleStatus.Missed => true,
            ScheduleStatus.Upcoming => item.Opens.DayNumber - today.DayNumber <= Ahead,
            _ => false,
        };

    sealed record Basis(DateOnly Today, bool ByArm, TrialRules Rules, DateOnly? Cutoff);

    sealed record Kept(Basis Basis, Standing Standing);
}
