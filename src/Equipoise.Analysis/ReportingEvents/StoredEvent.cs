using Equipoise.Analysis.Results;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>
/// A reporting event of another house as it is stored (CDISC's Analysis Results Standard v1): what was to be computed, and what
/// came out.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Rules">The rules of its analysis sets, data subsets and groups, by id.</param>
/// <param name="Groupings">Its groupings, by id.</param>
/// <param name="Methods">Its methods, by id.</param>
/// <param name="Analyses">Its analyses, in their order.</param>
sealed record StoredEvent(
    string Id,
    IReadOnlyDictionary<string, WhereClause> Rules,
    IReadOnlyDictionary<string, StoredGrouping> Groupings,
    IReadOnlyDictionary<string, StoredMethod> Methods,
    IReadOnlyList<StoredAnalysis> Analyses
);

/// <summary>A grouping.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Dataset">The data set of its variable.</param>
/// <param name="Variable">Its variable.</param>
/// <param name="Groups">Its groups, in order; none where each value of the variable is a group.</param>
sealed record StoredGrouping(string Id, string Dataset, string Variable, IReadOnlyList<StoredGroup> Groups);

/// <summary>A group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rule">Its rule; null where it has none.</param>
sealed record StoredGroup(string Id, WhereClause? Rule);

/// <summary>A method.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Words">Its name, description and label, by which it is recognized.</param>
/// <param name="Operations">Its operations.</param>
sealed record StoredMethod(string Id, string Words, IReadOnlyList<StoredOperation> Operations);

/// <summary>An operation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Words">Its name, description and label, by which it is recognized.</param>
/// <param name="Numerator">The id of the relationship that names its numerator, with the operation; null for none.</param>
/// <param name="Denominator">The same of its denominator.</param>
sealed record StoredOperation(string Id, string Words, StoredRole? Numerator, StoredRole? Denominator);

/// <summary>The part that another operation has in one.</summary>
/// <param name="Id">The id of the relationship.</param>
/// <param name="Operation">The id of the operation.</param>
/// <param name="Analysis">The analysis where every analysis has the same; else null.</param>
sealed record StoredRole(string Id, string Operation, string? Analysis);

/// <summary>An analysis.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The id of its method.</param>
/// <param name="Dataset">Its data set.</param>
/// <param name="Variable">Its variable.</param>
/// <param name="Set">The id of its analysis set; "" for everyone.</param>
/// <param name="Subset">The id of its data subset; "" for all records.</param>
/// <param name="Groupings">The ids of its groupings, in order.</param>
/// <param name="References">The analysis of each relationship, by the id of the relationship.</param>
/// <param name="Results">What came out.</param>
sealed record StoredAnalysis(
    string Id,
    string Method,
    string Dataset,
    string Variable,
    string Set,
    string Subset,
    IReadOnlyList<string> Groupings,
    IReadOnlyDictionary<string, string> References,
    IReadOnlyList<StoredResult> Results
);

/// <summary>A result.</summary>
/// <param name="Operation">The id of the operation.</param>
/// <param name="Groups">Of whom.</param>
/// <param name="Raw">The raw value as text; "" where there is none.</param>
sealed record StoredResult(string Operation, IReadOnlyList<StoredResultGroup> Groups, string Raw);

/// <summary>The group of a grouping.</summary>
/// <param name="Grouping">The id of the grouping.</param>
/// <param name="Group">The id of the group; null where a value is named, or the groups are compared.</param>
/// <param name="Value">The value of the variable, in a grouping that the data make; else null.</param>
sealed record StoredResultGroup(string Grouping, string? Group, string? Value)
{
    /// <summary>Whether the result is about one group of it, and not about all of them.</summary>
    public bool Confines => Group is not null || Value is not null;
}
