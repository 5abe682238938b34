using Equipoise.Reporting.Documents;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>Where the cells of rows stand: Word wants a cell also below one that reaches over several rows.</summary>
static class Grid
{
    public static IReadOnlyList<IReadOnlyList<GridCell>> Of(IReadOnlyList<Row> rows)
    {
        var placed = new List<IReadOnlyList<GridCell>>();
        // By column: over how many columns a cell from above still reaches, and over how many rows.
        var reaching = new SortedDictionary<int, (int Span, int Rows)>();
        foreach (var row in rows)
        {
            var line = new List<GridCell>();
            var column = 0;
            foreach (var cell in row.Cells)
            {
                Fill();
                line.Add(new(cell, cell.Columns));
                if (cell.Rows > 1)
                    reaching[column] = (cell.Columns, cell.Rows);
                column += cell.Columns;
            }
            Fill();
            foreach (var (at, (span, left)) in reaching.ToArray())
                if (left == 1)
                    reaching.Remove(at);
                else
                    reaching[at] = (span, left - 1);
            placed.Add(line);

            void Fill()
            {
                while (reaching.TryGetValue(column, out var above))
                {
                    line.Add(new(null, above.Span));
                    column += above.Span;
                }
            }
        }
        return placed;
    }
}

/// <summary>A cell in its row, or the lower part of one that began above.</summary>
/// <param name="Cell">The cell; null for the lower part of another.</param>
/// <param name="Span">Over how many columns it reaches.</param>
readonly record struct GridCell(Cell? Cell, int Span);
