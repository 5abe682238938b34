namespace Equipoise.Datasets.DefineXml;

/// <summary>What the values of one variable are, depending on others: value level metadata (def:ValueListDef).</summary>
public sealed record ValueListDef : DefineDef
{
    /// <summary>What it is about.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>A definition for each case.</summary>
    public IReadOnlyList<ItemRef> Items { get; init; } = [];
}

/// <summary>A condition on rows (def:WhereClauseDef): all its checks hold.</summary>
public sealed record WhereClauseDef : DefineDef
{
    /// <summary>The comment on it, such as how data sets are joined; "" for none.</summary>
    public string CommentOid { get; init; } = "";

    /// <summary>The checks.</summary>
    public IReadOnlyList<RangeCheck> Checks { get; init; } = [];
}

/// <summary>A condition on one variable (RangeCheck).</summary>
public sealed record RangeCheck : DefinePart
{
    /// <summary>The variable.</summary>
    public required string ItemOid { get; init; }

    /// <summary>"EQ", "NE", "LT", "LE", "GT", "GE", "IN" or "NOTIN".</summary>
    public required string Comparator { get; init; }

    /// <summary>"Soft" or "Hard", which means nothing in a where clause and must be there.</summary>
    public string SoftHard { get; init; } = "Soft";

    /// <summary>The value that is compared with, or several.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
