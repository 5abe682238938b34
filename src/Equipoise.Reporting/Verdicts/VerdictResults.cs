using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Verdicts;

/// <summary>An endpoint held against the standard of evidence that the design set in advance.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record VerdictResults(string Endpoint) : AnalysisResults($"{Endpoint}.Verdict")
{
    /// <summary>The verdict in words: met, not met, not yet, not tested.</summary>
    public ResultRef Verdict => At("verdict");

    /// <summary>The events observed in both arms.</summary>
    public ResultRef Events => At("events");

    /// <summary>The events that the design plans for the final analysis.</summary>
    public ResultRef PlannedEvents => At("plannedEvents");

    /// <summary>Which look of the plan this analysis is.</summary>
    public ResultRef Look => At("look");

    /// <summary>How many looks the plan has.</summary>
    public ResultRef Looks => At("looks");

    /// <summary>The two-sided P value that had to be reached at this analysis, or will have to be at the final one.</summary>
    public ResultRef Level => At("levelTwoSided");

    /// <summary>The same as a bound for Z.</summary>
    public ResultRef BoundZ => At("boundZ");

    /// <summary>The statistic that is held against it, above 0 in favor of experimental.</summary>
    public ResultRef Z => At("z");

    /// <summary>The hazard ratio that was to be ruled out.</summary>
    public ResultRef Margin => At("margin");

    /// <summary>The upper limit of the hazard ratio at the level of this analysis, to be below the margin.</summary>
    public ResultRef UpperLimit => At("upperLimit");

    /// <summary>The hazard ratio that Z stands for, with limits that hold at all looks together.</summary>
    public IntervalRef Repeated => Interval("repeatedHazardRatio", "repeatedLower", "repeatedUpper");

    /// <summary>The one-sided P value in the stage-wise ordering of the looks.</summary>
    public ResultRef StagewiseP => At("stagewiseP");

    /// <summary>The median-unbiased hazard ratio in that ordering, with its limits.</summary>
    public IntervalRef Adjusted => Interval("adjustedHazardRatio", "adjustedLower", "adjustedUpper");
}
