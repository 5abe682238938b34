using System.Globalization;

namespace Equipoise.Protocol.Yaml;

/// <summary>
/// Single values: text, numbers, shares, yes and no, words of a closed list. Each is null when absent or wrong.
/// </summary>
static class Scalars
{
    static readonly Meanings<bool> yesNo = new() { ["yes"] = true, ["no"] = false };

    /// <summary>A text, not empty.</summary>
    public static string? Text(this YamlCursor at, string wanted = "a text")
    {
        if (at.Node is YamlNode.Scalar { Text.Length: > 0 } scalar)
            return scalar.Text;
        at.ReportKind(wanted);
        return null;
    }

    /// <summary>The words of a text, apart by any white space.</summary>
    public static string[]? Words(this YamlCursor at, string wanted) =>
        at.Text(wanted)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A finite number that the test accepts.</summary>
    public static double? Number(this YamlCursor at, string wanted, Func<double, bool>? accepts = null)
    {
        if (at.Text(wanted) is not { } text)
            return null;
        if (ParseNumber(text) is { } number && (accepts is null || accepts(number)))
            return number;
        at.Reject(text, wanted);
        return null;
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public static int? Integer(this YamlCursor at, string wanted, int least = 1, int most = int.MaxValue)
    {
        if (at.Text(wanted) is not { } text)
            return null;
        if (ParseInteger(text) is { } number && number >= least && number <= most)
            return number;
        at.Reject(text, wanted);
        return null;
    }

    /// <summary>A share above 0 and below 1, written as 0.9 or 90%.</summary>
    public static double? Share(this YamlCursor at, string wanted)
    {
        if (at.Text(wanted) is not { } text)
            return null;
        if (ParseShare(text) is > 0 and < 1 and var share)
            return share;
        at.Reject(text, wanted);
        return null;
    }

    /// <summary>A share from 0 to 1, both included, written as 0.03 or 3%; 0 when absent or wrong.</summary>
    public static double Portion(this YamlCursor at)
    {
        const string wanted = "a share from 0% to 100%, such as 3%";
        if (at.Text(wanted) is not { } text)
            return 0;
        if (ParseShare(text) is >= 0 and <= 1 and var share)
            return share;
        at.Reject(text, wanted);
        return 0;
    }

    /// <summary>Yes or no: the only place where YAML's old booleans mean what they say.</summary>
    public static bool? YesNo(this YamlCursor at) => at.OneOf(yesNo);

    /// <summary>One of a closed list of words, ignoring case.</summary>
    public static T? OneOf<T>(this YamlCursor at, Meanings<T> meanings)
        where T : struct
    {
        if (at.Text($"one of: {string.Join(", ", meanings.Words)}") is not { } text)
            return null;
        var meaning = meanings.Find(text);
        if (meaning is null)
            at.NoneOf(text, meanings.Words);
        return meaning;
    }

    /// <summary>One of a closed list of words that stand for themselves, ignoring case.</summary>
    public static string? OneOf(this YamlCursor at, params string[] words)
    {
        if (at.Text($"one of: {string.Join(", ", words)}") is not { } text)
            return null;
        var word = Array.Find(words, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
            at.NoneOf(text, words);
        return word;
    }

    static void NoneOf(this YamlCursor at, string text, IReadOnlyList<string> words) =>
        at.Report($"is {ProblemList.Quote(text)}", NearestWord.Suggest(text, words));

    /// <summary>A list of texts, none twice; a single text is a list of one.</summary>
    public static IReadOnlyList<string> Texts(this YamlCursor at)
    {
        if (at.Node is YamlNode.Scalar { Text.Length: > 0 } only)
            return [only.Text];
        var texts = new List<string>();
        foreach (var item in at.Items())
        {
            if (item.Text() is not { } text)
                continue;
            if (texts.Contains(text))
                item.Report($"{ProblemList.Quote(text)} occurs twice", "keep one of the two");
            else
                texts.Add(text);
        }
        return texts;
    }

    /// <summary>Reports that a text is not what was wanted.</summary>
    public static void Reject(this YamlCursor at, string text, string wanted) =>
        at.Report($"is {ProblemList.Quote(text)}", $"write {wanted}");

    public static double? ParseNumber(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number)
            ? number
            : null;

    public static int? ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>0.9 or 90%; as a decimal, so that 2.5% is the same number as 0.025.</summary>
    public static double? ParseShare(string text)
    {
        var isPercent = text.EndsWith('%');
        var digits = isPercent ? text[..^1].TrimEnd() : text;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        return (double)(isPercent ? number / 100 : number);
    }
}
