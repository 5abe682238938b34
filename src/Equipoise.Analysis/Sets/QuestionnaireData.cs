using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>The scores of questionnaires of the full analysis set, from ADQS.</summary>
/// <param name="Scores">The scores, in the order of ADQS.</param>
/// <param name="Expected">Of whom a questionnaire was expected at a visit, by its code.</param>
sealed record QuestionnaireData(
    IReadOnlyList<Score> Scores,
    IReadOnlyDictionary<string, IReadOnlySet<(string Id, string Visit)>> Expected
)
{
    /// <summary>Reads ADQS as given or derived.</summary>
    public static QuestionnaireData Read(
        TrialProtocol protocol,
        Table adqs,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        var reader = new TableReader(adqs, problems);
        var (id, code, visit) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.Text("AVISIT"));
        var (order, value, day) = (reader.NumberOrMissing("AVISITN"), reader.Number("AVAL"), reader.Number("ADY"));
        var (before, baseline) = (reader.NumberOrMissing("BASE"), reader.Flag("ABLFL"));
        reader.Demand("ABLFL");
        var rowsOf = Enumerable.Range(0, reader.Count).ToLookup(code, StringComparer.OrdinalIgnoreCase);
        var scores = new List<Score>();
        var expected = new Dictionary<string, IReadOnlySet<(string, string)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var plan in protocol.Analysis.Questionnaires)
        {
            foreach (var name in new[] { plan.Score, plan.Expected }.OfType<string>().Where(name => !rowsOf[name].Any()))
                notes.Add(
                    new("ADQS", "PARAMCD", null, $"has no record of '{name}', which the protocol names for '{plan.Id}'.")
                );
            foreach (var row in rowsOf[plan.Score])
                if (!byId.TryGetValue(id(row), out var who))
                    reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
                else if (who.InFull && !double.IsNaN(value(row)))
                    scores.Add(
                        new(
                            who,
                            plan.Score,
                            visit(row),
                            order(row),
                            day(row),
                            value(row),
                            double.IsNaN(before(row)) ? null : before(row),
                            baseline(row) is true
                        )
                    );
            if (plan.Expected is { } wanted)
                expected[wanted] = rowsOf[wanted].Where(row => value(row) == 1).Select(row => (id(row), visit(row))).ToHashSet();
        }
        return new(scores, expected);
    }
}

/// <summary>A score at a visit.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Code">Which score.</param>
/// <param name="Visit">The visit (AVISIT).</param>
/// <param name="Order">Its place among the visits (AVISITN); NaN where none is given.</param>
/// <param name="Day">The study day (ADY); NaN where it is not known.</param>
/// <param name="Value">The score.</param>
/// <param name="Before">The score at baseline; null without one.</param>
/// <param name="IsBaseline">Whether it is that score.</param>
sealed record Score(
    Participant Who,
    string Code,
    string Visit,
    double Order,
    double Day,
    double Value,
    double? Before,
    bool IsBaseline
);
