using System.Globalization;
using System.Net;
using System.Text;

namespace Equipoise.Datasets.Inspection;

/// <summary>What data sets hold as one page for a browser, which needs nothing else.</summary>
public static class InspectionPage
{
    const int ShownValues = 12;

    const string Style =
        "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1b1f24}"
        + "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}.wide{overflow-x:auto}"
        + "table{border-collapse:collapse;font-size:.86rem}caption{text-align:left;color:#57606a;padding:.3rem 0}"
        + "th,td{border-bottom:1px solid #d0d7de;padding:.25rem .6rem;text-align:left;vertical-align:top}"
        + "th{white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums}.v{color:#57606a}"
        + "@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}caption,.v{color:#9198a1}"
        + "th,td{border-color:#3d444d}}";

    /// <summary>The page.</summary>
    /// <param name="title">What was looked at, such as the file's name.</param>
    /// <param name="datasets">What was found.</param>
    public static string Of(string title, IReadOnlyList<InspectedDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title><style>{Style}</style></head><body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>{Text(title)}</h1>\n");
        foreach (var dataset in datasets)
            Add(page, dataset);
        return page.Append("</body></html>\n").ToString();
    }

    static void Add(StringBuilder page, InspectedDataset dataset)
    {
        var spec = dataset.Spec;
        page.Append(
            CultureInfo.InvariantCulture,
            $"<h2>{Text(spec.Name)}{(spec.Label.Length > 0 ? $": {Text(spec.Label)}" : "")}</h2>\n"
        )
            .Append(
                CultureInfo.InvariantCulture,
                $"<p>{Plural(dataset.RowCount, "row")}, {Plural(dataset.Columns.Count, "column")}"
            );
        if (spec.Created is { } created)
            page.Append(CultureInfo.InvariantCulture, $", made {created:yyyy-MM-dd HH:mm}");
        page.Append(".</p>\n");
        if (dataset.Findings.Count > 0)
        {
            page.Append("<ul>");
            foreach (var finding in dataset.Findings)
                page.Append(CultureInfo.InvariantCulture, $"<li>{Text(finding.ToString())}</li>");
            page.Append("</ul>\n");
        }
        page.Append(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Columns\"><table>"
                + "<caption>Columns</caption><thead><tr>"
        )
            .Append(
                "<th scope=\"col\">Name</th><th scope=\"col\">Label</th><th scope=\"col\">Type</th>"
                    + "<th scope=\"col\">Length</th>"
            )
            .Append(
                "<th scope=\"col\">Format</th><th scope=\"col\">Missing</th><th scope=\"col\">Values</th>"
                    + "</tr></thead><tbody>\n"
            );
        foreach (var column in dataset.Columns)
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Text(column.Spec.Name)}</th><td>{Text(column.Spec.Label)}</td>"
            )
                .Append(CultureInfo.InvariantCulture, $"<td>{Text(InspectedText.TypeOf(column.Spec))}</td>")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"n\">{InspectedText.LengthOf(column)}</td><td>{Text(column.Spec.Format)}</td>"
                )
                .Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{column.Missing:#,0}</td>")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"v\">{Text(InspectedText.ValuesOf(column, ShownValues))}</td></tr>\n"
                );
        page.Append("</tbody></table></div>\n");
        if (dataset.FirstRows.Count == 0)
            return;
        page.Append(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"First rows\"><table>"
                + "<caption>First rows</caption><thead><tr>"
        );
        foreach (var column in dataset.Columns)
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(column.Spec.Name)}</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in dataset.FirstRows)
        {
            page.Append("<tr>");
            for (var index = 0; index < row.Count; index++)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<td{(dataset.Columns[index].Spec.IsNumber ? " class=\"n\"" : "")}>{Text(row[index])}</td>"
                );
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></div>\n");
    }

    static string Plural(long count, string what) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
