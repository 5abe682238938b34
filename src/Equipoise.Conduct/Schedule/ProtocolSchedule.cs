using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Schedule;

/// <summary>What the protocol plans for the participants, and how it stands on a day: visits and tumor assessments.</summary>
/// <remarks>
/// <para>
/// The clock is the calendar, in whole days from randomization, which is day 1 of the visits; it has no hours, so no change of
/// the clocks moves it. The first tumor assessment is one interval after randomization. A cycle that starts late moves neither:
/// both are counted from randomization whatever the treatment does. The window is from the planned day less its width to the
/// planned day plus its width, both included.
/// </para>
/// <para>
/// The plan is that of the protocol version by which the participant is bound now, for what is past too. A visit is told by its
/// recorded number, whenever it took place. A tumor assessment has none: it is the planned one whose day is nearest, the earlier
/// of two as near, and none if randomization is as near as the first. Of several for one planned assessment the nearest fulfils
/// it; the others are unscheduled and not listed.
/// </para>
/// <para>
/// A series ends at death, withdrawal or the data cutoff; visits on treatment also on the day on which the last treatment is
/// stopped, tumor assessments also at progression or a new therapy. What is planned for the day of such an end or later is no
/// longer expected; for the day of the cutoff it is. The last treatment is stopped when every treatment of the arm of which a
/// dose is recorded is discontinued, and at least one is: one that was never given holds nothing up.
/// </para>
/// <para>
/// Pure: the same log and the same day give the same list. Cost: linear in what is recorded and planned of each participant.
/// </para>
/// </remarks>
public static class ProtocolSchedule
{
    /// <summary>
    /// Everything planned for a participant until that day, and the next of each series; empty before randomization.
    /// </summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="today">The day on which the schedule is read.</param>
    public static IReadOnlyList<ScheduledItem> Of(
        TrialState state,
        TrialRules rules,
        ParticipantState participant,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(participant);
        return
        [
            .. ParticipantPlan
                .Items(state, rules, participant, today)
                .OrderBy(item => item.Planned)
                .ThenBy(item => item.Act)
                .ThenBy(item => item.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The same of all participants of a site, each after the other.</summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="site">The site that looks after them.</param>
    /// <param name="today">The day on which the schedule is read.</param>
    public static IReadOnlyList<ScheduledItem> OfSite(TrialState state, TrialRules rules, string site, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.At(site).SelectMany(participant => Of(state, rules, participant, today))];
    }
}
