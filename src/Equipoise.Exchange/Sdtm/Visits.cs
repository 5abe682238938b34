using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>SV: one row for each visit that took place.</summary>
static class Visits
{
    internal static Table Of(IReadOnlyList<Subject> subjects, VisitNumbers numbers) =>
        new Domain<VisitRecorded>("SV", "Subject Visits", sequenced: false)
            .Number("VISITNUM", "Visit Number", visit => numbers.Number(visit.Visit, visit.Number))
            .Text("VISIT", "Visit Name", visit => numbers.Name(visit.Visit, visit.Number))
            .Day("SVSTDTC", "Start Date/Time of Visit", visit => visit.On)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<VisitRecorded>()
                        .OrderBy(visit => visit.On)
                        .ThenBy(visit => numbers.Number(visit.Visit, visit.Number))
            );
}
