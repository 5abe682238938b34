using Equipoise.Conduct.FollowUp;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Tabulation;

/// <summary>RS: one row for each tumor assessment, with the overall response as the protocol's reader judged it, and for each clinical
/// classification, such as ECOG's, that a form asks for.</summary>
static class DiseaseResponse
{
    /// <summary>One of the two, never both.</summary>
    sealed record Row(TumorAssessed? Seen, FormAnswer? Answer)
    {
        internal DateOnly On => Seen?.On ?? Answer!.Recorded.On;
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol, FormAnswers answers)
    {
        var plan = protocol.FollowUp?.TumorAssessment;
        var classified = answers.Any("RS");
        var domain = new Domain<Row>("RS", "Disease Response and Clin Classification");
        if (classified)
            domain.Text("RSGRPID", "Group ID", row => row.Answer?.Group);
        domain
            .Text("RSTESTCD", "Assessment Short Name", row => row.Answer?.Target.Code ?? "OVRLRESP")
            .Text("RSTEST", "Assessment Name", row => row.Answer?.Target.Name ?? "Overall Response")
            .Text(
                "RSCAT",
                "Category for Assessment",
                row => row.Answer is { } answer ? answer.Form.Category : plan?.Criteria.ToUpperInvariant()
            )
            .Text("RSORRES", "Result or Finding in Original Units", row => row.Answer?.Original ?? Response(row))
            .Text("RSSTRESC", "Character Result/Finding in Std Format", row => row.Answer?.Standard ?? Response(row));
        if (classified)
            domain.Number("RSSTRESN", "Numeric Result/Finding in Standard Units", row => row.Answer?.Number);
        // Who classified is not asked by a form; who judged the tumor, the protocol says.
        domain.Text("RSEVAL", "Evaluator", row => row.Answer is null ? plan?.By.ToUpperInvariant() : null);
        if (classified)
            domain
                .Number("VISITNUM", "Visit Number", row => row.Answer?.VisitNumber)
                .Text("VISIT", "Visit Name", row => row.Answer?.Visit);
        return domain
            .Day("RSDTC", "Date/Time of Assessment", row => row.On)
            .Of(
                subjects,
                subject =>
                    subject
                        .Facts.All<TumorAssessed>()
                        .Select(seen => new Row(seen, null))
                        .Concat(answers.Of(subject, "RS").Select(answer => new Row(null, answer)))
                        .OrderBy(row => row.On)
            );
    }

    static string? Response(Row row) => row.Seen is { } seen ? ControlledTerms.Of(seen.Response) : null;
}
