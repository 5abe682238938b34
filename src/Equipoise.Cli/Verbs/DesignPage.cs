using System.Text;
using Equipoise.Datasets;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Reporting.Planning;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Cli.Verbs;

/// <summary>The page of <c>design --report</c>.</summary>
static class DesignPage
{
    /// <summary>Writes it; or gives the problems for which there is none.</summary>
    public static IReadOnlyList<string> Write(
        string path,
        TrialProtocol protocol,
        TrialDesign design,
        FormulaCheck? check,
        string? test,
        SimulationRun? simulation
    )
    {
        var plan = new PlannedTrial(protocol, design) { Check = check, CheckedTest = test, Seed = simulation?.Seed ?? 0 };
        switch (SampleSizePage.Render(plan))
        {
            case ReportOutcome.Refused refused:
                return [.. refused.Problems.Select(problem => $"{path}: {problem}")];
            case ReportOutcome.Written { Text: var text }:
                WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
                break;
        }
        return [];
    }
}
