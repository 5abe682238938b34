using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Datasets;

namespace Equipoise.Exchange.Sdtm;

/// <summary>A participant under the identifiers that every domain repeats.</summary>
/// <param name="StudyId">STUDYID.</param>
/// <param name="Id">USUBJID.</param>
/// <param name="Facts">What is recorded.</param>
sealed record Subject(string StudyId, string Id, ParticipantState Facts)
{
    /// <summary>Everyone who was screened, ordered by USUBJID.</summary>
    internal static IReadOnlyList<Subject> AllOf(IEnumerable<ParticipantState> participants, string studyId)
    {
        List<Subject> subjects =
        [
            .. participants
                .Select(participant => new Subject(studyId, Identifier(studyId, participant.Screened), participant))
                .OrderBy(subject => subject.Id, StringComparer.Ordinal),
        ];
        List<string> problems =
        [
            .. subjects
                .GroupBy(subject => subject.Id)
                .Where(same => same.Count() > 1)
                .Select(same => (same.Key, Names: string.Join(" and ", same.Select(one => one.Facts.Id))))
                .Select(same => $"DM: participants {same.Names} would both have the USUBJID {same.Key}."),
        ];
        return problems.Count == 0 ? subjects : throw new DataException(problems);
    }

    /// <summary>
    /// Study, site and participant; the site once only when the participant's own identifier already begins with it.
    /// </summary>
    static string Identifier(string studyId, ParticipantScreened who) =>
        who.Participant.StartsWith($"{who.Site}-", StringComparison.Ordinal)
            ? $"{studyId}-{who.Participant}"
            : $"{studyId}-{who.Site}-{who.Participant}";
}
