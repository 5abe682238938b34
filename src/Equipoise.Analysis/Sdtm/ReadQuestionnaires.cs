using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Sdtm;

/// <summary>QS: the answers to the questions of which the protocol analyzes the score, up to the cutoff.</summary>
static class ReadQuestionnaires
{
    public static void Into(SdtmReading sdtm)
    {
        var plans = sdtm.Protocol.Analysis.Questionnaires;
        if (plans.Count == 0 || sdtm.Open("QS", null) is not { } qs)
            return;
        var codes = plans
            .SelectMany(plan => new[] { plan.Score, plan.Expected })
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (who, date) = (sdtm.Participant(qs), sdtm.DateAsKnown("QS", "QSDTC"));
        var (code, name, status) = (qs.Text("QSTESTCD"), qs.TextOrBlank("QSTEST"), qs.TextOrBlank("QSSTAT"));
        var (value, visit, number) = (qs.NumberOrMissing("QSSTRESN"), qs.TextOrBlank("VISIT"), qs.NumberOrMissing("VISITNUM"));
        var answers = new List<QuestionnaireFact>();
        for (var row = 0; row < qs.Count; row++)
        {
            if (!codes.Contains(code(row)) || status(row) == Terms.NotDone || who(row) is not { } facts)
                continue;
            if (date(row)?.Day is not { } day)
                sdtm.Facts.Notes.Add(qs.Problem("QSDTC", row, "the day is not known; the answer is left out."));
            else if (sdtm.ByCutoff(day))
                answers.Add(new(facts, code(row), name(row), visit(row), number(row), day, value(row)));
        }
        sdtm.Facts.Questionnaires = answers;
    }
}

/// <summary>An answer as SDTM records it.</summary>
sealed record QuestionnaireFact(
    ParticipantFacts Participant,
    string Code,
    string Name,
    string Visit,
    double VisitNumber,
    DateOnly On,
    double Value
);

partial class TrialFacts
{
    /// <summary>The answers up to the cutoff, in the order of QS; null where none are analyzed or given.</summary>
    public IReadOnlyList<QuestionnaireFact>? Questionnaires { get; set; }
}
