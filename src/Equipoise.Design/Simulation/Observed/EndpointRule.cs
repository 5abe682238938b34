using Equipoise.Design.Simulation.Draw;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.Observed;

/// <summary>
/// An endpoint as a look observes it: the protocol's events and censoring rules on whole days from randomization.
/// </summary>
/// <remarks>
/// The same steps as the derivation of ADTTE from SDTM: the first event seen by the cutoff; the situations that censor it, or its
/// absence, of which the earliest date counts; else the event; else the date of the rule "no event". Day 1 is the day of
/// randomization, so a time is the date less that of randomization, plus 1.
/// </remarks>
/// <param name="Id">The endpoint.</param>
/// <param name="Progression">Whether progression that was seen is an event.</param>
/// <param name="Death">Whether death is an event.</param>
/// <param name="Censoring">The rules, in the protocol's order.</param>
public sealed record EndpointRule(string Id, bool Progression, bool Death, IReadOnlyList<CensoringRule> Censoring)
{
    /// <summary>
    /// The day on which a sponsor who waits for a number of events counts this participant: at the first event, if no new therapy
    /// began by then where that censors. Of those counted, the analysis censors the ones after two missed assessments.
    /// </summary>
    internal int CountedOn(in Course course)
    {
        var day = FirstEvent(course);
        return day < Course.Never && (RuleFor(CensoringReason.NewAnticancerTherapy) is null || day < course.Therapy)
            ? day
            : Course.Never;
    }

    /// <summary>The time in days as of a cutoff, and whether it ended with the event.</summary>
    /// <param name="course">What became of the participant.</param>
    /// <param name="cutoff">The last day that counts, from randomization; 0 or later.</param>
    /// <param name="seen">How the participant is looked after.</param>
    /// <param name="words">The participant's random words.</param>
    internal (int Days, bool IsEvent) Observe(in Course course, int cutoff, FollowUpSchedule seen, in PersonWords words)
    {
        var happening = FirstEvent(course);
        if (happening > cutoff)
            happening = Course.Never;
        var censored = Course.Never;
        for (var r = 0; r < Censoring.Count; r++)
            censored = int.Min(censored, Situation(Censoring[r], course, cutoff, happening, seen, words));
        if (censored < Course.Never)
            return (censored + 1, false);
        if (happening < Course.Never)
            return (happening + 1, true);
        var last = RuleFor(CensoringReason.NoEvent)?.At == CensoringDate.LastAdequateAssessment
            ? seen.LastAdequate(course, cutoff, words)
            : seen.LastKnownAlive(course, cutoff, words);
        return (last + 1, false);
    }

    static int Situation(
        CensoringRule rule,
        in Course course,
        int cutoff,
        int happening,
        FollowUpSchedule seen,
        in PersonWords words
    )
    {
        switch (rule.When)
        {
            // A therapy begun on the day of the event did not come before it.
            case CensoringReason.NewAnticancerTherapy when course.Therapy <= cutoff && course.Therapy < happening:
                return rule.At == CensoringDate.LastKnownAlive
                    ? course.Therapy
                    : seen.LastAdequate(course, course.Therapy, words);
            case CensoringReason.TwoMissedAssessments when happening < Course.Never && seen.Assessments is { } schedule:
                var last = seen.LastAdequate(course, happening - 1, words);
                return happening - last > schedule.LongestGap ? last : Course.Never;
            default:
                return Course.Never;
        }
    }

    // Not LINQ: this is asked for every participant of every trial, and must not allocate.
    CensoringRule? RuleFor(CensoringReason reason)
    {
        for (var r = 0; r < Censoring.Count; r++)
            if (Censoring[r].When == reason)
                return Censoring[r];
        return null;
    }

    int FirstEvent(in Course course) =>
        int.Min(Progression ? course.Seen : Course.Never, Death ? course.Died : Course.Never);
}
