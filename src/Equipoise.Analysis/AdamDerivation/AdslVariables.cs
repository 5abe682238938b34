using Equipoise.Protocol;

namespace Equipoise.Analysis.AdamDerivation;

/// <summary>The names under which ADSL carries what the protocol asked before randomization.</summary>
static class AdslVariables
{
    /// <summary>STRAT1, STRAT2 … in the order of the protocol.</summary>
    public static string OfFactor(int index) => CriterionVariables.OfFactor(index);

    /// <summary>The variable of each criterion.</summary>
    /// <remarks>A criterion called age or sex is the ADSL variable of that name.</remarks>
    public static IReadOnlyDictionary<string, string> OfCriteria(TrialProtocol protocol) =>
        CriterionVariables.Of(protocol).ToDictionary(
            name => name.Key,
            name => name.Key.ToUpperInvariant() is "AGE" or "SEX" ? name.Key.ToUpperInvariant() : name.Value
        );

    /// <summary>The answer recorded under that variable; data from elsewhere may carry the criterion's id, hyphens and all, cut to eight.</summary>
    public static string AnswerOf(ParticipantFacts facts, string variable, string id)
    {
        if (facts.Answers.GetValueOrDefault(variable) is { } answer)
            return answer;
        var cut = id.ToUpperInvariant()[..Math.Min(8, id.Length)];
        // Without a hyphen it is the name of some variable, perhaps of another criterion.
        return cut.Contains('-') ? facts.Answers.GetValueOrDefault(cut, "") : "";
    }
}
