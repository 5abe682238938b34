namespace Equipoise.Datasets.DefineXml;

/// <summary>The values that variables may have (CodeList).</summary>
public sealed record CodeListDef : DefineDef
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its values, such as "text".</summary>
    public required string DataType { get; init; }

    /// <summary>The format of SAS that shows them; "" for none.</summary>
    public string SasFormatName { get; init; } = "";

    /// <summary>The terminology that it is from; "" where none is named.</summary>
    public string StandardOid { get; init; } = "";

    /// <summary>Whether no standard has it.</summary>
    public bool IsNonStandard { get; init; }

    /// <summary>The comment on it; "" for none.</summary>
    public string CommentOid { get; init; } = "";

    /// <summary>What it is.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>The values; none where they are in a dictionary.</summary>
    public IReadOnlyList<CodeListTerm> Terms { get; init; } = [];

    /// <summary>The dictionary that has them; null for none.</summary>
    public ExternalCodeList? External { get; init; }

    /// <summary>Other names, such as its code at the NCI.</summary>
    public IReadOnlyList<DefineAlias> Aliases { get; init; } = [];
}

/// <summary>A value that variables may have (CodeListItem, or EnumeratedItem where it stands for itself).</summary>
public sealed record CodeListTerm : DefinePart
{
    /// <summary>The value in the data.</summary>
    public required string CodedValue { get; init; }

    /// <summary>What it means; null where it stands for itself.</summary>
    public IReadOnlyList<Translation>? Decode { get; init; }

    /// <summary>Its place, from 1; null where the order of elements says it.</summary>
    public int? OrderNumber { get; init; }

    /// <summary>Its place in an order that has a meaning, as it is written; "" for none.</summary>
    public string Rank { get; init; } = "";

    /// <summary>Whether the sponsor added it to a list of the standard.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Other names, such as its code at the NCI.</summary>
    public IReadOnlyList<DefineAlias> Aliases { get; init; } = [];

    /// <summary>More about it.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];
}

/// <summary>A dictionary that others publish (ExternalCodeList).</summary>
public sealed record ExternalCodeList : DefinePart
{
    /// <summary>Such as "MedDRA".</summary>
    public string Dictionary { get; init; } = "";

    /// <summary>Such as "26.0".</summary>
    public string Version { get; init; } = "";

    /// <summary>Where it is; "" where that is not said.</summary>
    public string Href { get; init; } = "";
}
