using Equipoise.Protocol;

namespace Equipoise.Analysis.AdamDerivation;

/// <summary>The names under which ADSL carries what the protocol asked before randomization.</summary>
static class AdslVariables
{
    static readonly string[] Standard =
    [
        "STUDYID", "USUBJID", "SUBJID", "SITEID", "AGE", "SEX", "ARM", "TRT01P", "TRT01A", "RANDDT", "TRTSDT", "TRTEDT", "RANDFL", "FASFL",
        "SAFFL", "DTHDT", "DTHFL", "DCUTDT", "EOTSTT", "DCTREAS", "EOSSTT", "DCSREAS", "NORANDRS", "SYNTHET",
    ];

    /// <summary>STRAT1, STRAT2 … in the order of the protocol.</summary>
    public static string OfFactor(int index) => $"STRAT{index + 1}";

    /// <summary>The variable of each criterion: the letters and digits of its id in capitals, at most eight.</summary>
    /// <remarks>A last digit makes it unique. A criterion called age or sex is the ADSL variable of that name.</remarks>
    public static IReadOnlyDictionary<string, string> OfCriteria(TrialProtocol protocol)
    {
        var taken = new HashSet<string>(Standard, StringComparer.Ordinal);
        taken.UnionWith(Enumerable.Range(0, protocol.Randomization?.Factors.Count ?? 0).Select(OfFactor));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var criterion in protocol.Eligibility)
        {
            var plain = Plain(criterion.Id);
            var name = plain;
            for (var copy = 2; name is not ("AGE" or "SEX") && !taken.Add(name); copy++)
                name = $"{plain[..Math.Min(plain.Length, copy < 10 ? 7 : 6)]}{copy}";
            names.TryAdd(criterion.Id, name);
        }
        return names;
    }

    /// <summary>The answer recorded under that criterion.</summary>
    /// <remarks>QNAM is the id in capitals, cut to eight characters before or after hyphens are dropped.</remarks>
    public static string AnswerOf(ParticipantFacts facts, string id)
    {
        var capitals = id.ToUpperInvariant();
        var cut = capitals[..Math.Min(8, capitals.Length)];
        return facts.Answers.GetValueOrDefault(cut)
            ?? facts.Answers.GetValueOrDefault(Plain(id))
            ?? facts.Answers.GetValueOrDefault(Plain(cut))
            ?? "";
    }

    static string Plain(string id)
    {
        var letters = string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (letters.Length == 0 || char.IsAsciiDigit(letters[0]))
            letters = $"Q{letters}";
        return letters[..Math.Min(8, letters.Length)];
    }
}
