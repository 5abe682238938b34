using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Tabulation;

/// <summary>RS: one row for each tumor assessment, with the overall response as the protocol's reader judged it.</summary>
static class DiseaseResponse
{
    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var plan = protocol.FollowUp?.TumorAssessment;
        return new Domain<TumorAssessed>("RS", "Disease Response and Clin Classification")
            .Text("RSTESTCD", "Assessment Short Name", _ => "OVRLRESP")
            .Text("RSTEST", "Assessment Name", _ => "Overall Response")
            .Text("RSCAT", "Category for Assessment", _ => plan?.Criteria.ToUpperInvariant())
            .Text("RSORRES", "Result or Finding in Original Units", seen => ControlledTerms.Of(seen.Response))
            .Text("RSSTRESC", "Character Result/Finding in Std Format", seen => ControlledTerms.Of(seen.Response))
            .Text("RSEVAL", "Evaluator", _ => plan?.By.ToUpperInvariant())
            .Day("RSDTC", "Date/Time of Assessment", seen => seen.On)
            .Of(subjects, subject => subject.Facts.All<TumorAssessed>().OrderBy(seen => seen.On));
    }
}
