using Equipoise.Design.Simulation.Tally;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>The table of looks: how often each is reached and stops the trial, and when.</summary>
static class LookTable
{
    public static Html Of(SimulatedGrid grid)
    {
        var notEstimable = grid.Cells.Any(cell => cell.Tally.Looks.Any(look => look.NotEstimable > 0));
        return new ReportTable(
            "look-by-look",
            new("What each look does"),
            Html.Of(
                $"<tr>{CombinationTable.SettingHeads(grid)}{Head("Look", "")}{Head("Reached", "% of trials")}"
                    + $"{Head("Efficacy", "% of trials")}{Head("Futility", "% of trials")}{Head("Events", "mean")}"
                    + $"{Head("Participants", "mean")}{Head("Months", "median (5% to 95%)")}"
                    + $"{(notEstimable ? Head("No statistic", "% of trials") : Html.Empty)}</tr>\n"
            ),
            Html.Join(grid.Cells.Select(cell => Rows(grid, cell, notEstimable)), ReportTable.EndOfGroup.Markup),
            Html.Of($"<p class=\"notes\">{Notes(notEstimable)}</p>\n")
        ).Render();
    }

    static Html Head(string head, string unit) =>
        Html.Of(
            $"<th scope=\"col\" "
                + $"class=\"n\">{head}{(unit.Length > 0 ? Html.Of($"<br><span class=\"size\">{unit}</span>") : Html.Empty)}</th>"
        );

    static Html Rows(SimulatedGrid grid, SimulatedCell cell, bool notEstimable)
    {
        var looks = cell.Tally.Looks;
        return Html.Join(
            looks.Select(
                (look, i) =>
                    Html.Of(
                        $"<tr>{(i == 0 ? CombinationTable.Settings(grid, cell, "rowgroup", looks.Count) : [])}<th "
                            + $"scope=\"row\" class=\"n\">{i + 1}</th>{Count(look.Reached)}{Count(look.Efficacy)}"
                            + $"{Count(look.Futility)}{Mean(look.Events)}{Mean(look.Participants)}{Months(look.MonthHistogram)}"
                            + $"{(notEstimable ? Count(look.NotEstimable) : Html.Empty)}</tr>\n"
                    )
            )
        );

        Html Count(long count) => Cell(MonteCarloEstimate.OfCount(count, cell.Tally.Trials)?.Estimate * 100, 2);
    }

    static Html Mean(SampleMoments moments) => Cell(moments.Mean?.Estimate, 1);

    static Html Cell(double? value, int decimals) =>
        Html.Of($"<td class=\"n\">{(value is { } one ? EstimateColumn.Number(one, decimals) : "\u2013")}</td>");

    static Html Months(MonthHistogram months) =>
        months.Percentile(0.5) is { } median
            ? Html.Of(
                $"<td class=\"n\">{EstimateColumn.Number(median, 1)} <span "
                    + $"class=\"interval\">({EstimateColumn.Number(months.Percentile(0.05)!.Value, 1)}"
                    + $"\u2013{EstimateColumn.Number(months.Percentile(0.95)!.Value, 1)})</span></td>"
            )
            : Cell(null, 1);

    static string Notes(bool notEstimable) =>
        "Reached, efficacy and futility: the trials that made the look, and those that it stopped, "
            + "of all trials of the combination; at the final look, futility counts those at or below its futility bound if it "
            + "has one. Events, participants and months: of the trials that made the look. "
        + (notEstimable ? "No statistic: the arms were never at risk together, so that the look could not stop the trial. " : "")
        + "\u2013: no trial made the look.";
}
