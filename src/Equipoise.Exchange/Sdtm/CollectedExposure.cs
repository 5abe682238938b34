using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>EC: exposure as the site recorded it, one row for each cycle of each treatment, beside EX.</summary>
/// <remarks>What was withheld did not occur, and has no dose; EX tells it as a dose of 0.</remarks>
static class CollectedExposure
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<DoseGiven>("EC", "Exposure as Collected")
            .Text("ECGRPID", "Group ID", dose => $"CYCLE {dose.Cycle}")
            .Text("ECTRT", "Name of Treatment", dose => dose.Treatment.ToUpperInvariant())
            .Text("ECMOOD", "Mood", _ => "PERFORMED")
            .Text("ECPRESP", "Pre-Specified", _ => "Y")
            .Text("ECOCCUR", "Occurrence", dose => dose.Amount is 0 ? "N" : "Y")
            .Number("ECDOSE", "Dose", dose => dose.Amount is 0 ? null : dose.Amount)
            .Text("ECDOSU", "Dose Units", dose => dose.Amount is 0 ? null : dose.Unit)
            .Text("ECADJ", "Reason for Dose Adjustment", dose => dose.Deviation)
            .Day("ECSTDTC", "Start Date/Time of Treatment", dose => dose.On)
            .Day("ECENDTC", "End Date/Time of Treatment", dose => dose.Until)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<DoseGiven>()
                        .OrderBy(dose => dose.On)
                        .ThenBy(dose => dose.Treatment, StringComparer.Ordinal)
                        .ThenBy(dose => dose.Cycle)
            );
}
