using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>What was planned with a person and did not take place, as a site records it: not done, and why.</summary>
sealed class MissedItems(string id, RandomStream random)
{
    // Of those that may be missed. [assumed]
    const double MissedVisits = 0.08;

    static readonly string[] ofAssessments =
    [
        "Participant was ill at home with a cold.",
        "Participant was on holiday.",
        "Participant could not be reached.",
        "Scanner was out of order.",
        "Participant had no way to come.",
        "Appointment was forgotten by the site.",
    ];

    static readonly string[] ofVisits =
    [
        "Participant came for the tests and left before the visit.",
        "Tests were made nearby: participant had no way to come.",
        "Physician was not available after the tests.",
    ];

    string One(string[] reasons) => reasons[random.Between(0, reasons.Length - 1)];

    /// <summary>A missed tumor assessment; nothing where the windows of two meet, so that it may be the next one.</summary>
    public IEnumerable<ParticipantCommand> Assessment(DateOnly planned, TumorAssessmentPlan plan, DateOnly lastDay)
    {
        if (planned <= lastDay && 2 * plan.Window.WholeDays < plan.Every.WholeDays)
            yield return new RecordNotDone(id, PlannedAct.TumorAssessment, null, null, One(ofAssessments), planned);
    }

    /// <summary>The visits of a series, a few of them missed after the first.</summary>
    /// <remarks>
    /// Missed is a visit on a day on which the participant was seen all the same, for a blood sample or a scan: how long somebody
    /// is known to be alive does not rest on visits that this leaves out.
    /// </remarks>
    public IEnumerable<ParticipantCommand> Visits(string visit, IReadOnlyList<DateOnly> days, IReadOnlySet<DateOnly> seen)
    {
        foreach (var (place, day) in days.Index())
            if (place > 0 && seen.Contains(day) && random.Happens(MissedVisits))
                yield return new RecordNotDone(id, PlannedAct.Visit, visit, place + 1, One(ofVisits), day);
            else
                yield return new RecordVisit(id, visit, place + 1, day);
    }
}
