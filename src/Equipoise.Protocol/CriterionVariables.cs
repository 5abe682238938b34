namespace Equipoise.Protocol;

/// <summary>
/// The names under which data sets carry what was asked before randomization: QNAM in SUPPDM, the variable in ADSL.
/// </summary>
/// <remarks>Who writes and who reads must agree on them, and two criteria must never share one, so they are made here
/// only.</remarks>
public static class CriterionVariables
{
    const int Longest = 8;

    /// <summary>
    /// QNAM in SUPPDM: whether the participant was randomized in error. Always "Y"; there is no row for the others.
    /// </summary>
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
        "RFXSTDTC",
        "RFXENDTC",
        "RFPENDTC",
        "RACE",
        "ETHNIC",
        "COUNTRY",
        "DTHDTC",
        "DTHFL",
        "DMDTC",
        "DMDY",
        "TRT01P",
        "TRT01A",
        "RANDDT",
        "RANDDTF",
        "TRTSDT",
        "TRTSDTF",
        "TRTEDT",
        "TRTEDTF",
        "RANDFL",
        "FASFL",
        "SAFFL",
        "DTHDT",
        "DTHDTF",
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
    /// The variable of each criterion, by its id: the letters and digits of the id in capitals, at most eight; a name that is
    /// taken ends in a number instead, 2 for the second.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return Named(Taken(protocol.Randomization?.Factors.Count ?? 0), protocol.Eligibility.Select(criterion => criterion.Id));
    }

    /// <summary>
    /// Every name that is taken: by DM and ADSL, by so many factors, by these criteria. A criterion named twice counts once.
    /// </summary>
    internal static IReadOnlySet<string> Of(int factors, IReadOnlyList<string> criteria)
    {
        var taken = Taken(factors);
        Named(taken, criteria.Distinct());
        return taken;
    }

    static HashSet<string> Taken(int factors) => [.. Reserved, .. Enumerable.Range(0, factors).Select(OfFactor)];

    static Dictionary<string, string> Named(HashSet<string> taken, IEnumerable<string> criteria)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in criteria)
        {
            var plain = Plain(id);
            var name = plain;
            for (var copy = 2; !taken.Add(name); copy++)
                name = $"{plain[..Math.Min(plain.Length, Longest - $"{copy}".Length)]}{copy}";
            names.Add(id, name);
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
