using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis;

/// <summary>What came of an analysis: every result, or every reason why there is none.</summary>
public abstract record AnalysisOutcome
{
    AnalysisOutcome() { }

    /// <summary>The data could be analyzed.</summary>
    /// <param name="Output">Results, curves and analysis data sets.</param>
    public sealed record Completed(AnalysisOutput Output) : AnalysisOutcome;

    /// <summary>The data could not be analyzed as the protocol demands.</summary>
    /// <param name="Problems">All problems found, in the order of the data sets.</param>
    public sealed record Rejected(IReadOnlyList<DataProblem> Problems) : AnalysisOutcome;
}
