using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;

namespace Equipoise.Analysis;

/// <summary>What an analysis leaves behind.</summary>
/// <param name="Results">Every number, by address.</param>
/// <param name="Curves">The survival curves, one per endpoint, for drawing: a curve is a data set, not a result.</param>
/// <param name="Datasets">The analysis data sets (ADSL, ADTTE, ADAE) that the numbers came from.</param>
public sealed record AnalysisOutput(ReportingEvent Results, IReadOnlyList<EndpointCurves> Curves, IReadOnlyList<Table> Datasets)
{
    /// <summary>Those of the data sets that were derived here; none where they were given, which nobody rewrites.</summary>
    public IReadOnlyList<Table> Derived { get; init; } = [];

    /// <summary>How target lesions changed, for drawing; null where that was not analyzed.</summary>
    public LesionCourses? Lesions { get; init; }

    /// <summary>How long participants were treated and followed, for drawing; null where a bar for each is not drawn.</summary>
    public TreatmentCourses? Courses { get; init; }

    /// <summary>What was found in the data that did not stop the analysis and ought to be looked at.</summary>
    public IReadOnlyList<DataFinding> Findings { get; init; } = [];
}
