using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>EX: one row for each dosing interval of each treatment that was taken.</summary>
/// <remarks>
/// What was withheld is in EC alone: an amount of 0 is a dose of placebo, not one that was not taken (SDTMIG 3.4, 6.1.3).
/// Where no amount is recorded EXDOSTXT has the dose in the protocol's words.
/// </remarks>
static class Exposure
{
    sealed record Row(DoseGiven Dose, string? Adjustment);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var given = new GivenTreatments(protocol);
        return new Domain<Row>("EX", "Exposure")
            .Text("EXGRPID", row => $"CYCLE {row.Dose.Cycle}")
            .Text("EXLNKID", row => GivenTreatments.Link(row.Dose))
            .Text("EXTRT", row => row.Dose.Treatment.ToUpperInvariant())
            .Number("EXDOSE", row => row.Dose.Amount)
            .Permissible("EXDOSTXT", row => row.Dose.Amount is null ? given.Dose(row.Dose.Treatment) : null)
            .Text("EXDOSU", row => row.Dose.Amount is null ? given.Unit(row.Dose.Treatment) : row.Dose.Unit)
            .Text("EXDOSFRM", row => given.Form(row.Dose.Treatment))
            .Permissible("EXDOSFRQ", row => given.Frequency(row.Dose.Treatment))
            .Permissible("EXROUTE", row => given.Route(row.Dose.Treatment))
            .Text("EXADJ", row => row.Adjustment)
            .Lasting(row => row.Dose.On, row => row.Dose.Until)
            .Of(subjects, subject => Rows(subject.Facts));
    }

    static IEnumerable<Row> Rows(ParticipantState participant) =>
        from dose in participant.All<DoseGiven>()
        where dose.Amount is not 0
        orderby dose.On, dose.Treatment, dose.Cycle
        select new Row(dose, dose.Deviation ?? Reduction(dose, participant)?.Reason);

    /// <summary>The latest reduction before a dose: the decision behind its amount.</summary>
    static DoseModified? Reduction(DoseGiven dose, ParticipantState participant) =>
        participant
            .All<DoseModified>()
            .Where(decision =>
                decision.Treatment == dose.Treatment && decision.Change == DoseChange.Reduced && decision.On <= dose.On
            )
            .MaxBy(decision => decision.On);
}
