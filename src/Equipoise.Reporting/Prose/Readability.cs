using System.Text.RegularExpressions;

namespace Equipoise.Reporting.Prose;

/// <summary>How hard a text is to read: the Flesch-Kincaid grade, a year of school in the United States.</summary>
/// <remarks>
/// Kincaid and others (1975): 0.39 times the words in a sentence, plus 11.8 times the syllables in a word, minus 15.59. What is
/// counted follows Flesch (How to Write Plain English, 1979): a word is what stands between spaces, with its hyphens; a figure,
/// a symbol or an abbreviation in capitals is a word of one syllable; a sentence ends with a full stop, a question mark or an
/// exclamation mark. Syllables are told by spelling: each run of vowels is one, silent endings are none, and vowels that are
/// spoken apart (trial, area, being) are two; of two ways to say a word, the shorter one is counted.
/// </remarks>
/// <param name="Sentences">How many sentences there are.</param>
/// <param name="Words">How many words.</param>
/// <param name="Syllables">How many syllables.</param>
/// <param name="ByLength">The sentences, the one with the most words first.</param>
sealed partial record Readability(int Sentences, int Words, int Syllables, IReadOnlyList<string> ByLength)
{
    /// <summary>The most difficult grade that a summary for everyone should have.</summary>
    public const double ForEveryone = 8;

    /// <summary>The Flesch-Kincaid grade; 0 of a text without a word.</summary>
    public double Grade => Words == 0 ? 0 : (0.39 * Words / Sentences) + (11.8 * Syllables / Words) - 15.59;

    /// <summary>Reads texts, each of which ends its last sentence.</summary>
    public static Readability Of(params IEnumerable<string> texts)
    {
        string[] sentences = [.. texts.SelectMany(SentencesIn).Where(sentence => WordsIn(sentence).Any())];
        string[] words = [.. sentences.SelectMany(WordsIn)];
        return new(
            sentences.Length,
            words.Length,
            words.Sum(SyllablesIn),
            [.. sentences.OrderByDescending(sentence => WordsIn(sentence).Count())]
        );
    }

    /// <summary>How many words a text has: what stands between spaces and holds a letter or a digit.</summary>
    public static int WordCount(string text) => WordsIn(text).Count();

    /// <summary>A full stop ends a sentence where a space and no small letter follow; one within a number ends none.</summary>
    static IEnumerable<string> SentencesIn(string text) => Ends().Split(text).Select(one => one.Trim());

    static IEnumerable<string> WordsIn(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit));

    /// <summary>How many syllables a word has.</summary>
    public static int SyllablesIn(string word) =>
        word.Any(char.IsDigit) || Abbreviation().IsMatch(word)
            ? 1
            : Math.Max(1, Parts().Matches(word.ToLowerInvariant()).Sum(part => InPart(part.Value)));

    static int InPart(string part)
    {
        var spoken = SilentEnd().Replace(SilentWithin().Replace(part.Replace("'", "").Replace("\u2019", ""), ""), "");
        var syllables = Vowels().Count(spoken) + Apart().Count(part);
        return Math.Max(1, syllables);
    }

    [GeneratedRegex(@"(?<=[.?!][""”)]?)\s+(?=[^\p{Ll}])", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"^\P{L}*\p{Lu}{2,}s?\P{L}*$", RegexOptions.None, 1000)]
    private static partial Regex Abbreviation();

    /// <summary>The parts of a word with hyphens or slashes.</summary>
    [GeneratedRegex(@"[\p{L}'’]+", RegexOptions.None, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex("[aeiouy]+", RegexOptions.None, 1000)]
    private static partial Regex Vowels();

    /// <summary>Time, times, lived; not: table, causes, treated, the.</summary>
    [GeneratedRegex(
        "(?<=[aeiouy][^aeiouy]*)(?<![^aeiouy]l)(?:e|(?<![cgszx]|[cs]h)es|(?<![td])ed)$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex SilentEnd();

    /// <summary>Severely, statement, hopeful.</summary>
    [GeneratedRegex("(?<=[aeiouy][^aeiouy]+)e(?=(?:ly|ment|ments|ful|less|ness)$)", RegexOptions.None, 1000)]
    private static partial Regex SilentWithin();

    /// <summary>Vowels in a run that are spoken apart, one match for each syllable more.</summary>
    [GeneratedRegex(
        "(?<=[^aeiouyctgsl])ia|(?<=[dr])io|iu|(?<![qg])ua(?!r)|ie(?=t|nce)(?<![tc]ie)|(?<=^sc)ie|(?<=[aeiouy])ing$|"
            + "(?<=ar|id|rrh)ea|(?<=cr)ea(?=t[eio])",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Apart();
}
