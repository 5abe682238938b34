using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>What the protocol plans for a participant, and how it stands on the day that it is at the site.</summary>
/// <remarks>For whoever may not see arms, nothing of it depends on one.</remarks>
/// <param name="Visits">The visits of the protocol that binds the participant.</param>
/// <param name="HasAssessments">Whether tumor assessments are planned.</param>
/// <param name="Items">What is planned until today, and the next of each series; empty before randomization.</param>
public sealed record PlanView(IReadOnlyList<VisitPlan> Visits, bool HasAssessments, IReadOnlyList<ScheduledItem> Items)
{
    /// <summary>What is to be done or to be recorded, by planned day.</summary>
    public IReadOnlyList<ScheduledItem> Open =>
        [.. Items.Where(item => item.Status is not (ScheduleStatus.Done or ScheduleStatus.NotDone))];

    /// <summary>
    /// The repetition of a visit that is recorded next: that whose window is open, else the last that is late, else the last
    /// missed, else the next; null where nothing of it is open.
    /// </summary>
    /// <param name="visit">The visit; "" for the tumor assessments.</param>
    public ScheduledItem? Next(string visit)
    {
        ScheduleStatus[] order = [ScheduleStatus.Due, ScheduleStatus.Late, ScheduleStatus.Missed, ScheduleStatus.Upcoming];
        var open = Open.Where(item => item.Name == visit).ToList();
        return order.Select(status => open.FindLast(item => item.Status == status)).FirstOrDefault(item => item is not null);
    }

    internal static PlanView Of(Viewer viewer, ParticipantState who)
    {
        var plan = viewer.RulesOf(who).Protocol.FollowUp;
        return new(
            plan?.Visits ?? [],
            plan?.TumorAssessment is not null,
            [
                .. ParticipantPlan
                    .Items(viewer.Trial, viewer.Rules, who, viewer.TodayAt(who.Site), viewer.SeesArms(who.Site))
                    .OrderBy(item => item.Planned)
                    .ThenBy(item => item.Act)
                    .ThenBy(item => item.Name, StringComparer.Ordinal),
            ]
        );
    }
}
