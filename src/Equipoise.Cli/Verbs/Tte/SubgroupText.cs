using Equipoise.Cli.Terminal;
using Spectre.Console;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Hazard ratios of subgroups for people.</summary>
sealed class SubgroupText(TteAnalysis analysis, TteSubgroups subgroups, Printed printed, IAnsiConsole console)
{
    public void Write()
    {
        var arms = analysis.Data.Arm!.Levels;
        var table = PrintedTable.Columns(
            "Subgroup",
            $"Events/n, {arms[1]}",
            $"Events/n, {arms[0]}",
            $"HR ({printed.Limits})",
            "p for interaction"
        );
        table.Row([.. Cells("All", subgroups.All), ""]);
        foreach (var factor in subgroups.Factors)
        {
            table.Row(factor.Column, "", "", "", printed.PValue(factor.Interaction?.PValue));
            foreach (var level in factor.Levels)
                table.Row([.. Cells($"  {level.Level}", level), ""]);
        }
        console.Write(table);
        console.WriteLine(
            $"Hazard ratios of {arms[1]} against {arms[0]} in each subgroup, of the arm alone"
                + $"{(analysis.Data.Strata.Length > 0 ? " with the strata" : "")}; interaction by likelihood ratio, among the "
                + "levels with an estimate."
        );
        console.WriteLine();
    }

    /// <summary>Events and participants of an arm.</summary>
    public static string Of((double Events, double Count) arm) => $"{Printed.Count(arm.Events)}/{Printed.Count(arm.Count)}";

    /// <summary>A hazard ratio with its limits.</summary>
    public static string Ratio(TteSubgroup level) =>
        CoxText.HazardRatio(level.Ratio?.Estimate, level.Ratio?.HazardRatio, level.Ratio?.Lower, level.Ratio?.Upper);

    static string[] Cells(string label, TteSubgroup level) => [label, Of(level.Arms[1]), Of(level.Arms[0]), Ratio(level)];
}
