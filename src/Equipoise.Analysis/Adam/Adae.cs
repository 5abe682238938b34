using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>Derives ADAE: one row per recorded adverse event, with the flag that says whether it emerged on treatment.</summary>
static class Adae
{
    public static Table? Derive(TrialProtocol protocol, TrialFacts facts)
    {
        if (facts.AdverseEvents is not { } events)
            return null;
        var rule = protocol.Analysis.PartialDates;
        var window = protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose.WholeDays;
        IReadOnlyList<ColumnOf<AdverseEventFact>> columns =
        [
            ColumnOf<AdverseEventFact>.Text("STUDYID", _ => facts.StudyId),
            ColumnOf<AdverseEventFact>.Text("USUBJID", item => item.Participant.Id),
            ColumnOf<AdverseEventFact>.Number("AESEQ", item => item.Sequence),
            ColumnOf<AdverseEventFact>.Text("TRTA", item => item.Participant.TreatmentReceived?.Label),
            ColumnOf<AdverseEventFact>.Text("AETERM", item => item.ReportedTerm),
            ColumnOf<AdverseEventFact>.Text("AEDECOD", item => item.Term),
            ColumnOf<AdverseEventFact>.Text("AEBODSYS", item => item.BodySystem),
            .. DateColumns.Of(events, "ASTDT", Start),
            .. DateColumns.Of(events, "AENDT", End),
            ColumnOf<AdverseEventFact>.Text("AETOXGR", item => Grade(item.Grade)),
            ColumnOf<AdverseEventFact>.Number("ATOXGRN", item => item.Grade),
            ColumnOf<AdverseEventFact>.Text("TRTEMFL", item => IsEmergent(item, window) ? "Y" : "N"),
            ColumnOf<AdverseEventFact>.Text("AESER", item => item.Serious),
            ColumnOf<AdverseEventFact>.Text("AEREL", item => item.Related),
            ColumnOf<AdverseEventFact>.Text("AEACN", item => item.Action),
            ColumnOf<AdverseEventFact>.Text("AEOUT", item => item.Outcome),
        ];
        return Table.Of("ADAE", "Adverse Event Analysis Dataset", events, columns);

        DayOf? Start(AdverseEventFact item) =>
            item.Start is { } date ? DayRule.Apply(rule, date, Dated.Start, item.Participant.Exposure.First?.Day) : null;

        DayOf? End(AdverseEventFact item) =>
            item.End is { } date ? DayRule.Apply(rule, date, Dated.End, Start(item)?.Day) : null;
    }

    static string Grade(double grade) => double.IsNaN(grade) ? "" : Format.Exact(grade);

    /// <summary>
    /// Began on or after the first dose and no later than the window after the last. An event whose start is not fully known
    /// counts as emergent, unless every day on which it may have begun is outside: it must not vanish from the account of
    /// harms. It began no later than it ended, so that what ended before the first dose is not emergent.
    /// </summary>
    static bool IsEmergent(AdverseEventFact item, int? window)
    {
        var who = item.Participant;
        if (who.Exposure.First?.Day is not { } first)
            return false;
        var (earliest, latest) = (item.Start?.First ?? DateOnly.MinValue, item.Start?.Last ?? DateOnly.MaxValue);
        if (item.End is { } end && end.Last < latest)
            latest = end.Last > earliest ? end.Last : earliest;
        var until =
            window is { } days && who.TreatmentEnd is not null ? who.Exposure.Last!.Value.Day.AddDays(days) : DateOnly.MaxValue;
        return latest >= first && earliest <= until;
    }
}
