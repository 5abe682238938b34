using Equipoise.Reporting.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>Tables as medical journals set them: a line above the heads, one below them, one at the end.</summary>
/// <remarks>
/// Heads are repeated on every page, and a row is never broken over two. Numbers stand at the right, so that their digits are
/// in line: within a column they have as many decimals, and the same interval or share behind them.
/// </remarks>
sealed class WordTable(WordText text)
{
    const string Ink = "1C2126";
    const string Faint = "CFD4D8";
    const int Indent = 200;

    // So many rows fit on what is left of most pages, and are kept together.
    const int KeptTogether = 16;

    // Notes do not go to the next page alone.
    const int KeptWithNotes = 3;

    /// <param name="table">The table.</param>
    /// <param name="fit">How it goes on paper.</param>
    public W.Table Of(Table table, TableFit fit)
    {
        var grid = Grid.Of([.. table.Head, .. table.Body]);
        var made = new W.Table(Properties(fit), Columns(fit));
        for (var i = 0; i < grid.Count; i++)
        {
            var isHead = i < table.Head.Count;
            var row = isHead ? table.Head[i] : table.Body[i - table.Head.Count];
            var look = new Look(
                row,
                isHead,
                IsLastHead: i == table.Head.Count - 1,
                IsRuledAbove: row.BeginsGroup && i > table.Head.Count,
                StaysWithNext: (table.Body.Count <= KeptTogether || i >= grid.Count - KeptWithNotes)
                    && (i < grid.Count - 1 || !table.Notes.IsEmpty)
            );
            made.AppendChild(RowOf(grid[i], look, fit));
        }
        return made;
    }

    public static W.TableProperties Properties(TableFit fit) =>
        new()
        {
            TableStyle = new() { Val = "ThreeLines" },
            TableWidth = new() { Width = $"{fit.Widths.Sum()}", Type = W.TableWidthUnitValues.Dxa },
            TableLayout = new() { Type = W.TableLayoutValues.Fixed },
        };

    public static W.TableGrid Columns(TableFit fit) => new(fit.Widths.Select(width => new W.GridColumn { Width = $"{width}" }));

    /// <summary>The heads of rows that are told as they are.</summary>
    public static W.TableRow Heads(IReadOnlyList<string> heads, TableFit fit) =>
        new([
            Whole(isHead: true),
            .. heads.Select(
                (head, i) =>
                {
                    var properties = Measured(fit.Widths[i]);
                    properties.TableCellBorders = new(Rule(new W.BottomBorder(), 8, Ink));
                    properties.TableCellVerticalAlignment = new() { Val = W.TableVerticalAlignmentValues.Bottom };
                    return new W.TableCell(properties, Styled.Paragraph(HeadStyle(fit), [WordText.Run(head)]));
                }
            ),
        ]);

    /// <summary>A row of data as they are.</summary>
    public static W.TableRow Plain(IReadOnlyList<string> cells, TableFit fit) =>
        new([
            Whole(isHead: false),
            .. cells.Select(cell => new W.TableCell(
                Styled.Paragraph(TextStyle(fit), cell.Length == 0 ? [] : [WordText.Run(cell)])
            )),
        ]);

    W.TableRow RowOf(IReadOnlyList<GridCell> cells, Look look, TableFit fit)
    {
        var made = new W.TableRow(Whole(look.IsHead));
        var column = 0;
        foreach (var cell in cells)
        {
            made.AppendChild(CellOf(cell, look, column, fit));
            column += cell.Span;
        }
        return made;
    }

    W.TableCell CellOf(GridCell place, Look look, int column, TableFit fit)
    {
        var properties = Measured(fit.Widths.Skip(column).Take(place.Span).Sum());
        if (place.Span > 1)
            properties.GridSpan = new() { Val = place.Span };
        if (place.Cell is not { Rows: 1 })
            properties.VerticalMerge = new()
            {
                Val = place.Cell is null ? W.MergedCellValues.Continue : W.MergedCellValues.Restart,
            };
        if (look.IsLastHead)
            properties.TableCellBorders = new(Rule(new W.BottomBorder(), 8, Ink));
        else if (look.IsRuledAbove)
            properties.TableCellBorders = new(Rule(new W.TopBorder(), 4, Faint));
        if (look.IsHead)
            properties.TableCellVerticalAlignment = new() { Val = W.TableVerticalAlignmentValues.Bottom };
        return new(properties, place.Cell is { } cell ? Words(cell, look, column, fit) : Styled.Paragraph(TextStyle(fit), []));
    }

    W.Paragraph Words(Cell cell, Look look, int column, TableFit fit) =>
        Styled.Paragraph(
            look.IsHead || cell.Kind is CellKind.GroupHead ? HeadStyle(fit) : TextStyle(fit),
            text.Of(cell.Text),
            set =>
            {
                if (look.StaysWithNext)
                    set.KeepNext = new();
                if (look.Row.IsPart && column == 0)
                    set.Indentation = new() { Left = $"{Indent}" };
                if (cell.Kind is CellKind.HeadOver)
                    set.ParagraphBorders = new(Rule(new W.BottomBorder(), 4, Ink));
                if (AlignmentOf(cell) is { } alignment)
                    set.Justification = new() { Val = alignment };
            }
        );

    static W.JustificationValues? AlignmentOf(Cell cell) =>
        cell.Kind switch
        {
            CellKind.HeadOver => W.JustificationValues.Center,
            CellKind.Number when cell.Columns > 1 => W.JustificationValues.Center,
            CellKind.Number or CellKind.NumberHead or CellKind.NumberRowHead => W.JustificationValues.Right,
            _ => null,
        };

    static W.TableRowProperties Whole(bool isHead)
    {
        var properties = new W.TableRowProperties(new W.CantSplit());
        if (isHead)
            properties.AppendChild(new W.TableHeader());
        return properties;
    }

    /// <summary>A cell that is so wide.</summary>
    public static W.TableCellProperties Measured(int width) =>
        new() { TableCellWidth = new() { Width = $"{width}", Type = W.TableWidthUnitValues.Dxa } };

    static string HeadStyle(TableFit fit) => fit.IsSmall ? "SmallTableHead" : "TableHead";

    static string TextStyle(TableFit fit) => fit.IsSmall ? "SmallTableText" : "TableText";

    static T Rule<T>(T border, uint eighths, string color)
        where T : W.BorderType
    {
        (border.Val, border.Size, border.Space, border.Color) = (W.BorderValues.Single, eighths, 0, color);
        return border;
    }

    readonly record struct Look(Row Row, bool IsHead, bool IsLastHead, bool IsRuledAbove, bool StaysWithNext);
}
