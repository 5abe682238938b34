using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>One value of many: how many, the least, the largest, the mean.</summary>
static class Aggregates
{
    public static Variable? Count(Working working) =>
        Grouped.Of(working, (_, rows) => Cell.Of((double)rows.Count()), Cell.Missing);

    public static Variable? Of(Working working, Func<IEnumerable<Cell>, Cell> aggregate)
    {
        if (working.Source is not { } source)
            return null;
        var name = Working.Resolve(working.Operation.Name ?? "", source);
        return working.Study.FrameOf(source).Has(name)
            ? Grouped.Of(
                working,
                (records, rows) => aggregate(rows.Select(row => records.Find(name)![row]).Where(cell => !cell.IsMissing)),
                Cell.Missing
            )
            : null;
    }

    // Of no value there is neither a least nor a largest.
    public static Cell Least(IEnumerable<Cell> cells) => cells.OrderBy(cell => cell.AsNumber()).FirstOrDefault();

    public static Cell Largest(IEnumerable<Cell> cells) => cells.OrderByDescending(cell => cell.AsNumber()).FirstOrDefault();

    // ISO 8601 texts sort as their dates do.
    public static Cell Earliest(IEnumerable<Cell> cells) =>
        cells.OrderBy(cell => cell.Text, StringComparer.Ordinal).FirstOrDefault();

    public static Cell Latest(IEnumerable<Cell> cells) =>
        cells.OrderByDescending(cell => cell.Text, StringComparer.Ordinal).FirstOrDefault();

    public static Cell Mean(IEnumerable<Cell> cells) =>
        cells.Select(cell => cell.AsNumber()).Where(double.IsFinite).ToArray() is { Length: > 0 } numbers
            ? Cell.Of(numbers.Average())
            : Cell.Missing;
}
