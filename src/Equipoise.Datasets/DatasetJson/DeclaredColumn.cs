using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>A column as a document declares it.</summary>
/// <param name="Spec">It in the terms of every format.</param>
/// <param name="DataType">What its cells are in the rows: a date may be written as such and meant as a number.</param>
/// <param name="IsLeftOut">Whether its cells are passed by: version 1.0 counts records in a column of its own.</param>
sealed record DeclaredColumn(ColumnSpec Spec, DataType DataType, bool IsLeftOut)
{
    const string RecordNumber = "ITEMGROUPDATASEQ";

    static readonly Dictionary<string, DataType> types = new()
    {
        ["string"] = DataType.Text,
        ["integer"] = DataType.Integer,
        ["decimal"] = DataType.Decimal,
        ["float"] = DataType.Float,
        ["double"] = DataType.Double,
        ["boolean"] = DataType.Boolean,
        ["date"] = DataType.Date,
        ["datetime"] = DataType.DateTime,
        ["time"] = DataType.Time,
        ["URI"] = DataType.Uri,
    };

    // What SAS shows such a number by where the document does not say: the formats of the standard's own example.
    static readonly Dictionary<DataType, string> formats = new()
    {
        [DataType.Date] = "E8601DA.",
        [DataType.DateTime] = "E8601DT.",
        [DataType.Time] = "E8601TM.",
    };

    /// <summary>How documents call a type.</summary>
    public static string WordOf(DataType type) => types.First(pair => pair.Value == type).Key;

    /// <summary>Whether values of a type that is held as text are such texts.</summary>
    public static bool IsText(DataType type) => !IsPlainNumber(type) && type != DataType.Boolean;

    /// <summary>A column of a document; null when it cannot be read, which is a problem noted.</summary>
    public static DeclaredColumn? Of(JsonElement json, int number, bool isVersion10, FileProblems problems, FindingList notes)
    {
        var all = json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().ToArray() : [];
        var pairs = all.Select(one => KeyValuePair.Create(one.Name, one.Value));
        var attributes = new JsonAttributes(pairs, $"column {number}", problems, notes);
        var (name, word) = (attributes.Text("name"), attributes.Text("dataType"));
        if (name is null || word is null)
        {
            problems.Add($"column {number}{(name is null ? "" : $", {name}")}: has no {(name is null ? "name" : "dataType")}.");
            return null;
        }
        attributes.Column = name;
        if (!types.TryGetValue(word, out var type))
        {
            problems.Add($"column {name}: \"{word}\" is no dataType; there are {string.Join(", ", types.Keys)}.");
            return null;
        }
        var format = SasFormat.Normal(attributes.Text("displayFormat") ?? "");
        var target = attributes.Text("targetDataType");
        var isDate = formats.ContainsKey(type);
        if (target is not null && !(isDate && target == "integer") && !(type == DataType.Decimal && target == "decimal"))
            notes.Add("target type", $"{word} has no targetDataType \"{target}\"; it was ignored", FindingWeight.Broken, name);
        var isNumber = IsPlainNumber(type) || type == DataType.Boolean || (isDate && target == "integer");
        if (isDate && isNumber && format.Length == 0)
        {
            format = formats[type];
            notes.Add("no display format", $"is a {word} as a number without displayFormat; {format} is taken", column: name);
        }
        var spec = new ColumnSpec(name, attributes.Required("label"), Meaning(type, format), isNumber)
        {
            Format = format,
            // The length of a number is that of its digits here and that of its bytes in SAS: it stays among the attributes.
            Length = isNumber ? 0 : attributes.Count("length") ?? 0,
            Key = attributes.Count("keySequence") ?? 0,
            Oid = attributes.Required("itemOID"),
        };
        return new(spec with { Extensions = attributes.Rest() }, type, isVersion10 && number == 1 && name == RecordNumber);
    }

    static DataType Meaning(DataType type, string format) =>
        IsPlainNumber(type) ? SasFormat.MeaningOf(format) ?? type : type;

    static bool IsPlainNumber(DataType type) => type is DataType.Integer or DataType.Float or DataType.Double;
}
