using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// SUPPQS, SUPPRS and SUPPVS: answers that qualify the records of the same form at the same visit, tied to them by --GRPID.
/// </summary>
static class FormSupplement
{
    sealed record Row(Subject Subject, FormAnswer Answer);

    internal static Table Of(IReadOnlyList<Subject> subjects, FormAnswers answers, string domain) =>
        Table.Of(
            $"SUPP{domain}",
            $"Supplemental Qualifiers for {domain}",
            [
                .. subjects.SelectMany(subject =>
                    answers.Of(subject, $"SUPP{domain}").Select(answer => new Row(subject, answer))
                ),
            ],
            ColumnOf<Row>.Text("STUDYID", row => row.Subject.StudyId),
            ColumnOf<Row>.Text("RDOMAIN", _ => domain),
            ColumnOf<Row>.Text("USUBJID", row => row.Subject.Id),
            ColumnOf<Row>.Text("IDVAR", _ => $"{domain}GRPID"),
            ColumnOf<Row>.Text("IDVARVAL", row => row.Answer.Group),
            ColumnOf<Row>.Text("QNAM", row => row.Answer.Target.Code),
            ColumnOf<Row>.Text("QLABEL", row => row.Answer.Target.Name),
            ColumnOf<Row>.Text("QVAL", row => row.Answer.Original),
            ColumnOf<Row>.Text("QORIG", _ => "CRF"),
            ColumnOf<Row>.Text("QEVAL", _ => null)
        );
}
