using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.TrialLog;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Tabulation;

/// <summary>RS: one row for each tumor assessment, with the overall response as the protocol's reader judged it.</summary>
/// <remarks>Where lesions are recorded, the responses of target and non-target lesions that follow from them come before it.</remarks>
static class DiseaseResponse
{
    sealed record Row(DateOnly On, int Order, string Code, string Name, OverallResponse Response);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var plan = protocol.FollowUp?.TumorAssessment;
        return new Domain<Row>("RS", "Disease Response and Clin Classification")
            .Text("RSTESTCD", "Assessment Short Name", row => row.Code)
            .Text("RSTEST", "Assessment Name", row => row.Name)
            .Text("RSCAT", "Category for Assessment", _ => plan?.Criteria.ToUpperInvariant())
            .Text("RSORRES", "Result or Finding in Original Units", row => ControlledTerms.Of(row.Response))
            .Text("RSSTRESC", "Character Result/Finding in Std Format", row => ControlledTerms.Of(row.Response))
            .Text("RSEVAL", "Evaluator", _ => plan?.By.ToUpperInvariant())
            .Day("RSDTC", "Date/Time of Assessment", row => row.On)
            .Of(subjects, subject => Rows(subject.Facts).OrderBy(row => row.On).ThenBy(row => row.Order));
    }

    static IEnumerable<Row> Rows(ParticipantState participant)
    {
        foreach (var seen in RecistCourse.Of(participant).Assessments)
        {
            if (seen.Target is { } target)
                yield return new(seen.On, 0, "TRGRESP", "Target Response", target);
            if (seen.NonTarget is { } nonTarget)
                yield return new(seen.On, 1, "NTRGRESP", "Non-target Response", nonTarget);
        }
        foreach (var judged in participant.All<TumorAssessed>())
            yield return new(judged.On, 2, "OVRLRESP", "Overall Response", judged.Response);
    }
}
