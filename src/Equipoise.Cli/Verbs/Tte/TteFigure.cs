using Equipoise.Analysis.Results;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The survival curves of an analysis with the numbers at risk.</summary>
static class TteFigure
{
    // Of a million distinct times a screen shows about one in a thousand.
    const int Finest = 4096;

    public static KaplanMeierFigure Of(TteAnalysis analysis)
    {
        if (analysis.Competing is { } competing)
            return OfIncidence(analysis, competing);
        var last = analysis.Data.Observations.Max(row => row.Time);
        var words = analysis.Options.Output.Figure;
        var ticks = analysis.Options.Output.Figure.Ticks(last);
        return new()
        {
            Id = "tte",
            Title = analysis.Data.Arm is { } arm ? $"Survival by {arm.Column}" : "Survival",
            Description = string.Join(
                ' ',
                analysis
                    .Arms.Select(arm => InWords(arm, analysis.Data.IsOfIntervals ? "intervals" : "participants"))
                    .Prepend("Kaplan-Meier curves.")
            ),
            Heading = words.Title,
            VerticalTitle = words.Vertical ?? "Without event (%)",
            HorizontalTitle = words.Horizontal ?? analysis.Options.Table.Time,
            CountsTitle = CountsTitle(words),
            Inset = words.Ratio ? Inset(analysis) : [],
            Ticks = ticks,
            Curves = [.. analysis.Arms.Select(arm => Of(arm, ticks, last / Finest, words))],
        };
    }

    static string CountsTitle(FigureWords words) => words.Events ? "Number at risk (events, censored)" : "Number at risk";

    // At risk, events and censored add to those who entered. A competing event has ended follow-up, as a censoring has.
    static TextRun CountsAt(TteCounts counts, double time, FigureWords words)
    {
        var (atRisk, events, censored) = counts.At(time);
        var number = Format.Significant(atRisk, 0);
        return new TextRun.Words(
            words.Events ? $"{number} ({Format.Significant(events, 0)}, {Format.Significant(censored, 0)})" : number
        );
    }

    static IReadOnlyList<BoundText> Inset(TteAnalysis analysis)
    {
        var (printed, arms) = (new Printed(analysis.Options), analysis.Data.Arm!);
        var lines = new List<string>();
        foreach (var (index, column) in analysis.Data.Covariates.Index().Take(arms.Levels.Count - 1))
        {
            var one = analysis.Cox!.Coefficients[index];
            var ratio = CoxText.HazardRatio(one.Estimate, one.HazardRatio, one.Lower, one.Upper);
            lines.Add($"HR ({printed.Limits}) {ratio}, {column.Level} against {column.Reference}");
        }
        if (analysis.LogRank is { } test)
            lines.Add(
                $"{(analysis.Data.Strata.Length > 0 ? "Stratified log-rank" : "Log-rank")} p {printed.PValue(test.PValue)}"
            );
        if (analysis.Competing?.Gray is { } gray)
            lines.Add($"Gray p {printed.PValue(gray.PValue)}");
        return [.. lines.Select(line => new BoundText([new TextRun.Words(line)]))];
    }

    static string InWords(TteArm arm, string unit) =>
        $"{arm.Name}: {arm.Counts.Count} {unit}, {arm.Counts.Events} events."
        + (arm.Curve.Status == CurveStatus.ZeroBeforeLateEntries ? " Its curve is 0 before others enter." : "");

    static KaplanMeierCurve Of(TteArm arm, IReadOnlyList<double> ticks, double grain, FigureWords words)
    {
        var (steps, censored) = (new List<CurveStep> { new(0, 1, 1, 1) }, new List<double>());
        foreach (var step in arm.Curve.Steps)
        {
            if (step.Events > 0)
            {
                // Steps too near to be told apart are drawn as the last of them.
                if (steps.Count > 1 && step.Time - steps[^2].Time < grain)
                    steps.RemoveAt(steps.Count - 1);
                steps.Add(new(step.Time, step.Survival, step.Lower, step.Upper));
            }
            if (step.Censored > 0 && (censored.Count == 0 || step.Time - censored[^1] >= grain))
                censored.Add(step.Time);
        }
        return new(
            arm.Name,
            new(arm.Name, steps, censored, arm.Curve.Steps[^1].Time),
            [.. ticks.Select(tick => CountsAt(arm.Counts, tick, words))],
            arm.Curve.Median.Estimate
        );
    }

    // Incidence of the cause that was asked about, with the numbers that are still without any event.
    static KaplanMeierFigure OfIncidence(TteAnalysis analysis, TteCompeting competing)
    {
        var last = analysis.Data.Observations.Max(row => row.Time);
        var words = analysis.Options.Output.Figure;
        var ticks = analysis.Options.Output.Figure.Ticks(last);
        var cause = $"{analysis.Options.Table.Event} {competing.Causes[0]}";
        return new()
        {
            Id = "tte",
            Title = $"Cumulative incidence of {cause}{(analysis.Data.Arm is { } arm ? $" by {arm.Column}" : "")}",
            Description = string.Join(
                ' ',
                competing
                    .Arms.Select(one => $"{one.Name}: {one.Ends.Sum()} participants, {one.Ends[1]} events.")
                    .Prepend("Aalen-Johansen curves.")
            ),
            Heading = words.Title,
            VerticalTitle = words.Vertical ?? $"Cumulative incidence of {cause} (%)",
            HorizontalTitle = words.Horizontal ?? analysis.Options.Table.Time,
            CountsTitle = CountsTitle(words),
            Inset = words.Ratio ? Inset(analysis) : [],
            Ticks = ticks,
            Curves = [.. competing.Arms.Zip(analysis.Arms, (one, rows) => Of(one, rows, ticks, last / Finest, words))],
        };
    }

    static KaplanMeierCurve Of(IncidenceOfArm arm, TteArm rows, IReadOnlyList<double> ticks, double grain, FigureWords words)
    {
        var steps = new List<CurveStep> { new(0, 0, 0, 0) };
        foreach (var step in arm.Curves.Incidence(1).Steps.Where(step => step.Events > 0))
        {
            if (steps.Count > 1 && step.Time - steps[^2].Time < grain)
                steps.RemoveAt(steps.Count - 1);
            steps.Add(new(step.Time, step.Probability, step.Lower, step.Upper));
        }
        return new(
            arm.Name,
            new(arm.Name, steps, [], rows.Curve.Steps[^1].Time),
            [.. ticks.Select(tick => CountsAt(rows.Counts, tick, words))]
        );
    }
}
