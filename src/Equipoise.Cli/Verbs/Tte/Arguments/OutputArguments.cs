using System.CommandLine;
using System.CommandLine.Parsing;
using Equipoise.Cli.Terminal;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>How an analysis is told, and in which files.</summary>
sealed class OutputArguments
{
    readonly Option<string> format = Formats.Option();

    readonly Option<string?> plot = new("--plot")
    {
        Description = "A file for the curves with the numbers at risk, as SVG.",
        HelpName = "FILE.svg",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { format, plot })
            command.Add(option);
    }

    public void Check(CommandResult parsed, string? table)
    {
        if (parsed.GetValue(plot) is not { } svg)
            return;
        if (svg.Length == 0)
            parsed.AddError("--plot is without a name for the file.");
        else if (table is { Length: > 0 } && Path.GetFullPath(svg) == Path.GetFullPath(table))
            parsed.AddError($"--plot {svg} would replace the data.");
        else if (!svg.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            parsed.AddError($"--plot {svg}: the figure is SVG; call the file {Path.ChangeExtension(svg, ".svg")}.");
    }

    public TteOutput Of(ParseResult parsed) =>
        new() { AsJson = parsed.GetValue(format) == Formats.Json, Plot = parsed.GetValue(plot) };
}
