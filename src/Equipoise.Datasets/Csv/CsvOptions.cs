namespace Equipoise.Datasets.Csv;

/// <summary>What a CSV file cannot say about itself.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The columns to read; null for all. Of the others only their cells are counted. Ignores case. A file that lacks one of
    /// them is read whole, so that the caller can say which columns there are. Names must be unique where they are asked for.
    /// </summary>
    public IReadOnlySet<string>? Columns { get; init; }

    /// <summary>Columns to read too where the file has them. Ignores case.</summary>
    public IReadOnlySet<string> ColumnsIfThere { get; init; } = new HashSet<string>();

    /// <summary>Columns to read as text although all their cells look like numbers, such as a site "101". Ignores case.</summary>
    public IReadOnlySet<string> TextColumns { get; init; } = new HashSet<string>();

    /// <summary>Columns that must be numbers: any other cell is reported with its line. Ignores case.</summary>
    public IReadOnlySet<string> NumberColumns { get; init; } = new HashSet<string>();

    /// <summary>
    /// Cells that mean missing in a column of text. None by default, because "NA" may be North America; R writes a missing
    /// factor as NA, so a caller that expects files from R says so here.
    /// </summary>
    public IReadOnlySet<string> MissingText { get; init; } = new HashSet<string>();

    /// <summary>
    /// Cells that mean missing in any column beside the empty one, such as "unknown" or -99. A number is meant by its value:
    /// -99 is
    /// also -99.0.
    /// </summary>
    public IReadOnlySet<string> Missing { get; init; } = new HashSet<string>();

    /// <summary>
    /// Whether columns have the types that SDTM and ADaM give to their names, where the cells alone would mislead: SITEID,
    /// AETOXGR, --DTC, --ORRES and their like are text although they may hold digits only; --STRESN, AVAL and their like are
    /// numbers although they may hold nothing.
    /// </summary>
    public bool Cdisc { get; init; }

    /// <summary>Whether numbers have a comma where others have a point: 1,5. A number with a point is then none.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// What stands between cells; null for what the first line shows: of comma, semicolon, tab and bar the one that it has most
    /// of outside quotes.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>
    /// What columns are, by name, where another file says it (Define-XML, a transport file): types, labels, lengths, formats.
    /// Columns that it does not name are taken as without it. A number that it calls a date may be written in ISO 8601.
    /// </summary>
    public DatasetSpec? Spec { get; init; }
}
