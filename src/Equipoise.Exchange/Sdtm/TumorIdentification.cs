using Equipoise.Conduct.Disease;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>TU: one row for each lesion, on the day on which it was identified.</summary>
static class TumorIdentification
{
    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<LesionIdentified>("TU", "Tumor/Lesion Identification")
            .Text("TULNKID", lesion => lesion.Lesion)
            .Text("TUTESTCD", _ => "TUMIDENT")
            .Text("TUTEST", _ => "Tumor Identification")
            .Text("TUORRES", lesion => ControlledTerms.Of(lesion.Kind))
            .Text("TUSTRESC", lesion => ControlledTerms.Of(lesion.Kind))
            .Text("TULOC", lesion => lesion.Organ)
            .Text("TUMETHOD", lesion => lesion.Method)
            .LastBeforeExposure(lesion => lesion.Lesion, lesion => lesion.On)
            .Text("TUEVAL", _ => TumorEvaluator.Of(protocol.FollowUp?.TumorAssessment))
            .Visit((subject, lesion) => subject.Visits.Assessment(lesion.On))
            .Collected(lesion => lesion.On)
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
