using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>EC: exposure as the site recorded it, one row for each cycle of each treatment, beside EX.</summary>
/// <remarks>What was withheld did not occur, and has no dose; EX tells it as a dose of 0.</remarks>
static class CollectedExposure
{
    /// <summary>A dose, or that there was none and why.</summary>
    sealed record Row(string Treatment, int Cycle, DateOnly On, DoseGiven? Dose, PlannedItemNotDone? NotDone)
    {
        internal DoseGiven? Taken => Dose is { Amount: 0 } ? null : Dose;
    }

    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<Row>("EC", "Exposure as Collected")
            .Text("ECGRPID", row => $"CYCLE {row.Cycle}")
            .Text("ECTRT", row => row.Treatment.ToUpperInvariant())
            .Text("ECMOOD", _ => "PERFORMED")
            .Text("ECPRESP", _ => "Y")
            .Text("ECOCCUR", row => row.Taken is null ? "N" : "Y")
            .Permissible("ECREASOC", row => row.NotDone?.Reason)
            .Number("ECDOSE", row => row.Taken?.Amount)
            .Text("ECDOSU", row => row.Taken?.Unit)
            .Text("ECADJ", row => row.Dose?.Deviation)
            .Day("ECSTDTC", row => row.On)
            .Day("ECENDTC", row => row.Dose?.Until)
            .Of(
                subjects,
                subject =>
                    Rows(subject.Facts)
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.Treatment, StringComparer.Ordinal)
                        .ThenBy(row => row.Cycle)
            );

    static IEnumerable<Row> Rows(ParticipantState participant) =>
        participant
            .All<DoseGiven>()
            .Select(dose => new Row(dose.Treatment, dose.Cycle, dose.On, dose, null))
            .Concat(
                participant
                    .NotDone.Where(left => left.Planned == PlannedAct.Dose)
                    .Select(left => new Row(left.Name!, left.Number!.Value, left.On, null, left))
            );
}
