using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Inspection;
using Equipoise.Datasets.ValueFormats;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise inspect FILE</c>: what data sets are and hold.</summary>
public static class InspectVerb
{
    const int ShownValues = 8;

    /// <summary>The verb.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The data set, whatever its format." };
        var rows = new Option<int>("--rows")
        {
            Description = "How many of the first rows to show.",
            HelpName = "N",
            DefaultValueFactory = _ => 5,
        };
        rows.Validators.Add(result =>
        {
            if (result.GetValue(rows) is < 0 or > 100_000)
                result.AddError("--rows is from 0 to 100,000.");
        });
        var words = new Option<string>("--formats")
        {
            Description = "The formats of the study, the data set that PROC FORMAT writes with CNTLOUT: values are shown with "
                + "their words.",
            HelpName = "FILE",
        };
        var format = new Option<string>("--format")
        {
            Description = "How to print: text, json or html.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", Formats.Json, "html");
        var text = DatasetOptions.Create();
        var command = new Command(
            "inspect",
            "Show what a data set holds: columns, values, first rows, what is odd.\n\nExample: equipoise inspect adsl.xpt\n"
                + "Example: equipoise inspect dm.csv --format html"
        )
        {
            file,
            rows,
            words,
            format,
        };
        text.AddTo(command);
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var path = parsed.GetRequiredValue(file);
            try
            {
                var formats = parsed.GetValue(words) is { } of ? ValueFormatReader.Read(DatasetFile.One(of)) : null;
                InspectedDataset[] datasets =
                [
                    .. text.Open(parsed, path).Select(one => InspectedDataset.Of(one, parsed.GetValue(rows), formats)),
                ];
                switch (parsed.GetValue(format))
                {
                    case Formats.Json:
                        said.Output.WriteLine(JsonSerializer.Serialize(datasets.Select(Json), Formats.JsonOptions));
                        break;
                    case "html":
                        said.Output.Write(InspectionPage.Of(Path.GetFileName(path), datasets));
                        break;
                    default:
                        foreach (var dataset in datasets)
                            Print(dataset, said.Output);
                        break;
                }
                return ExitStatus.Done;
            }
            catch (DataException e)
            {
                return said.Unusable(e.Problems);
            }
        });
        return command;
    }

    static void Print(InspectedDataset dataset, TextWriter output)
    {
        var spec = dataset.Spec;
        output.WriteLine(
            $"{spec.Name}{(spec.Label.Length > 0 ? $" ({spec.Label})" : "")}: "
                + $"{dataset.RowCount.ToString("#,0", CultureInfo.InvariantCulture)} rows, "
                + $"{spec.Columns.Count} columns{(spec.Created is { } created ? $", made {created:yyyy-MM-dd HH:mm:ss}" : "")}"
        );
        foreach (var finding in dataset.Findings)
            output.WriteLine($"Note: {finding}");
        var console = PrintedTable.On(output);
        var columns = PrintedTable.Columns("column", "type", "length", "format", "missing", "values", "label");
        foreach (var column in dataset.Columns)
            columns.Row(
                column.Spec.Name,
                InspectedText.TypeOf(column.Spec),
                InspectedText.LengthOf(column),
                column.Spec.Format,
                column.Missing.ToString(CultureInfo.InvariantCulture),
                Cut(InspectedText.ValuesOf(column, ShownValues), 48),
                Cut(column.Spec.Label, 36)
            );
        console.Write(columns);
        if (dataset.FirstRows.Count == 0 || spec.Columns.Count == 0)
            return;
        // One row below the other, so that a hundred columns fit any screen.
        var first = PrintedTable.Columns(["column", .. dataset.FirstRows.Select((_, row) => $"row {row + 1}")]);
        for (var index = 0; index < spec.Columns.Count; index++)
            first.Row([spec.Columns[index].Name, .. dataset.FirstRows.Select(row => Cut(row[index], 24))]);
        console.Write(first);
    }

    static object Json(InspectedDataset dataset) =>
        new
        {
            dataset.Spec.Name,
            dataset.Spec.Label,
            Rows = dataset.RowCount,
            dataset.Spec.Created,
            dataset.Spec.Modified,
            Columns = dataset.Columns.Select(column => new
            {
                column.Spec.Name,
                column.Spec.Label,
                Type = InspectedText.TypeOf(column.Spec),
                column.Spec.Length,
                column.Spec.Format,
                column.Spec.Informat,
                column.Missing,
                Longest = column.Spec.IsNumber ? (int?)null : column.Longest,
                column.Least,
                column.Greatest,
                Values = column.HasManyValues ? null : column.Values.Select(value => new
                {
                    value.Value,
                    value.Label,
                    value.Count,
                }),
            }),
            dataset.FirstRows,
            Findings = dataset.Findings.Select(finding => finding.ToString()),
        };

    static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 3)] + "...";
}
