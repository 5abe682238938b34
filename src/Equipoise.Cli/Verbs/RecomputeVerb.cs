using System.CommandLine;
using System.Text.Json;
using Equipoise.Analysis.ReportingEvents;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise recompute EVENT.json --data DIR</c>: whether the results of a reporting event (ARS v1) follow from its data.
/// </summary>
public static class RecomputeVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("EVENT") { Description = "The reporting event: JSON of CDISC's ARS version 1." };
        var data = new Option<string>("--data")
        {
            Description = "The folder of its data sets, XPT or CSV.",
            HelpName = "DIR",
            Required = true,
        };
        var format = Formats.Option();
        var command = new Command(
            "recompute",
            "Compute the results of a reporting event (CDISC ARS) from its data again, and list those that differ.\n\n"
                + "The status is 1 when a result differs or cannot be computed.\n\n"
                + "Example: equipoise recompute reporting-event.json --data adam"
        )
        {
            path,
            data,
            format,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(path),
                parsed.GetRequiredValue(data),
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Run(string path, string folder, bool asJson, Said said)
    {
        var text = File.ReadAllText(path);
        Recomputation made;
        try
        {
            made = said.Slowly(
                "Computing",
                _ =>
                {
                    var wanted = Recomputation.Datasets(text);
                    var there = DatasetFile.Names(folder).Where(file => wanted.Contains(file.Key));
                    return Recomputation.Of(text, DatasetFile.Open(folder, there).Tables);
                }
            );
        }
        catch (FormatException problem)
        {
            throw new DataException($"{path}: {problem.Message}", problem);
        }
        if (asJson)
            said.Output.WriteLine(Json(made));
        else
            Write(path, made, said.Output);
        return made.Agreeing == made.Results.Count ? ExitStatus.Done : ExitStatus.ProblemsFound;
    }

    static void Write(string path, Recomputation made, TextWriter output)
    {
        output.WriteLine($"{path}: {made.Agreeing} of {made.Results.Count} results agree with the data.");
        if (made.Differing.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"{made.Differing.Count} differ:");
            output.WriteLine();
            foreach (var result in made.Differing)
                output.WriteLine($"  {result.Address}  stored {OrNone(result.Stored)}, computed {OrNone(result.Printed)}");
        }
        if (made.NotComputed.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{made.NotComputed.Count} could not be computed:");
        output.WriteLine();
        foreach (var cause in made.NotComputed.GroupBy(result => result.Obstacle))
            output.WriteLine($"  {cause.Key}: {cause.Count()}, the first {cause.First().Address}");
    }

    static string OrNone(string text) => text.Length == 0 ? "nothing" : text;

    static string Json(Recomputation made) =>
        JsonSerializer.Serialize(
            new
            {
                made.Event,
                Results = made.Results.Count,
                made.Agreeing,
                Differing = made.Differing.Select(result => new
                {
                    result.Address,
                    result.Stored,
                    result.Computed,
                }),
                NotComputed = made.NotComputed.Select(result => new { result.Address, Why = result.Obstacle }),
            },
            Formats.JsonOptions
        );
}
