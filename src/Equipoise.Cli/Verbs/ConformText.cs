using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Conformance.Checks;

namespace Equipoise.Cli.Verbs;

/// <summary>What <c>conform</c> says.</summary>
static class ConformText
{
    // Enough to begin with; all of them are in the file of --out.
    const int PlacesNamed = 3;

    public static void Write(IReadOnlyList<RuleResult> results, TextWriter output)
    {
        foreach (var result in results.Where(result => result.Count > 0))
        {
            var more = result.Count > PlacesNamed ? $" and {result.Count - PlacesNamed:N0} more" : "";
            output.WriteLine($"{result.Rule.Id}  {string.Join(", ", Places(result))}{more}: {Message(result)}");
        }
        if (results.Any(result => result.Count > 0))
            output.WriteLine();
        var of = Tally.Of(results);
        output.WriteLine(
            $"{results.Count:N0} rules: {of.Broken:N0} are broken, in {of.Findings:N0} places; {of.Kept:N0} are kept; "
                + $"{of.Elsewhere:N0} are about data sets or variables that are not here; {of.NotRun:N0} were not run."
        );
        foreach (var (why, rules) in Reasons(results))
            output.WriteLine($"  not run for want of {why}: {string.Join(", ", rules)}");
    }

    public static string Json(string folder, IReadOnlyList<RuleResult> results) =>
        JsonSerializer.Serialize(
            new
            {
                Folder = folder,
                Tally = Tally.Of(results),
                Rules = results.Select(result => new
                {
                    result.Rule.Id,
                    result.Rule.Description,
                    result.NotRun,
                    Findings = result.Count,
                    Message = result.Count > 0 ? Message(result) : null,
                    Places = Places(result),
                    Datasets = result
                        .Datasets.GroupBy(dataset => dataset.Dataset)
                        .Select(same => new
                        {
                            Name = same.Key,
                            Findings = same.Sum(dataset => dataset.Count),
                            NotAsked = same.First().Skipped,
                        }),
                }),
            },
            Formats.JsonOptions
        );

    static IEnumerable<string> Places(RuleResult result) =>
        result.Findings.Take(PlacesNamed).Select(finding => $"{finding.Dataset} {finding.Row}".TrimEnd());

    // A message may go over several lines of its file.
    static string Message(RuleResult result) =>
        string.Join(' ', result.Findings.First().Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<(string Why, IEnumerable<string> Rules)> Reasons(IReadOnlyList<RuleResult> results) =>
        results
            .SelectMany(result => result.NotRun.Select(why => (Why: why, result.Rule.Id)))
            .GroupBy(reason => reason.Why)
            .OrderByDescending(reasons => reasons.Count())
            .Select(reasons => (reasons.Key, reasons.Select(reason => reason.Id)));

    /// <summary>How many rules came out how.</summary>
    /// <param name="Broken">Rules with findings.</param>
    /// <param name="Findings">Their findings.</param>
    /// <param name="Kept">Rules that were asked and found nothing.</param>
    /// <param name="Elsewhere">Rules about data sets or variables that are not here.</param>
    /// <param name="NotRun">Rules that this program cannot run.</param>
    sealed record Tally(int Broken, long Findings, int Kept, int Elsewhere, int NotRun)
    {
        public static Tally Of(IReadOnlyList<RuleResult> results) =>
            new(
                results.Count(result => result.Count > 0),
                results.Sum(result => (long)result.Count),
                results.Count(result => result.Count == 0 && result.WasAsked),
                results.Count(result => !result.WasAsked && result.NotRun.Count == 0),
                results.Count(result => result.NotRun.Count > 0)
            );
    }
}
