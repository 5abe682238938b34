using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Datasets.Pages;

namespace Equipoise.Conformance.Checks;

/// <summary>What came of the rules as one page for a browser, which needs nothing else.</summary>
public static class FindingsPage
{
    // Enough to see what is wrong; every finding is in the data set of findings.
    const int Shown = 10;

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
        return DataPage.Of(
            $"Findings in {folder}",
            Markup.Of(
                $"""
                <p>{results.Count} rules: {broken.Length} are broken, in {places} places; {asked - broken.Length} are kept;
                {elsewhere} are about data sets or variables that are not here; {notRun.Length} were not run.</p>
                {Summary(broken)}
                {Markup.Join(broken.Select(Section))}
                {NotRun(notRun)}
                """
            )
        );
    }

    static Markup Summary(RuleResult[] broken) =>
        broken.Length == 0
            ? Markup.None
            : DataPage.Table(
                "Broken rules",
                ["Rule", "Places", "What is wrong"],
                broken.Select(result =>
                    Markup.Join([
                        DataPage.Head(Markup.Of($"<a href=\"#{result.Rule.Id}\">{result.Rule.Id}</a>")),
                        DataPage.Number(result.Count.ToString("#,0", CultureInfo.InvariantCulture)),
                        Markup.Of($"<td class=\"long\">{result.Findings.First().Message}</td>"),
                    ])
                )
            );

    static Markup Section(RuleResult result)
    {
        Finding[] findings = [.. result.Findings.Take(Shown)];
        string[] variables = [.. findings.SelectMany(finding => finding.Values).Select(value => value.Key).Distinct()];
        var places = DataPage.Table(
            "Places",
            ["Data set", "Record", .. variables],
            findings.Select(finding =>
                Markup.Join([
                    DataPage.Cell(finding.Dataset),
                    DataPage.Number($"{finding.Row}"),
                    .. variables.Select(name => DataPage.Cell(finding.Values.FirstOrDefault(value => value.Key == name).Value)),
                ])
            )
        );
        var more = result.Count > Shown ? Markup.Of($"<p class=\"quiet\">{result.Count - Shown} more.</p>") : Markup.None;
        return Markup.Of(
            $"""
            <h2 id="{result.Rule.Id}">{result.Rule.Id}</h2>
            <p>{result.Rule.Description}</p>
            {places}{more}

            """
        );
    }

    static Markup NotRun(RuleResult[] results)
    {
        var rules = results.Select(result => Markup.Of($"<li>{result.Rule.Id}: {string.Join("; ", result.NotRun)}</li>"));
        return results.Length == 0 ? Markup.None : Markup.Of($"<h2>Not run</h2>\n<ul>\n{Markup.Join(rules, "\n")}\n</ul>");
    }
}
