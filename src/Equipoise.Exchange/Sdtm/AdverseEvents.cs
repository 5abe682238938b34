using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Exchange.Sdtm;

/// <summary>AE: one row for each adverse event, at its worst grade.</summary>
/// <remarks>
/// Of the dictionary's hierarchy the preferred term and the body system are recorded. Its other levels and all codes are
/// there and blank: the guide expects the variables, and nobody coded them.
/// </remarks>
static class AdverseEvents
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<AdverseEventRecorded>("AE", "Adverse Events")
            .Text("AESPID", item => item.Number is { } number ? $"{number}" : null)
            .Text("AETERM", item => item.Term)
            .Text("AELLT", NotCoded)
            .Number("AELLTCD", NoCode)
            .Text("AEDECOD", item => item.PreferredTerm ?? item.Term)
            .Number("AEPTCD", NoCode)
            .Text("AEHLT", NotCoded)
            .Number("AEHLTCD", NoCode)
            .Text("AEHLGT", NotCoded)
            .Number("AEHLGTCD", NoCode)
            .Text("AEBODSYS", item => item.BodySystem)
            .Number("AEBDSYCD", NoCode)
            .Text("AESOC", item => item.BodySystem)
            .Number("AESOCCD", NoCode)
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
            .Epoch(item => item.Start.Day)
            .Date("AESTDTC", item => item.Start)
            .Date("AEENDTC", item => item.End)
            .StudyDay("AESTDY", item => item.Start.Day)
            .StudyDay("AEENDY", item => item.End?.Day)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<AdverseEventRecorded>()
                        .OrderBy(item => item.On)
                        .ThenBy(item => item.Term, StringComparer.Ordinal)
            );

    static string? NotCoded(AdverseEventRecorded item) => null;

    static double? NoCode(AdverseEventRecorded item) => null;

    /// <summary>Blank where seriousness was recorded without its criteria, and for an event that is not serious.</summary>
    static string? Met(AdverseEventRecorded item, SeriousnessCriteria criterion) =>
        item.Criteria is { } met && item.Serious ? (met.HasFlag(criterion) ? "Y" : "N") : null;
}
