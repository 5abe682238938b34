using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Tabulation;

/// <summary>SV: one row for each visit that took place.</summary>
static class Visits
{
    // The thousands tell the visit of the protocol, the rest its repetition, so that a number never depends on who came when.
    const int NumbersPerVisit = 1000;

    sealed record Row(VisitRecorded Visit, VisitPlan Plan, int Number);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var plans = (protocol.FollowUp?.Visits ?? []).Index().ToDictionary(plan => plan.Item.Id);
        return new Domain<Row>("SV", "Subject Visits", sequenced: false)
            .Number("VISITNUM", "Visit Number", row => row.Number)
            .Text("VISIT", "Visit Name", row => Name(row).ToUpperInvariant())
            .Day("SVSTDTC", "Start Date/Time of Visit", row => row.Visit.On)
            .Of(
                subjects,
                subject =>
                    from visit in subject.Facts.All<VisitRecorded>()
                    let plan = plans[visit.Visit]
                    let number = ((plan.Index + 1) * NumbersPerVisit) + visit.Number
                    orderby visit.On, number
                    select new Row(visit, plan.Item, number)
            );
    }

    static string Name(Row row) => row.Plan.Every is null ? row.Plan.Id : $"{row.Plan.Id} {row.Visit.Number}";
}
