namespace Equipoise.Reporting.Rendering.Text;

/// <summary>
/// Puts rows on pages: none is broken unless it is taller than a page, a heading stays with the row under it, and rows that go
/// on from the page before have their heading again.
/// </summary>
/// <param name="layout">The output.</param>
/// <param name="panel">Its columns.</param>
/// <param name="room">How many lines of rows a page holds.</param>
sealed class PageBreaks(TableLayout layout, PageColumns panel, int room)
{
    readonly List<string> page = [];
    readonly List<string> heading = [];
    string group = "";

    /// <summary>The lines of each page.</summary>
    public IEnumerable<IReadOnlyList<string>> Pages()
    {
        foreach (var (row, cells) in layout.Body(panel))
        {
            var lines = TextPages.InLines(cells, isAtFoot: false);
            if (row.BeginsGroup)
            {
                foreach (var full in Put(heading, continues: false))
                    yield return full;
                heading.Clear();
                if (page.Count > 0)
                    heading.Add("");
                heading.AddRange(lines);
                group = cells.Count > 0 ? string.Join(' ', cells[0].Lines.Select(line => line.Trim())) : "";
                continue;
            }
            if (!row.IsPart)
                group = "";
            foreach (var full in Put([.. heading, .. lines], continues: heading.Count == 0 && row.IsPart))
                yield return full;
            heading.Clear();
        }
        foreach (var full in Put(heading, continues: false))
            yield return full;
        if (page.Count > 0)
            yield return [.. page];
    }

    /// <summary>Lines that stay together; the pages that they filled.</summary>
    IEnumerable<IReadOnlyList<string>> Put(IReadOnlyList<string> lines, bool continues)
    {
        if (page.Count > 0 && page.Count + lines.Count > room)
        {
            yield return [.. page];
            page.Clear();
            if (lines is ["", ..])
                lines = [.. lines.Skip(1)];
            IReadOnlyList<string> again = continues && group.Length > 0 ? TableLayout.Continued(panel, group) : [];
            if (again.Count + lines.Count <= room)
                page.AddRange(again);
        }
        foreach (var line in lines)
        {
            if (page.Count == room)
            {
                yield return [.. page];
                page.Clear();
            }
            page.Add(line);
        }
    }
}
