using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Reporting.Checking;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise report --check FILE</c>: whether the numbers of a document that somebody edited still are those of the results.
/// </summary>
public static class ReportVerb
{
    const string ResultsFile = "results.json";

    /// <summary>The verb.</summary>
    public static Command Build()
    {
        var check = new Option<string>("--check")
        {
            Description = "The document: .md, .html or .docx, as the program wrote it or edited since.",
            HelpName = "FILE",
            Required = true,
        };
        var results = new Option<string?>("--results")
        {
            Description = "The results to hold it against; when left out, results.json beside the document.",
            HelpName = "FILE",
        };
        var format = Formats.Option();
        var command = new Command(
            "report",
            "Check that the numbers of an edited report, brief or article still are those of the results.\n\n"
                + "Listed are numbers of which the result has moved, numbers that somebody changed, and numbers that are bound "
                + "to no result. The status is 1 when a number that is bound does not hold.\n\n"
                + "Example: equipoise report --check paper.docx --results report/results.json"
        )
        {
            check,
            results,
            format,
        };
        command.SetAction(parsed =>
            Check(
                parsed.GetRequiredValue(check),
                parsed.GetValue(results),
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Check(string path, string? resultsPath, bool asJson, Said said)
    {
        var at = resultsPath ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ResultsFile);
        try
        {
            var results = ResultsJson.Read(File.ReadAllText(at));
            var found = DocumentCheck.Of(path, File.ReadAllBytes(path), results);
            if (asJson)
                said.Output.WriteLine(JsonSerializer.Serialize(Json(path, at, found), Formats.JsonOptions));
            else
                Print(path, found, said.Output);
            return found.Failing.Any() ? ExitStatus.ProblemsFound : ExitStatus.Done;
        }
        catch (FormatException e)
        {
            return said.Unusable(e.Message);
        }
    }

    static void Print(string path, CheckedDocument found, TextWriter output)
    {
        var failing = found.Failing.ToArray();
        var bound = found.Bound.Count(number => number.State != NumberState.Removed);
        output.WriteLine(
            failing.Length == 0
                ? $"{path}: {Count(bound, "number")} bound to results, and all hold."
                : $"{path}: {Count(bound, "number")} bound to results, of which "
                    + $"{failing.Length} {(failing.Length == 1 ? "does" : "do")} not hold."
        );
        foreach (var number in failing)
        {
            output.WriteLine();
            output.WriteLine($"  {number.Address}");
            output.WriteLine($"    {Says(number)}");
            output.WriteLine($"    {Where(number.Place)}");
        }
        var removed = found.Bound.Count(number => number.State == NumberState.Removed);
        if (removed > 0)
            output.WriteLine($"\n{Count(removed, "number")} of the list at the end no longer in the text.");
        if (found.Unbound.Count == 0)
            return;
        output.WriteLine($"\n{Count(found.Unbound.Count, "number")} bound to no result:");
        foreach (var stray in found.Unbound)
            output.WriteLine(
                $"  {stray.Text}  {Where(stray.Place)}{(stray.Address is null ? "" : $" (prints as {stray.Address})")}"
            );
    }

    static string Says(CheckedNumber number) =>
        number.State switch
        {
            NumberState.Moved => $"the text says {number.Text}; the result has become {number.Now}",
            NumberState.Edited => $"the text was changed to {number.Text}; the result is {number.Now}",
            _ => $"the text says {number.Text}; there is no such result any more",
        };

    static string Where(TextPlace place) =>
        string.Join(
            ", ",
            new[]
            {
                place.Line is { } line ? $"line {line.ToString(CultureInfo.InvariantCulture)}" : "",
                place.Heading.Length > 0 ? $"under \"{place.Heading}\"" : "",
            }.Where(part => part.Length > 0)
        ) + $": \u2026 {place.Around} \u2026";

    static string Count(int count, string what) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";

    static object Json(string path, string results, CheckedDocument found) =>
        new
        {
            File = path,
            Results = results,
            Holds = !found.Failing.Any(),
            Bound = found.Bound.Select(number => new
            {
                number.Address,
                number.Text,
                number.Now,
                State = number.State.ToString().ToLowerInvariant(),
                number.Place,
            }),
            found.Unbound,
        };
}
