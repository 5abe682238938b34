using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>CM: one row for each anticancer therapy that was started outside the protocol.</summary>
static class NewTherapies
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<NewTherapyStarted>("CM", "Concomitant/Prior Medications")
            .Text("CMTRT", "Reported Name of Drug, Med, or Therapy", therapy => therapy.Therapy)
            .Text("CMCAT", "Category for Medication", _ => "SUBSEQUENT ANTICANCER THERAPY")
            .Date("CMSTDTC", "Start Date/Time of Medication", therapy => therapy.Start)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<NewTherapyStarted>()
                        .OrderBy(item => item.On)
                        .ThenBy(item => item.Therapy, StringComparer.Ordinal)
            );
}
