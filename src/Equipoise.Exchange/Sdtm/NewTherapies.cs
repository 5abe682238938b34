using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Exchange.Sdtm;

/// <summary>CM: one row for each anticancer therapy that was started outside the protocol.</summary>
static class NewTherapies
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<NewTherapyStarted>("CM", "Concomitant/Prior Medications")
            .Text("CMTRT", therapy => therapy.Therapy)
            .Text("CMCAT", _ => Terms.SubsequentTherapy)
            .Epoch(therapy => therapy.Start.Day)
            .Date("CMSTDTC", therapy => therapy.Start)
            .StudyDay("CMSTDY", therapy => therapy.Start.Day)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<NewTherapyStarted>()
                        .OrderBy(item => item.On)
                        .ThenBy(item => item.Therapy, StringComparer.Ordinal)
            );
}
