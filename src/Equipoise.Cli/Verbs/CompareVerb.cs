using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Comparison;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise compare ONE OTHER</c>: how two data sets differ, as double programming asks.</summary>
public static class CompareVerb
{
    /// <summary>The verb.</summary>
    public static Command Build()
    {
        var one = new Argument<string>("ONE") { Description = "A data set, whatever its format." };
        var other = new Argument<string>("OTHER")
        {
            Description = "The data set that should be the same, of the same format or another.",
        };
        var key = new Option<string>("--key")
        {
            Description = "The columns that tell rows apart; when left out, rows are compared in their order.",
            HelpName = "COL,COL",
        };
        var absolute = new Option<double>("--within") { Description = "How far two numbers may be apart.", HelpName = "NUMBER" };
        var relative = new Option<double>("--relative")
        {
            Description = "How far two numbers may be apart as a part of the greater, such as 1e-12.",
            HelpName = "NUMBER",
        };
        var shown = new Option<int>("--show")
        {
            Description = "How many cells that differ to show of each column; all are counted.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        };
        var format = Formats.Option();
        foreach (var tolerance in new[] { absolute, relative })
            tolerance.Validators.Add(result =>
            {
                if (!(result.GetValue(tolerance) >= 0))
                    result.AddError($"{tolerance.Name} is a number from 0.");
            });
        shown.Validators.Add(result =>
        {
            if (result.GetValue(shown) < 0)
                result.AddError("--show is a number from 0.");
        });
        var text = DatasetOptions.Create();
        var command = new Command(
            "compare",
            "Compare two data sets, cell by cell.\n\nExample: equipoise compare adsl.xpt other/adsl.sas7bdat --key USUBJID\n"
                + "Example: equipoise compare adlb.xpt qc/adlb.csv --relative 1e-12"
        )
        {
            one,
            other,
            key,
            absolute,
            relative,
            shown,
            format,
        };
        text.AddTo(command);
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var (first, second) = (parsed.GetRequiredValue(one), parsed.GetRequiredValue(other));
            try
            {
                var left = DatasetFile.One(first, text.Read(parsed, first), parsed.GetValue(text.InEncoding));
                var csv = text.Read(parsed, second);
                // What a text file does not say of its columns, the other file may.
                var right = DatasetFile.One(
                    second,
                    csv.Spec is null ? csv with { Spec = left.Spec } : csv,
                    parsed.GetValue(text.InEncoding)
                );
                var comparison = DatasetComparison.Of(
                    left,
                    right,
                    new()
                    {
                        Keys = (parsed.GetValue(key) ?? "").Split(
                            ',',
                            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                        ),
                        Absolute = parsed.GetValue(absolute),
                        Relative = parsed.GetValue(relative),
                        Shown = parsed.GetValue(shown),
                    }
                );
                if (parsed.GetValue(format) == Formats.Json)
                    said.Output.WriteLine(JsonSerializer.Serialize(Json(comparison), Formats.JsonOptions));
                else
                    Print(comparison, first, second, said.Output);
                return comparison.AreEqual ? ExitStatus.Done : ExitStatus.ProblemsFound;
            }
            catch (DataException e)
            {
                return said.Unusable(e.Problems);
            }
        });
        return command;
    }

    static void Print(DatasetComparison comparison, string first, string second, TextWriter output)
    {
        output.WriteLine(
            $"{first} and {second}: {comparison.Rows.ToString("#,0", CultureInfo.InvariantCulture)} rows compared, "
                + (comparison.AreEqual ? "no value differs." : "they differ.")
        );
        foreach (var finding in comparison.Findings)
            output.WriteLine($"  {(finding.Weight == FindingWeight.Broken ? "" : "(said of it) ")}{finding}");
        if (comparison.Cells.Count == 0)
            return;
        var cells = PrintedTable.Columns("column", "row", "row there", "key", "value", "value there");
        foreach (var cell in comparison.Cells)
            cells.Row(
                cell.Column,
                cell.Row.ToString(CultureInfo.InvariantCulture),
                cell.OtherRow.ToString(CultureInfo.InvariantCulture),
                cell.Key,
                cell.Value,
                cell.Other
            );
        PrintedTable.On(output).Write(cells);
    }

    static object Json(DatasetComparison comparison) =>
        new
        {
            comparison.AreEqual,
            comparison.Rows,
            Findings = comparison.Findings.Select(finding => new
            {
                finding.Rule,
                Weight = finding.Weight.ToString().ToLowerInvariant(),
                finding.Column,
                finding.Row,
                finding.Count,
                Text = finding.ToString(),
            }),
            comparison.Cells,
        };
}
