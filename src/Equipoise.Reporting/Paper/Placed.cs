using Equipoise.Reporting.Documents;

namespace Equipoise.Reporting.Paper;

/// <summary>A cell at its columns of one row; a cell that reaches over several rows is in each of them.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Column">Its first column, counted from 0.</param>
/// <param name="IsFirst">Whether this is the first of its rows.</param>
/// <param name="IsLast">Whether this is the last of its rows.</param>
sealed record Placed(Cell Cell, int Column, bool IsFirst, bool IsLast)
{
    /// <summary>The column after its last one.</summary>
    public int End => Column + Cell.Columns;

    /// <summary>The cells of rows that stand one under the other, row by row.</summary>
    public static IEnumerable<IReadOnlyList<Placed>> Of(IEnumerable<Row> rows)
    {
        var reaching = new List<(Cell Cell, int Column, int Left)>();
        foreach (var row in rows)
        {
            List<Placed> placed = [.. reaching.Select(one => new Placed(one.Cell, one.Column, false, one.Left == 1))];
            var column = 0;
            foreach (var cell in row.Cells)
            {
                while (placed.Find(one => one.Column <= column && column < one.End) is { } taken)
                    column = taken.End;
                placed.Add(new(cell, column, true, cell.Rows == 1));
                column += cell.Columns;
            }
            reaching =
            [
                .. placed
                    .Where(one => !one.IsLast)
                    .Select(one =>
                        (
                            one.Cell,
                            one.Column,
                            one.IsFirst ? one.Cell.Rows - 1 : reaching.Find(other => other.Column == one.Column).Left - 1
                        )
                    ),
            ];
            yield return [.. placed.OrderBy(one => one.Column)];
        }
    }
}
