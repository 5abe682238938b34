using System.CommandLine;
using System.CommandLine.Parsing;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Tte;
using Equipoise.Cli.Verbs.Tte.Arguments;
using Equipoise.Cli.Verbs.Tte.Intervals;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Reporting.Pictures;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise tte FILE --time COL --event COL</c>: time-to-event analysis of any table, no protocol needed.</summary>
public static class TteVerb
{
    public static Command Build()
    {
        var (table, model, curves, output) =
            (new TableArguments(), new ModelArguments(), new CurveArguments(), new OutputArguments());
        var bootstrap = new BootstrapArguments();
        var command = new Command(
            "tte",
            "Estimate survival, compare arms by log-rank and fit a Cox model, from any table.\n\n"
                + "Rows that lack a value in a used column are dropped and counted; so are texts NA.\n\n"
                + "Example: equipoise tte lung.csv --time time --event status --censor-value 1 --arm sex --at 180,365\n"
                + "Example: equipoise tte deaths.csv --time months --event end --cause relapse --censor-value alive --arm drug\n"
                + "Example: equipoise tte visits.csv --interval last_without,first_with --arm drug"
        );
        table.AddTo(command);
        model.AddTo(command);
        curves.AddTo(command);
        bootstrap.AddTo(command);
        output.AddTo(command);
        command.Validators.Add(parsed =>
        {
            table.Check(parsed);
            model.Check(parsed, output.HasResiduals(parsed));
            curves.Check(parsed, table.HasCause(parsed));
            bootstrap.Check(parsed);
            output.Check(
                parsed,
                table.File(parsed),
                model.HasSubgroups(parsed),
                table.HasGroups(parsed),
                model.HasArms(parsed)
            );
            if (table.HasInterval(parsed))
                RefuseBesideIntervals(parsed);
        });
        command.SetAction(
            (parsed, cancellation) =>
            {
                var ofCurves = curves.Of(parsed);
                return Task.FromResult(
                    Run(
                        new(table.Of(parsed), model.Of(parsed), ofCurves, output.Of(parsed))
                        {
                            Draws = bootstrap.Of(parsed, ofCurves.Confidence),
                        },
                        Said.Of(parsed),
                        cancellation
                    )
                );
            }
        );
        return command;
    }

    // Of intervals there are curves, and nothing that needs the time of an event.
    static void RefuseBesideIntervals(CommandResult parsed)
    {
        string[] ofCurves =
        [
            "--interval",
            "--weight",
            "--arm",
            "--where",
            "--missing",
            "--separator",
            "--decimal",
            "--title",
            "--x-title",
            "--y-title",
            "--breaks",
            "--at",
            "--format",
            "--plot",
            "--curve",
            "--confidence",
            "--bootstrap",
            "--seed",
        ];
        foreach (var option in parsed.Command.Options)
            if (parsed.GetResult(option) is { Implicit: false } && !ofCurves.Contains(option.Name))
                parsed.AddError($"{option.Name} needs the time of each event, which --interval does not have. Leave one out.");
    }

    static int Run(TteOptions options, Said said, CancellationToken cancellation)
    {
        var table = DatasetFile.Read(options.Table.File, Csv(options));
        if (options.Table.Interval is not null)
        {
            var ofIntervals = IntervalAnalysis.Of(IntervalData.Of(table, options), options);
            return Tell(
                options.Draws is null
                    ? ofIntervals
                    : ofIntervals with
                    {
                        Draws = said.Slowly("Drawing", report => IntervalDraws.Of(ofIntervals, report, cancellation)),
                    },
                options,
                said
            );
        }
        TteAnalysis[] analyses =
        [
            .. UsedRows.Split(table, options).Select(one => TteAnalysis.Of(TteData.Of(table, one), one)),
        ];
        return Tell(options.Draws is null ? analyses : Array.ConvertAll(analyses, WithDraws), options, said);

        TteAnalysis WithDraws(TteAnalysis one) =>
            one with
            {
                Bootstrap = said.Slowly("Drawing", report => TteBootstrap.Of(one, report, cancellation)),
            };
    }

    static int Tell(IReadOnlyList<TteAnalysis> analyses, TteOptions options, Said said)
    {
        foreach (var note in analyses.SelectMany(one => one.Data.Notes).Distinct())
            said.Error.WriteLine($"Note: {note}");
        var files = new TteFiles();
        files.Add(options.Output.Plot, path => Draw(TteFigure.Of(analyses[0]).ToFile(notice: ""), path));
        files.Add(options.Output.Forest, path => Draw(SubgroupFigure.Of(analyses[0], analyses[0].Subgroups!).ToFile(), path));
        files.Add(options.Output.Curve, path => CsvFile.Write(CurveFile.Of(analyses), path));
        files.Add(options.Output.Residuals, path => CsvFile.Write(ResidualsFile.Of(analyses[0]), path));
        files.Write();
        if (options.Output.AsJson)
            said.Output.WriteLine(TteJson.Of(analyses));
        else
            TteText.Write(analyses, said.Output);
        if (options.Table.CensorValue is { } value && !analyses.Any(one => one.Data.HasCensored))
            said.Error.WriteLine($"Note: no row has {value} in {options.Table.Event}, so nobody is censored.");
        return analyses.Any(one => one.Cox?.Status is FitStatus.NotConverged)
            ? said.Problems("The Cox model did not converge.")
            : ExitStatus.Done;
    }

    static int Tell(IntervalAnalysis analysis, TteOptions options, Said said)
    {
        var files = new TteFiles();
        files.Add(options.Output.Plot, path => Draw(IntervalFigure.Of(analysis).ToFile(notice: ""), path));
        files.Add(options.Output.Curve, path => CsvFile.Write(IntervalCurveFile.Of(analysis), path));
        files.Write();
        if (options.Output.AsJson)
            said.Output.WriteLine(IntervalJson.Of(analysis));
        else
            IntervalText.Write(analysis, said.Output);
        return analysis.Arms.Any(arm => arm.Curve.Status == TurnbullStatus.NotConverged)
            ? said.Problems("A curve was not found.")
            : ExitStatus.Done;
    }

    static void Draw(string svg, string path)
    {
        var content = FigureFile.Content(svg, path);
        WholeFile.Write(path, stream => stream.Write(content));
    }

    // R writes a missing factor as NA, and most tables that have no protocol come from R.
    static CsvOptions Csv(TteOptions options) =>
        new()
        {
            Columns = options.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase),
            ColumnsIfThere = new HashSet<string> { "PARAMCD" },
            DecimalComma = options.Table.DecimalComma,
            Separator = options.Table.Separator,
            MissingText = new HashSet<string> { "NA" },
            Missing = options.Table.Missing.ToHashSet(),
            NumberColumns = options.Table.NumberColumns.ToHashSet(StringComparer.OrdinalIgnoreCase),
        };
}
