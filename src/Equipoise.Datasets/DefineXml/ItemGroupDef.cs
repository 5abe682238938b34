namespace Equipoise.Datasets.DefineXml;

/// <summary>A data set (ItemGroupDef).</summary>
public sealed record ItemGroupDef : DefineDef
{
    /// <summary>Such as "DM".</summary>
    public required string Name { get; init; }

    /// <summary>The domain of SDTM that it belongs to; "" for none.</summary>
    public string Domain { get; init; } = "";

    /// <summary>What the file calls it; "" where that is not said.</summary>
    public string SasDatasetName { get; init; } = "";

    /// <summary>Whether a participant may have several rows.</summary>
    public required bool IsRepeating { get; init; }

    /// <summary>Whether it is of no participant; null where that is not said.</summary>
    public bool? IsReferenceData { get; init; }

    /// <summary>"Tabulation" or "Analysis".</summary>
    public string Purpose { get; init; } = "";

    /// <summary>What a row is, such as "One record per subject".</summary>
    public required string Structure { get; init; }

    /// <summary>The <see cref="Leaf"/> of its file; "" where none is named.</summary>
    public string ArchiveLocationId { get; init; } = "";

    /// <summary>The standard that it follows; "" where none is named.</summary>
    public string StandardOid { get; init; } = "";

    /// <summary>Whether no standard has it.</summary>
    public bool IsNonStandard { get; init; }

    /// <summary>Whether it has no rows, and so no file.</summary>
    public bool HasNoData { get; init; }

    /// <summary>The comment on it; "" for none.</summary>
    public string CommentOid { get; init; } = "";

    /// <summary>Its label.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>Its variables.</summary>
    public IReadOnlyList<ItemRef> Items { get; init; } = [];

    /// <summary>Other names, such as what the domain of a split data set is.</summary>
    public IReadOnlyList<DefineAlias> Aliases { get; init; } = [];

    /// <summary>Its class, such as "FINDINGS"; null where that is not said.</summary>
    public ItemGroupClass? Class { get; init; }

    /// <summary>Its file; null for none.</summary>
    public Leaf? Leaf { get; init; }
}

/// <summary>The class of a data set (def:Class).</summary>
public sealed record ItemGroupClass : DefinePart
{
    /// <summary>Such as "BASIC DATA STRUCTURE".</summary>
    public required string Name { get; init; }

    /// <summary>Such as "TIME-TO-EVENT".</summary>
    public IReadOnlyList<ItemGroupSubClass> SubClasses { get; init; } = [];
}

/// <summary>A class within a class (def:SubClass).</summary>
/// <param name="Name">Such as "TIME-TO-EVENT".</param>
/// <param name="Parent">The class that it is within; "" where that is not said.</param>
public readonly record struct ItemGroupSubClass(string Name, string Parent);

/// <summary>A variable in a data set, or a definition in a value list (ItemRef).</summary>
public sealed record ItemRef : DefinePart
{
    /// <summary>The definition.</summary>
    public required string ItemOid { get; init; }

    /// <summary>Whether every row has a value.</summary>
    public required bool IsMandatory { get; init; }

    /// <summary>Its place, from 1; null where the order of elements says it.</summary>
    public int? OrderNumber { get; init; }

    /// <summary>Its place among the keys, from 1; null when it is none.</summary>
    public int? KeySequence { get; init; }

    /// <summary>How it is derived; "" where nothing is said.</summary>
    public string MethodOid { get; init; } = "";

    /// <summary>What SDTM calls its role, such as "Topic"; "" for none.</summary>
    public string Role { get; init; } = "";

    /// <summary>The list of roles; "" for none.</summary>
    public string RoleCodeListOid { get; init; } = "";

    /// <summary>Whether no standard has it.</summary>
    public bool IsNonStandard { get; init; }

    /// <summary>Whether it has no values.</summary>
    public bool HasNoData { get; init; }

    /// <summary>Of a value list, when the definition holds: where one of these does.</summary>
    public IReadOnlyList<string> WhereClauseOids { get; init; } = [];
}

/// <summary>A variable, or values of one (ItemDef).</summary>
public sealed record ItemDef : DefineDef
{
    /// <summary>Such as "AGE".</summary>
    public required string Name { get; init; }

    /// <summary>The type in the words of Define-XML, such as "text", "integer" or "partialDate".</summary>
    public required string DataType { get; init; }

    /// <summary>The most characters or digits; null where there is none, as of dates.</summary>
    public int? Length { get; init; }

    /// <summary>The digits behind the point; null where there are none.</summary>
    public int? SignificantDigits { get; init; }

    /// <summary>What the file calls it; "" where that is not said.</summary>
    public string SasFieldName { get; init; } = "";

    /// <summary>How SAS shows it, such as "DATE9."; "" where nothing is said.</summary>
    public string DisplayFormat { get; init; } = "";

    /// <summary>The comment on it; "" for none.</summary>
    public string CommentOid { get; init; } = "";

    /// <summary>Its label.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>The list of its values; "" for none.</summary>
    public string CodeListOid { get; init; } = "";

    /// <summary>Other names.</summary>
    public IReadOnlyList<DefineAlias> Aliases { get; init; } = [];

    /// <summary>Where its values come from.</summary>
    public IReadOnlyList<Origin> Origins { get; init; } = [];

    /// <summary>What its values are depending on other variables; "" for no more than is said here.</summary>
    public string ValueListOid { get; init; } = "";
}

/// <summary>Where values come from (def:Origin).</summary>
public sealed record Origin : DefinePart
{
    /// <summary>Such as "Collected" or "Derived".</summary>
    public required string Type { get; init; }

    /// <summary>Who gave them, such as "Investigator"; "" where that is not said.</summary>
    public string Source { get; init; } = "";

    /// <summary>More, such as the variable that it was copied from.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>Where, such as pages of the annotated form.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];
}
