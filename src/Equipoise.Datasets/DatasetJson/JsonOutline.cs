using System.Buffers;
using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>What a document says of one data set apart from its rows, in the words of Dataset-JSON 1.1 whatever its
/// version.</summary>
/// <param name="Attributes">Its attributes in order.</param>
/// <param name="RowsAt">The attributes, one within the other, that hold its rows.</param>
/// <param name="IsWhole">Whether the document was read to its end; else only up to its rows, before which all was that is
/// required.</param>
sealed record JsonOutline(IReadOnlyList<KeyValuePair<string, JsonElement>> Attributes, IReadOnlyList<string> RowsAt, bool IsWhole)
{
    const string Rows = "rows";
    const string SystemVersion = "sourceSystemVersion";

    /// <summary>The attributes that 1.1 asks of every data set.</summary>
    public static IReadOnlyList<string> Required =>
        ["datasetJSONCreationDateTime", "datasetJSONVersion", "itemGroupOID", "records", "name", "label", "columns"];

    // In 1.0 a document names its data set within "clinicalData" or "referenceData", "itemGroupData" and the data set's OID.
    static readonly Dictionary<string, string> namesOfVersion10 = new()
    {
        ["creationDateTime"] = "datasetJSONCreationDateTime",
        ["asOfDateTime"] = "dbLastModifiedDateTime",
        ["items"] = "columns",
        ["OID"] = "itemOID",
        ["type"] = "dataType",
    };

    /// <summary>The data sets of a file: one, or of version 1.0 several.</summary>
    /// <exception cref="DataException">It is no Dataset-JSON, or is damaged.</exception>
    public static IReadOnlyList<JsonOutline> Of(string file)
    {
        using var input = new JsonInput(file);
        var reader = input.Reader();
        try
        {
            if (!input.Read(ref reader) || reader.TokenType != JsonTokenType.StartObject)
                throw input.Bad("is not Dataset-JSON: it does not begin with an object.");
            return Document(input, ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw input.Damaged(e, "");
        }
    }

    static List<JsonOutline> Document(JsonInput input, ref Utf8JsonReader reader)
    {
        List<KeyValuePair<string, JsonElement>> attributes = [];
        List<JsonOutline> groups = [];
        while (input.Attribute(ref reader) is { } name)
            if (name is "clinicalData" or "referenceData")
                Study(input, ref reader, name, groups);
            else if (name != Rows)
                attributes.Add(new(name, input.Value(ref reader)));
            else if (Required.All(required => attributes.Exists(attribute => attribute.Key == required)))
                return [new(attributes, [Rows], IsWhole: false)];
            else
                input.Skip(ref reader);
        return groups.Count == 0
            ? [new(attributes, [Rows], IsWhole: true)]
            : [.. groups.Select(group => group with { Attributes = [.. InWordsOf11([.. attributes, .. group.Attributes])] })];
    }

    static void Study(JsonInput input, ref Utf8JsonReader reader, string kind, List<JsonOutline> groups)
    {
        var before = groups.Count;
        List<KeyValuePair<string, JsonElement>> study = [];
        Enter(input, ref reader, kind);
        while (input.Attribute(ref reader) is { } name)
            if (name != "itemGroupData")
                study.Add(new(name, input.Value(ref reader)));
            else
            {
                Enter(input, ref reader, name);
                while (input.Attribute(ref reader) is { } oid)
                    groups.Add(Group(input, ref reader, [kind, name, oid]));
            }
        for (var index = before; index < groups.Count; index++)
            groups[index] = groups[index] with { Attributes = [.. study, .. groups[index].Attributes] };
    }

    static JsonOutline Group(JsonInput input, ref Utf8JsonReader reader, string[] path)
    {
        List<KeyValuePair<string, JsonElement>> attributes = [new("itemGroupOID", JsonSerializer.SerializeToElement(path[^1]))];
        Enter(input, ref reader, path[^1]);
        while (input.Attribute(ref reader) is { } name)
            if (name == "itemData")
                input.Skip(ref reader);
            else
                attributes.Add(new(name, input.Value(ref reader)));
        return new(attributes, [.. path, "itemData"], IsWhole: true);
    }

    static void Enter(JsonInput input, ref Utf8JsonReader reader, string name)
    {
        input.Next(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw input.Bad($"\"{name}\" is not an object, as Dataset-JSON 1.0 has it.");
    }

    static IEnumerable<KeyValuePair<string, JsonElement>> InWordsOf11(IReadOnlyList<KeyValuePair<string, JsonElement>> attributes)
    {
        foreach (var (name, value) in attributes)
            if (name == "items" && value.ValueKind == JsonValueKind.Array)
                yield return new("columns", JsonSerializer.SerializeToElement(value.EnumerateArray().Select(InWordsOf11)));
            else if (name == "sourceSystem" && value.ValueKind == JsonValueKind.String)
            {
                var version = attributes.FirstOrDefault(attribute => attribute.Key == SystemVersion).Value;
                var system = new Dictionary<string, string?>
                {
                    ["name"] = value.GetString(),
                    ["version"] = version.ValueKind == JsonValueKind.String ? version.GetString() : "",
                };
                yield return new(name, JsonSerializer.SerializeToElement(system));
            }
            else if (name != SystemVersion)
                yield return new(namesOfVersion10.GetValueOrDefault(name, name), value);
    }

    static JsonElement InWordsOf11(JsonElement column)
    {
        if (column.ValueKind != JsonValueKind.Object)
            return column;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var attribute in column.EnumerateObject())
            {
                json.WritePropertyName(namesOfVersion10.GetValueOrDefault(attribute.Name, attribute.Name));
                attribute.Value.WriteTo(json);
            }
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return document.RootElement.Clone();
    }
}
