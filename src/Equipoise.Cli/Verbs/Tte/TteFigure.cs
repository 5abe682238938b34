using System.Globalization;
using System.Text;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The survival curves of an analysis with the numbers at risk, as an SVG file.</summary>
static class TteFigure
{
    const int MostTicks = 9;

    // Of a million distinct times a screen shows about one in a thousand.
    const int Finest = 4096;

    public static void Write(TteAnalysis analysis, string path)
    {
        var svg = Of(analysis).ToFile(notice: "");
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(svg)));
    }

    static KaplanMeierFigure Of(TteAnalysis analysis)
    {
        var last = analysis.Data.Observations.Max(row => row.Time);
        var ticks = Ticks(last);
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
            HorizontalTitle = analysis.Options.Time,
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

    // From 0 in steps of 1, 2 or 5 times a power of ten; two of them also when everyone ends at 0, or as good as there.
    static double[] Ticks(double last)
    {
        var length = last > 1e-300 ? last : 1;
        var power = double.Pow(10, double.Floor(double.Log10(length / MostTicks)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(digit => digit * power).First(step => length / step < MostTicks);
        return [.. Enumerable.Range(0, int.Max(2, (int)(length / step) + 1)).Select(tick => AsPrinted(tick * step))];
    }

    // 3 · 0.1 is 0.30000000000000004, and would be printed so.
    static double AsPrinted(double tick) =>
        double.Parse(tick.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
