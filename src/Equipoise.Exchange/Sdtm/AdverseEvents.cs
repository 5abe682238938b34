using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Exchange.Sdtm;

/// <summary>AE: one row for each adverse event, at its worst grade.</summary>
static class AdverseEvents
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<AdverseEventRecorded>("AE", "Adverse Events")
            .Text("AETERM", item => item.Term)
            .Text("AEDECOD", item => item.PreferredTerm ?? item.Term)
            .Text("AEBODSYS", item => item.BodySystem)
            .Text("AESER", item => item.Serious ? "Y" : "N")
            .Text("AEACN", item => ControlledTerms.Of(item.Action))
            .Text("AEREL", item => item.Related ? "RELATED" : Terms.NotRelated)
            .Text("AEOUT", item => ControlledTerms.Of(item.Outcome))
            .Text("AESCONG", item => Met(item, SeriousnessCriteria.CongenitalAnomaly))
            .Text("AESDISAB", item => Met(item, SeriousnessCriteria.Disability))
            .Text("AESDTH", item => Met(item, SeriousnessCriteria.Death))
            .Text("AESHOSP", item => Met(item, SeriousnessCriteria.Hospitalization))
            .Text("AESLIFE", item => Met(item, SeriousnessCriteria.LifeThreatening))
            .Text("AESMIE", item => Met(item, SeriousnessCriteria.MedicallyImportant))
            .Text("AETOXGR", item => $"{item.Grade}")
            .Date("AESTDTC", item => item.Start)
            .Date("AEENDTC", item => item.End)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<AdverseEventRecorded>()
                        .OrderBy(item => item.On)
                        .ThenBy(item => item.Term, StringComparer.Ordinal)
            );

    /// <summary>Blank where seriousness was recorded without its criteria, and for an event that is not serious.</summary>
    static string? Met(AdverseEventRecorded item, SeriousnessCriteria criterion) =>
        item.Criteria is { } met && item.Serious ? (met.HasFlag(criterion) ? "Y" : "N") : null;
}
