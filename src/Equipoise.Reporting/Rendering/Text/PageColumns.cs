namespace Equipoise.Reporting.Rendering.Text;

/// <summary>The columns that stand beside one another on a page: all of them, or some of a table that is too wide.</summary>
/// <param name="Columns">The columns, from left to right.</param>
/// <param name="Widths">The width of each.</param>
sealed record PageColumns(IReadOnlyList<int> Columns, IReadOnlyList<int> Widths)
{
    /// <summary>The blanks between two columns.</summary>
    public const int Gap = 2;

    /// <summary>The panels of an output on lines of that width.</summary>
    public static IReadOnlyList<PageColumns> Of(ColumnNeeds needs, int width)
    {
        int[] all = [.. Enumerable.Range(0, needs.Count)];
        if (all.Length == 0)
            return [new([], [])];
        if (Fitted(needs, all, width) is { } whole)
            return [whole];
        // The first column names the rows: it stands in every panel.
        var panels = new List<PageColumns>();
        List<int> columns = [0];
        foreach (var group in Groups(needs))
        {
            if (columns.Count > 1 && Fitted(needs, [.. columns, .. group], width) is null)
                Close();
            foreach (var column in group)
            {
                if (columns.Count > 1 && Fitted(needs, [.. columns, column], width) is null)
                    Close();
                columns.Add(column);
            }
        }
        Close();
        return panels;

        void Close()
        {
            panels.Add(Fitted(needs, columns, width) ?? Squeezed(needs, columns, width));
            columns = [0];
        }
    }

    /// <summary>Columns under one head stay together where they can.</summary>
    static IEnumerable<IReadOnlyList<int>> Groups(ColumnNeeds needs)
    {
        for (var column = 1; column < needs.Count;)
        {
            var end = needs.Spans.Where(span => span.Column == column).Select(span => span.End).DefaultIfEmpty(column + 1).Min();
            yield return [.. Enumerable.Range(column, end - column)];
            column = end;
        }
    }

    /// <summary>The columns on one line: words give way before numbers do; null where neither suffices.</summary>
    static PageColumns? Fitted(ColumnNeeds needs, IReadOnlyList<int> columns, int width)
    {
        var room = width - Gap * (columns.Count - 1);
        int[] widths = [.. columns.Select(needs.Best)];
        Widen(needs, columns, widths);
        return
            Shrink(widths, [.. columns.Select(needs.Comfortable)], room) || Shrink(widths, [.. columns.Select(needs.Least)], room)
            ? new(columns, Filled(needs, columns, widths, room))
            : null;
    }

    /// <summary>What can be done when two columns are wider than the page: words break.</summary>
    static PageColumns Squeezed(ColumnNeeds needs, IReadOnlyList<int> columns, int width)
    {
        int[] widths = [.. columns.Select(needs.Least)];
        Shrink(widths, [.. columns.Select(_ => 1)], width - Gap * (columns.Count - 1));
        return new(columns, widths);
    }

    static void Widen(ColumnNeeds needs, IReadOnlyList<int> columns, int[] widths)
    {
        foreach (var (first, end, width) in needs.Spans)
        {
            int[] under = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i] >= first && columns[i] < end)];
            if (under.Length > 0)
                widths[under[^1]] += Math.Max(0, width - under.Sum(i => widths[i]) - Gap * (under.Length - 1));
        }
    }

    /// <summary>Takes from the widest column that can give, until all fit.</summary>
    static bool Shrink(int[] widths, int[] least, int room)
    {
        while (widths.Sum() > room)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]))
                    widest = i;
            if (widest < 0)
                return false;
            widths[widest]--;
        }
        return true;
    }

    // Wider columns would part a number from its name.
    const int MostOfNumbers = 26;

    /// <summary>What is left goes to words that would wrap, then evenly to numbers, and the rest to words again.</summary>
    static int[] Filled(ColumnNeeds needs, IReadOnlyList<int> columns, int[] widths, int room)
    {
        for (var i = 0; i < columns.Count; i++)
            widths[i] += Math.Clamp(needs.Words(columns[i]) - widths[i], 0, Math.Max(0, room - widths.Sum()));
        int[] numbers = [.. Enumerable.Range(0, columns.Count).Where(i => i > 0 && needs.HasNumbers(columns[i]))];
        if (numbers.Length == 0)
            return widths;
        var left = room - widths.Sum();
        foreach (var i in numbers)
        {
            var more = Math.Clamp(MostOfNumbers - widths[i], 0, left / numbers.Length);
            widths[i] += more;
        }
        var words = Enumerable
            .Range(0, columns.Count)
            .Last(i => i == 0 || (!needs.HasNumbers(columns[i]) && needs.Words(columns[i]) > 0));
        widths[words] += room - widths.Sum();
        return widths;
    }
}
