using Equipoise.Conduct.Disease;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>RS: one row for each tumor assessment, with the overall response as the protocol's reader judged it, and for each
/// clinical
/// classification, such as ECOG's, that a form asks for.</summary>
/// <remarks>
/// Where lesions are recorded, the responses of target and non-target lesions that follow from them come before it.
/// </remarks>
static class DiseaseResponse
{
    /// <summary>A response to treatment, or an answer of a form; one of the two, never both.</summary>
    sealed record Row(DateOnly On, int Order, string Code, string Name, OverallResponse? Response, FormAnswer? Answer = null)
    {
        /// <summary>Why there is no response.</summary>
        internal string? NotDone { get; init; }

        internal string? Term => Response is { } response ? ControlledTerms.Of(response) : null;
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol, FormAnswers answers)
    {
        var plan = protocol.FollowUp?.TumorAssessment;
        var classified = answers.Any("RS");
        var domain = new Domain<Row>("RS", "Disease Response and Clin Classification");
        if (classified)
            domain.Text("RSGRPID", row => row.Answer?.Group);
        domain
            .Text("RSTESTCD", row => row.Code)
            .Text("RSTEST", row => row.Name)
            .Text("RSCAT", row => row.Answer is { } answer ? answer.Form.Category : plan?.Criteria.ToUpperInvariant())
            .Text("RSORRES", row => row.Answer?.Original ?? row.Term)
            .Text("RSSTRESC", row => row.Answer?.Standard ?? row.Term);
        domain
            .Permissible("RSSTAT", row => row.NotDone is null ? null : Terms.NotDone)
            .Permissible("RSREASND", row => row.NotDone);
        if (classified)
            domain.Number("RSSTRESN", row => row.Answer?.Number);
        // Who classified is not asked by a form; who judged the tumor, the protocol says.
        domain.Text("RSEVAL", row => row.Answer is null ? plan?.By.ToUpperInvariant() : null);
        if (classified)
            domain
                .Number("VISITNUM", row => row.Answer?.VisitNumber)
                .Text("VISIT", row => row.Answer?.Visit);
        return domain
            .Day("RSDTC", row => row.On)
            .Of(
                subjects,
                subject =>
                    Responses(subject.Facts, plan)
                        .Concat(
                            answers
                                .Of(subject, "RS")
                                .Select(answer =>
                                    new Row(answer.Recorded.On, 3, answer.Target.Code, answer.Target.Name, null, answer)
                                )
                        )
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.Order)
            );
    }

    static IEnumerable<Row> Responses(ParticipantState participant, TumorAssessmentPlan? plan)
    {
        foreach (var seen in RecistCourse.Of(participant, plan).Assessments)
        {
            if (seen.Target is { } target)
                yield return new(seen.On, 0, "TRGRESP", "Target Response", target);
            if (seen.NonTarget is { } nonTarget)
                yield return new(seen.On, 1, "NTRGRESP", "Non-target Response", nonTarget);
        }
        foreach (var judged in participant.All<TumorAssessed>())
            yield return new(judged.On, 2, Terms.OverallResponse, "Overall Response", judged.Response);
        foreach (var left in participant.NotDone.Where(left => left.Planned == PlannedAct.TumorAssessment))
            yield return new(left.On, 2, Terms.OverallResponse, "Overall Response", null) { NotDone = left.Reason };
    }
}
