namespace Equipoise.Protocol;

/// <summary>The names under which data sets carry what was asked before randomization: QNAM in SUPPDM, the variable in ADSL.</summary>
/// <remarks>Who writes and who reads must agree on them, and two criteria must never share one, so they are made here only.</remarks>
public static class CriterionVariables
{
    const int Longest = 8;

    /// <summary>QNAM in SUPPDM: whether the participant was randomized in error. Always "Y"; there is no row for the others.</summary>
    public const string AllocationInError = "RANDERR";

    /// <summary>QNAM in SUPPDM: what went wrong where the participant was randomized in error.</summary>
    public const string ReasonOfError = "RANDERRS";

    /// <summary>Variables of DM and ADSL, which no answer may overwrite.</summary>
    static readonly string[] Reserved =
    [
        "STUDYID",
        "DOMAIN",
        "RDOMAIN",
        "USUBJID",
        "SUBJID",
        "SITEID",
        "AGE",
        "AGEU",
        "SEX",
        "ARM",
        "ARMCD",
        "ACTARM",
        "ACTARMCD",
        "ACTARMUD",
        "ARMNRS",
        "RFSTDTC",
        "RFENDTC",
        "RFICDTC",
        "DTHDTC",
        "DTHFL",
        "DMDTC",
        "TRT01P",
        "TRT01A",
        "RANDDT",
        "TRTSDT",
        "TRTEDT",
        "RANDFL",
        "FASFL",
        "SAFFL",
        "DTHDT",
        "DCUTDT",
        "EOTSTT",
        "DCTREAS",
        "EOSSTT",
        "DCSREAS",
        "NORANDRS",
        "SYNTHET",
        AllocationInError,
        ReasonOfError,
    ];

    /// <summary>The variable of a stratification factor: STRAT1, STRAT2 … in the order of the protocol.</summary>
    /// <param name="index">Its place in the protocol, from 0.</param>
    public static string OfFactor(int index) => $"STRAT{index + 1}";

    /// <summary>
    /// The variable of each criterion, by its id: the letters and digits of the id in capitals, at most eight; a name that is taken
    /// ends in a number instead, 2 for the second.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var taken = new HashSet<string>(Reserved, StringComparer.Ordinal);
        taken.UnionWith((protocol.Randomization?.Factors ?? []).Select((_, index) => OfFactor(index)));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var criterion in protocol.Eligibility)
        {
            var plain = Plain(criterion.Id);
            var name = plain;
            for (var copy = 2; !taken.Add(name); copy++)
                name = $"{plain[..Math.Min(plain.Length, Longest - $"{copy}".Length)]}{copy}";
            names.Add(criterion.Id, name);
        }
        return names;
    }

    static string Plain(string id)
    {
        var letters = string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (letters.Length == 0 || char.IsAsciiDigit(letters[0]))
            letters = $"Q{letters}";
        return letters[..Math.Min(Longest, letters.Length)];
    }
}
