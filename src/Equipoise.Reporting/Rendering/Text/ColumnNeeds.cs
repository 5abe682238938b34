using Equipoise.Reporting.Paper;

namespace Equipoise.Reporting.Rendering.Text;

/// <summary>What each column of an output needs: found by going through its rows once, however many they are.</summary>
sealed class ColumnNeeds
{
    // Words beyond that are wrapped; they would push numbers off the page.
    const int MostOfWords = 40;
    const int MostOfHead = 20;
    const int EaseOfNames = 30;
    const int EaseOfWords = 10;

    readonly List<Need> needs = [];
    readonly List<(int Column, int End, int Width)> spans = [];

    public ColumnNeeds(Output output)
    {
        foreach (var placed in Placed.Of(output.Head).SelectMany(row => row))
            Add(placed, isHead: true, isPart: false);
        foreach (var (row, cells) in output.Rows.Zip(Placed.Of(output.Rows)))
            foreach (var placed in cells)
                Add(placed, isHead: false, row.IsPart);
    }

    public int Count => needs.Count;

    /// <summary>How many columns a number may have before its point in that column.</summary>
    public int BeforePoint(int column) => needs[column].BeforePoint;

    /// <summary>How wide the numbers of a column are together, one under the other by their points.</summary>
    public int Block(int column) => needs[column].BeforePoint + needs[column].AfterPoint;

    /// <summary>Whether numbers stand in the column.</summary>
    public bool HasNumbers(int column) => needs[column].Numbers > 0;

    /// <summary>The width in which no words wrap.</summary>
    public int Words(int column) => needs[column].Words;

    /// <summary>The width in which everything stands on the fewest lines.</summary>
    public int Best(int column)
    {
        var need = needs[column];
        return Math.Max(
            Math.Max(need.BeforePoint + need.AfterPoint, Math.Min(need.Words, MostOfWords)),
            Math.Max(Math.Min(need.Head, MostOfHead), need.Word)
        );
    }

    /// <summary>The width below which words break.</summary>
    public int Least(int column) => Math.Clamp(needs[column].Word, 1, column == 0 ? MostOfHead : MostOfWords);

    /// <summary>The width below which a number breaks into two lines, and words are no longer read with ease.</summary>
    public int Comfortable(int column) =>
        HasNumbers(column)
            ? Best(column)
            : Math.Max(Least(column), Math.Min(Best(column), column == 0 ? EaseOfNames : EaseOfWords));

    /// <summary>What a cell over several columns needs beyond what they have, by its last column.</summary>
    public IEnumerable<(int Column, int End, int Width)> Spans => spans;

    void Add(Placed placed, bool isHead, bool isPart)
    {
        while (needs.Count < placed.End)
            needs.Add(new());
        if (!placed.IsFirst)
            return;
        var text = CellText.Of(placed.Cell);
        if (placed.Cell.Columns > 1)
        {
            if (isHead)
                Remember(placed.Column, placed.End, Monospace.WidestWord(text));
            return;
        }
        var need = needs[placed.Column];
        var indent = isPart && placed.Column == 0 ? TableLayout.Indent : 0;
        need.Word = Math.Max(need.Word, Monospace.WidestWord(text) + indent);
        var width = text.Split('\n').Max(line => Monospace.Width(line));
        if (isHead)
            need.Head = Math.Max(need.Head, width);
        else if (CellText.IsAligned(placed))
        {
            need.Numbers += text.Length > 0 ? 1 : 0;
            if (CellText.BeforePoint(text) is { } before)
            {
                need.BeforePoint = Math.Max(need.BeforePoint, before);
                need.AfterPoint = Math.Max(need.AfterPoint, width - before);
            }
            else
                need.Words = Math.Max(need.Words, width);
        }
        else
            need.Words = Math.Max(need.Words, width + indent);
    }

    void Remember(int column, int end, int width)
    {
        var at = spans.FindIndex(span => span.Column == column && span.End == end);
        if (at < 0)
            spans.Add((column, end, width));
        else
            spans[at] = (column, end, Math.Max(width, spans[at].Width));
    }

    sealed class Need
    {
        public int BeforePoint { get; set; }
        public int AfterPoint { get; set; }
        public int Words { get; set; }
        public int Word { get; set; }
        public int Head { get; set; }
        public int Numbers { get; set; }
    }
}
