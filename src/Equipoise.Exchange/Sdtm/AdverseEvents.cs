using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>AE: one row for each adverse event, at its worst grade.</summary>
static class AdverseEvents
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<AdverseEventRecorded>("AE", "Adverse Events")
            .Text("AETERM", "Reported Term for the Adverse Event", item => item.Term)
            .Text("AEDECOD", "Dictionary-Derived Term", item => item.PreferredTerm ?? item.Term)
            .Text("AEBODSYS", "Body System or Organ Class", item => item.BodySystem)
            .Text("AESER", "Serious Event", item => item.Serious ? "Y" : "N")
            .Text("AEACN", "Action Taken with Study Treatment", item => ControlledTerms.Of(item.Action))
            .Text("AEREL", "Causality", item => item.Related ? "RELATED" : "NOT RELATED")
            .Text("AEOUT", "Outcome of Adverse Event", item => ControlledTerms.Of(item.Outcome))
            .Text("AESCONG", "Congenital Anomaly or Birth Defect", item => Met(item, SeriousnessCriteria.CongenitalAnomaly))
            .Text("AESDISAB", "Persist or Signif Disability/Incapacity", item => Met(item, SeriousnessCriteria.Disability))
            .Text("AESDTH", "Results in Death", item => Met(item, SeriousnessCriteria.Death))
            .Text("AESHOSP", "Requires or Prolongs Hospitalization", item => Met(item, SeriousnessCriteria.Hospitalization))
            .Text("AESLIFE", "Is Life Threatening", item => Met(item, SeriousnessCriteria.LifeThreatening))
            .Text("AESMIE", "Other Medically Important Serious Event", item => Met(item, SeriousnessCriteria.MedicallyImportant))
            .Text("AETOXGR", "Standard Toxicity Grade", item => $"{item.Grade}")
            .Date("AESTDTC", "Start Date/Time of Adverse Event", item => item.Start)
            .Date("AEENDTC", "End Date/Time of Adverse Event", item => item.End)
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
