namespace Equipoise.Datasets.DefineXml;

/// <summary>A Define-XML document: what the data sets of a study are, for machines.</summary>
/// <remarks>
/// Source: CDISC Define-XML 2.1 and Analysis Results Metadata 1.0 for it. Members have the names and the order of its
/// elements; an attribute that is not there is "", null or false.
/// </remarks>
public sealed record Define : DefineDef
{
    /// <summary>The name of the file for machines.</summary>
    public required string FileOid { get; init; }

    /// <summary>When it was made, in ISO 8601 as it was written.</summary>
    public required string Created { get; init; }

    /// <summary>When the data were as they are, in ISO 8601; "" where that is not said.</summary>
    public string AsOf { get; init; } = "";

    /// <summary>Who made it; "" where that is not said.</summary>
    public string Originator { get; init; } = "";

    /// <summary>The program that made it; "" where that is not said.</summary>
    public string SourceSystem { get; init; } = "";

    /// <summary>The version of that program; "" where that is not said.</summary>
    public string SourceSystemVersion { get; init; } = "";

    /// <summary>"Submission" where a regulator gets it, else "Other".</summary>
    public string Context { get; init; } = "Other";

    /// <summary>Attributes of the whole file that Define-XML does not know.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FileExtensions { get; init; } = [];

    /// <summary>The name of the study for machines.</summary>
    public required string StudyOid { get; init; }

    /// <summary>The short name of the study.</summary>
    public required string StudyName { get; init; }

    /// <summary>What the study is.</summary>
    public string StudyDescription { get; init; } = "";

    /// <summary>The sponsor's name of the protocol.</summary>
    public string ProtocolName { get; init; } = "";

    /// <summary>What people call this version of the metadata.</summary>
    public required string Name { get; init; }

    /// <summary>More about it; "" where nothing is said.</summary>
    public string Description { get; init; } = "";

    /// <summary>The comment on it; "" for none.</summary>
    public string CommentOid { get; init; } = "";

    /// <summary>The version of Define-XML that it follows.</summary>
    public string Version { get; init; } = "2.1.0";

    /// <summary>The standards that the data follow.</summary>
    public IReadOnlyList<DefineStandard> Standards { get; init; } = [];

    /// <summary>The case report form with the names of variables on it.</summary>
    public IReadOnlyList<DocumentRef> AnnotatedCrf { get; init; } = [];

    /// <summary>Other documents, such as the reviewer's guide.</summary>
    public IReadOnlyList<DocumentRef> SupplementalDocuments { get; init; } = [];

    /// <summary>Value level metadata.</summary>
    public IReadOnlyList<ValueListDef> ValueLists { get; init; } = [];

    /// <summary>Conditions on rows.</summary>
    public IReadOnlyList<WhereClauseDef> WhereClauses { get; init; } = [];

    /// <summary>The data sets.</summary>
    public IReadOnlyList<ItemGroupDef> ItemGroups { get; init; } = [];

    /// <summary>The variables of all data sets, and the definitions of value lists.</summary>
    public IReadOnlyList<ItemDef> Items { get; init; } = [];

    /// <summary>The lists of values.</summary>
    public IReadOnlyList<CodeListDef> CodeLists { get; init; } = [];

    /// <summary>How values are derived.</summary>
    public IReadOnlyList<MethodDef> Methods { get; init; } = [];

    /// <summary>Comments.</summary>
    public IReadOnlyList<CommentDef> Comments { get; init; } = [];

    /// <summary>Files.</summary>
    public IReadOnlyList<Leaf> Leaves { get; init; } = [];

    /// <summary>Tables and figures, and how their results were found.</summary>
    public IReadOnlyList<ResultDisplay> ResultDisplays { get; init; } = [];

    /// <summary>The document of data sets of SDTM or ADaM.</summary>
    /// <remarks>
    /// Class, structure, keys, origins and code lists are those of the standards; types, lengths and the values of code lists
    /// are those that the data have. Origins of analysis data sets, methods, comments and value level are for the caller to
    /// add.
    /// </remarks>
    /// <param name="study">What is not in the data sets.</param>
    /// <param name="datasets">The data sets, each of which is read once.</param>
    /// <exception cref="DataException">Data sets are not known to the standards; all are listed.</exception>
    public static Define Of(DefineStudy study, IReadOnlyList<Dataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(datasets);
        return DefineDraft.Of(study, datasets);
    }
}
