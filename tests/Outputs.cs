
using Equipoise.Analysis;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Tests;

/// <summary>Short ways to what an analysis gave.</summary>
static class Outputs
{
    public static AnalysisOutput Analyzed(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data) =>
        TrialAnalysis.Analyze(protocol, data) switch
        {
            AnalysisOutcome.Completed completed => completed.Output,
            AnalysisOutcome.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Problems)),
            _ => throw new InvalidOperationException("No outcome."),
        };

    public static IReadOnlyList<DataProblem> Problems(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data) =>
        TrialAnalysis.Analyze(protocol, data).ShouldBeOfType<AnalysisOutcome.Rejected>().Problems;

    public static OperationResult ShouldHave(this AnalysisOutput output, string address) =>
        output.Results.At(address) ?? throw new ShouldAssertException($"Nothing at {address}.");

    public static string Printed(this AnalysisOutput output, string address) => output.ShouldHave(address).Formatted;

    public static double Raw(this AnalysisOutput output, string address) => output.ShouldHave(address).Raw.ShouldNotBeNull(address);

    public static Table Dataset(this AnalysisOutput output, string name) => output.Datasets.Single(table => table.Name == name);
}
