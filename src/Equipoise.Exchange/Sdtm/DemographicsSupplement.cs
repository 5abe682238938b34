using Equipoise.Conduct.Randomization;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// SUPPDM: the stratum at randomization, factor by factor, the answers to the criteria that have no place of their own, and
/// those of forms.
/// </summary>
/// <remarks>
/// The levels are those that led to the allocation, stored with it. Where a fact was corrected later, the answer to its
/// criterion tells the correction and the stratum does not.
/// </remarks>
static class DemographicsSupplement
{
    const int LongestLabel = 40;

    sealed record Row(Subject Subject, string Name, string Label, string Value, string Origin);

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol, FormAnswers answers)
    {
        var names = CriterionVariables.Of(protocol);
        return Table.Of(
            "SUPPDM",
            "Supplemental Qualifiers for DM",
            [
                .. subjects.SelectMany(subject =>
                    (IEnumerable<Row>)
                        [
                            .. Strata(subject, protocol),
                            .. Mark(subject),
                            .. Answers(subject, protocol, names),
                            .. Forms(subject, answers),
                        ]
                ),
            ],
            ColumnOf<Row>.Text("STUDYID", row => row.Subject.StudyId),
            ColumnOf<Row>.Text("RDOMAIN", _ => "DM"),
            ColumnOf<Row>.Text("USUBJID", row => row.Subject.Id),
            ColumnOf<Row>.Text("IDVAR", _ => null),
            ColumnOf<Row>.Text("IDVARVAL", _ => null),
            ColumnOf<Row>.Text("QNAM", row => row.Name),
            ColumnOf<Row>.Text("QLABEL", row => row.Label),
            ColumnOf<Row>.Text("QVAL", row => row.Value),
            ColumnOf<Row>.Text("QORIG", row => row.Origin),
            ColumnOf<Row>.Text("QEVAL", _ => null)
        );
    }

    static IEnumerable<Row> Strata(Subject subject, TrialProtocol protocol)
    {
        if (subject.Facts.Randomized is not { } randomized)
            yield break;
        var levels = randomized.Stratum.Values.ToDictionary(value => value.Factor, value => value.Level);
        foreach (var (index, factor) in (protocol.Randomization?.Factors ?? []).Index())
            yield return new(
                subject,
                CriterionVariables.OfFactor(index),
                Label(factor.Label),
                levels[factor.Id],
                factor.Source is FactorSource.Asked ? "CRF" : "DERIVED"
            );
    }

    /// <summary>
    /// An allocation marked as an error is analyzed as it was made, and everybody who reads the data sees the mark.
    /// </summary>
    static IEnumerable<Row> Mark(Subject subject)
    {
        if (subject.Facts.All<AllocationMarkedInError>().FirstOrDefault() is not { } marked)
            yield break;
        yield return new(subject, CriterionVariables.AllocationInError, "Randomized in Error", "Y", "CRF");
        yield return new(subject, CriterionVariables.ReasonOfError, "Reason Randomization Was in Error", marked.Reason, "CRF");
    }

    static IEnumerable<Row> Answers(Subject subject, TrialProtocol protocol, IReadOnlyDictionary<string, string> names) =>
        BaselineAnswers
            .Of(subject.Facts, protocol)
            .Where(item => item.Criterion.Sdtm is null)
            .Select(item => new Row(
                subject,
                names[item.Criterion.Id],
                Label(item.Criterion.Ask),
                $"{item.Answered.Answer}",
                "CRF"
            ));

    static IEnumerable<Row> Forms(Subject subject, FormAnswers answers) =>
        answers
            .Of(subject, "SUPPDM")
            .Select(answer => new Row(subject, answer.Target.Code, answer.Target.Name, answer.Original, "CRF"));

    /// <summary>QLABEL has room for 40 characters; the whole question is in the protocol.</summary>
    static string Label(string text)
    {
        if (text.Length <= LongestLabel)
            return text;
        var end = text.LastIndexOf(' ', LongestLabel - 3);
        return $"{text[..(end > 0 ? end : LongestLabel - (char.IsHighSurrogate(text[LongestLabel - 4]) ? 4 : 3))]}...";
    }
}
