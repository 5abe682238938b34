namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>How combinations are laid out in a figure: what is its horizontal axis, which lines, in how many panels.</summary>
/// <remarks>
/// The name with the most numbers is the axis, each combination of the others a line. Where there would be more lines in a panel
/// than a reader tells apart, the first of the other names gets a panel for each of its values, then the next. Without numbers,
/// each combination is a row, with its values alone where one name varies. Names that do not vary among the combinations shown
/// are left out.
/// </remarks>
/// <param name="Axis">The horizontal axis; null when combinations are rows.</param>
/// <param name="Panels">The panels in order.</param>
/// <param name="Labels">The labels of all lines, each once, in order; one empty label where there is one line.</param>
sealed record Arrangement(NumericName? Axis, IReadOnlyList<CellPanel> Panels, IReadOnlyList<string> Labels)
{
    const int MostLines = 8;
    const int MostRows = 36;

    public static Arrangement Of(IReadOnlyList<string> names, IReadOnlyList<SimulatedCell> cells)
    {
        var varying = Enumerable.Range(0, names.Count).Where(name => cells.DistinctBy(cell => cell.Values[name]).Skip(1).Any());
        var axis = NumericName.Of(names, cells);
        int[] others = [.. varying.Where(name => name != axis?.Index)];
        var facets = 0;
        while (facets < (axis is null ? others.Length - 1 : others.Length) && Panels(facets).Any(IsCrowded))
            facets++;
        var panels = Panels(facets).SelectMany(Pages).ToList();
        return new(axis, panels, [.. panels.SelectMany(panel => panel.Lines).Select(line => line.Label).Distinct()]);

        IEnumerable<CellPanel> Panels(int count) =>
            cells
                .GroupBy(cell => Label(names, others.AsSpan(0, count), cell))
                .Select(panel => new CellPanel(
                    panel.Key,
                    [
                        .. panel
                            .GroupBy(cell =>
                                axis is null && others.Length == 1
                                    ? cell.Values[others[0]]
                                    : Label(names, others.AsSpan(count), cell)
                            )
                            .Select(line => new CellLine(
                                line.Key,
                                axis is null ? [.. line] : [.. line.OrderBy(cell => axis.At(cell).Value)]
                            )),
                    ]
                ));

        bool IsCrowded(CellPanel panel) => panel.Lines.Count > (axis is null ? MostRows : MostLines);

        // A last name with very many values: panels of as many rows as there is room for.
        IEnumerable<CellPanel> Pages(CellPanel panel) =>
            panel
                .Lines.Chunk(axis is null ? MostRows : MostLines)
                .Select(
                    (lines, page) =>
                        panel with
                        {
                            Title = page == 0 ? panel.Title : $"{panel.Title} (continued)".Trim(),
                            Lines = lines,
                        }
                );
    }

    /// <summary>The values that tell a combination from the others.</summary>
    public static string Label(IReadOnlyList<string> names, IReadOnlyList<SimulatedCell> cells, SimulatedCell cell) =>
        Label(
            names,
            [.. Enumerable.Range(0, names.Count).Where(i => cells.Any(other => other.Values[i] != cell.Values[i]))],
            cell
        );

    static string Label(IReadOnlyList<string> names, ReadOnlySpan<int> which, SimulatedCell cell)
    {
        var parts = new List<string>();
        foreach (var name in which)
            parts.Add($"{names[name]} {cell.Values[name]}");
        return string.Join(", ", parts);
    }
}

/// <summary>A panel of a figure.</summary>
/// <param name="Title">What its combinations have in common; "" for nothing.</param>
/// <param name="Lines">Its lines; without a horizontal axis, its rows.</param>
sealed record CellPanel(string Title, IReadOnlyList<CellLine> Lines);

/// <summary>The combinations along the axis that have all else in common.</summary>
/// <param name="Label">What they have in common; "" for nothing.</param>
/// <param name="Cells">The combinations, by their number.</param>
sealed record CellLine(string Label, IReadOnlyList<SimulatedCell> Cells);
