using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Adam;

/// <summary>
/// Derives ADQS: one row for each answer to a question that is analyzed, with that of baseline, the last one up to the day of
/// randomization. Study days count from randomization, which is day 1.
/// </summary>
static class Adqs
{
    public static Table? Derive(TrialFacts facts)
    {
        if (facts.Questionnaires is not { } answers)
            return null;
        var baselines = answers
            .Where(item => item.On <= item.Participant.Disposition.Randomized?.Day && !double.IsNaN(item.Value))
            .GroupBy(item => (item.Participant.Id, item.Code))
            .ToDictionary(group => group.Key, group => group.OrderBy(item => item.On).Last());
        return Table.Of(
            "ADQS",
            "Questionnaire Analysis Dataset",
            answers,
            [
                ColumnOf<QuestionnaireFact>.Text("STUDYID", _ => facts.StudyId),
                ColumnOf<QuestionnaireFact>.Text("USUBJID", item => item.Participant.Id),
                ColumnOf<QuestionnaireFact>.Text("PARAMCD", item => item.Code),
                ColumnOf<QuestionnaireFact>.Text("PARAM", item => item.Name),
                ColumnOf<QuestionnaireFact>.Text("AVISIT", item => item.Visit),
                ColumnOf<QuestionnaireFact>.Number("AVISITN", item => item.VisitNumber),
                ColumnOf<QuestionnaireFact>.Date("ADT", item => item.On),
                ColumnOf<QuestionnaireFact>.Number("ADY", Day),
                ColumnOf<QuestionnaireFact>.Number("AVAL", item => item.Value),
                ColumnOf<QuestionnaireFact>.Number("BASE", item => Baseline(item)?.Value),
                ColumnOf<QuestionnaireFact>.Text("ABLFL", item => ReferenceEquals(Baseline(item), item) ? "Y" : ""),
            ]
        );

        QuestionnaireFact? Baseline(QuestionnaireFact item) => baselines.GetValueOrDefault((item.Participant.Id, item.Code));
    }

    /// <summary>There is no day 0: the day before randomization is -1.</summary>
    static double? Day(QuestionnaireFact item) =>
        item.Participant.Disposition.Randomized?.Day is { } first
            ? item.On.DayNumber - first.DayNumber + (item.On < first ? 0 : 1)
            : null;
}
