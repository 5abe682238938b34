using Equipoise.Datasets;
using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// The operating characteristics of a grid as tidy tables, every number at full precision, to be read by any program.
/// </summary>
/// <remarks>
/// Write them with <see cref="Datasets.Csv.CsvFile.Write(Datasets.Table, string)"/>. The first columns are the names of the grid
/// with the values as written; a name that is also one of the other columns, such as power, gets "setting " before it. A number
/// that does not exist is missing. Standard errors (_se) are Monte-Carlo. R: <c>read.csv("operating-characteristics.csv",
/// check.names = FALSE)</c>.
/// </remarks>
public static class OperatingCharacteristicsTable
{
    /// <summary>A row for each combination, in the order of the grid.</summary>
    /// <remarks>
    /// power: the share that rejected; events, months, participants: means at the look that ended the trial; log_hazard_ratio:
    /// the mean there, experimental over control, below 0 favors experimental; coverage: the share of intervals that held the
    /// true log hazard ratio, of the trials with an estimate. Shares have exact 95% limits (Clopper and Pearson, _lower and
    /// _upper); one of 0 or 1 has no standard error.
    /// </remarks>
    /// <param name="grid">What was simulated.</param>
    /// <exception cref="ArgumentException">There is no combination, or one has more or fewer values than there are
    /// names.</exception>
    public static Table Combinations(SimulatedGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Check();
        return OfRows(
            grid,
            "OPERATING-CHARACTERISTICS",
            "Operating characteristics of every combination",
            grid.Cells,
            cell => cell,
            [
                Number("null_is_true", cell => cell.NullIsTrue ? 1 : 0),
                Number("trials", cell => cell.Tally.Trials),
                Number("rejections", cell => cell.Tally.Rejections),
                .. Share("power", tally => tally.Power),
                .. Estimate("events", tally => tally.ExpectedEvents),
                .. Estimate("months", tally => tally.ExpectedMonths),
                .. Estimate("participants", tally => tally.ExpectedParticipants),
                .. Estimate("log_hazard_ratio", tally => tally.MeanLogHazardRatio),
                .. Share("coverage", tally => tally.Coverage),
                Number("never_reached", cell => cell.Tally.NeverReached),
                Number("hazard_ratio_not_estimable", cell => cell.Tally.HazardRatioNotEstimable),
            ]
        );
    }

    /// <summary>A row for each look of each combination, in the order of the grid.</summary>
    /// <remarks>
    /// reached, efficacy, futility and no_statistic count trials; events, participants, months and log_hazard_ratio are means
    /// over the trials that made the look, months_5, months_50 and months_95 percentiles, to an eighth of a month.
    /// </remarks>
    /// <param name="grid">What was simulated.</param>
    /// <exception cref="ArgumentException">There is no combination, or one has more or fewer values than there are
    /// names.</exception>
    public static Table Looks(SimulatedGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Check();
        LookRow[] rows = [.. grid.Cells.SelectMany(cell => cell.Tally.Looks.Select((look, i) => new LookRow(cell, i + 1, look)))];
        return OfRows(
            grid,
            "LOOKS",
            "What each look of every combination does",
            rows,
            row => row.Cell,
            [
                OfLook("look", row => row.Number),
                OfLook("trials", row => row.Cell.Tally.Trials),
                OfLook("reached", row => row.Look.Reached),
                OfLook("efficacy", row => row.Look.Efficacy),
                OfLook("futility", row => row.Look.Futility),
                OfLook("no_statistic", row => row.Look.NotEstimable),
                .. Mean("events", look => look.Events),
                .. Mean("participants", look => look.Participants),
                .. Mean("months", look => look.Months),
                OfLook("months_5", row => row.Look.MonthHistogram.Percentile(0.05)),
                OfLook("months_50", row => row.Look.MonthHistogram.Percentile(0.5)),
                OfLook("months_95", row => row.Look.MonthHistogram.Percentile(0.95)),
                .. Mean("log_hazard_ratio", look => look.LogHazardRatio),
            ]
        );
    }

    sealed record LookRow(SimulatedCell Cell, int Number, LookTally Look);

    sealed record NumberOf<T>(string Name, Func<T, double?> Value);

    static Table OfRows<T>(
        SimulatedGrid grid,
        string name,
        string label,
        IReadOnlyList<T> rows,
        Func<T, SimulatedCell> cellOf,
        IReadOnlyList<NumberOf<T>> numbers
    )
    {
        var taken = numbers.Select(number => number.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<ColumnOf<T>> columns = [];
        foreach (var (i, setting) in grid.Names.Index())
        {
            var column = setting;
            while (!taken.Add(column))
                column = $"setting {column}";
            columns.Add(ColumnOf<T>.Text(column, setting, row => cellOf(row).Values[i]));
        }
        return Table.Of(
            name,
            label,
            rows,
            [.. columns, .. numbers.Select(number => ColumnOf<T>.Number(number.Name, "", number.Value))]
        );
    }

    static NumberOf<SimulatedCell> Number(string name, Func<SimulatedCell, double?> value) => new(name, value);

    static IEnumerable<NumberOf<SimulatedCell>> Estimate(string name, Func<SimulationTally, MonteCarloEstimate?> of) =>
        [new(name, cell => of(cell.Tally)?.Estimate), new($"{name}_se", cell => of(cell.Tally)?.StandardError)];

    static IEnumerable<NumberOf<SimulatedCell>> Share(string name, Func<SimulationTally, MonteCarloEstimate?> of) =>
        [
            .. Estimate(name, of),
            new($"{name}_lower", cell => of(cell.Tally)?.Lower),
            new($"{name}_upper", cell => of(cell.Tally)?.Upper),
        ];

    static NumberOf<LookRow> OfLook(string name, Func<LookRow, double?> value) => new(name, value);

    static IEnumerable<NumberOf<LookRow>> Mean(string name, Func<LookTally, SampleMoments> of) =>
        [new(name, row => of(row.Look).Mean?.Estimate), new($"{name}_se", row => of(row.Look).Mean?.StandardError)];
}
