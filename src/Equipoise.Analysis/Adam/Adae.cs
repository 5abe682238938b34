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
        var window = protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose.WholeDays;
        return Table.Of(
            "ADAE",
            "Adverse Event Analysis Dataset",
            events,
            ColumnOf<AdverseEventFact>.Text("STUDYID", "Study Identifier", _ => facts.StudyId),
            ColumnOf<AdverseEventFact>.Text("USUBJID", "Unique Subject Identifier", item => item.Participant.Id),
            ColumnOf<AdverseEventFact>.Number("AESEQ", "Sequence Number", item => item.Sequence),
            ColumnOf<AdverseEventFact>.Text("TRTA", "Actual Treatment", item => item.Participant.TreatmentReceived?.Label),
            ColumnOf<AdverseEventFact>.Text("AETERM", "Reported Term for the Adverse Event", item => item.ReportedTerm),
            ColumnOf<AdverseEventFact>.Text("AEDECOD", "Dictionary-Derived Term", item => item.Term),
            ColumnOf<AdverseEventFact>.Text("AEBODSYS", "Body System or Organ Class", item => item.BodySystem),
            ColumnOf<AdverseEventFact>.Date("ASTDT", "Analysis Start Date", item => item.Start?.Day),
            ColumnOf<AdverseEventFact>.Date("AENDT", "Analysis End Date", item => item.End),
            ColumnOf<AdverseEventFact>.Text("AETOXGR", "Standard Toxicity Grade", item => Grade(item.Grade)),
            ColumnOf<AdverseEventFact>.Number("ATOXGRN", "Analysis Toxicity Grade (N)", item => item.Grade),
            ColumnOf<AdverseEventFact>.Text(
                "TRTEMFL",
                "Treatment Emergent Analysis Flag",
                item => IsEmergent(item, window) ? "Y" : "N"
            ),
            ColumnOf<AdverseEventFact>.Text("AESER", "Serious Event", item => item.Serious),
            ColumnOf<AdverseEventFact>.Text("AEREL", "Causality", item => item.Related),
            ColumnOf<AdverseEventFact>.Text("AEACN", "Action Taken with Study Treatment", item => item.Action),
            ColumnOf<AdverseEventFact>.Text("AEOUT", "Outcome of Adverse Event", item => item.Outcome)
        );
    }

    static string Grade(double grade) => double.IsNaN(grade) ? "" : Format.Exact(grade);

    /// <summary>
    /// Began on or after the first dose and no later than the window after the last. An event whose start is not fully known
    /// counts as emergent, unless every day on which it may have begun is outside: it must not vanish from the account of
    /// harms.
    /// </summary>
    static bool IsEmergent(AdverseEventFact item, int? window)
    {
        var who = item.Participant;
        if (who.Exposure.First is not { } first)
            return false;
        if (item.Start is not { } start)
            return true;
        return start.IsBefore(first) is not true
            && (
                window is not { } days
                || who.TreatmentEnd is null
                || who.Exposure.Last is not { } last
                || start.IsAfter(last.AddDays(days)) is not true
            );
    }
}
