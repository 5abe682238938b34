using Equipoise.Datasets.Pages;

namespace Equipoise.Datasets.DefineXml;

/// <summary>The links within the page, and what a link says.</summary>
sealed class PageLinks(DefineLookup lookup)
{
    public DefineLookup Lookup => lookup;

    /// <summary>The place of a part on the page.</summary>
    public static string Place(string oid) => Uri.EscapeDataString(oid);

    public static Markup To(string oid, string text) => Markup.Of($"""<a href="#{Place(Place(oid))}">{text}</a>""");

    /// <summary>A table without the columns that hold nothing; none where it has no rows.</summary>
    public static Markup Table(IReadOnlyList<string> heads, IEnumerable<PageRow> rows)
    {
        PageRow[] all = [.. rows];
        if (all.Length == 0)
            return Markup.None;
        int[] shown = [.. Enumerable.Range(0, heads.Count).Where(column => all.Any(row => row[column].Html.Length > 0))];
        var head = Markup.Join(shown.Select(column => Markup.Of($"<th scope=\"col\">{heads[column]}</th>")));
        var body = Markup.Join(
            all.Select(row =>
            {
                var place = row.Oid is null ? Markup.None : Markup.Of($" id=\"{Place(row.Oid)}\"");
                return Markup.Of($"<tr{place}>{Markup.Join(shown.Select(column => Markup.Of($"<td>{row[column]}</td>")))}</tr>");
            }),
            "\n"
        );
        return Markup.Of(
            $"""
            <div class="wide" tabindex="0"><table>
            <thead><tr>{head}</tr></thead>
            <tbody>
            {body}
            </tbody>
            </table></div>

            """
        );
    }

    /// <summary>A row of cells, with its place on the page where it has one.</summary>
    public static PageRow Row(string? oid, params IEnumerable<Markup> cells) => new(oid, [.. cells]);

    public static Markup Text(string text) => Markup.Of($"{text}");

    /// <summary>What is not empty, one under the other.</summary>
    public static Markup Lines(params IEnumerable<Markup> lines) =>
        Markup.Join(lines.Where(line => line.Html.Length > 0), "<br>");

    public Markup Comment(string oid) =>
        oid.Length == 0 ? Markup.None
        : lookup.Comment(oid) is { } comment
            ? Lines([Text(DefineLookup.Text(comment.Description)), .. comment.Documents.Select(Document)])
        : Text(oid);

    public Markup Method(string oid) =>
        oid.Length == 0 ? Markup.None
        : lookup.Method(oid) is { } method ? Markup.Of($"{To(oid, method.Name)}: {DefineLookup.Text(method.Description)}")
        : Text(oid);

    public Markup CodeList(string oid) =>
        oid.Length == 0 ? Markup.None
        : lookup.CodeList(oid) is { } list ? To(oid, list.Name)
        : Text(oid);

    public Markup Variable(string oid)
    {
        var name = lookup.Item(oid)?.Name ?? oid;
        return lookup.GroupOfItem(oid) is { } group ? To(VariablePlace(group, oid), $"{group.Name}.{name}") : Text(name);
    }

    /// <summary>The place of a variable of a data set, for data sets share definitions.</summary>
    public static string VariablePlace(ItemGroupDef group, string itemOid) => $"{group.Oid}/{itemOid}";

    public Markup Standard(string oid) =>
        oid.Length == 0 ? Markup.None
        : lookup.Standard(oid) is { } standard ? Text($"{Name(standard)} {standard.Version}")
        : Text(oid);

    /// <summary>A standard's name, with that of the terminology.</summary>
    public static string Name(DefineStandard standard) => $"{standard.Name} {standard.PublishingSet}".Trim();

    public Markup Document(DocumentRef document)
    {
        var file = lookup.Leaf(document.LeafId) is { } leaf ? File(leaf) : Text(document.LeafId);
        return Markup.Of($"{file}{Markup.Join(document.Pages.Select(page => Text($" {Pages(page)}")))}");
    }

    /// <summary>A link to a file beside the page or on the web; any other address is shown and leads nowhere.</summary>
    public static Markup File(Leaf leaf)
    {
        var title = leaf.Title.Length > 0 ? leaf.Title : leaf.Href;
        return IsSafe(leaf.Href) ? Markup.Of($"""<a href="{leaf.Href}">{title}</a>""") : Text(title);
    }

    // A name with a colon before its first slash has a scheme, and may be a program.
    static bool IsSafe(string href) =>
        href.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || href.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || !href.Split('/')[0].Contains(':', StringComparison.Ordinal);

    static string Pages(PageRef page)
    {
        var pages = page.First is { } first ? $"pages {first} to {page.Last}"
            : page.Type == "PhysicalRef" ? $"page {page.Pages.Trim().Replace(" ", ", ")}"
            : page.Pages;
        return page.Title.Length > 0 ? $"{page.Title} ({pages})" : pages;
    }
}

/// <summary>A row of a table on the page.</summary>
/// <param name="Oid">What it is about; null where nothing links to it.</param>
/// <param name="Cells">Its cells; those that it lacks at its end are empty.</param>
sealed record PageRow(string? Oid, IReadOnlyList<Markup> Cells)
{
    public Markup this[int column] => column < Cells.Count ? Cells[column] : Markup.None;
}
