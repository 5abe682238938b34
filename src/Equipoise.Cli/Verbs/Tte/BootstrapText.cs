using Equipoise.Analysis.Results;
using Equipoise.Cli.Terminal;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The limits by the bootstrap, for people.</summary>
static class BootstrapText
{
    public static void Write(TteBootstrap bootstrap, Printed printed, IAnsiConsole console)
    {
        var table = PrintedTable.Columns("Bootstrap", "of", "against", $"Estimate ({printed.Limits})", "not estimable in");
        foreach (var value in bootstrap.Values)
            table.Row(
                value.Number.InWords,
                value.Number.Name,
                value.Number.Against ?? "",
                Limits(value),
                value.Limits.NotEstimable == 0 ? "" : $"{value.Limits.NotEstimable} draws"
            );
        console.Write(table);
        console.WriteLine(
            $"{Convention(bootstrap.Draws, bootstrap.Unit, bootstrap.IsWithinArms)} "
                + "A median that is not reached is later than any other."
        );
        console.WriteLine();
    }

    /// <summary>Of what the draws are, and how the limits are read off them.</summary>
    public static string Convention(TteDraws draws, string unit, bool isWithinArms) =>
        $"Percentile limits of {Format.Count(draws.Count)} draws, seed {draws.Seed}, "
        + $"{(unit is "participant" or "row" ? $"of {unit}s" : $"of all rows of a level of {unit}")}"
        + $"{(isWithinArms ? " within arms" : "")}, by the rule of R's quantile(type = 6).";

    static string Limits(BootstrappedValue value)
    {
        Func<double?, string> print =
            value.Number.IsRatio ? Printed.Ratio
            : value.Number.IsProbability ? Printed.Probability
            : value.Number.What == "median" ? Printed.Time
            : number => Format.Significant(number, 2);
        return Printed.Interval(
            value.Estimate is { } known && double.IsInfinity(known) ? null : value.Told(value.Estimate),
            value.Told(value.Limits.Lower),
            value.Told(value.Limits.Upper),
            print
        );
    }
}
