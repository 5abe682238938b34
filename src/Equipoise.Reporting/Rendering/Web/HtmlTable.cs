using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Rendering.Web;

/// <summary>Tables and listings as markup.</summary>
static class HtmlTable
{
    public static Html Of(Table table) =>
        table.IsFolded
            ? Folded(table)
            : Exhibit(table.Id, table.Number, table.Caption, Html.Join(table.Head.Select(Of)), Body(table), table.Notes);

    static Html Folded(Table table) =>
        Html.Of(
            $"""
            <details class="values" id="{table.Id}">
            <summary>{Number(table.Number)}{HtmlText.Of(table.Caption)}</summary>
            {Bare(table)}{Notes(table.Notes)}</details>

            """
        );

    /// <summary>A table within something that names it, which has no number of its own.</summary>
    public static Html Bare(Table table) =>
        Html.Of(
            $"""
            <div class="scroll" role="region" aria-label="{table.Caption.Text}" tabindex="0">
            <table aria-label="{table.Caption.Text}">
            <thead>
            {table.Head.Select(Of)}</thead>
            <tbody>
            {Body(table)}</tbody>
            </table>
            </div>

            """
        );

    static Html Body(Table table) =>
        Html.Join(table.Body.Select(row => Html.Of($"{(row.BeginsGroup ? NextGroup : Html.Empty)}{Of(row)}")));

    static Html NextGroup => new("</tbody>\n<tbody>\n");

    public static Html Of(Listing listing) =>
        Exhibit(
            listing.Id,
            listing.Number,
            listing.Caption,
            Html.Of($"<tr>{listing.Heads.Select(head => Html.Of($"<th scope=\"col\">{head}</th>"))}</tr>\n"),
            Html.Join(
                listing.Rows.Select(row => Html.Of($"<tr>{row.Select(cell => Html.Of($"<td>{cell}</td>"))}</tr>\n"))
            ),
            listing.Notes
        );

    public static Html Notes(BoundText notes) =>
        notes.IsEmpty ? Html.Empty : Html.Of($"<p class=\"notes\">{HtmlText.Of(notes)}</p>\n");

    /// <summary>A number that is not that of the place in the page.</summary>
    public static Html Number(string? number) =>
        number is null ? Html.Empty : Html.Of($"<b class=\"number\">{number}.</b> ");

    static Html Exhibit(string id, string? number, BoundText caption, Html head, Html body, BoundText notes) =>
        Html.Of(
            $"""
            <div class="exhibit" id="{id}">
            <div class="scroll" role="region" aria-labelledby="{id}-caption" tabindex="0">
            <table>
            <caption id="{id}-caption"><span{Numbered(number)}>{Number(number)}{HtmlText.Of(caption)}</span></caption>
            <thead>
            {head}</thead>
            <tbody>
            {body}</tbody>
            </table>
            </div>
            {Notes(notes)}</div>

            """
        );

    /// <summary>The page counts only what has no number of its own.</summary>
    public static Html Numbered(string? number) => number is null ? Html.Empty : new(" class=\"numbered\"");

    static Html Of(Row row) =>
        Html.Of($"<tr{new Html(ClassOf(row))}>{row.Cells.Select(Of)}</tr>\n");

    static string ClassOf(Row row) =>
        row.IsPart ? " class=\"part\""
        : row.Cells is [{ Kind: CellKind.GroupHead }] ? " class=\"group\""
        : "";

    static Html Of(Cell cell)
    {
        var isOver = cell.Columns > 1 || cell.Kind is CellKind.HeadOver or CellKind.GroupHead;
        var columns = isOver ? Html.Of($" colspan=\"{cell.Columns}\"") : Html.Empty;
        var span = cell.Rows > 1 ? Html.Of($"{columns} rowspan=\"{cell.Rows}\"") : columns;
        // A whole hash would push the other columns off the page.
        var text = cell is { Kind: CellKind.Words, Text.Runs: [TextRun.Code code] }
            ? Html.Of($"<code class=\"hash\">{code.Text}</code>")
            : HtmlText.Of(cell.Text);
        return cell.Kind switch
        {
            CellKind.Number => Html.Of($"<td class=\"n\"{span}>{text}</td>"),
            CellKind.Words => Html.Of($"<td{span}>{text}</td>"),
            CellKind.Head => Html.Of($"<th scope=\"col\"{span}>{text}</th>"),
            CellKind.NumberHead => Html.Of($"<th scope=\"col\"{span} class=\"n\">{text}</th>"),
            CellKind.HeadOver => Html.Of($"<th scope=\"colgroup\"{span} class=\"n over\">{text}</th>"),
            CellKind.GroupHead => Html.Of($"<th scope=\"rowgroup\"{span}>{text}</th>"),
            CellKind.RowHead => Html.Of($"<th scope=\"row\"{span}>{text}</th>"),
            CellKind.NumberRowHead => Html.Of($"<th scope=\"row\"{span} class=\"n\">{text}</th>"),
            CellKind.SettingHead => Html.Of($"<th scope=\"col\"{span} class=\"setting\">{text}</th>"),
            _ => Html.Of($"<th scope=\"{SettingScope(cell)}\"{span} class=\"{Setting(cell.Text.Text)}\">{text}</th>"),
        };
    }

    static string SettingScope(Cell cell) => cell.Rows > 1 ? "rowgroup" : "row";

    // Longer values are broken rather than push the numbers off the page.
    const int LongestWhole = 18;

    static string Setting(string value) => value.Length <= LongestWhole ? "setting whole" : "setting";
}
