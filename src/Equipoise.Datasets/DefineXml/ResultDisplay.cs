namespace Equipoise.Datasets.DefineXml;

/// <summary>A table or figure of a report (arm:ResultDisplay of Analysis Results Metadata 1.0).</summary>
public sealed record ResultDisplay : DefineDef
{
    /// <summary>Such as "Table 14.2.1".</summary>
    public required string Name { get; init; }

    /// <summary>Its title.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>Where it is.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];

    /// <summary>The results that it shows.</summary>
    public IReadOnlyList<AnalysisResultDef> Results { get; init; } = [];
}

/// <summary>A result and how it was found (arm:AnalysisResult).</summary>
public sealed record AnalysisResultDef : DefineDef
{
    /// <summary>The variable that names the parameter, such as PARAMCD; "" for none.</summary>
    public string ParameterOid { get; init; } = "";

    /// <summary>Why it was found, such as "SPECIFIED IN PROTOCOL".</summary>
    public required string Reason { get; init; }

    /// <summary>What for, such as "PRIMARY OUTCOME MEASURE".</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>The rows and variables that it was found from.</summary>
    public IReadOnlyList<AnalysisDataset> Datasets { get; init; } = [];

    /// <summary>The comment on how they are joined; "" for none.</summary>
    public string DatasetsCommentOid { get; init; } = "";

    /// <summary>How it was found, in words; null where nothing is said.</summary>
    public AnalysisDocumentation? Documentation { get; init; }

    /// <summary>How it was found, as a program; null where nothing is said.</summary>
    public ProgrammingCode? Code { get; init; }
}

/// <summary>Rows and variables of one data set (arm:AnalysisDataset).</summary>
public sealed record AnalysisDataset : DefinePart
{
    /// <summary>The data set.</summary>
    public required string ItemGroupOid { get; init; }

    /// <summary>Which rows; "" for all.</summary>
    public string WhereClauseOid { get; init; } = "";

    /// <summary>Which variables were analyzed.</summary>
    public IReadOnlyList<string> VariableOids { get; init; } = [];
}

/// <summary>How a result was found, in words (arm:Documentation).</summary>
public sealed record AnalysisDocumentation : DefinePart
{
    /// <summary>The words.</summary>
    public IReadOnlyList<Translation> Description { get; init; } = [];

    /// <summary>Where more is said.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];
}

/// <summary>How a result was found, as a program (arm:ProgrammingCode).</summary>
public sealed record ProgrammingCode : DefinePart
{
    /// <summary>The language, such as "SAS 9.4"; "" where that is not said.</summary>
    public string Context { get; init; } = "";

    /// <summary>The program, or the part that matters; "" where it is in documents only.</summary>
    public string Code { get; init; } = "";

    /// <summary>Where the program is.</summary>
    public IReadOnlyList<DocumentRef> Documents { get; init; } = [];
}
