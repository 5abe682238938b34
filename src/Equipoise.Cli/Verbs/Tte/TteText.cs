using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>An analysis for people: rounded, with the conventions that the numbers depend on.</summary>
static class TteText
{
    /// <summary>One analysis, or several, a level of a column each.</summary>
    public static void Write(IReadOnlyList<TteAnalysis> analyses, TextWriter output)
    {
        foreach (var (index, analysis) in analyses.Index())
        {
            if (index > 0)
                output.WriteLine();
            Write(analysis, output);
        }
    }

    static void Write(TteAnalysis analysis, TextWriter output)
    {
        var console = PrintedTable.On(output);
        var printed = new Printed(analysis.Options);
        if (analysis.Options.Table is { By: { } by, Level: { } level })
            console.WriteLine($"{by} = {level}");
        WriteRows(analysis, console);
        var tests = new TestText(analysis, printed, console);
        if (analysis.Competing is { } competing)
        {
            var incidence = new CompetingText(analysis, competing, printed, console);
            incidence.WriteArms();
            incidence.WriteTimes();
            incidence.WriteTest();
            incidence.WriteModel();
        }
        else
        {
            var arms = new ArmText(analysis, printed, console);
            arms.WriteArms();
            if (analysis.Options.Curves.At.Count > 0)
                arms.WriteTimes();
            if (analysis.Options.Curves.Horizon is { } horizon)
                arms.WriteMeans(horizon);
        }
        if (analysis.LogRank is { } test)
            tests.WriteLogRank(test);
        if (analysis.Cox is { } fit)
            new CoxText(analysis, printed, console).Write(fit);
        if (analysis.Subgroups is { } subgroups)
            new SubgroupText(analysis, subgroups, printed, console).Write();
        if (analysis.Bootstrap is { } bootstrap)
            BootstrapText.Write(bootstrap, printed, console);
        console.WriteLine(Conventions(analysis));
        console.WriteLine(Format.Rounding);
    }

    static void WriteRows(TteAnalysis analysis, IAnsiConsole console)
    {
        var (data, table) = (analysis.Data, analysis.Options.Table);
        if (data.FilteredOut > 0 || table.Where.Conditions.Count > 0)
            console.WriteLine($"Where {table.Where.Text}: {Rows(data.FilteredOut)} left out.");
        console.WriteLine(
            $"{Printed.Count(analysis.Count)} {(data.IsOfIntervals ? "intervals" : "participants")}{Intervals(data)}, "
                + $"{Printed.Count(analysis.Events)} events, {Rows(data.Dropped)} dropped for missing values; "
                + (
                    analysis.MedianFollowUp is { } median
                        ? $"median follow-up {Printed.Interval(median)}"
                        : "follow-up is not given, for --id does not say whose each interval is"
                )
        );
        if (data.Ends.Count > 2)
            console.WriteLine($"{table.Event}: {string.Join(", ", data.Ends.Select(InWords))}");
        console.WriteLine();
    }

    static string InWords(EndOfFollowUp end) =>
        $"{end.Value} ({(end.IsEvent ? "event" : end.IsCompeting ? "competing event" : "censored")}) {end.Rows}";

    static string Rows(int count) => $"{count} {(count == 1 ? "row" : "rows")}";

    static string Intervals(TteData data) =>
        data.People.Of.Length > data.People.Count && data.People.Count > 0 ? $" in {data.People.Of.Length} intervals" : "";

    static string Conventions(TteAnalysis analysis)
    {
        var level = $"{Format.Exact((double)(100 * (decimal)analysis.Options.Curves.Confidence))}%";
        var scale = TteWords.Of(analysis.Options.Curves.Transformation);
        var rule = RuleOf(analysis.Options.Curves.QuantileRule);
        return $"Conventions: ties {TteWords.Of(analysis.Options.Model.Ties)}; "
            + (
                analysis.Competing is null
                    ? $"{level} limits of survival {scale}; medians by the rule of {rule}; "
                    : $"incidence by Aalen and Johansen, {level} limits {scale}; "
            )
            + $"follow-up by reverse Kaplan-Meier; {Clusters(analysis)}{WeightsOf(analysis)}NR: not reached; NE: not estimable.";
    }

    static string Clusters(TteAnalysis analysis) =>
        analysis.Data.Clusters.Length == 0 ? ""
        : analysis.Options.Model.Cluster is { } column ? $"robust limits of hazard ratios by {column}; "
        : $"robust limits of hazard ratios by {analysis.Options.Table.Id}, because some have several events; ";

    static string RuleOf(QuantileRule rule) =>
        rule switch
        {
            QuantileRule.R => "R",
            QuantileRule.RPrint => "R's print",
            _ => "SAS",
        };

    static string WeightsOf(TteAnalysis analysis) =>
        analysis.Data.Weights.Weighting switch
        {
            CaseWeighting.Frequency => "a weight is a count of participants; ",
            CaseWeighting.Sampling => "weights are sampling weights, with robust limits; ",
            _ => "",
        };
}
