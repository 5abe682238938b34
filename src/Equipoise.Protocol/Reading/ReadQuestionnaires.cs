using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>analysis: questionnaires:</c> which scores are analyzed, and what a deterioration is.</summary>
static class ReadQuestionnaires
{
    const int LongestId = 20;

    static readonly Meanings<bool> directions = new() { ["higher"] = true, ["lower"] = false };

    public static IReadOnlyList<QuestionnairePlan> From(YamlCursor part) =>
        !part.IsPresent
            ? []
            : part.Each(
                (id, at) =>
                {
                    at.CheckId(id, LongestId, "the name of a questionnaire");
                    return at.Fields(fields => new QuestionnairePlan(
                        id,
                        fields.Required("label", "the printed name of the score").Text() ?? "",
                        fields.Required("score", "its code in the data (PARAMCD, QSTESTCD), such as EQ5D0206").Text() ?? "",
                        fields.Required("better", "which scores are better: higher, or lower").OneOf(directions) ?? true,
                        fields
                            .Required("worse by", "by how much it changes when somebody has deteriorated, such as 10")
                            .Number("a number above 0, such as 10", number => number > 0)
                            ?? 1,
                        fields.Optional("expected") is { IsPresent: true } expected ? expected.Text() : null
                    ));
                }
            );
}
