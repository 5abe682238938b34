using System.Text;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>A cell as plain text, and where its number has its point.</summary>
static class CellText
{
    /// <summary>The text of a cell: the size of a group stands on a line of its own.</summary>
    public static string Of(BoundText text) =>
        string.Concat(
                text.Runs.Select((run, i) =>
                    run is TextRun.Aside { Kind: AsideKind.Size } && i > 0 ? $"\n{Plain(run.Text)}" : Plain(run.Text)
                )
            )
            .Trim();

    /// <summary>The text of a cell: what stands in brackets after a number stays on one line.</summary>
    public static string Of(Cell cell)
    {
        var text = Of(cell.Text);
        if (cell.Kind is not CellKind.Number)
            return text;
        var (whole, depth) = (new StringBuilder(text.Length), 0);
        foreach (var letter in text)
        {
            depth +=
                letter is '(' or '[' ? 1
                : letter is ')' or ']' ? -1
                : 0;
            whole.Append(letter == ' ' && depth > 0 ? '\u00A0' : letter);
        }
        return $"{whole}";
    }

    // Data must not break the lines of a page.
    static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>Whether the cell is one of numbers, which stand one under the other by their points.</summary>
    public static bool IsAligned(Placed placed) =>
        placed.Cell is { Columns: 1, Kind: CellKind.Number or CellKind.NumberRowHead };

    /// <summary>
    /// The columns before the point of the first number, or before what follows a whole one; null for words, which have none.
    /// </summary>
    public static int? BeforePoint(string text)
    {
        var word = text.AsSpan();
        if (word.IndexOfAny(' ', '\u00A0') is >= 0 and var end)
            word = word[..end];
        var digit = word.IndexOfAnyInRange('0', '9');
        if (digit < 0)
            return word is "NE" or "NR" ? word.Length : null;
        var after = digit;
        while (after < word.Length && char.IsAsciiDigit(word[after]))
            after++;
        return Monospace.Width(word[..after]);
    }
}
