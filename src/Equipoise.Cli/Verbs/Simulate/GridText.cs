using Equipoise.Cli.Terminal;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>A row for each combination of a grid.</summary>
static class GridText
{
    public static void Write(SimulatedGrid grid, TextWriter output)
    {
        output.WriteLine($"{grid.TrialId}: {grid.Title}");
        output.WriteLine(
            $"{grid.Cells[0].Tally.Trials:N0} trials of each of {grid.Cells.Count} combinations, seed {grid.Seed}; "
                + EstimateWords.Brackets(grid.Cells.Select(cell => cell.Tally.Power))
        );
        var table = PrintedTable.Numbers([.. grid.Names, "Power", "Events", "Months", "Participants", "Hazard ratio"]);
        foreach (var (values, tally, _) in grid.Cells)
            table.Row([
                .. values,
                tally.Power is { } power ? EstimateWords.Of(power, 4) : "-",
                tally.ExpectedEvents is { } events ? $"{events.Estimate:F1}" : "-",
                tally.ExpectedMonths is { } months ? $"{months.Estimate:F1}" : "-",
                tally.ExpectedParticipants is { } participants ? $"{participants.Estimate:F1}" : "-",
                tally.MeanLogHazardRatio is { } ratio ? $"{Math.Exp(ratio.Estimate):F3}" : "-",
            ]);
        PrintedTable.On(output).Write(table);
        if (grid.Cells.Any(cell => cell.NullIsTrue))
            output.WriteLine("  Where the hazard ratio is 1 or more, power is the type I error.");
    }
}
