namespace Equipoise.Datasets;

/// <summary>What may be said of a data set and its columns beside names and values.</summary>
[Flags]
enum Described
{
    None = 0,
    Labels = 1,
    Types = 1 << 1,
    TextLengths = 1 << 2,
    NumberLengths = 1 << 3,
    Formats = 1 << 4,
    Informats = 1 << 5,
    Justification = 1 << 6,
    Keys = 1 << 7,
    Oids = 1 << 8,
    Attributes = 1 << 9,
    Kind = 1 << 10,
    Modified = 1 << 11,
    All = (1 << 12) - 1,
}

/// <summary>Tells what a format has no place for, one finding for each kind, where a data set has it.</summary>
static class DescriptionLoss
{
    const int Named = 5;

    static readonly (Described Part, string Rule, string What, Func<DatasetSpec, ColumnSpec, bool> Has)[] ofColumns =
    [
        (Described.Labels, "label", "labels", (_, column) => column.Label.Length > 0),
        (Described.Types, "type", "these types", (_, column) => column.Type != TypeOfTwo(column)),
        (Described.TextLengths, "length", "lengths", (_, column) => !column.IsNumber && column.Length > 0),
        (
            Described.NumberLengths,
            "length of numbers",
            "the bytes of numbers",
            (_, column) => column.IsNumber && column.Length is not (0 or 8)
        ),
        (Described.Formats, "format", "formats", (_, column) => column.Format.Length > 0),
        (Described.Informats, "informat", "informats", (_, column) => column.Informat.Length > 0),
        (Described.Justification, "justification", "that columns are shown at the right", (_, column) => column.IsRightJustified),
        (Described.Keys, "key", "keys", (_, column) => column.Key > 0),
        (Described.Oids, "oid", "OIDs", (spec, column) => column.Oid is not "" && column.Oid != OidOf(spec, column)),
        (Described.Attributes, "attribute", "extension attributes", (_, column) => column.Extensions.Count > 0),
    ];

    /// <summary>What documents call a column where nobody gave it an OID.</summary>
    public static string OidOf(DatasetSpec spec, ColumnSpec column) => $"IT.{spec.Name}.{column.Name}";

    /// <summary>Adds what a format does not hold.</summary>
    /// <param name="lost">Receives it.</param>
    /// <param name="spec">The data set.</param>
    /// <param name="format">What people call the format, as the beginning of a sentence.</param>
    /// <param name="without">What it has no place for.</param>
    public static void Tell(FindingList lost, DatasetSpec spec, string format, Described without)
    {
        if (without.HasFlag(Described.Labels) && spec.Label.Length > 0)
            Add("data set label", $"the label of the data set, \"{spec.Label}\"");
        if (without.HasFlag(Described.Kind) && spec.Kind.Length > 0)
            Add("kind", $"the kind of data set, \"{spec.Kind}\"");
        if (without.HasFlag(Described.Modified) && spec.Modified is { } modified)
            Add("modified", $"when the data set was changed last, {modified:yyyy-MM-dd HH:mm:ss}");
        if (without.HasFlag(Described.Attributes) && spec.Extensions.Any(one => !IsOwn(spec, one)))
            Add("data set attribute", "attributes of the data set");
        foreach (var (part, rule, what, has) in ofColumns)
        {
            string[] names = [.. spec.Columns.Where(column => has(spec, column)).Select(column => column.Name)];
            if (!without.HasFlag(part) || names.Length == 0)
                continue;
            Add(rule, $"{what}: {Names(names)}");
        }

        void Add(string rule, string what) => lost.Add(rule, $"{format} has no place for {what}", FindingWeight.Lost);
    }

    /// <summary>The first of many names, and how many more there are.</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        var more = names.Count > Named ? $" and {names.Count - Named} more" : "";
        return $"{string.Join(", ", names.Take(Named))}{more}";
    }

    // Where there are texts and numbers alone, which a format may show as dates.
    static DataType TypeOfTwo(ColumnSpec column) =>
        column.IsNumber ? SasFormat.MeaningOf(column.Format) ?? DataType.Float : DataType.Text;

    // What this program writes into every document says nothing of the data.
    static bool IsOwn(DatasetSpec spec, KeyValuePair<string, string> attribute) =>
        attribute.Key switch
        {
            "itemGroupOID" => attribute.Value == $"\"IG.{spec.Name}\"",
            "sourceSystem" => attribute.Value.Contains("\"Equipoise\"", StringComparison.Ordinal),
            _ => false,
        };
}
