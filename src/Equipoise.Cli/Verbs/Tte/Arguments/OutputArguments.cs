using System.CommandLine;
using System.CommandLine.Parsing;
using Equipoise.Cli.Terminal;
using Equipoise.Reporting.Pictures;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>How an analysis is told, and in which files.</summary>
sealed class OutputArguments
{
    readonly Option<string> format = Formats.Option();

    readonly FigureArguments figure = new();

    readonly Option<string> pStyle = OptionOf.Word(
        "--p-style",
        "How p values are printed: journal 0.06, 0.008, <0.001; regulatory 0.0564, <.0001.",
        "usual",
        TteWords.PStyles.Keys
    );

    readonly Option<string?> plot = new("--plot")
    {
        Description = "A file for the curves with the numbers at risk: SVG, PNG or PDF, as its name ends.",
        HelpName = "FILE.svg|png|pdf",
    };

    readonly Option<string?> curve = new("--curve")
    {
        Description = "A file for every step of the curves, as CSV.",
        HelpName = "FILE.csv",
    };

    readonly Option<string?> residuals = new("--residuals")
    {
        Description = "A file for the residuals of the Cox model, a line a row, as CSV.",
        HelpName = "FILE.csv",
    };

    readonly Option<string?> forest = new("--forest")
    {
        Description = "A file for the hazard ratios of --subgroups as a forest plot: SVG, PNG or PDF.",
        HelpName = "FILE.svg|png|pdf",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { format, pStyle, plot, forest, curve, residuals })
            command.Add(option);
        figure.AddTo(command);
    }

    /// <param name="parsed">What was asked.</param>
    /// <param name="table">The name of the table; null while it is missing.</param>
    /// <param name="hasSubgroups">Whether subgroups are asked for.</param>
    /// <param name="hasGroups">Whether there are several analyses, for the levels of a column.</param>
    /// <param name="hasArms">Whether there are arms to compare.</param>
    public void Check(CommandResult parsed, string? table, bool hasSubgroups, bool hasGroups, bool hasArms)
    {
        figure.Check(parsed, parsed.GetResult(plot) is not null, hasArms);
        foreach (var option in new[] { plot, forest, residuals })
            if (hasGroups && parsed.GetResult(option) is not null)
                parsed.AddError($"{option.Name} is of one analysis, and --by makes several: choose one with --where.");
        if (parsed.GetResult(forest) is not null && !hasSubgroups)
            parsed.AddError("--forest draws --subgroups, which are not given.");
        var taken = new Dictionary<string, string>();
        if (table is { Length: > 0 })
            taken[Path.GetFullPath(table)] = "the data";
        CheckFile(plot, FigureFile.Endings, "the figure is SVG, PNG or PDF", mayReplace: true);
        CheckFile(forest, FigureFile.Endings, "the figure is SVG, PNG or PDF", mayReplace: true);
        CheckFile(curve, [".csv"], "the curves are CSV", mayReplace: false);
        CheckFile(residuals, [".csv"], "the residuals are CSV", mayReplace: false);

        // A figure is drawn anew until it pleases; numbers that others may have used are not replaced unasked.
        void CheckFile(Option<string?> option, IReadOnlyList<string> endings, string what, bool mayReplace)
        {
            if (parsed.GetValue(option) is not { } path)
                return;
            if (path.Length == 0)
                parsed.AddError($"{option.Name} is without a name for the file.");
            else if (taken.TryGetValue(Path.GetFullPath(path), out var other))
                parsed.AddError($"{option.Name} {path} would replace {other}.");
            else if (!endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                parsed.AddError(
                    $"{option.Name} {path}: {what}; call the file "
                        + $"{string.Join(" or ", endings.Select(ending => Path.ChangeExtension(path, ending)))}."
                );
            else if (!mayReplace && File.Exists(path))
                parsed.AddError($"{option.Name} {path} is there already. Name another file, or take it away first.");
            else
                taken[Path.GetFullPath(path)] = $"the file of {option.Name}";
        }
    }

    /// <summary>Whether residuals of a model are asked for.</summary>
    public bool HasResiduals(CommandResult parsed) => parsed.GetResult(residuals) is not null;

    public TteOutput Of(ParseResult parsed) =>
        new()
        {
            AsJson = parsed.GetValue(format) == Formats.Json,
            PStyle = TteWords.PStyles[parsed.GetRequiredValue(pStyle)],
            Figure = figure.Of(parsed),
            Plot = parsed.GetValue(plot),
            Forest = parsed.GetValue(forest),
            Curve = parsed.GetValue(curve),
            Residuals = parsed.GetValue(residuals),
        };
}
