using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Tte;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise tte FILE --time COL --event COL</c>: time-to-event analysis of any table, no protocol needed.</summary>
public static class TteVerb
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The table: CSV (also gzipped) or SAS transport (XPT)." };
        var time = new Option<string>("--time")
        {
            Description = "The column of follow-up times.",
            HelpName = "COL",
            Required = true,
        };
        var end = new Option<string>("--event")
        {
            Description = "The column that says how follow-up ended: 1 or true for the event, 0 or false for censored.",
            HelpName = "COL",
            Required = true,
        };
        var censorValue = new Option<string?>("--censor-value")
        {
            Description = "The value of that column that means censored; any other is the event (--event CNSR --censor-value 1).",
            HelpName = "V",
        };
        var entry = new Option<string?>("--entry")
        {
            Description = "The column of times at which observation began: at risk only after them (left truncation).",
            HelpName = "COL",
        };
        var weight = new Option<string?>("--weight")
        {
            Description =
                "The column of case weights: whole numbers are counts of participants who are alike, others sampling weights.",
            HelpName = "COL",
        };
        var arm = new Option<string?>("--arm") { Description = "The column of arms to compare.", HelpName = "COL" };
        var reference = new Option<string?>("--reference")
        {
            Description = "The arm to compare with; by default the first in sort order.",
            HelpName = "LEVEL",
        };
        var strata = Names("--strata", "The columns whose combinations are strata of the log-rank test and the Cox model.");
        var covariates = Names(
            "--covariates",
            "The columns that the Cox model adjusts for: numbers as they are, text as levels."
        );
        var factors = Names("--factor", "Columns of numbers that the Cox model takes as levels.");
        var where = new Option<RowFilter?>("--where")
        {
            Description = "The rows to analyze: conditions joined by &, such as \"PARAMCD=OS & SAFFL=Y\".",
            HelpName = "COL=VALUE",
            CustomParser = result =>
            {
                if (RowFilter.Parse(result.Tokens[0].Value, out var problem) is { } filter)
                    return filter;
                result.AddError($"--where {problem}");
                return null;
            },
        };
        var id = new Option<string?>("--id")
        {
            Description = "The column that says whose a row is, when participants have several intervals.",
            HelpName = "COL",
        };
        var cluster = new Option<string?>("--cluster")
        {
            Description = "The column of clusters, for robust limits of hazard ratios.",
            HelpName = "COL",
        };
        var from = Number("--from", "Where the curves begin, of those free of the event then.", "T", isHorizon);
        var missing = Names("--missing", "Cells that mean missing, beside empty ones and NA, such as unknown,-99.");
        var separator = new Option<string>("--separator")
        {
            Description = "What stands between the cells of a CSV file: a character, or tab.",
            HelpName = "C",
            DefaultValueFactory = _ => ",",
        };
        var ties = Word(
            "--ties",
            "How the Cox model treats ties; discrete is the exact partial likelihood, exact the exact marginal one.",
            "efron",
            TteWords.Ties.Keys
        );
        var confType = Word("--conf-type", "The scale of the limits of survival.", "log-log", TteWords.Transformations.Keys);
        var quantileRule = Word(
            "--quantile-rule",
            "How a median is read where the curve is flat.",
            "r",
            TteWords.QuantileRules.Keys
        );
        var rho = Number(
            "--rho",
            "The log-rank test weighs events by S^rho (1 - S)^gamma: 1 and 0 stress early differences.",
            "N",
            isPower
        );
        var gamma = Number("--gamma", "The other power: 0 and 1 stress late differences.", "N", isPower);
        var rmst = Number("--rmst", "The time up to which to give the mean time without event.", "TAU", isHorizon);
        var at = new Option<double[]>("--at")
        {
            Description = "The times at which to print survival, such as 180,365.",
            HelpName = "T,T,…",
            CustomParser = Times,
            DefaultValueFactory = _ => [],
        };
        var format = Formats.Option();
        var plot = new Option<string?>("--plot")
        {
            Description = "A file for the survival curves with the numbers at risk, as SVG.",
            HelpName = "FILE.svg",
        };

        var command = new Command(
            "tte",
            "Estimate survival, compare arms by log-rank and fit a Cox model, from any table.\n\n"
                + "Rows that lack a value in a used column are dropped and counted; so are texts NA.\n\n"
                + "Example: equipoise tte lung.csv --time time --event status --censor-value 1 --arm sex --at 180,365"
        )
        {
            file,
            time,
            end,
            censorValue,
            entry,
            weight,
            arm,
            reference,
            strata,
            covariates,
            factors,
            id,
            cluster,
            from,
            where,
            missing,
            separator,
            ties,
            confType,
            quantileRule,
            rho,
            gamma,
            rmst,
            at,
            format,
            plot,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(reference) is not null && parsed.GetResult(arm) is null)
                parsed.AddError("--reference names a level of --arm, which is not given.");
            if ((parsed.GetResult(rho) ?? parsed.GetResult(gamma)) is not null && parsed.GetResult(arm) is null)
                parsed.AddError("--rho and --gamma weigh the log-rank test between the levels of --arm, which is not given.");
            foreach (var factor in parsed.GetValue(factors) ?? [])
                if (parsed.GetValue(covariates)?.Contains(factor, StringComparer.OrdinalIgnoreCase) != true)
                    parsed.AddError($"--factor {factor} is none of --covariates.");
            if (parsed.GetValue(separator) is { } word && word != "tab" && word.Length != 1)
                parsed.AddError($"--separator \"{word}\" is no character; write one, or tab.");
            if (parsed.GetValue(plot) is { } svg)
                if (svg.Length == 0)
                    parsed.AddError("--plot is without a name for the file.");
                else if (parsed.GetValue(file) is { Length: > 0 } data && Path.GetFullPath(svg) == Path.GetFullPath(data))
                    parsed.AddError($"--plot {svg} would replace the data.");
                else if (!svg.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
                    parsed.AddError($"--plot {svg}: the figure is SVG; call the file {Path.ChangeExtension(svg, ".svg")}.");
        });
        command.SetAction(parsed =>
            Run(
                new()
                {
                    File = parsed.GetRequiredValue(file),
                    Time = parsed.GetRequiredValue(time),
                    Event = parsed.GetRequiredValue(end),
                    CensorValue = parsed.GetValue(censorValue),
                    Entry = parsed.GetValue(entry),
                    Weight = parsed.GetValue(weight),
                    Arm = parsed.GetValue(arm),
                    Reference = parsed.GetValue(reference),
                    Strata = parsed.GetRequiredValue(strata),
                    Covariates = parsed.GetRequiredValue(covariates),
                    Id = parsed.GetValue(id),
                    Cluster = parsed.GetValue(cluster),
                    From = parsed.GetValue(from),
                    Factors = parsed.GetRequiredValue(factors),
                    Where = parsed.GetValue(where) ?? RowFilter.None,
                    Missing = parsed.GetRequiredValue(missing),
                    Separator = parsed.GetRequiredValue(separator) is "tab" ? '\t' : parsed.GetRequiredValue(separator)[0],
                    Ties = TteWords.Ties[parsed.GetRequiredValue(ties)],
                    Transformation = TteWords.Transformations[parsed.GetRequiredValue(confType)],
                    QuantileRule = TteWords.QuantileRules[parsed.GetRequiredValue(quantileRule)],
                    Rho = parsed.GetValue(rho) ?? 0,
                    Gamma = parsed.GetValue(gamma) ?? 0,
                    Horizon = parsed.GetValue(rmst),
                    At = parsed.GetRequiredValue(at),
                    Plot = parsed.GetValue(plot),
                },
                asJson: parsed.GetValue(format) == Formats.Json,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static int Run(TteOptions options, bool asJson, Said said)
    {
        var analysis = TteAnalysis.Of(TteData.Of(DatasetFile.Read(options.File, Csv(options)), options), options);
        foreach (var note in analysis.Data.Notes)
            said.Error.WriteLine($"Note: {note}");
        if (options.Plot is { } plot)
            TteFigure.Write(analysis, plot);
        if (asJson)
            said.Output.WriteLine(TteJson.Of(analysis));
        else
            TteText.Write(analysis, said.Output);
        if (options.CensorValue is { } value && analysis.Events == analysis.Data.Observations.Length)
            said.Error.WriteLine($"Note: no row has {value} in {options.Event}, so nobody is censored.");
        return analysis.Cox?.Status is FitStatus.NotConverged
            ? said.Problems("The Cox model did not converge.")
            : ExitStatus.Done;
    }

    // R writes a missing factor as NA, and most tables that have no protocol come from R.
    static CsvOptions Csv(TteOptions options) =>
        new()
        {
            Columns = options.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase),
            ColumnsIfThere = new HashSet<string> { "PARAMCD" },
            Separator = options.Separator,
            MissingText = new HashSet<string> { "NA" },
            Missing = options.Missing.ToHashSet(),
            NumberColumns = options.NumberColumns.ToHashSet(StringComparer.OrdinalIgnoreCase),
        };

    static Option<string> Word(string name, string description, string usual, IEnumerable<string> words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong([.. words]);
        return option;
    }

    static Option<string[]> Names(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "COL,COL",
            CustomParser = result => Parts(result),
            DefaultValueFactory = _ => [],
        };

    static readonly (string What, Func<double, bool> Is) isPower = ("a power is a number, 0 or more", power => power >= 0);
    static readonly (string What, Func<double, bool> Is) isHorizon = ("a horizon is a number above 0", horizon => horizon > 0);

    static Option<double?> Number(string name, string description, string helpName, (string What, Func<double, bool> Is) rule) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (
                    double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && double.IsFinite(number)
                    && rule.Is(number)
                )
                    return number + 0.0; // 0 for -0
                result.AddError($"{name} \"{word}\": {rule.What}.");
                return null;
            },
        };

    static double[]? Times(ArgumentResult result)
    {
        var times = new List<double>();
        foreach (var part in Parts(result))
            if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && double.IsFinite(time))
                times.Add(time);
            else
                result.AddError($"\"{part}\" is no time; --at takes numbers with commas between them, such as 180,365.");
        return [.. times];
    }

    static string[] Parts(ArgumentResult result) =>
        result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
