using System.Globalization;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>What was simulated and what came of it, in plain sentences.</summary>
static class GridSentences
{
    public static string Headline(SimulatedGrid grid) =>
        grid.Cells.Count == 1
            ? $"{Whole(grid.Trials)} {Trials(grid.Trials)} simulated, with seed {grid.Seed}."
            : $"{Whole(grid.Trials)} trials were simulated: {TrialsInEach(grid)} for each of {Whole(grid.Cells.Count)} "
                + $"combinations of {Listed(grid.Names)}, with seed {grid.Seed}.";

    public static IEnumerable<string> Findings(SimulatedGrid grid)
    {
        var effect = Rates(grid, grid.Cells.Where(cell => !cell.NullIsTrue));
        if (effect.Count == 1)
            yield return $"Power is {Percent(effect[0])}{Plan()}.";
        else if (effect.Count > 1)
            yield return $"Power is lowest, {Percent(effect[0])}, with {effect[0].Where}, and highest, {Percent(effect[^1])}, "
                + $"with {effect[^1].Where}{Plan()}.";
        var nothing = Rates(grid, grid.Cells.Where(cell => cell.NullIsTrue));
        if (nothing.Count > 0)
            yield return $"Where the null hypothesis is true, "
                + $"{(nothing.Count == 1 ? Percent(nothing[0]) : $"{Percent(nothing[0])} to {Percent(nothing[^1])}")} of "
                + $"trials reject it{Allowed()}.";

        string Plan() => grid.PlannedPower is { } power ? $"; the protocol plans {CharacteristicSections.Percents(power)}" : "";
        string Allowed() =>
            grid.OneSidedAlpha is { } alpha ? $"; the design allows {CharacteristicSections.Percents(alpha)}" : "";
    }

    public static string TrialsInEach(SimulatedGrid grid)
    {
        var (least, most) = (grid.Cells.Min(cell => cell.Tally.Trials), grid.Cells.Max(cell => cell.Tally.Trials));
        return least == most ? Whole(least) : $"{Whole(least)} to {Whole(most)}";
    }

    public static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    static string Trials(long count) => count == 1 ? "trial was" : "trials were";

    static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    static List<(MonteCarloEstimate Power, string Where)> Rates(SimulatedGrid grid, IEnumerable<SimulatedCell> cells) =>
        [
            .. cells
                .Where(cell => cell.Tally.Power is not null)
                .Select(cell => (Power: cell.Tally.Power!.Value, Where: Arrangement.Label(grid.Names, grid.Cells, cell)))
                .OrderBy(rate => rate.Power.Estimate),
        ];

    // A decimal more than its standard error is sure of.
    static string Percent((MonteCarloEstimate Power, string Where) rate) =>
        $"{EstimateColumn.Number(100 * rate.Power.Estimate, rate.Power.StandardError is < 0.0005 and > 0 ? 2 : 1)}%";
}
