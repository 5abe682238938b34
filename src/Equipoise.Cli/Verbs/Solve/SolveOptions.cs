using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;

namespace Equipoise.Cli.Verbs.Solve;

/// <summary>The options of <c>design --solve</c>.</summary>
sealed class SolveOptions
{
    static readonly (string Word, SizingUnknown Unknown)[] unknowns =
    [
        ("participants", SizingUnknown.Participants),
        ("accrual", SizingUnknown.Accrual),
        ("follow-up", SizingUnknown.FollowUp),
        ("power", SizingUnknown.Power),
        ("hazard-ratio", SizingUnknown.HazardRatio),
    ];

    static string Known => string.Join(", ", unknowns.Select(known => known.Word));

    readonly Option<string?> solve = new("--solve")
    {
        Description = $"Solve for one of {Known}, given the rest.",
        HelpName = "WHAT",
    };

    readonly Option<string?> accrual = new("--accrual")
    {
        Description = "With --solve: months of accrual, one or several for a table, such as 12,18,24.",
        HelpName = "M,M",
    };

    readonly Option<string?> followUp = new("--follow-up")
    {
        Description = "With --solve: the final analysis is so many months after the last participant came.",
        HelpName = "M,M",
    };

    readonly Option<string?> month = new("--month")
    {
        Description = "With --solve: the final analysis is in this month of the trial.",
        HelpName = "M,M",
    };

    readonly Option<string?> events = new("--events")
    {
        Description = "With --solve power or hazard-ratio: the final analysis is at so many events.",
        HelpName = "D,D",
    };

    Option<string?>[] Durations => [accrual, followUp, month, events];

    public void AddTo(Command command)
    {
        command.Add(solve);
        foreach (var option in Durations)
            command.Add(option);
    }

    /// <summary>What is asked; null where nothing is, and why it cannot be asked.</summary>
    public (SolveQuestion? Question, string? Problem) Of(ParseResult parsed)
    {
        var given = Durations.Where(option => parsed.GetValue(option) is not null).ToArray();
        if (parsed.GetValue(solve) is not { } word)
            return given.Length == 0
                ? (null, null)
                : (null, $"{Names(given)} need --solve: one of {Known}.");
        var unknown = unknowns.FirstOrDefault(known => known.Word == word.Replace(' ', '-'));
        if (unknown.Word is null)
            return (null, $"--solve is '{word}'; name one of {Known}.");
        foreach (var option in given)
            if (Numbers(parsed.GetValue(option)!) is null)
                return (null, $"{option.Name} is {parsed.GetValue(option)}; write numbers above 0, such as 12,18,24.");
        var ends = given.Where(option => option != accrual).ToArray();
        if (ends.Length > 1)
            return (null, $"{Names(ends)} are two times for one analysis; name one.");
        if (unknown.Unknown == SizingUnknown.FollowUp && ends is [var end])
            return (null, $"--solve follow-up finds when the final analysis is, so {end.Name} cannot be given.");
        if (unknown.Unknown == SizingUnknown.Accrual && given.Contains(accrual))
            return (null, "--solve accrual finds the months of accrual, so --accrual cannot be given.");
        if (unknown.Unknown is SizingUnknown.Participants or SizingUnknown.Accrual && given.Contains(events))
            return (null, $"A number of events fixes the power: --solve {word} takes --follow-up or --month.");
        return (
            new(
                unknown.Unknown,
                Of<double?>(accrual, number => number),
                [
                    .. Of<AnalysisTime>(followUp, number => new AnalysisTime.AfterAccrual(number)),
                    .. Of<AnalysisTime>(month, number => new AnalysisTime.AtMonth(number)),
                    .. Of<AnalysisTime>(events, number => new AnalysisTime.AtEvents(number)),
                ]
            ),
            null
        );

        T[] Of<T>(Option<string?> option, Func<double, T> made) =>
            parsed.GetValue(option) is { } text ? [.. Numbers(text)!.Select(made)] : [];
    }

    static string Names(IEnumerable<Option> options) => string.Join(" and ", options.Select(option => option.Name));

    static double[]? Numbers(string text) => NumberList.Of(text, number => number is > 0 and < 1e9);
}

/// <summary>What is to be solved for, over which durations.</summary>
/// <param name="Unknown">The quantity.</param>
/// <param name="AccrualMonths">Months of accrual; empty for the protocol's.</param>
/// <param name="Analyses">Times of the final analysis; empty for the protocol's cutoff.</param>
sealed record SolveQuestion(SizingUnknown Unknown, IReadOnlyList<double?> AccrualMonths, IReadOnlyList<AnalysisTime> Analyses);
