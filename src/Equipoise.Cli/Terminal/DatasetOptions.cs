using System.CommandLine;
using System.Text;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.DefineXml;
using Equipoise.Datasets.Files;

namespace Equipoise.Cli.Terminal;

/// <summary>The options that say what a file does not say of itself.</summary>
sealed record DatasetOptions(
    Option<string> Text,
    Option<string> Like,
    Option<string> Spec,
    Option<string> Separator,
    Option<bool> Comma,
    Option<string> InEncoding
)
{
    public static DatasetOptions Create()
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
        var encoding = new Option<string>("--encoding")
        {
            Description = "In which encoding the texts of a SAS data set are, where it names none, or a wrong one, "
                + "such as windows-1251.",
            HelpName = "NAME",
        };
        encoding.Validators.Add(result =>
        {
            if (result.GetValue(encoding) is { } given && !IsEncoding(given))
                result.AddError($"--encoding is '{given}'; there is no encoding of that name.");
        });
        return new(
            new("--text")
            {
                Description = "Columns of a text file that are text although they look like numbers.",
                HelpName = "COL,COL",
            },
            new("--like")
            {
                Description = "A data set whose types, labels, lengths and formats the columns of a text file have.",
                HelpName = "FILE",
            },
            new("--spec")
            {
                Description = "A define.xml whose types, labels, lengths and formats they have: of the data set by its name.",
                HelpName = "FILE",
            },
            separator,
            new("--decimal-comma") { Description = "Numbers of a text file have a comma where others have a point: 1,5." },
            encoding
        );
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Text, Like, Spec, Separator, Comma, InEncoding })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Like) is not null && result.GetValue(Spec) is not null)
                result.AddError("--like and --spec both say what the columns of a text file are; give one of them.");
        });
    }

    /// <summary>What was said. Types are those of CDISC's names where nothing else tells them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file that is read.</param>
    /// <param name="name">The data set that it holds, where that is not what the file is called.</param>
    /// <exception cref="DataException">The file after --like or --spec cannot be read, or has not the one data set.</exception>
    public CsvOptions Read(ParseResult parsed, string path, string? name = null) =>
        new()
        {
            Cdisc = true,
            TextColumns = (parsed.GetValue(Text) ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .ToHashSet(),
            Separator = parsed.GetValue(Separator) is { } sign ? SignOf(sign) : null,
            DecimalComma = parsed.GetValue(Comma),
            Spec =
                parsed.GetValue(Like) is { } like ? DatasetFile.SpecOf(like)
                : parsed.GetValue(Spec) is { } define && DatasetFile.IsText(path)
                    ? DefineFile.SpecOf(define, name ?? DatasetFile.NameOf(path))
                : null,
        };

    /// <summary>The data sets of a file, under these options.</summary>
    /// <exception cref="DataException">The file, or that after --like or --spec, cannot be read.</exception>
    public IReadOnlyList<Dataset> Open(ParseResult parsed, string path, string? name = null) =>
        DatasetFile.Members(path, Read(parsed, path, name), parsed.GetValue(InEncoding));

    static bool IsEncoding(string name)
    {
        try
        {
            _ = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static char? SignOf(string given) =>
        given == "tab" ? '\t'
        : given is [var sign] && char.IsAscii(sign) && sign is not ('"' or '\r' or '\n') ? sign
        : null;
}
