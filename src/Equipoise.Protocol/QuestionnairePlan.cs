namespace Equipoise.Protocol;

/// <summary>How a score of a questionnaire is analyzed.</summary>
/// <param name="Id">The key in the file.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Score">Its code in the data: PARAMCD of ADQS, QSTESTCD of QS.</param>
/// <param name="HigherIsBetter">Whether a higher score is better.</param>
/// <param name="WorseBy">By how much it changes for the worse from baseline when somebody has deteriorated.</param>
/// <param name="Expected">The code of the records that say whether the questionnaire was expected (1) or not (0); null
/// where it was expected of everyone.</param>
public sealed record QuestionnairePlan(
    string Id,
    string Label,
    string Score,
    bool HigherIsBetter,
    double WorseBy,
    string? Expected
);
