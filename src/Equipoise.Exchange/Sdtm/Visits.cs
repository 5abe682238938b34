using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>SV: one row for each visit that took place, or did not, with its reason.</summary>
static class Visits
{
    sealed record Row(string Visit, int Number, DateOnly? On, string? NotDone)
    {
        internal static Row Of(VisitRecorded visit) => new(visit.Visit, visit.Number, visit.On, null);

        internal static Row Of(PlannedItemNotDone left) => new(left.Name!, left.Number!.Value, null, left.Reason);
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, VisitNumbers numbers) =>
        new Domain<Row>("SV", "Subject Visits", sequenced: false)
            .Number("VISITNUM", visit => numbers.Number(visit.Visit, visit.Number))
            .Text("VISIT", visit => numbers.Name(visit.Visit, visit.Number))
            .Permissible("SVOCCUR", visit => visit.NotDone is null ? null : "N")
            .Permissible("SVREASOC", visit => visit.NotDone)
            .Day("SVSTDTC", visit => visit.On)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<VisitRecorded>()
                        .Select(visit => (visit.On, Row: Row.Of(visit)))
                        .Concat(
                            subject
                                .Facts.NotDone.Where(left => left.Planned == PlannedAct.Visit)
                                .Select(left => (left.On, Row: Row.Of(left)))
                        )
                        .OrderBy(visit => visit.On)
                        .ThenBy(visit => numbers.Number(visit.Row.Visit, visit.Row.Number))
                        .Select(visit => visit.Row)
            );
}
