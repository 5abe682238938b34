using System.CommandLine;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Terminal;

/// <summary>The options that say what delimited text does not say of itself.</summary>
sealed record TextFileOptions(Option<string> Text, Option<string> Like, Option<string> Separator, Option<bool> Comma)
{
    public static TextFileOptions Create()
    {
        var separator = new Option<string>("--separator")
        {
            Description = "What stands between the cells of a text file, or 'tab'; when left out, what its first line shows.",
            HelpName = "SIGN",
        };
        separator.Validators.Add(result =>
        {
            if (result.GetValue(separator) is { } given && SignOf(given) is null)
                result.AddError($"--separator is '{given}'; it is one ASCII sign, or tab.");
        });
        return new(
            new("--text") { Description = "Columns of a text file that are text although they look like numbers.", HelpName = "COL,COL" },
            new("--like")
            {
                Description = "A data set whose types, labels, lengths and formats the columns of a text file have.",
                HelpName = "FILE",
            },
            separator,
            new("--decimal-comma") { Description = "Numbers of a text file have a comma where others have a point: 1,5." }
        );
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Text, Like, Separator, Comma })
            command.Add(option);
    }

    /// <summary>What was said. Types are those of CDISC's names where nothing else tells them.</summary>
    /// <exception cref="Equipoise.Datasets.DataException">The file after --like cannot be read, or holds several data sets.</exception>
    public CsvOptions Read(ParseResult parsed) =>
        new()
        {
            Cdisc = true,
            TextColumns = (parsed.GetValue(Text) ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .ToHashSet(),
            Separator = parsed.GetValue(Separator) is { } sign ? SignOf(sign) : null,
            DecimalComma = parsed.GetValue(Comma),
            Spec = parsed.GetValue(Like) is { } like ? DatasetFile.SpecOf(like) : null,
        };

    static char? SignOf(string given) =>
        given == "tab" ? '\t'
        : given is [var sign] && char.IsAscii(sign) && sign is not ('"' or '\r' or '\n') ? sign
        : null;
}
