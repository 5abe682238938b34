using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise convert IN OUT</c>: a data set from one format into another.</summary>
public static class ConvertVerb
{
    /// <summary>With the clock that a transport file's header shows.</summary>
    public static Command Build(TimeProvider clock)
    {
        var input = new Argument<string>("IN")
        {
            Description = "The data set: .csv, .csv.gz or .xpt (SAS transport, version 5 or 8).",
        };
        var output = new Argument<string>("OUT") { Description = "The file to write: .csv, .csv.gz or .xpt (version 5)." };
        var text = new Option<string>("--text")
        {
            Description = "Columns of a CSV file that are text although they look like numbers.",
            HelpName = "COL,COL",
        };
        var command = new Command(
            "convert",
            "Convert a data set between CSV and SAS transport.\n\nExample: equipoise convert adsl.xpt adsl.csv\n"
                + "Example: equipoise convert dm.csv dm.xpt --text SITEID,SUBJID"
        )
        {
            input,
            output,
            text,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(input),
                parsed.GetRequiredValue(output),
                new() { TextColumns = (parsed.GetValue(text) ?? "").Split(',', StringSplitOptions.TrimEntries).ToHashSet() },
                clock,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Run(string input, string output, CsvOptions csv, TimeProvider clock, Said said)
    {
        var toXpt = IsNamed(output, ".xpt");
        if (!toXpt && !IsNamed(output, ".csv") && !IsNamed(output, ".csv.gz"))
            return said.Unusable($"{output}: the name must end in .csv, .csv.gz or .xpt.");
        var table = DatasetFile.Read(input, csv);
        try
        {
            if (toXpt)
                XptFile.Write(InCapitals(table), output, clock.GetUtcNow());
            else
                CsvFile.Write(table, output);
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems);
        }
        said.Error.WriteLine($"{output}: {table.RowCount} rows, {table.Columns.Count} columns.");
        if (!toXpt && table.Columns.OfType<NumberColumn>().Any(column => column.Format.Length > 0))
            said.Error.WriteLine(
                "CSV has no formats: dates are written as SAS counts them, in days (or seconds) since 1960-01-01."
            );
        return ExitStatus.Done;
    }

    // SAS does not tell names apart by case, and a transport file has capitals only.
    static Table InCapitals(Table table) =>
        new(
            table.Name.ToUpperInvariant(),
            table.Label,
            [.. table.Columns.Select(column => column with { Name = column.Name.ToUpperInvariant() })]
        );

    static bool IsNamed(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
