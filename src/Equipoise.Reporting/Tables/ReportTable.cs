using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>A table of a document: a caption, heads that name every column, rows, and the conventions it rests on.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Caption">What it shows, as bound markup. Its number is counted by the style sheet.</param>
/// <param name="Head">The rows of the head.</param>
/// <param name="Body">The rows of the body.</param>
/// <param name="Notes">What stands under it.</param>
sealed record ReportTable(string Id, Html Caption, Html Head, Html Body, Html Notes)
{
    public Html Render() =>
        Html.Of(
            $"""
            <div class="exhibit" id="{Id}">
            <div class="scroll" role="region" aria-labelledby="{Id}-caption" tabindex="0">
            <table>
            <caption id="{Id}-caption"><span>{Caption}</span></caption>
            <thead>
            {Head}</thead>
            <tbody>
            {Body}</tbody>
            </table>
            </div>
            {Notes}</div>

            """
        );

    /// <summary>A head with one column per arm, the size of the arm under its name where the results say it.</summary>
    public static Html ArmHead(Manuscript m, string first, IEnumerable<string> arms, Func<string, string> sizeAddress) =>
        Html.Of(
            $"""
            <tr><th scope="col">{m.Say(first)}</th>{arms.Select(arm =>
                Html.Of($"<th scope=\"col\" class=\"n\">{ArmName(m, arm)}{Size(m, sizeAddress(arm))}</th>")
            )}</tr>

            """
        );

    public static Html ArmName(Manuscript m, string arm) =>
        m.Say(arm == "all" && !m.HasLabel("arm", "all") ? "All" : $"{{{{label:arm={arm}}}}}");

    public static Html Size(Manuscript m, string address) =>
        m.Has(address) ? Html.Of($"<br><span class=\"size\">{m.Say($"(N\u00A0=\u00A0{{{{{address}}}}})")}</span>") : Html.Empty;

    /// <summary>A row: its name, then one cell per column.</summary>
    /// <param name="label">The name, as bound markup.</param>
    /// <param name="cells">The cells; an empty one stays empty.</param>
    /// <param name="part">Whether it is a part of the row above it.</param>
    public static Html Row(Html label, IEnumerable<Html> cells, bool part = false) =>
        Html.Of(
            $"<tr{(part ? new Html(" class=\"part\"") : Html.Empty)}><th "
                + $"scope=\"row\">{label}</th>{cells.Select(cell => Html.Of($"<td class=\"n\">{cell}</td>"))}</tr>\n"
        );

    /// <summary>A row that names the rows below it, up to the next such row or to <see cref="EndOfGroup"/>.</summary>
    public static Html Heading(Html label, int columns) =>
        Html.Of($"</tbody>\n<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{columns + 1}\">{label}</th></tr>\n");

    /// <summary>Stands after rows that have a heading where rows without one follow.</summary>
    public static Html EndOfGroup => new("</tbody>\n<tbody>\n");
}
