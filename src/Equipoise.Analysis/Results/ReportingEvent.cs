namespace Equipoise.Analysis.Results;

/// <summary>All results of one analysis of one trial, in the shape of CDISC's Analysis Results Standard (ARS v1).</summary>
/// <remarks>
/// Every number has an address, <c>analysis/operation[grouping=group;…]</c>, such as
/// <c>PFS.Cox/hazardRatio[arm=palbociclib]</c>: groupings in the order of the analysis, no brackets when there is no group.
/// Tables, figures and sentences quote by address; a number that has none is not printed.
/// </remarks>
public sealed class ReportingEvent
{
    readonly Dictionary<string, OperationResult> byAddress = [];

    /// <summary>These results.</summary>
    /// <exception cref="ArgumentException">Two results have one address.</exception>
    public ReportingEvent(
        Provenance provenance,
        IReadOnlyList<Convention> conventions,
        IReadOnlyList<AnalysisSet> sets,
        IReadOnlyList<Grouping> groupings,
        IReadOnlyList<NamedAnalysis> analyses
    )
    {
        ArgumentNullException.ThrowIfNull(analyses);
        (Provenance, Conventions, Sets, Groupings, Analyses) = (provenance, conventions, sets, groupings, analyses);
        foreach (var analysis in analyses)
            foreach (var result in analysis.Results)
                if (!byAddress.TryAdd(analysis.AddressOf(result), result))
                    throw new ArgumentException($"Two results at {analysis.AddressOf(result)}.", nameof(analyses));
    }

    /// <summary>From what, by what and under which promise the results were computed.</summary>
    public Provenance Provenance { get; }

    /// <summary>Every convention on which a number depends, to be printed with it.</summary>
    public IReadOnlyList<Convention> Conventions { get; }

    /// <summary>The analysis sets with their definitions.</summary>
    public IReadOnlyList<AnalysisSet> Sets { get; }

    /// <summary>The groupings by which results are split, with the groups in display order.</summary>
    public IReadOnlyList<Grouping> Groupings { get; }

    /// <summary>The analyses, primary endpoint first.</summary>
    public IReadOnlyList<NamedAnalysis> Analyses { get; }

    /// <summary>The parts of the records to which analyses are confined.</summary>
    public IReadOnlyList<DataSubset> Subsets { get; init; } = [];

    /// <summary>The tables and figures of the report; none before it was written.</summary>
    public IReadOnlyList<ReportOutput> Outputs { get; init; } = [];

    /// <summary>The same with other conventions, groupings and analyses.</summary>
    public ReportingEvent With(
        IReadOnlyList<Convention> conventions,
        IReadOnlyList<Grouping> groupings,
        IReadOnlyList<NamedAnalysis> analyses
    ) => new(Provenance, conventions, Sets, groupings, analyses) { Subsets = Subsets, Outputs = Outputs };

    /// <summary>The same as a report shows it.</summary>
    /// <param name="outputs">Its tables and figures.</param>
    public ReportingEvent ShownIn(IReadOnlyList<ReportOutput> outputs) =>
        new(Provenance, Conventions, Sets, Groupings, Analyses) { Subsets = Subsets, Outputs = outputs };

    /// <summary>The analysis of that id; null when it was not done.</summary>
    public NamedAnalysis? Find(string analysisId) => Analyses.FirstOrDefault(analysis => analysis.Id == analysisId);

    /// <summary>The result at that address; null when there is none.</summary>
    public OperationResult? At(string address) => byAddress.GetValueOrDefault(address);

    /// <summary>The grouping of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Grouping Grouping(string id) =>
        Groupings.FirstOrDefault(grouping => grouping.Id == id)
        ?? throw new KeyNotFoundException($"No grouping '{id}'; there are: {string.Join(", ", Groupings.Select(g => g.Id))}.");
}

/// <summary>From what, by what and under which promise results were computed.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="ProtocolVersion">The protocol version that asked for them.</param>
/// <param name="ProtocolSha256">The hash of that protocol file.</param>
/// <param name="Program">Name and version of the program.</param>
/// <param name="Cutoff">The data cutoff; null when the data do not say.</param>
/// <param name="Synthetic">Whether the participants are virtual. Every page then says so.</param>
/// <param name="Data">The data sets that were read, with their hashes.</param>
public sealed record Provenance(
    string TrialId,
    string ProtocolVersion,
    string ProtocolSha256,
    string Program,
    DateOnly? Cutoff,
    bool Synthetic,
    IReadOnlyList<DataSource> Data
);

/// <summary>A data set that was read.</summary>
/// <param name="Name">Its name, such as "ADTTE".</param>
/// <param name="File">The file it came from; null when it was derived in memory.</param>
/// <param name="Rows">Its row count.</param>
/// <param name="Sha256">The hash of its content.</param>
public sealed record DataSource(string Name, string? File, int Rows, string Sha256);

/// <summary>A choice on which numbers depend, such as "Ties: Efron".</summary>
/// <param name="Id">Its key, such as "PFS.ties".</param>
/// <param name="Applies">The analysis ids, or their common prefix, to which it applies.</param>
/// <param name="Text">The sentence printed under an output.</param>
public sealed record Convention(string Id, string Applies, string Text);

/// <summary>A set of participants, with the rule that defines it.</summary>
/// <param name="Id">Such as "FAS" or "SAF".</param>
/// <param name="Label">Such as "Full analysis set".</param>
/// <param name="Definition">The rule in words.</param>
/// <param name="Dataset">Where the flag is, such as "ADSL".</param>
/// <param name="Variable">The flag, such as "FASFL".</param>
public sealed record AnalysisSet(string Id, string Label, string Definition, string Dataset, string Variable);

/// <summary>A way of splitting participants or records.</summary>
/// <param name="Id">Such as "arm" or "grade".</param>
/// <param name="Label">Such as "Arm" or "Worst grade".</param>
/// <param name="Dataset">The data set of the variable; "" when it is made by the analysis.</param>
/// <param name="Variable">The variable; "" when it is made by the analysis.</param>
/// <param name="Groups">The groups in display order.</param>
public sealed record Grouping(string Id, string Label, string Dataset, string Variable, IReadOnlyList<Group> Groups);

/// <summary>One group of a grouping.</summary>
/// <param name="Id">Its id, used in addresses.</param>
/// <param name="Label">Its printed name.</param>
public sealed record Group(string Id, string Label);

/// <summary>One analysis: a method applied to a variable of a data set in an analysis set.</summary>
/// <param name="Id">Such as "PFS.Cox".</param>
/// <param name="Name">What it answers, in words.</param>
/// <param name="Method">The method, such as "Stratified Cox regression".</param>
/// <param name="Dataset">Such as "ADTTE".</param>
/// <param name="Variable">Such as "AVAL".</param>
/// <param name="SetId">The analysis set.</param>
/// <param name="Groupings">Ids of the groupings that its addresses use, in order.</param>
/// <param name="Results">Its results.</param>
public sealed record NamedAnalysis(
    string Id,
    string Name,
    string Method,
    string Dataset,
    string Variable,
    string SetId,
    IReadOnlyList<string> Groupings,
    IReadOnlyList<OperationResult> Results
)
{
    /// <summary>The part of the records to which it is confined; "" for all of its data set.</summary>
    public string SubsetId { get; init; } = "";

    /// <summary>The address of one of its results.</summary>
    public string AddressOf(OperationResult result) => Address.Of(Id, result.Operation, result.Groups);
}

/// <summary>One number (or one word such as a status) with its printed form.</summary>
/// <param name="Operation">Such as "hazardRatio", "median", "count", "percent".</param>
/// <param name="Groups">The groups that it is about, in the order of the analysis's groupings; those that do not apply are left
/// out.</param>
/// <param name="Raw">The number at full precision, in percent where it is printed in percent; null when it cannot be
/// estimated.</param>
/// <param name="Formatted">The number as printed everywhere; "NE" when it cannot be estimated.</param>
public sealed record OperationResult(string Operation, IReadOnlyList<ResultGroup> Groups, double? Raw, string Formatted)
{
    /// <summary>Whether the number could be estimated.</summary>
    public bool IsEstimable => Raw is not null;
}

/// <summary>The group of a grouping that a result is about.</summary>
/// <param name="Grouping">The grouping's id.</param>
/// <param name="Group">The group's id.</param>
public sealed record ResultGroup(string Grouping, string Group);

/// <summary>How addresses of results are written.</summary>
public static class Address
{
    /// <summary>The address of an operation of an analysis in these groups.</summary>
    public static string Of(string analysisId, string operation, IReadOnlyList<ResultGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count == 0
            ? $"{analysisId}/{operation}"
            : $"{analysisId}/{operation}[{string.Join(";", groups.Select(group => $"{group.Grouping}={group.Group}"))}]";
    }
}
