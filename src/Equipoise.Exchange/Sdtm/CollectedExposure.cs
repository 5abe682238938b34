using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>EC: exposure as the site recorded it, one row for each cycle of each treatment, beside EX.</summary>
/// <remarks>What was withheld did not occur, and has no dose; EX does not tell it.</remarks>
static class CollectedExposure
{
    /// <summary>A dose, or that there was none and why.</summary>
    sealed record Row(string Treatment, int Cycle, DateOnly On, DoseGiven? Dose)
    {
        internal DoseGiven? Taken => Dose is { Amount: 0 } ? null : Dose;

        /// <summary>Why there was no dose; null where there was one.</summary>
        internal string? NotOccurred { get; init; }
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var given = new GivenTreatments(protocol);
        return new Domain<Row>("EC", "Exposure as Collected")
            .Text("ECGRPID", row => $"CYCLE {row.Cycle}")
            .Permissible("ECLNKID", row => row.Taken is { } dose ? GivenTreatments.Link(dose) : null)
            .Text("ECTRT", row => row.Treatment.ToUpperInvariant())
            .Text("ECMOOD", _ => "PERFORMED")
            .Text("ECPRESP", _ => "Y")
            .Text("ECOCCUR", row => row.Taken is null ? "N" : "Y")
            .Permissible("ECREASOC", row => row.NotOccurred)
            .Number("ECDOSE", row => row.Taken?.Amount)
            .Permissible("ECDOSTXT", row => row.Taken is { Amount: null } dose ? given.Dose(dose.Treatment) : null)
            .Text("ECDOSU", row => row.Taken is { Amount: null } dose ? given.Unit(dose.Treatment) : row.Taken?.Unit)
            .Text("ECDOSFRM", row => given.Form(row.Treatment))
            .Permissible("ECDOSFRQ", row => given.Frequency(row.Treatment))
            .Permissible("ECROUTE", row => given.Route(row.Treatment))
            .Text("ECADJ", row => row.Taken?.Deviation)
            .Lasting(row => row.On, row => row.Dose?.Until)
            .Of(
                subjects,
                subject =>
                    Rows(subject.Facts)
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.Treatment, StringComparer.Ordinal)
                        .ThenBy(row => row.Cycle)
            );
    }

    static IEnumerable<Row> Rows(ParticipantState participant) =>
        participant
            .All<DoseGiven>()
            .Select(dose => new Row(dose.Treatment, dose.Cycle, dose.On, dose)
            {
                NotOccurred = dose.Amount is 0 ? dose.Deviation ?? Withheld(dose, participant)?.Reason : null,
            })
            .Concat(
                participant
                    .NotDone.Where(left => left.Planned == PlannedAct.Dose)
                    .Select(left => new Row(left.Name!, left.Number!.Value, left.On, null) { NotOccurred = left.Reason })
            );

    /// <summary>The decision by which a dose was withheld: the latest until its last day.</summary>
    static DoseModified? Withheld(DoseGiven dose, ParticipantState participant) =>
        participant
            .All<DoseModified>()
            .Where(decision =>
                decision.Treatment == dose.Treatment && decision.Change == DoseChange.Withheld && decision.On <= dose.Until
            )
            .MaxBy(decision => decision.On);
}
