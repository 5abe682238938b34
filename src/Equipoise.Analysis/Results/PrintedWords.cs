using System.Buffers;
using System.Text.RegularExpressions;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Results;

/// <summary>Words of the data as a reader expects them: LOST TO FOLLOW-UP prints as "Lost to follow-up", PD as PD.</summary>
static partial class PrintedWords
{
    const int LongestAbbreviation = 4;

    static readonly SearchValues<char> vowels = SearchValues.Create("AEIOUY");

    /// <summary>Terms that are printed otherwise than SDTM's controlled terminology writes them.</summary>
    static readonly Dictionary<string, string> terms = new(StringComparer.OrdinalIgnoreCase)
    {
        [Terms.WithdrawalBySubject] = "Withdrawal by participant",
        [Terms.ProgressiveDisease] = "Disease progression",
        ["IN SCREENING AT DATA CUTOFF"] = "In screening at data cutoff",
        ["AMERICAN INDIAN OR ALASKA NATIVE"] = "American Indian or Alaska Native",
        ["BLACK OR AFRICAN AMERICAN"] = "Black or African American",
        ["NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER"] = "Native Hawaiian or other Pacific Islander",
        ["HISPANIC OR LATINO"] = "Hispanic or Latino",
        ["NOT HISPANIC OR LATINO"] = "Not Hispanic or Latino",
    };

    /// <summary>
    /// Short words that trials write in capitals and that are no abbreviations. Whatever else has four letters or fewer may be
    /// one, and keeps its capitals: a reader forgives "EU" less when it prints as "Eu" than "HALF" when it stays.
    /// </summary>
    static readonly HashSet<string> ordinary = new(
        (
            "A AFTER ALL AN AND ANY ARE AREA ARM AS ASIA AT BACK BE BEST BODY BONE BOTH BY CARE DATA DATE DAY DAYS "
            + "DEAD DIED DO DOSE DRUG DUE EACH EAR EAST END EVER EYE FAIL FOR FREE FROM FULL GOOD HAD HAS HAVE HEAD "
            + "HIGH HOME IN INTO IS IT LACK LAST LEFT LESS LOSS LOST LOW LUNG MALE MEAN MET MID MILD MORE MOST MUCH "
            + "NECK NEW NEXT NO NON NONE NORM NOT OF OFF OLD ON ONCE ONE ONLY OPEN OR ORAL OUT OVER PAIN PART PAST PER "
            + "POOR POST PRE RARE RISK SEEN SEX SIDE SITE SIZE SKIN SOME STOP TEST THAN THE THEN TIME TO TOO TRUE TWO "
            + "UP USE USED USER VERY WAS WEEK WELL WERE WEST WILD WITH YEAR YES ZERO"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>
    /// A text in capitals in the case of a sentence, with its abbreviations as they are; a text with small letters as it stands.
    /// </summary>
    public static string Of(string text) => Of(text, IsAbbreviation);

    /// <summary>
    /// The preferred term of an adverse event. A dictionary writes words in full: of a list in capitals only what holds a digit
    /// or no vowel is an abbreviation, so that RASH and FALL print as "Rash" and "Fall".
    /// </summary>
    public static string OfTerm(string text) => Of(text, HasDigitOrNoVowel);

    /// <summary>The levels of one variable, by one rule for all of them.</summary>
    public static string OfLevel(string text) => Named(Of(text));

    /// <summary>
    /// A level that the protocol names, as it names it: "aromatase inhibitor" begins with a capital, "pT2" stays.
    /// </summary>
    public static string Named(string text) => text.Length > 0 && text.Split(' ')[0].All(char.IsLower) ? Capitalized(text) : text;

    static string Of(string text, Func<string, bool> keepsCapitals)
    {
        if (terms.TryGetValue(text, out var printed))
            return printed;
        if (text.Length == 0 || text.Any(char.IsLower))
            return text;
        var words = Words().Replace(text, word => keepsCapitals(word.Value) ? word.Value : word.Value.ToLowerInvariant());
        return Capitalized(words);
    }

    static bool IsAbbreviation(string word) =>
        HasDigitOrNoVowel(word) || (word.Length <= LongestAbbreviation && !ordinary.Contains(word));

    static bool HasDigitOrNoVowel(string word) =>
        word.Any(char.IsAsciiDigit) || (word.All(char.IsAscii) && !word.AsSpan().ContainsAny(vowels));

    [GeneratedRegex(
        @"[\p{L}\p{N}]+(-\d+)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Words();

    static string Capitalized(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
