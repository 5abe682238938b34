namespace Equipoise.Analysis;

/// <summary>What an analysis is told beside protocol and data; none of it changes a number.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Name and version of the calling program, printed with the results.</summary>
    public string Program { get; init; } = $"Equipoise {typeof(AnalysisOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>What stands for the file of a data set that was given without one.</summary>
    public const string InMemory = "given in memory";

    /// <summary>The file each data set was read from, by upper-case data set name, for the record of provenance.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
