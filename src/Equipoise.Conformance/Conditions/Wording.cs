using System.Text.RegularExpressions;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a text has a form, a beginning, an end or a length.</summary>
static class Wording
{
    // A rule is written by somebody else: one that would search for ever is stopped.
    static readonly TimeSpan longest = TimeSpan.FromSeconds(2);

    public static Regex RegexOf(string pattern) => new(pattern, RegexOptions.CultureInvariant, longest);

    // A match begins at the first character, as in Python's re.match. A missing value has no form, good or bad.
    public static Mask? Matches(Asked asked, bool wanted) => Matches(asked, "\\A(?:" + PatternOf(asked) + ")", wanted);

    // Anywhere within the part, as in Python's re.search.
    public static Mask? PartMatches(Asked asked, bool wanted) => Matches(asked, PatternOf(asked), wanted);

    static Mask? Matches(Asked asked, string pattern, bool wanted)
    {
        if (asked.Target is not { } target)
            return null;
        var regex = RegexOf(pattern);
        return Mask.Of(asked.Rows, target, cell => !cell.IsMissing && regex.IsMatch(PartOf(cell, asked)) == wanted);
    }

    static string PatternOf(Asked asked) =>
        (asked.Value as RuleValue.Text)?.Word
        ?? throw new RuleException("a regular expression that is a text");

    /// <summary>The characters at the start or the end of a value, as many as the rule says; all when it says nothing.</summary>
    public static string PartOf(Cell cell, Asked asked)
    {
        var text = cell.Text;
        if (asked.Options.Prefix is { } prefix)
            return text.Length <= prefix ? text : text[..prefix];
        return asked.Options.Suffix is { } suffix && text.Length > suffix ? text[^suffix..] : text;
    }

    public static Mask? PartEquals(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        if (operand.IsConstant)
            return Mask.Of(asked.Rows, target, cell => PartOf(cell, asked) == operand.Values[0].Text);
        return Mask.Of(asked.Rows, row => PartOf(target[row], asked) == operand[row].Text);
    }

    // The target equals the part of the operand that the expression captures.
    public static Mask? EqualsPart(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        var regex = RegexOf(asked.Options.Regex ?? ".*");
        var parts = new Cell[operand.Values.Length];
        for (var code = 0; code < parts.Length; code++)
            parts[code] = Cell.Of(Captured(regex, operand.Values[code].Text) ?? "");
        return Mask.Of(asked.Rows, row => !target[row].IsMissing && Same(target[row], parts[operand.CodeOf(row)], asked));
    }

    static bool Same(Cell one, Cell other, Asked asked) =>
        asked.Options.TypeInsensitive ? one.NormalText() == other.NormalText() : Comparison.Same(one, other);

    /// <summary>What an expression finds: its first group where it has one, else all of it; null when nothing.</summary>
    public static string? Captured(Regex regex, string text) =>
        regex.Match(text) is { Success: true } match ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : null;

    public static Mask? Affix(Asked asked, Func<string, string, bool> has)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        // Of a variable any of its values will do.
        string[] affixes = operand.Values is [{ Words: { } words }]
            ? [.. words]
            : [.. operand.Values.ToArray().Where(cell => !cell.IsMissing).Select(cell => cell.Text)];
        return Mask.Of(
            asked.Rows,
            target,
            cell => !cell.IsMissing && Array.Exists(affixes, affix => has(cell.Text, affix))
        );
    }

    // A number compared with is a length, a text has one.
    public static Mask? Length(Asked asked, Func<int, double, bool> holds)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        if (operand.IsConstant)
        {
            var bound = LengthOf(operand.Values[0]);
            return Mask.Of(asked.Rows, target, cell => !cell.IsMissing && holds(cell.Text.Length, bound));
        }
        return Mask.Of(
            asked.Rows,
            row => !target[row].IsMissing && !operand[row].IsMissing && holds(target[row].Text.Length, LengthOf(operand[row]))
        );
    }

    static double LengthOf(Cell cell) => cell.IsNumber ? cell.Number : cell.Text.Length;

    public static Mask? PartsHaveEqualLength(Asked asked) =>
        asked.Target is { } target
            ? Mask.Of(
                asked.Rows,
                target,
                cell =>
                    cell.Text.Split(asked.Options.Separator) switch
                    {
                        [_] => true,
                        [var one, var other] => one.Length == other.Length,
                        _ => false,
                    }
            )
            : null;
}
