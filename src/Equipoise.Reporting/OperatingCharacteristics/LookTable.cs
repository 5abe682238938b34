using Equipoise.Design.Simulation.Tally;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>The table of looks: how often each is reached and stops the trial, and when.</summary>
static class LookTable
{
    public static Table Of(SimulatedGrid grid)
    {
        var notEstimable = grid.Cells.Any(cell => cell.Tally.Looks.Any(look => look.NotEstimable > 0));
        return new(
            "look-by-look",
            GridText.Of("What each look does"),
            [
                new(
                    [
                        .. CombinationTable.SettingHeads(grid),
                        EstimateColumn.Headed("Look", ""),
                        EstimateColumn.Headed("Reached", "% of trials"),
                        EstimateColumn.Headed("Efficacy", "% of trials"),
                        EstimateColumn.Headed("Futility", "% of trials"),
                        EstimateColumn.Headed("Events", "mean"),
                        EstimateColumn.Headed("Participants", "mean"),
                        EstimateColumn.Headed("Months", "median (5% to 95%)"),
                        .. notEstimable ? [EstimateColumn.Headed("No statistic", "% of trials")] : Array.Empty<Cell>(),
                    ]
                ),
            ],
            [.. grid.Cells.SelectMany((cell, i) => Rows(grid, cell, i > 0, notEstimable))],
            GridText.Of(Notes(notEstimable))
        );
    }

    static IEnumerable<Row> Rows(SimulatedGrid grid, SimulatedCell cell, bool beginsGroup, bool notEstimable)
    {
        var looks = cell.Tally.Looks;
        return looks.Select(
            (look, i) =>
                new Row(
                    [
                        .. i == 0 ? CombinationTable.Settings(grid, cell, looks.Count) : [],
                        new(GridText.Of($"{i + 1}"), CellKind.NumberRowHead),
                        Count(look.Reached),
                        Count(look.Efficacy),
                        Count(look.Futility),
                        Mean(look.Events),
                        Mean(look.Participants),
                        Months(look.MonthHistogram),
                        .. notEstimable ? [Count(look.NotEstimable)] : Array.Empty<Cell>(),
                    ],
                    BeginsGroup: beginsGroup && i == 0
                )
        );

        Cell Count(long count) => Number(MonteCarloEstimate.OfCount(count, cell.Tally.Trials)?.Estimate * 100, 2);
    }

    static Cell Mean(SampleMoments moments) => Number(moments.Mean?.Estimate, 1);

    static Cell Number(double? value, int decimals) =>
        Cell.Number(GridText.Of(value is { } one ? EstimateColumn.Number(one, decimals) : "\u2013"));

    static Cell Months(MonthHistogram months)
    {
        if (months.Percentile(0.5) is not { } median)
            return Number(null, 1);
        var (from, to) = (months.Percentile(0.05)!.Value, months.Percentile(0.95)!.Value);
        return Cell.Number(
            BoundText.Join(
                " ",
                [
                    GridText.Of(EstimateColumn.Number(median, 1)),
                    GridText
                        .Of($"({EstimateColumn.Number(from, 1)}\u2013{EstimateColumn.Number(to, 1)})")
                        .As(AsideKind.Interval),
                ]
            )
        );
    }

    static string Notes(bool notEstimable) =>
        "Reached, efficacy and futility: the trials that made the look, and those that it stopped, "
            + "of all trials of the combination; at the final look, futility counts those at or below its futility bound if it "
            + "has one. Events, participants and months: of the trials that made the look. "
        + (notEstimable ? "No statistic: the arms were never at risk together, so that the look could not stop the trial. " : "")
        + "\u2013: no trial made the look.";
}
