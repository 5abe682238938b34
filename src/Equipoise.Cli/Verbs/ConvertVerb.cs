using System.CommandLine;
using System.Globalization;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise convert IN OUT</c>: data sets from one format into another.</summary>
public static class ConvertVerb
{
    /// <summary>With the clock that a file's header shows.</summary>
    public static Command Build(TimeProvider clock)
    {
        var input = new Argument<string>("IN") { Description = "The data set, whatever its format; or a folder of data sets." };
        var output = new Argument<string>("OUT")
        {
            Description = $"The file to write, in the format by which its name ends: {Endings}; or with --to a folder.",
        };
        var to = new Option<string>("--to")
        {
            Description = "The format of the files in the folder OUT, by the ending of their names, such as xpt.",
            HelpName = "ENDING",
        };
        var member = new Option<string>("--member")
        {
            Description = "The data set to take from a file that holds several.",
            HelpName = "NAME",
        };
        var name = new Option<string>("--name")
        {
            Description = "The name that the data set has in OUT; else it keeps its own.",
            HelpName = "NAME",
        };
        var version = new Option<int>("--transport")
        {
            Description = "The version of a transport file: 5, as regulators take it, or 8.",
            DefaultValueFactory = _ => 5,
        };
        version.AcceptOnlyFromAmong("5", "8");
        var split = new Option<string>("--split")
        {
            Description = "Write a transport file in parts that are no larger, such as 5GB or 400MB, with equal lengths.",
            HelpName = "SIZE",
        };
        split.Validators.Add(result =>
        {
            if (result.GetValue(split) is { } size && BytesOf(size) is null)
                result.AddError($"--split is '{size}'; name a size such as 5GB or 400MB.");
        });
        var utf8 = new Option<bool>("--utf8")
        {
            Description = "Let a transport file hold letters beyond ASCII, which regulators refuse.",
        };
        var text = DatasetOptions.Create();
        var command = new Command(
            "convert",
            "Convert data sets between the formats of the field, and say what was lost.\n\n"
                + "Example: equipoise convert adsl.xpt adsl.csv\n"
                + "Example: equipoise convert dm.csv dm.xpt --like sdtm/dm.xpt\n"
                + "Example: equipoise convert csv sdtm --to xpt --spec define.xml\n"
                + "Example: equipoise convert sdtm as-csv --to csv"
        )
        {
            input,
            output,
            to,
            member,
            name,
            version,
            split,
            utf8,
        };
        text.AddTo(command);
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var conversion = new Conversion(
                file => text.Open(parsed, file, parsed.GetValue(name)),
                new()
                {
                    Created = clock.GetUtcNow(),
                    TransportVersion = parsed.GetValue(version),
                    AllowsUtf8 = parsed.GetValue(utf8),
                },
                parsed.GetValue(split) is { } size ? BytesOf(size) : null,
                said.Error
            );
            var (from, into) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var ending = parsed.GetValue(to)?.TrimStart('.');
            if (Refusal(from, into, ending, parsed.GetValue(member) ?? parsed.GetValue(name)) is { } refusal)
                return said.Unusable(refusal);
            try
            {
                return ending is null
                    ? conversion.OfFile(from, into, parsed.GetValue(member), parsed.GetValue(name), said)
                    : conversion.OfAll(from, into, ending, said);
            }
            catch (DataException e)
            {
                return said.Unusable(e.Problems);
            }
        });
        return command;
    }

    static string? Refusal(string from, string into, string? ending, string? ofOne) =>
        ending is null && Directory.Exists(from) ? $"{from}: is a folder; name a folder for OUT too, and a format with --to."
        : ending is null && !DatasetFile.Written(into).IsKnown ? $"{into}: the name must end in {Endings}."
        : ending is not null && !DatasetFile.Written("." + ending).IsKnown ? $"--to is '{ending}'; it can be {Endings}."
        : ending is not null && ofOne is not null
            ? "--member and --name are of one data set; leave out --to and name a file for OUT."
        : null;

    static long? BytesOf(string size) =>
        size.Length > 2
        && int.TryParse(size[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? size[^2..].ToUpperInvariant() switch
            {
                "GB" => number * 1_000_000_000L,
                "MB" => number * 1_000_000L,
                _ => null,
            }
            : null;

    static string Endings => string.Join(", ", DatasetFile.WrittenExtensions);
}
