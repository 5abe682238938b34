using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Safety;

/// <summary>The clocks of serious adverse events: what is due, what is overdue, what came late.</summary>
/// <remarks>
/// <para>
/// ICH E2A: the investigator tells the sponsor at once, here within 24 hours. A suspected unexpected serious adverse reaction
/// (SUSAR) that is fatal or life-threatening reaches the authority within 7 calendar days after first knowledge by the
/// sponsor that the case qualifies, followed by as complete a report as possible within 8 additional calendar days (section
/// III.B.1); any other within 15 calendar days (III.B.2).
/// </para>
/// <para>
/// Calendar days, not working days. Day 0 is the date, in UTC, on which the sponsor received the report that first made the
/// case qualify; what is due on day 7 is in time until that day ends in UTC, and what follows is due on day 15, whenever the
/// first was sent.
/// </para>
/// <para>Pure: the same log and the same moment give the same list. Cost: linear in the recorded events.</para>
/// </remarks>
public static class SafetyClocks
{
    const int FatalDays = 7;
    const int FollowUpDays = 8;
    const int OtherDays = 15;

    /// <summary>How long the site has to tell the sponsor.</summary>
    public static readonly TimeSpan SiteTime = TimeSpan.FromHours(24);

    /// <summary>
    /// Every obligation of every serious adverse event, the earliest due first, those whose clock is not known to run before
    /// all.
    /// </summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="authorities">The authorities that must be told, each with a clock of its own, such as FDA and EMA.</param>
    /// <param name="now">The moment at which the clocks are read.</param>
    /// <exception cref="ArgumentException">No authority was named.</exception>
    public static IReadOnlyList<SafetyObligation> Of(TrialState state, IReadOnlyList<string> authorities, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(authorities);
        if (authorities.Count == 0)
            throw new ArgumentException("Name at least one authority that must be told of SUSARs.", nameof(authorities));
        return
        [
            .. from participant in state.Participants
            from item in participant.All<AdverseEventRecorded>()
            where item.Serious
            from obligation in Of(participant, item, authorities, now)
            orderby obligation.DueBefore ?? DateTimeOffset.MinValue, obligation.Participant, obligation.Term
            select obligation,
        ];
    }

    /// <summary>The obligations of one event: those to the sponsor, and those to each authority.</summary>
    internal static IEnumerable<SafetyObligation> Of(
        ParticipantState participant,
        AdverseEventRecorded item,
        IReadOnlyList<string> authorities,
        DateTimeOffset now
    )
    {
        var aware = SeriousEvent.Awareness(participant, item);
        var reports = SeriousEvent.Reports(participant, item).ToList();
        var told = reports.FirstOrDefault()?.At;
        yield return SafetyObligation.Read(item, SafetyRule.SponsorWithin24Hours, null, aware?.At + SiteTime, told, now);
        if (reports.Count == 0)
            yield break;
        var last = reports[^1];
        var known = (item.Criteria ?? SeriousnessCriteria.None, item.Related, item.Expected);
        if ((last.Criteria, last.Related, last.Expected) != known)
            yield return SafetyObligation.Read(item, SafetyRule.SponsorToldOfChange, null, null, null, now);

        var fatal = reports.Find(report => report.IsFatalOrLifeThreateningSusar);
        var susar = reports.Find(report => report.IsSusar);
        foreach (var authority in authorities)
        {
            var first = SeriousEvent.Submission(participant, item, authority, SubmissionKind.Initial)?.At;
            var followUp = SeriousEvent.Submission(participant, item, authority, SubmissionKind.FollowUp)?.At;
            if (fatal is not null)
            {
                // What was sent before the case was known to be that grave does not tell of it.
                var toldOfIt = new[] { first, followUp }.FirstOrDefault(sent => sent >= fatal.At);
                yield return Due(SafetyRule.FatalOrLifeThreateningWithin7Days, authority, fatal, FatalDays, toldOfIt);
                yield return Due(
                    SafetyRule.FollowUpWithin8MoreDays,
                    authority,
                    fatal,
                    FatalDays + FollowUpDays,
                    followUp >= fatal.At && followUp != toldOfIt ? followUp : null
                );
            }
            if (susar is not null && susar != fatal)
                yield return Due(SafetyRule.OtherWithin15Days, authority, susar, OtherDays, first);
        }

        SafetyObligation Due(SafetyRule rule, string authority, ReportedToSponsor report, int days, DateTimeOffset? done)
        {
            var dayZero = new DateTimeOffset(report.At.UtcDateTime.Date, TimeSpan.Zero);
            return SafetyObligation.Read(item, rule, authority, dayZero.AddDays(days + 1), done, now);
        }
    }
}
