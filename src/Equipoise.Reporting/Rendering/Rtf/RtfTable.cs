using System.Globalization;
using System.Text;
using Equipoise.Reporting.Paper;
using Equipoise.Reporting.Rendering.Text;

namespace Equipoise.Reporting.Rendering.Rtf;

/// <summary>Rows of a panel as rows of an RTF table.</summary>
/// <remarks>
/// A head over several rows stands in the last of them, as in text: word processors print of merged cells the first alone, at
/// its top.
/// </remarks>
static class RtfTable
{
    /// <summary>The width of a letter of Courier New in eight points, in twentieths of a point.</summary>
    public const int Letter = 96;

    const string Rule = "\\brdrs\\brdrw10";
    const string RuleAbove = "\\clbrdrt" + Rule;
    const string RuleBelow = "\\clbrdrb" + Rule;

    public static void WriteHead(TableLayout layout, PageColumns panel, TextWriter to)
    {
        IReadOnlyList<LaidCell>[] rows = [.. layout.Head(panel)];
        for (var i = 0; i < rows.Length; i++)
        {
            var (isFirst, isLast) = (i == 0, i == rows.Length - 1);
            Write(
                rows[i],
                panel,
                "\\trhdr",
                cell =>
                    (isFirst ? RuleAbove : "")
                    + (isLast || cell.Placed is { IsLast: true, Cell.Columns: > 1 } ? RuleBelow : "")
                    + "\\clvertalb",
                "\\sa40\\keepn",
                to
            );
        }
    }

    /// <summary>Rows of the body; a heading stays with the row under it.</summary>
    public static void WriteBody(TableLayout layout, PageColumns panel, TextWriter to)
    {
        var any = false;
        foreach (var (row, cells) in layout.Body(panel))
        {
            if (row.BeginsGroup && any)
                Write([], panel, "", _ => "", "\\keepn", to);
            Write(cells, panel, "", _ => "\\clvertalt", row.BeginsGroup ? "\\keepn" : "", to);
            any = true;
        }
        if (!any)
            to.Write($"\\pard\\plain\\f0\\fs16\\qc {RtfText.Of(Output.WithoutRows)}\\par\n");
    }

    static void Write(
        IReadOnlyList<LaidCell> cells,
        PageColumns panel,
        string kind,
        Func<LaidCell, string> borders,
        string paragraph,
        TextWriter to
    )
    {
        var (row, contents) = (new StringBuilder($"\\trowd\\trgaph0\\trleft0\\trkeep{kind}"), new StringBuilder());
        var offset = 0;
        for (var i = 0; i < panel.Columns.Count;)
        {
            var cell = cells.FirstOrDefault(one => one.Offset == offset);
            var width = cell?.Width ?? panel.Widths[i];
            // A cell ends where the next one begins: the blanks between two columns belong to the left one.
            var used = 0;
            for (var first = i; i < panel.Columns.Count && used < width; i++)
                used += panel.Widths[i] + (i > first ? PageColumns.Gap : 0);
            offset += used + PageColumns.Gap;
            var end = i == panel.Columns.Count ? offset - PageColumns.Gap : offset;
            row.Append(cell is null ? "" : borders(cell)).Append(CultureInfo.InvariantCulture, $"\\cellx{end * Letter}");
            contents.Append($"\\pard\\plain\\intbl\\f0\\fs16\\ql\\sb20{paragraph} ")
                .Append(cell is null ? "" : RtfText.Of(cell.Lines))
                .Append("\\cell\n");
        }
        to.Write($"{row}\n{contents}\\row\n");
    }
}
