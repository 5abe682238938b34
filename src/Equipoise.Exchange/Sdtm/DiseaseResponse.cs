using Equipoise.Conduct.Disease;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>RS: one row for each tumor assessment, with the overall response as the protocol's reader judged it, and for each
/// clinical classification, such as ECOG's, that a form or a criterion asks for.</summary>
/// <remarks>
/// Where lesions are recorded, the responses of target and non-target lesions that follow from them come before it. Nobody
/// judged those: they are derived, and have no evaluator.
/// </remarks>
static class DiseaseResponse
{
    sealed record Row(DateOnly On, int Order, string Code, string Name, string? Category, string? Original, string? Standard)
    {
        internal string? Group { get; init; }

        /// <summary>The criterion that it answered, by its variable.</summary>
        internal string? Criterion { get; init; }

        /// <summary>The images from which it follows.</summary>
        internal string? Images { get; init; }

        internal double? Number { get; init; }

        /// <summary>Why there is no response.</summary>
        internal string? NotDone { get; init; }

        internal bool IsDerived { get; init; }

        internal string? Evaluator { get; init; }

        internal SubjectVisit? Visit { get; init; }
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol, FormAnswers answers)
    {
        var (plan, names) = (protocol.FollowUp?.TumorAssessment, CriterionVariables.Of(protocol));
        return new Domain<Row>("RS", "Disease Response and Clin Classification")
            .Permissible("RSGRPID", row => row.Group)
            .Permissible("RSSPID", row => row.Criterion)
            .Permissible("RSLNKGRP", row => row.Images)
            .Text("RSTESTCD", row => row.Code)
            .Text("RSTEST", row => row.Name)
            .Text("RSCAT", row => row.Category)
            .Text("RSORRES", row => row.Original)
            .Text("RSSTRESC", row => row.Standard)
            .Number("RSSTRESN", row => row.Number)
            .Permissible("RSSTAT", row => row.NotDone is null ? null : Terms.NotDone)
            .Permissible("RSREASND", row => row.NotDone)
            .LastBeforeExposure(row => $"{row.Category} {row.Code}", row => row.Standard is null ? null : row.On)
            .Permissible("RSDRVFL", row => row.IsDerived ? "Y" : null)
            .Text("RSEVAL", row => row.Evaluator)
            .Visit((_, row) => row.Visit)
            .Collected(row => row.On)
            .Of(
                subjects,
                subject =>
                    Responses(subject, plan)
                        .Concat(Criteria(subject, protocol, names))
                        .Concat(Forms(subject, answers))
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.Order)
            );
    }

    static IEnumerable<Row> Responses(Subject subject, TumorAssessmentPlan? plan)
    {
        var course = RecistCourse.Of(subject.Facts, plan);
        foreach (var seen in course.Assessments)
        {
            if (seen.Target is { } target)
                yield return Response(seen.On, 0, "TRGRESP", "Target Response", target) with { IsDerived = true };
            if (seen.NonTarget is { } nonTarget)
                yield return Response(seen.On, 1, "NTRGRESP", "Non-target Response", nonTarget) with { IsDerived = true };
        }
        foreach (var judged in subject.Facts.All<TumorAssessed>())
            yield return Overall(judged.On, judged.Response) with { Evaluator = TumorEvaluator.Of(plan) };
        foreach (var left in subject.Facts.NotDone.Where(left => left.Planned == PlannedAct.TumorAssessment))
            yield return Overall(left.On, null) with { NotDone = left.Reason };

        Row Overall(DateOnly on, OverallResponse? response) =>
            Response(on, 2, Terms.OverallResponse, "Overall Response", response);

        Row Response(DateOnly on, int order, string code, string name, OverallResponse? response)
        {
            var word = response is { } known ? ControlledTerms.Of(known) : null;
            return new(on, order, code, name, plan?.Criteria.ToUpperInvariant(), word, word)
            {
                Images = TumorImages.Of(course, on),
                Visit = subject.Visits.Assessment(on),
            };
        }
    }

    static IEnumerable<Row> Criteria(Subject subject, TrialProtocol protocol, IReadOnlyDictionary<string, string> names) =>
        from item in BaselineAnswers.Of(subject.Facts, protocol)
        where item.Criterion.Sdtm?.Domain == "RS"
        let target = item.Criterion.Sdtm
        let answer = $"{item.Answered.Answer}"
        select new Row(item.Answered.On, 3, target.Code, target.Name, item.Criterion.Category, answer, answer)
        {
            Criterion = names[item.Criterion.Id],
            Number = item.Answered.Answer is Answer.Number { Value: var number } ? number : null,
            Visit = subject.Visits.Of(FormVisits.Screening, 1),
        };

    static IEnumerable<Row> Forms(Subject subject, FormAnswers answers) =>
        from answer in answers.Of(subject, "RS")
        let target = answer.Target
        // Who classified is not asked by a form.
        select new Row(answer.Recorded.On, 4, target.Code, target.Name, answer.Form.Category, answer.Original, answer.Standard)
        {
            Group = answer.Group,
            Number = answer.Number,
            Visit = answer.Visit,
        };
}
