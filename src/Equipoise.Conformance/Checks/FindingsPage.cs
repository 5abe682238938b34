using System.Globalization;
using System.Net;
using System.Text;

namespace Equipoise.Conformance.Checks;

/// <summary>What came of the rules as one page for a browser, which needs nothing else.</summary>
public static class FindingsPage
{
    // Enough to see what is wrong; every finding is in the data set of findings.
    const int Shown = 10;

    const string Style =
        "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}"
        + "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}.wide{overflow-x:auto}a{color:#0b5394}"
        + "table{border-collapse:collapse;font-size:.88rem}th,td{border-bottom:1px solid #d0d7de;padding:.25rem .6rem;"
        + "text-align:left;vertical-align:top}th{white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums}"
        + ".quiet{color:#57606a}";

    /// <summary>The page.</summary>
    /// <param name="folder">The folder of the data sets.</param>
    /// <param name="results">What came of each rule.</param>
    public static string Of(string folder, IReadOnlyList<RuleResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        RuleResult[] broken = [.. results.Where(result => result.Count > 0)];
        RuleResult[] notRun = [.. results.Where(result => result.NotRun.Count > 0)];
        var asked = results.Count(result => result.WasAsked);
        var (places, elsewhere) = (broken.Sum(result => (long)result.Count), results.Count - asked - notRun.Length);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append(
                CultureInfo.InvariantCulture,
                $"<title>Findings in {Text(folder)}</title><style>{Style}</style></head><body><main>\n"
            )
            .Append(CultureInfo.InvariantCulture, $"<h1>Findings in {Text(folder)}</h1>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<p>{results.Count:N0} rules: {broken.Length:N0} are broken, in {places:N0} places; "
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"{asked - broken.Length:N0} are kept; {elsewhere:N0} are about data sets or variables that are not here; "
            )
            .Append(CultureInfo.InvariantCulture, $"{notRun.Length:N0} were not run.</p>\n");
        if (broken.Length > 0)
            AddSummary(page, broken);
        foreach (var result in broken)
            AddRule(page, result);
        if (notRun.Length > 0)
        {
            page.Append("<h2>Not run</h2><ul>");
            foreach (var result in notRun)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<li>{Text(result.Rule.Id)}: {Text(string.Join("; ", result.NotRun))}</li>"
                );
            page.Append("</ul>\n");
        }
        return page.Append("</main></body></html>\n").ToString();
    }

    static void AddSummary(StringBuilder page, RuleResult[] broken)
    {
        page.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Broken rules\"><table><thead><tr>")
            .Append(
                "<th scope=\"col\">Rule</th><th scope=\"col\">Places</th><th scope=\"col\">What is wrong"
                    + "</th></tr></thead><tbody>\n"
            );
        foreach (var result in broken)
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\"><a href=\"#{Text(result.Rule.Id)}\">{Text(result.Rule.Id)}</a></th>"
            )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"n\">{result.Count:N0}</td><td>{Text(result.Findings.First().Message)}</td></tr>\n"
                );
        page.Append("</tbody></table></div>\n");
    }

    static void AddRule(StringBuilder page, RuleResult result)
    {
        RuleFinding[] findings = [.. result.Findings.Take(Shown)];
        string[] variables = [.. findings.SelectMany(finding => finding.Values).Select(value => value.Key).Distinct()];
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Text(result.Rule.Id)}\">{Text(result.Rule.Id)}</h2>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{Text(result.Rule.Description)}</p>\n")
            .Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Places\"><table><thead><tr>")
            .Append("<th scope=\"col\">Data set</th><th scope=\"col\">Record</th>");
        foreach (var variable in variables)
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(variable)}</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var finding in findings)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Text(finding.Dataset)}</td><td class=\"n\">{finding.Record}</td>"
            );
            foreach (var variable in variables)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<td>{Text(finding.Values.FirstOrDefault(value => value.Key == variable).Value)}</td>"
                );
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></div>\n");
        if (result.Count > Shown)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{result.Count - Shown:N0} more.</p>\n");
    }

    static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
