using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>How a table goes on paper: upright or sideways, in which size of letters, how wide each column is.</summary>
/// <param name="Sheet">The paper.</param>
/// <param name="IsSmall">Whether its letters are small.</param>
/// <param name="Widths">The width of each column; together they are as wide as the text.</param>
sealed record TableFit(Sheet Sheet, bool IsSmall, IReadOnlyList<int> Widths)
{
    public const int CellMargin = 57;
    const double Plain = 8.5;
    const double Small = 7.5;

    // A longer word is broken rather than push the other columns off the page: a hash, an address.
    const int LongestWord = 22;

    // So few rows, heads among them, leave a page of their own white.
    const int Few = 10;

    // An editor's letters may be a little wider than those that were measured.
    const int Slack = 60;

    // The names of rows are not made thinner, in twentieths of a point, than they read well.
    const int ThinnestNames = 1900;

    // A head may take two lines.
    const double HeadShare = 0.5;

    // A long text does not leave single words to its neighbors.
    const double WidestShare = 0.6;

    /// <summary>
    /// Upright where no number has to leave its interval, if need be in small letters; else sideways. Few rows stay upright with
    /// intervals on lines of their own, and so does every table that is too wide otherwise.
    /// </summary>
    public static TableFit Of(IReadOnlyList<IReadOnlyList<Placed>> rows, bool isSmall = false)
    {
        var columns = rows.Max(row => row.Sum(cell => cell.Span));
        (Sheet Sheet, bool IsSmall, bool Breaks)[] choices =
        [
            .. isSmall ? [] : new[] { (Sheet.Upright, false, false) },
            (Sheet.Upright, true, false),
            .. rows.Count <= Few ? new[] { (Sheet.Upright, true, true) } : [],
            .. isSmall ? [] : new[] { (Sheet.OnItsSide, false, false) },
            (Sheet.OnItsSide, true, false),
            (Sheet.OnItsSide, true, true),
        ];
        foreach (var (sheet, small, breaks) in choices)
            if (Needs.Of(rows, columns, small ? Small : Plain, breaks, sheet) is { IsMet: true } needs)
                return new(sheet, small, needs.Shared());
        return new(Sheet.OnItsSide, true, Needs.Of(rows, columns, Small, true, Sheet.OnItsSide).Squeezed());
    }

    /// <summary>A table of the document, in which numbers are not broken.</summary>
    public static TableFit Of(Table table) =>
        Of([.. table.Head.Concat(table.Body).Zip(Grid.Of([.. table.Head, .. table.Body]), Measured)], table.IsFolded);

    static IReadOnlyList<Placed> Measured(Row row, IReadOnlyList<GridCell> places) =>
        [
            .. places.Select(place =>
                place.Cell is { } cell
                    ? new Placed(
                        [.. Lines(cell.Text.Runs)],
                        cell.Columns,
                        cell.Kind switch
                        {
                            CellKind.Number or CellKind.NumberRowHead => Part.Number,
                            CellKind.Words => Part.Words,
                            CellKind.RowHead => Part.Name,
                            _ => Part.Head,
                        }
                    )
                    : new Placed([], place.Span, Part.Words)
            ),
        ];

    static IEnumerable<string> Lines(IReadOnlyList<TextRun> runs) =>
        runs.Any(run => run is TextRun.Aside { Kind: AsideKind.Size })
            ? runs.GroupBy(run => run is TextRun.Aside { Kind: AsideKind.Size }).Select(Text)
            : [Text(runs)];

    static string Text(IEnumerable<TextRun> runs) => string.Concat(runs.Select(WordText.Unbroken));

    /// <summary>What the columns need, and would like to have.</summary>
    sealed record Needs(double[] Least, double[] Whole, int Room)
    {
        public bool IsMet => Least.Sum() <= Room;

        public static Needs Of(IReadOnlyList<IReadOnlyList<Placed>> rows, int columns, double size, bool breaks, Sheet sheet)
        {
            var (least, whole) = (new double[columns], new double[columns]);
            foreach (var row in rows)
            {
                var column = 0;
                foreach (var cell in row)
                {
                    if (cell.Span == 1)
                    {
                        whole[column] = double.Max(whole[column], cell.Whole(size));
                        least[column] = double.Max(least[column], cell.Least(size, breaks));
                    }
                    column += cell.Span;
                }
            }
            for (var i = 0; i < columns; i++)
            {
                least[i] += (2 * CellMargin) + Slack;
                whole[i] = double.Max(least[i], double.Min(whole[i] + (2 * CellMargin) + Slack, sheet.TextWidth * WidestShare));
            }
            return new(least, whole, sheet.TextWidth);
        }

        /// <summary>Each its need, and of what remains as much as it lacks; where nothing lacks, in proportion.</summary>
        public int[] Shared()
        {
            var (needed, wanted) = (Least.Sum(), Whole.Sum());
            return wanted <= Room
                ? Rounded(Whole.Select(width => width * Room / wanted))
                : Rounded(Least.Zip(Whole, (least, whole) => least + ((Room - needed) * (whole - least) / (wanted - needed))));
        }

        public int[] Squeezed() => Rounded(Least.Select(width => width * Room / Least.Sum()));

        int[] Rounded(IEnumerable<double> widths)
        {
            int[] rounded = [.. widths.Select(width => (int)width)];
            rounded[0] += Room - rounded.Sum();
            return rounded;
        }
    }

    /// <summary>What a cell is to its column.</summary>
    public enum Part
    {
        Words,
        Number,
        Name,
        Head,
    }

    /// <summary>A cell in its row.</summary>
    /// <param name="Lines">Its text, where it must be broken.</param>
    /// <param name="Span">Over how many columns it reaches.</param>
    /// <param name="Part">What it is.</param>
    public readonly record struct Placed(IReadOnlyList<string> Lines, int Span, Part Part)
    {
        public double Whole(double size) => Widest(size) * (Part == Part.Head ? HeadShare : 1);

        public double Least(double size, bool breaks) =>
            Part switch
            {
                Part.Number when !breaks => Widest(size),
                Part.Name => double.Max(LongestWordOf(size), double.Min(Widest(size), ThinnestNames)),
                _ => LongestWordOf(size),
            };

        double Widest(double size)
        {
            var widest = 0.0;
            foreach (var line in Lines)
                widest = double.Max(widest, ArialWidth.Of(line, size, Part == Part.Head));
            return widest;
        }

        double LongestWordOf(double size)
        {
            var widest = 0.0;
            foreach (var line in Lines)
                foreach (var word in line.Split(' '))
                {
                    var seen = word.AsSpan(0, int.Min(word.Length, LongestWord));
                    widest = double.Max(widest, ArialWidth.Of(seen, size, Part == Part.Head));
                }
            return widest;
        }
    }
}
