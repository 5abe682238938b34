using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Paper;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>An output in columns of letters of one width: which cell stands where, in which lines.</summary>
sealed class TableLayout
{
    /// <summary>How far the name of a part stands from that of the whole.</summary>
    public const int Indent = 2;

    readonly ColumnNeeds needs;

    public TableLayout(Output output, PageSize size)
    {
        Output = output;
        needs = new(output);
        Panels = PageColumns.Of(needs, size.Columns);
    }

    public Output Output { get; }

    /// <summary>The columns that stand beside one another: one panel, or several of a table that is too wide.</summary>
    public IReadOnlyList<PageColumns> Panels { get; }

    /// <summary>The cells of a panel's head, row by row.</summary>
    public IEnumerable<IReadOnlyList<LaidCell>> Head(PageColumns panel) =>
        Placed.Of(Output.Head).Select(row => Laid(panel, row, isPart: false, isHead: true));

    /// <summary>The rows of a panel with their cells, asked for as they are laid out.</summary>
    public IEnumerable<(Row Row, IReadOnlyList<LaidCell> Cells)> Body(PageColumns panel) =>
        Output.Rows.Zip(Placed.Of(Output.Rows), (row, cells) => (row, Laid(panel, cells, row.IsPart, isHead: false)));

    /// <summary>The name of rows that go on from the page before.</summary>
    public static IReadOnlyList<string> Continued(PageColumns panel, string name) =>
        Monospace.Wrap($"{name} (continued)", Math.Max(1, panel.Widths.Sum() + PageColumns.Gap * (panel.Widths.Count - 1)));

    IReadOnlyList<LaidCell> Laid(PageColumns panel, IReadOnlyList<Placed> cells, bool isPart, bool isHead)
    {
        var laid = new List<LaidCell>(cells.Count);
        foreach (var placed in cells)
        {
            var (offset, start, width) = (0, -1, 0);
            for (var i = 0; i < panel.Columns.Count; i++)
            {
                if (placed.Column <= panel.Columns[i] && panel.Columns[i] < placed.End)
                {
                    start = start < 0 ? offset : start;
                    width = offset + panel.Widths[i] - start;
                }
                offset += panel.Widths[i] + PageColumns.Gap;
            }
            if (start >= 0)
                laid.Add(new(placed, start, width, Lines(placed, width, isPart, isHead)));
        }
        return laid;
    }

    /// <summary>A cell that reaches over several rows is printed at the foot of a head, and at the top of a body.</summary>
    IReadOnlyList<string> Lines(Placed placed, int width, bool isPart, bool isHead)
    {
        if (isHead ? !placed.IsLast : !placed.IsFirst)
            return [];
        var text = CellText.Of(placed.Cell);
        if (text.Length == 0)
            return [];
        if (placed.Cell is { Kind: CellKind.NumberHead or CellKind.HeadOver } or { Kind: CellKind.Number, Columns: > 1 })
            return [.. Monospace.Wrap(text, width).Select(line => Monospace.Centered(line, width))];
        if (CellText.IsAligned(placed))
            return Aligned(text, placed.Column, width);
        var indent = isPart && placed.Column == 0 ? Math.Min(Indent, width - 1) : 0;
        return [.. Monospace.Wrap(text, width - indent).Select(line => new string(' ', indent) + line)];
    }

    /// <summary>The block of a column's numbers stands in its middle, each number with its point under the others.</summary>
    IReadOnlyList<string> Aligned(string text, int column, int width)
    {
        var lines = Monospace.Wrap(text, width);
        if (CellText.BeforePoint(text) is not { } before)
            return [.. lines.Select(line => Monospace.Centered(line, width))];
        var block = Math.Max(0, (width - needs.Block(column)) / 2);
        var widest = lines.Max(line => Monospace.Width(line));
        var at = Math.Clamp(block + needs.BeforePoint(column) - before, 0, width - widest);
        return [.. lines.Select(line => new string(' ', at) + line)];
    }
}

/// <summary>A cell with its lines.</summary>
/// <param name="Placed">The cell among the columns.</param>
/// <param name="Offset">How far it stands from the left.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Lines">Its lines, each moved to where it stands within the cell.</param>
sealed record LaidCell(Placed Placed, int Offset, int Width, IReadOnlyList<string> Lines);
