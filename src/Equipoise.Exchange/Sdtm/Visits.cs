using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>SV: one row for each visit that took place, or did not, with its reason.</summary>
static class Visits
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<SubjectVisit>("SV", "Subject Visits", sequenced: false)
            .Number("VISITNUM", visit => visit.Number)
            .Text("VISIT", visit => visit.Name)
            .Text("SVPRESP", visit => visit.IsPlanned ? "Y" : null)
            .Text("SVOCCUR", visit => visit.IsPlanned ? (visit.NotDone is null ? "Y" : "N") : null)
            .Permissible("SVREASOC", visit => visit.NotDone)
            .Day("SVSTDTC", visit => visit.Start)
            .Day("SVENDTC", visit => visit.End)
            .StudyDay("SVSTDY", visit => visit.Start)
            .StudyDay("SVENDY", visit => visit.End)
            .Permissible("SVUPDES", visit => visit.IsPlanned ? null : "Unscheduled visit")
            .Of(subjects, subject => subject.Visits.InOrder);
}
