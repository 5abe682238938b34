using System.CommandLine;
using System.CommandLine.Parsing;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>What the figure says beside its curves.</summary>
sealed class FigureArguments
{
    static readonly (string What, Func<double, bool> Is) isBreak = (
        "the time between labels is a number above 0",
        step => step > 0
    );

    readonly Option<string?> title = Words("--title", "What stands above the figure.");
    readonly Option<string?> horizontal = Words("--x-title", "The title of the axis of time; else the name of the column.");
    readonly Option<string?> vertical = Words("--y-title", "The title of the other axis.");

    readonly Option<double?> breaks = OptionOf.Number(
        "--breaks",
        "The time from one label of the axis to the next, such as 6 for months.",
        "T",
        isBreak
    );

    readonly Option<bool> events = new("--plot-events")
    {
        Description = "The figure has events and censored beside the numbers at risk.",
    };

    readonly Option<bool> ratio = new("--plot-hr")
    {
        Description = "The figure has the hazard ratios of the arms and the P value of the log-rank test inside.",
    };

    Option[] All => [title, horizontal, vertical, breaks, events, ratio];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <param name="parsed">What was asked.</param>
    /// <param name="hasFigure">Whether a figure is.</param>
    /// <param name="hasArms">Whether there are arms to compare.</param>
    public void Check(CommandResult parsed, bool hasFigure, bool hasArms)
    {
        foreach (var option in All)
            if (!hasFigure && parsed.GetResult(option) is { Implicit: false })
                parsed.AddError($"{option.Name} is of the figure of --plot, which is not given.");
        if (parsed.GetValue(ratio) && !hasArms)
            parsed.AddError("--plot-hr compares the levels of --arm, which is not given.");
    }

    public FigureWords Of(ParseResult parsed) =>
        new()
        {
            Title = parsed.GetValue(title),
            Horizontal = parsed.GetValue(horizontal),
            Vertical = parsed.GetValue(vertical),
            Breaks = parsed.GetValue(breaks),
            Events = parsed.GetValue(events),
            Ratio = parsed.GetValue(ratio),
        };

    static Option<string?> Words(string name, string description) =>
        new(name) { Description = description, HelpName = "TEXT" };
}
