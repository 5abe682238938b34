namespace Equipoise.Conformance.Rules;

/// <summary>One published rule of conformance, as its own YAML file states it.</summary>
/// <remarks>Source: the rule language of CDISC CORE (github.com/cdisc-org/cdisc-rules-engine, resources/schema).</remarks>
public sealed record Rule
{
    /// <summary>Its identifier, such as "CORE-000006".</summary>
    public required string Id { get; init; }

    /// <summary>What it says, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The standards that it is a rule of, such as SDTMIG 3.4; none when its file names none.</summary>
    public IReadOnlyList<RuleStandard> Standards { get; init; } = [];

    /// <summary>What its condition is asked of, in the words of the language, such as "Record Data".</summary>
    public string Type { get; init; } = "";

    /// <summary>What one finding is about.</summary>
    public Sensitivity Sensitivity { get; init; }

    /// <summary>Which data sets it is about.</summary>
    public Scope Scope { get; init; } = new();

    /// <summary>The data sets whose variables it reads beside those of the data set in scope.</summary>
    public IReadOnlyList<MatchDataset> Matches { get; init; } = [];

    /// <summary>What is worked out before the condition is asked, in order.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>The condition; a record that meets it breaks the rule. Null when the file has none that can be read.</summary>
    public Condition? Check { get; init; }

    /// <summary>What a finding says.</summary>
    public string Message { get; init; } = "";

    /// <summary>The variables that a finding shows; none for those of the condition.</summary>
    public IReadOnlyList<string> OutputVariables { get; init; } = [];

    /// <summary>The variables that make a group, where one finding is about a group.</summary>
    public IReadOnlyList<string> GroupingVariables { get; init; } = [];

    /// <summary>What the file asks for that cannot be read here, each in words; the rule is then not run.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];
}

/// <summary>A standard that a rule is of.</summary>
/// <param name="Name">Such as "SDTMIG".</param>
/// <param name="Version">Such as "3.4"; "" when not stated.</param>
public sealed record RuleStandard(string Name, string Version)
{
    /// <summary>Whether it is the one that somebody names, such as "SDTMIG" or "SDTMIG 3.4".</summary>
    public bool Is(string named) =>
        string.Equals(named, Name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(named, $"{Name} {Version}", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What one finding of a rule is about.</summary>
public enum Sensitivity
{
    /// <summary>A record.</summary>
    Record,

    /// <summary>A data set, however many of its records break the rule.</summary>
    Dataset,

    /// <summary>The records that share the values of some variables.</summary>
    Group,

    /// <summary>The study.</summary>
    Study,
}

/// <summary>The data sets that a rule is about. An empty list of what is included includes all.</summary>
public sealed record Scope
{
    /// <summary>Classes of the model, such as "EVENTS"; "ALL" for every class.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Classes left out.</summary>
    public IReadOnlyList<string> ClassesExcluded { get; init; } = [];

    /// <summary>Domains, such as "AE", "SUPP--" or "AP--"; "ALL" for every domain.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Domains left out.</summary>
    public IReadOnlyList<string> DomainsExcluded { get; init; } = [];

    /// <summary>Whether the parts of a domain that is split over files are looked at one by one; null when not stated.</summary>
    public bool? SplitDatasets { get; init; }

    /// <summary>Structures of analysis data sets, such as "BASIC DATA STRUCTURE".</summary>
    public IReadOnlyList<string> Structures { get; init; } = [];

    /// <summary>Structures left out.</summary>
    public IReadOnlyList<string> StructuresExcluded { get; init; } = [];
}

/// <summary>A data set that is joined to the one in scope.</summary>
/// <param name="Name">Its name, such as "DM"; "SUPP--" for the supplemental qualifiers at hand.</param>
/// <param name="Keys">The variables by which records meet.</param>
/// <param name="Child">Whether it is the data set in scope that hangs on another, named by its own RDOMAIN.</param>
/// <param name="KeepUnmatched">Whether a record without a partner stays (a left join).</param>
/// <param name="Wildcard">What stands for the prefix of a related domain in the rule's variables.</param>
public sealed record MatchDataset(string Name, IReadOnlyList<MatchKey> Keys, bool Child, bool KeepUnmatched, string Wildcard);

/// <summary>A variable by which two data sets are joined.</summary>
/// <param name="Left">Its name in the data set in scope.</param>
/// <param name="Right">Its name in the other.</param>
public sealed record MatchKey(string Left, string Right);

/// <summary>Something that is worked out before the condition is asked.</summary>
/// <param name="Id">The name of its result, such as "$visits".</param>
/// <param name="Operator">What, in the words of the rule language, such as "distinct".</param>
public sealed record Operation(string Id, string Operator)
{
    /// <summary>name: the variable; null when it needs none.</summary>
    public string? Name { get; init; }

    /// <summary>domain: the data set it is worked out of; null for the one in scope.</summary>
    public string? Domain { get; init; }

    /// <summary>group: the variables whose equal values get a result of their own.</summary>
    public IReadOnlyList<string> Group { get; init; } = [];

    /// <summary>group_aliases: the names of the same variables in the data set in scope, in the same order.</summary>
    public IReadOnlyList<string> GroupAliases { get; init; } = [];

    /// <summary>filter: variables and the values that records must have; a last "&amp;" or "%" stands for any end.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filter { get; init; } = [];

    /// <summary>value_is_reference: the values of the variable are names of variables of the related data set.</summary>
    public bool ValueIsReference { get; init; }

    /// <summary>key_name and key_value: which variables of the standard are meant, such as "role" and "Timing".</summary>
    public (string Name, string Value)? Key { get; init; }

    /// <summary>regex: the part of a grouping value that counts.</summary>
    public string? Regex { get; init; }

    /// <summary>subtract: the list that is taken away.</summary>
    public string? Subtract { get; init; }

    /// <summary>delimiter: what stands between the parts of a value.</summary>
    public string? Delimiter { get; init; }

    /// <summary>codelists or codelist: the code lists that are meant.</summary>
    public IReadOnlyList<string> Codelists { get; init; } = [];

    /// <summary>level: "codelist" or "term".</summary>
    public string Level { get; init; } = "term";

    /// <summary>returntype: "code", "value" or "pref_term".</summary>
    public string ReturnType { get; init; } = "value";

    /// <summary>domain_class: the class whose domains are asked for; null for all.</summary>
    public string? DomainClass { get; init; }
}
