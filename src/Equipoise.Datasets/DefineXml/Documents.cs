namespace Equipoise.Datasets.DefineXml;

/// <summary>A standard that the data follow (def:Standard).</summary>
public sealed record DefineStandard : DefineDef
{
    /// <summary>Such as "SDTMIG", "ADaMIG" or "CDISC/NCI".</summary>
    public required string Name { get; init; }

    /// <summary>"IG" for an implementation guide, "CT" for terminology.</summary>
    public required string Type { get; init; }

    /// <summary>Of terminology, for which standard it was published, such as "SDTM"; "" of others.</summary>
    public string PublishingSet { get; init; } = "";

    /// <summary>Such as "3.4", or the date of a terminology.</summary>
    public required string Version { get; init; }

    /// <summary>Such as "Final".</summary>
    public string Status { get; init; } = "Final";

    /// <summary>The comment on it; "" for none.</summary>
    public string CommentOid { get; init; } = "";
}

/// <summary>A file that belongs to the document (def:leaf).</summary>
public sealed record Leaf : DefinePart
{
    /// <summary>Its name for the machine, unique in the document.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is, seen from the document, such as "dm.xpt".</summary>
    public required string Href { get; init; }

    /// <summary>What people call it.</summary>
    public string Title { get; init; } = "";
}

/// <summary>A place in a file (def:DocumentRef).</summary>
public sealed record DocumentRef : DefinePart
{
    /// <summary>The <see cref="Leaf"/> of the file.</summary>
    public required string LeafId { get; init; }

    /// <summary>The pages; none for the file as a whole.</summary>
    public IReadOnlyList<PageRef> Pages { get; init; } = [];
}

/// <summary>Pages of a PDF file (def:PDFPageRef).</summary>
public sealed record PageRef : DefinePart
{
    /// <summary>"PhysicalRef" for numbers of pages, "NamedDestination" for names of places.</summary>
    public required string Type { get; init; }

    /// <summary>The pages, parted by blanks; "" where they are a range.</summary>
    public string Pages { get; init; } = "";

    /// <summary>The first page of a range.</summary>
    public int? First { get; init; }

    /// <summary>The last page of a range.</summary>
    public int? Last { get; init; }

    /// <summary>What to call them; "" for nothing.</summary>
    public string Title { get; init; } = "";
}

/// <summary>A comment that others refer to (def:CommentDef).</summary>
public sealed record CommentDef : DefineDef
{
    /// <summary>The comment.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>Where more is said.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];
}

/// <summary>How values are derived (MethodDef).</summary>
public sealed record MethodDef : DefineDef
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>"Computation" or "Imputation".</summary>
    public string Type { get; init; } = "Computation";

    /// <summary>How, in words.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>How, in programs.</summary>
    public IReadOnlyList<FormalExpression> Expressions { get; init; } = [];

    /// <summary>Other names.</summary>
    public IReadOnlyList<DefineAlias> Aliases { get; init; } = [];

    /// <summary>Where more is said.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];
}

/// <summary>A method as a program.</summary>
/// <param name="Context">The language, such as "SAS 9.4".</param>
/// <param name="Code">The program.</param>
public readonly record struct FormalExpression(string Context, string Code);
