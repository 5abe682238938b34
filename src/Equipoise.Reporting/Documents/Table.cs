using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Documents;

/// <summary>A table: a caption, heads that name every column, rows, and the conventions it rests on.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Caption">What it shows. Its number is that of its place in the document.</param>
/// <param name="Head">The rows of the head.</param>
/// <param name="Body">The rows of the body.</param>
/// <param name="Notes">What stands under it; empty for nothing.</param>
sealed record Table(string Id, BoundText Caption, IReadOnlyList<Row> Head, IReadOnlyList<Row> Body, BoundText Notes) : Block
{
    /// <summary>Whether a reader opens it first: a long table that few will read, which has no number of its own.</summary>
    public bool IsFolded { get; init; }

    /// <summary>Its number among the outputs of the trial, such as "Table 14.2.1"; null where its place is its number.</summary>
    public string? Number { get; init; }
}

/// <summary>Rows of data as they are, however many: no summary, no test. They are asked for while they are written.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Caption">What they are.</param>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">The rows, each with a text per column.</param>
/// <param name="Notes">What stands under them; empty for nothing.</param>
sealed record Listing(
    string Id,
    BoundText Caption,
    IReadOnlyList<string> Heads,
    IEnumerable<IReadOnlyList<string>> Rows,
    BoundText Notes
) : Block
{
    /// <summary>The data sets of which they are rows; none where they are of the program.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Its number among the outputs, such as "Listing 16.2.1"; null where its place is its number.</summary>
    public string? Number { get; init; }
}

/// <summary>A row of a table.</summary>
/// <param name="Cells">Its cells, from left to right.</param>
/// <param name="IsPart">Whether it is a part of the row above it.</param>
/// <param name="BeginsGroup">Whether a group of rows begins with it: a line is drawn above.</param>
sealed record Row(IReadOnlyList<Cell> Cells, bool IsPart = false, bool BeginsGroup = false)
{
    /// <summary>A row of numbers: its name, then one cell per column; an empty one stays empty.</summary>
    public static Row OfNumbers(BoundText name, IEnumerable<BoundText> cells, bool isPart = false) =>
        new([Cell.RowHead(name), .. cells.Select(Cell.Number)], isPart);

    /// <summary>A row that names the rows below it.</summary>
    public static Row Heading(BoundText name, int columns) =>
        new([new(name, CellKind.GroupHead) { Columns = columns + 1 }], BeginsGroup: true);

    /// <summary>Rows, of which the last may stand under a heading, and others that do not.</summary>
    public static IEnumerable<Row> ThenOthers(IReadOnlyList<Row> rows, IEnumerable<Row> others)
    {
        var isUnderHeading = rows.LastOrDefault(row => row.BeginsGroup || !row.IsPart) is { BeginsGroup: true };
        return [.. rows, .. others.Select((row, i) => i == 0 && isUnderHeading ? row with { BeginsGroup = true } : row)];
    }
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Kind">What it is.</param>
sealed record Cell(BoundText Text, CellKind Kind)
{
    /// <summary>Over how many columns it reaches.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Over how many rows it reaches.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>A number, or what stands in its place.</summary>
    public static Cell Number(BoundText text) => new(text, CellKind.Number);

    /// <summary>Words.</summary>
    public static Cell Words(BoundText text) => new(text, CellKind.Words);

    /// <summary>The name of a row.</summary>
    public static Cell RowHead(BoundText text) => new(text, CellKind.RowHead);

    /// <summary>The name of a column of words.</summary>
    public static Cell Head(BoundText text) => new(text, CellKind.Head);

    /// <summary>The name of a column of numbers.</summary>
    public static Cell NumberHead(BoundText text) => new(text, CellKind.NumberHead);

    /// <summary>The name of several columns of numbers.</summary>
    public static Cell HeadOver(BoundText text, int columns) => new(text, CellKind.HeadOver) { Columns = columns };
}

/// <summary>What a cell is.</summary>
enum CellKind
{
    /// <summary>The name of a column of words.</summary>
    Head,

    /// <summary>The name of a column of numbers.</summary>
    NumberHead,

    /// <summary>The name of the columns under it.</summary>
    HeadOver,

    /// <summary>The name of a row.</summary>
    RowHead,

    /// <summary>The name of a row, which is a number.</summary>
    NumberRowHead,

    /// <summary>The name of the rows below it.</summary>
    GroupHead,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Words.</summary>
    Words,

    /// <summary>The head of a column of settings of a simulation.</summary>
    SettingHead,

    /// <summary>A setting of a simulation, which names the row.</summary>
    Setting,
}
