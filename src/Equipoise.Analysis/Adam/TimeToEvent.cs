using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>What became of one participant for one endpoint.</summary>
/// <param name="Start">The day from which time counts.</param>
/// <param name="Date">The day of the event or of censoring.</param>
/// <param name="IsEvent">Whether it is the event.</param>
/// <param name="Description">Which event, or why censored (EVNTDESC).</param>
/// <param name="DateDescription">Which date was taken (CNSDTDSC); "" for an event.</param>
sealed record TimeToEvent(DayOf Start, DayOf Date, bool IsEvent, string Description, string DateDescription)
{
    /// <summary>Days from start to date, both counted: the day of the origin is day 1.</summary>
    public int Days => Date.Day.DayNumber - Start.Day.DayNumber + 1;
}

/// <summary>
/// Decides event or censoring for one endpoint, in numbered steps as <c>derive_param_tte</c> of the R package admiral does.
/// </summary>
/// <param name="endpoint">What is measured and how it is censored.</param>
/// <param name="schedule">The schedule of tumor assessments; needed by the rule on missed assessments.</param>
sealed class TimeToEventRule(Endpoint endpoint, TumorAssessmentPlan? schedule)
{
    const string ByCutoff = "No event by data cutoff";
    const string NewTherapy = "New anticancer therapy";
    const string MissedAssessments = "Two or more missed assessments";
    const string AtAssessment = "Last adequate tumor assessment";
    const string AtStart = "Start of follow-up: no adequate assessment after it";

    /// <summary>Whether who was censored with this description can have no event later, however long the trial goes on.</summary>
    public static bool CensorsForGood(string description) =>
        description.Equals(NewTherapy, StringComparison.OrdinalIgnoreCase)
        || description.Equals(MissedAssessments, StringComparison.OrdinalIgnoreCase);

    /// <summary>The outcome; null for someone whose time never started.</summary>
    public TimeToEvent? Apply(ParticipantFacts facts)
    {
        // Step 1: the origin.
        var origin = endpoint.From == TimeOrigin.Randomization ? facts.Disposition.Randomized : facts.Exposure.First;
        if (facts.Planned is null || origin is not { } start)
            return null;

        // Step 2: the first event on or after the origin; on one day, the first in the order of the protocol.
        var happening = endpoint
            .Events.Select(kind => (Kind: kind, Date: FirstOf(kind, facts, start)))
            .Where(candidate => candidate.Date is not null)
            .OrderBy(candidate => candidate.Date!.Value.Day)
            .FirstOrDefault();

        // Step 3: the situations that censor an event or its absence; the earliest date wins, then the order of the protocol.
        var situation = endpoint
            .Censoring.Select(rule => Situation(rule, facts, start, happening.Date?.Day))
            .Where(candidate => candidate is not null)
            .MinBy(candidate => candidate!.Date.Day.DayNumber);
        if (situation is not null)
            return situation;

        // Step 4: the event.
        if (happening.Date is { } date)
            return new(start, date, true, Sentence(happening.Kind.ToString()!), "");

        // Step 5: no event.
        return NoEvent(facts, start);
    }

    static DayOf? FirstOf(EndpointEvent kind, ParticipantFacts facts, DayOf start) =>
        kind switch
        {
            EndpointEvent.Progression => facts
                .Assessments.Where(seen => seen.IsProgression && seen.Date >= start.Day)
                .Select(seen => (DayOf?)seen.On)
                .FirstOrDefault(),
            EndpointEvent.Death => facts.Died,
            _ => null,
        };

    TimeToEvent? Situation(CensoringRule rule, ParticipantFacts facts, DayOf start, DateOnly? happening)
    {
        switch (rule.When)
        {
            // A therapy begun on the day of the event did not come before it.
            case CensoringReason.NewAnticancerTherapy
                when facts.NewTherapy is { } therapy && (happening is null || therapy.Day < happening):
                return rule.At == CensoringDate.LastKnownAlive
                    ? new(start, Later(therapy, start), false, NewTherapy, "Start of new anticancer therapy")
                    : AtLastAdequate(
                        facts,
                        start,
                        therapy.Day,
                        NewTherapy,
                        "Last adequate assessment before new therapy"
                    );
            case CensoringReason.TwoMissedAssessments when happening is { } date && schedule is not null:
                var last = LastAdequate(facts, start, date.AddDays(-1)) ?? start;
                return date.DayNumber - last.Day.DayNumber > LongestGap(schedule)
                    ? AtLastAdequate(
                        facts,
                        start,
                        date.AddDays(-1),
                        MissedAssessments,
                        "Last adequate assessment before gap"
                    )
                    : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// Two planned intervals and a window at either end: a longer gap means that two assessments in a row were missed.
    /// </summary>
    public static int LongestGap(TumorAssessmentPlan schedule) =>
        (2 * schedule.Every.WholeDays) + (2 * schedule.Window.WholeDays);

    TimeToEvent NoEvent(ParticipantFacts facts, DayOf start)
    {
        var because = facts.Disposition.StudyEnd?.Reason switch
        {
            Terms.WithdrawalBySubject => "Withdrawal from study",
            Terms.LostToFollowUp => "Lost to follow-up",
            _ => ByCutoff,
        };
        var rule = endpoint.Censoring.FirstOrDefault(rule => rule.When == CensoringReason.NoEvent);
        return rule?.At == CensoringDate.LastAdequateAssessment
            ? AtLastAdequate(facts, start, DateOnly.MaxValue, because, AtAssessment)
            : new(start, Later(facts.LastKnownAlive ?? start, start), false, because, "Last known alive");
    }

    static TimeToEvent AtLastAdequate(ParticipantFacts facts, DayOf start, DateOnly limit, string because, string dated) =>
        LastAdequate(facts, start, limit) is { } date
            ? new(start, date, false, because, dated)
            : new(start, start, false, because == ByCutoff ? "No adequate assessment" : because, AtStart);

    static DayOf? LastAdequate(ParticipantFacts facts, DayOf start, DateOnly limit)
    {
        DayOf? last = null;
        foreach (var seen in facts.Assessments)
            if (seen.IsAdequate && seen.Date > start.Day && seen.Date <= limit)
                last = seen.On;
        return last;
    }

    static DayOf Later(DayOf a, DayOf b) => a.Day > b.Day ? a : b;

    static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
