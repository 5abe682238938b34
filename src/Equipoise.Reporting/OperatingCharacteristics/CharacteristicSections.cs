using System.Globalization;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Reporting.Documents;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// The sections of the page: power and type I error, events and months, every combination, and what each look does.
/// </summary>
static class CharacteristicSections
{
    const string Bars =
        "Bars reach 1.96 Monte-Carlo standard errors to either side, at 0% and 100% the exact 95% limit; where none is seen, it "
            + "is smaller than its mark.";

    public static IEnumerable<Section> Of(SimulatedGrid grid)
    {
        var arrangement = Arrangement.Of(grid.Names, grid.Cells);
        yield return Section("power", "Power", Power(grid, arrangement), TypeIError(grid));
        yield return Section(
            "size",
            "Events and time",
            Expected(
                "events",
                "Expected number of events at the end of the trial",
                "Events",
                tally => tally.ExpectedEvents,
                arrangement
            ),
            Expected("months", "Expected length of the trial", "Months", tally => tally.ExpectedMonths, arrangement)
        );
        yield return CombinationTable.Of(grid);
        yield return Section("looks", "Looks", MonthsOfLooks(grid, arrangement), LookTable.Of(grid));
    }

    static Section Section(string id, string title, params IEnumerable<Block?> exhibits) =>
        new(id, GridText.Of(title), [.. exhibits.OfType<Block>()]);

    static Block? Power(SimulatedGrid grid, Arrangement arrangement)
    {
        var anyNull = grid.Cells.Any(cell => cell.NullIsTrue);
        ReferenceLine[] references =
        [
            .. PlannedPower(grid),
            .. anyNull ? OneSidedAlpha(grid) : [],
        ];
        var measure = Percent("Power (%)", references) with { LeastSpan = 4 };
        return new PanelFigure(
            "figure-power",
            "Probability to reject the null hypothesis",
            arrangement,
            [("", measure)],
            Bars + (anyNull ? " Where the null hypothesis is true, this is the type I error." : "")
        ).Render();
    }

    // On the scale of the power nobody can see it.
    static Block? TypeIError(SimulatedGrid grid)
    {
        SimulatedCell[] nulls = [.. grid.Cells.Where(cell => cell.NullIsTrue)];
        return nulls.Length == 0
            ? null
            : new PanelFigure(
                "figure-type-1-error",
                "Type I error: rejections where the null hypothesis is true",
                Arrangement.Of(grid.Names, nulls),
                [("", Percent("Type I error, one-sided (%)", OneSidedAlpha(grid)) with { LeastSpan = 0.5 })],
                Bars
            ).Render();
    }

    static Measure Percent(string title, IReadOnlyList<ReferenceLine> references) =>
        new(title, Measure.Estimated(tally => tally.Power, 100)) { Most = 100, References = references };

    static ReferenceLine[] PlannedPower(SimulatedGrid grid) =>
        grid.PlannedPower is { } power ? [new($"Planned power, {Percents(power)}", 100 * power, "8 3")] : [];

    static ReferenceLine[] OneSidedAlpha(SimulatedGrid grid) =>
        grid.OneSidedAlpha is { } alpha
            ? [new($"One-sided type I error of the design, {Percents(alpha)}", 100 * alpha, "2 3")]
            : [];

    public static string Percents(double probability) =>
        (100 * probability).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    static Block? Expected(
        string id,
        string caption,
        string title,
        Func<SimulationTally, MonteCarloEstimate?> of,
        Arrangement arrangement
    ) =>
        new PanelFigure(
            $"figure-{id}",
            caption,
            arrangement,
            [("", new Measure(title, Measure.Estimated(of)) { LeastSpan = 2 })],
            Bars
        ).Render();

    static Block? MonthsOfLooks(SimulatedGrid grid, Arrangement arrangement) =>
        new PanelFigure(
            "figure-looks",
            "When each look is made",
            arrangement,
            [.. Enumerable.Range(0, grid.Cells.Max(cell => cell.Tally.Looks.Count)).Select(look => Months(grid, look))],
            "Marks are medians of the months from the opening of the trial; bars reach from the 5th to the 95th percentile of "
                + "the trials that made the look."
        ).Render();

    static (string Title, Measure Measure) Months(SimulatedGrid grid, int look)
    {
        var isLast = grid.Cells.All(cell => cell.Tally.Looks.Count <= look + 1);
        var measure = new Measure(
            "Months",
            tally =>
                look < tally.Looks.Count && tally.Looks[look].MonthHistogram is { } months && months.Percentile(0.5) is { } median
                    ? new(median, months.Percentile(0.05)!.Value, months.Percentile(0.95)!.Value)
                    : null
        )
        {
            LeastSpan = 2,
            Apart = true,
        };
        return (look == 0 && isLast ? "" : $"Look {look + 1}{(isLast ? " (final)" : "")}", measure);
    }
}
