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
        var ticks = RoundTimes.UpTo(last);
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
            VerticalTitle = "Without event (%)",
            HorizontalTitle = analysis.Options.Table.Time,
            Ticks = ticks,
            Curves = [.. analysis.Arms.Select(arm => Of(arm, ticks, last / Finest))],
        };
    }

    static string InWords(TteArm arm, string unit) =>
        $"{arm.Name}: {arm.Counts.Count} {unit}, {arm.Counts.Events} events."
        + (arm.Curve.Status == CurveStatus.ZeroBeforeLateEntries ? " Its curve is 0 before others enter." : "");

    static KaplanMeierCurve Of(TteArm arm, IReadOnlyList<double> ticks, double grain)
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
            [.. ticks.Select(tick => new TextRun.Words(Format.Significant(arm.Counts.At(tick).AtRisk, 0)))],
            arm.Curve.Median.Estimate
        );
    }

    // Incidence of the cause that was asked about, with the numbers that are still without any event.
    static KaplanMeierFigure OfIncidence(TteAnalysis analysis, TteCompeting competing)
    {
        var last = analysis.Data.Observations.Max(row => row.Time);
        var ticks = RoundTimes.UpTo(last);
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
            VerticalTitle = $"Cumulative incidence of {cause} (%)",
            HorizontalTitle = analysis.Options.Table.Time,
            Ticks = ticks,
            Curves = [.. competing.Arms.Zip(analysis.Arms, (one, rows) => Of(one, rows, ticks, last / Finest))],
        };
    }

    static KaplanMeierCurve Of(IncidenceOfArm arm, TteArm rows, IReadOnlyList<double> ticks, double grain)
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
            [.. ticks.Select(tick => new TextRun.Words(Format.Significant(rows.Counts.At(tick).AtRisk, 0)))]
        );
    }
}
