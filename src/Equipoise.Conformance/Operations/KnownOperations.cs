using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>The operations of the rule language that this engine knows, by name.</summary>
/// <remarks>Source: resources/schema/rule/Operations.md of cdisc-rules-engine. A rule that uses another is not run.</remarks>
public static class KnownOperations
{
    // Each gives its result as a variable; null when what it is about is not in the study.
    static readonly Dictionary<string, Func<Working, Variable?>> known = new()
    {
        ["distinct"] = Distinct.Of,
        ["record_count"] = Aggregates.Count,
        ["min"] = working => Aggregates.Of(working, Aggregates.Least),
        ["max"] = working => Aggregates.Of(working, Aggregates.Largest),
        ["min_date"] = working => Aggregates.Of(working, Aggregates.Earliest),
        ["max_date"] = working => Aggregates.Of(working, Aggregates.Latest),
        ["mean"] = working => Aggregates.Of(working, Aggregates.Mean),
        ["dy"] = StudyDay.Of,
        ["study_domains"] = Metadata.StudyDomains,
        ["dataset_names"] = Metadata.DatasetNames,
        ["get_column_order_from_dataset"] = Metadata.ColumnOrder,
        ["variable_count"] = Metadata.VariableCount,
        ["variable_exists"] = Metadata.VariableExists,
        ["variable_is_null"] = Metadata.VariableIsNull,
        ["extract_metadata"] = Metadata.Extract,
        ["minus"] = Metadata.Minus,
        ["split_by"] = Metadata.Split,
        ["get_model_column_order"] = Standard.ModelColumns,
        ["get_parent_model_column_order"] = Standard.ParentModelColumns,
        ["get_column_order_from_library"] = Standard.ModelColumns,
        ["get_model_filtered_variables"] = Standard.ModelFiltered,
        ["get_dataset_filtered_variables"] = Standard.DatasetFiltered,
        ["domain_label"] = Standard.DomainLabel,
        ["domain_is_custom"] = Standard.DomainIsCustom,
        ["related_domain_is_custom"] = Standard.RelatedDomainIsCustom,
        ["standard_domains"] = _ => Standard.Domains(),
        ["get_library_class_domains"] = Standard.ClassDomains,
    };

    static readonly Dictionary<string, Func<Working, Variable?>> ofTerminology = new()
    {
        ["codelist_terms"] = Codelists.Terms,
        ["codelist_extensible"] = Codelists.Extensible,
    };

    /// <summary>The names of all that are known.</summary>
    public static IReadOnlyCollection<string> Names => [.. known.Keys, .. ofTerminology.Keys];

    /// <summary>Whether an operation of that name is known.</summary>
    public static bool Knows(string name) => known.ContainsKey(name) || NeedsTerminology(name);

    /// <summary>Whether an operation of that name needs controlled terminology.</summary>
    public static bool NeedsTerminology(string name) => ofTerminology.ContainsKey(name);

    internal static Variable? Run(Working working) =>
        (known.GetValueOrDefault(working.Operation.Operator) ?? ofTerminology[working.Operation.Operator])(working);
}
