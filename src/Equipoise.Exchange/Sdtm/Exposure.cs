using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>EX: one row for each cycle of each treatment, as given.</summary>
/// <remarks>
/// A dose of 0 was withheld. A missing dose was given: its treatment is one for which the protocol states no amounts.
/// </remarks>
static class Exposure
{
    sealed record Row(DoseGiven Dose, string? Adjustment);

    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<Row>("EX", "Exposure")
            .Text("EXGRPID", row => $"CYCLE {row.Dose.Cycle}")
            .Text("EXTRT", row => row.Dose.Treatment.ToUpperInvariant())
            .Number("EXDOSE", row => row.Dose.Amount)
            .Text("EXDOSU", row => row.Dose.Unit)
            .Text("EXADJ", row => row.Adjustment)
            .Day("EXSTDTC", row => row.Dose.On)
            .Day("EXENDTC", row => row.Dose.Until)
            .Of(subjects, subject => Rows(subject.Facts));

    static IEnumerable<Row> Rows(ParticipantState participant) =>
        from dose in participant.All<DoseGiven>()
        orderby dose.On, dose.Treatment, dose.Cycle
        select new Row(dose, dose.Deviation ?? ChangeInForce(dose, participant)?.Reason);

    /// <summary>
    /// The decision behind the amount of a cycle: to withhold, for a dose of 0; the latest reduction, for any other.
    /// </summary>
    static DoseModified? ChangeInForce(DoseGiven dose, ParticipantState participant)
    {
        var (change, latest) = dose.Amount is 0 ? (DoseChange.Withheld, dose.Until) : (DoseChange.Reduced, dose.On);
        return participant
            .All<DoseModified>()
            .Where(decision => decision.Treatment == dose.Treatment && decision.Change == change && decision.On <= latest)
            .MaxBy(decision => decision.On);
    }
}
