using Equipoise.Conduct.Disease;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>TU: one row for each lesion, on the day on which it was identified.</summary>
static class TumorIdentification
{
    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<LesionIdentified>("TU", "Tumor/Lesion Identification")
            .Text("TULNKID", "Link ID", lesion => lesion.Lesion)
            .Text("TUTESTCD", "Tumor/Lesion ID Short Name", _ => "TUMIDENT")
            .Text("TUTEST", "Tumor/Lesion ID Test Name", _ => "Tumor Identification")
            .Text("TUORRES", "Tumor/Lesion ID Result", lesion => ControlledTerms.Of(lesion.Kind))
            .Text("TUSTRESC", "Tumor/Lesion ID Result Std. Format", lesion => ControlledTerms.Of(lesion.Kind))
            .Text("TULOC", "Location of the Tumor/Lesion", lesion => lesion.Organ)
            .Text("TUMETHOD", "Method of Identification", lesion => lesion.Method)
            .Text("TUEVAL", "Evaluator", _ => protocol.FollowUp?.TumorAssessment?.By.ToUpperInvariant())
            .Day("TUDTC", "Date/Time of Tumor/Lesion Identification", lesion => lesion.On)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<LesionIdentified>()
                        .OrderBy(lesion => lesion.On)
                        .ThenBy(lesion => lesion.Kind)
                        .ThenBy(lesion => lesion.Lesion, StringComparer.Ordinal)
            );
}
