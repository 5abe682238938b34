using Equipoise.Design.Simulation.Tally;
using Equipoise.Reporting.Documents;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>The table of all combinations: power, size, time and the estimate of the effect.</summary>
static class CombinationTable
{
    static readonly EstimateColumn[] Always =
    [
        new("Power", "%", tally => tally.Power?.Times(100), 1),
        new("Events", "mean", tally => tally.ExpectedEvents, 1),
        new("Length", "mean months", tally => tally.ExpectedMonths, 1),
        new("Participants", "mean", tally => tally.ExpectedParticipants, 1),
    ];

    static readonly EstimateColumn HazardRatio = new("Hazard ratio", "geometric mean", GeometricMean, 3);

    static readonly EstimateColumn Coverage = new("Coverage", "%", tally => tally.Coverage?.Times(100), 1);

    static readonly EstimateColumn NeverReached = new(
        "Look never due",
        "%",
        tally => MonteCarloEstimate.OfCount(tally.NeverReached, tally.Trials)?.Times(100),
        1
    );

    static readonly EstimateColumn NotEstimable = new(
        "No hazard ratio",
        "%",
        tally => MonteCarloEstimate.OfCount(tally.HazardRatioNotEstimable, tally.Trials)?.Times(100),
        1
    );

    public static Section Of(SimulatedGrid grid)
    {
        SimulationTally[] tallies = [.. grid.Cells.Select(cell => cell.Tally)];
        EstimateColumn[] columns =
        [
            .. Always,
            .. tallies.Any(tally => tally.MeanLogHazardRatio is not null) ? [HazardRatio] : Array.Empty<EstimateColumn>(),
            .. tallies.Any(tally => tally.Coverage is not null) ? [Coverage] : Array.Empty<EstimateColumn>(),
            .. tallies.Any(tally => tally.NeverReached > 0) ? [NeverReached] : Array.Empty<EstimateColumn>(),
            .. tallies.Any(tally => tally.HazardRatioNotEstimable > 0) ? [NotEstimable] : Array.Empty<EstimateColumn>(),
        ];
        var cells = columns.Select(column => column.Cells(tallies)).ToArray();
        var table = new Table(
            "combinations",
            GridText.Of("Operating characteristics of every combination"),
            [new([.. SettingHeads(grid), .. columns.Select(column => column.HeadCell())])],
            [
                .. grid.Cells.Select(
                    (cell, row) => new Row([.. Settings(grid, cell), .. cells.Select(column => column[row])])
                ),
            ],
            GridText.Of(Notes(grid, columns))
        );
        return new("all", GridText.Of("Every combination"), [table]);
    }

    /// <summary>The heads of the columns that say which combination a row is of.</summary>
    public static IEnumerable<Cell> SettingHeads(SimulatedGrid grid) =>
        grid.Names.DefaultIfEmpty("Combination").Select(name => new Cell(GridText.Of(name), CellKind.SettingHead));

    /// <summary>What says which combination a row, or a group of rows, is of.</summary>
    public static IEnumerable<Cell> Settings(SimulatedGrid grid, SimulatedCell cell, int rows = 1) =>
        (grid.Names.Count == 0 ? ["as planned"] : cell.Values).Select(value =>
            new Cell(GridText.Of(value), CellKind.Setting) { Rows = rows }
        );

    static string Notes(SimulatedGrid grid, EstimateColumn[] columns)
    {
        List<string> notes =
        [
            "SE: Monte-Carlo standard error.",
            "Power: trials that stopped for efficacy at any look"
                + (grid.Cells.Any(cell => cell.NullIsTrue) ? "; where the null hypothesis is true, the type I error." : "."),
            "Events, length and participants: at the look that ended the trial.",
        ];
        if (columns.Contains(HazardRatio))
            notes.Add(
                "Hazard ratio: exponential of the mean log hazard ratio at the look that ended the trial. "
                    + "Trials that stop early for efficacy overstate the effect, so it may differ from the true one; "
                    + "its SE is by the delta method."
            );
        if (columns.Contains(Coverage))
            notes.Add("Coverage: of the trials with an estimate, those whose interval held the true hazard ratio.");
        if (columns.Contains(NeverReached))
            notes.Add(
                "Look never due: trials in which a look waited for events that never came; they went on to the final look."
            );
        if (columns.Contains(NotEstimable))
            notes.Add("No hazard ratio: trials whose hazard ratio could not be estimated, as when an arm had no event.");
        if (grid.Cells.Any(cell => columns.Any(column => column.Of(cell.Tally) is null)))
            notes.Add("\u2013: no estimate.");
        if (grid.Cells.Any(cell => columns.Any(column => column.Of(cell.Tally) is { IsNoneOrAll: true })))
            notes.Add(
                "Beside 0% and 100% stand exact 95% limits (Clopper and Pearson) in place of an SE, which would be 0 however few "
                    + "the trials."
            );
        return string.Join(" ", notes);
    }

    static MonteCarloEstimate? GeometricMean(SimulationTally tally) =>
        tally.MeanLogHazardRatio is { } log && double.Exp(log.Estimate) is var ratio
            ? new(ratio, ratio * log.StandardError)
            : null;
}
