using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Equipoise.Datasets.Tests;

/// <summary>What breaks a JSON schema, for the keywords that CDISC's schemas of Dataset-JSON use (draft 2019-09).</summary>
sealed class JsonSchema
{
    static readonly string[] remarks =
    [
        "$schema", "$id", "$defs", "title", "description", "version", "metamodel_version",
        "Column", "DataTypesEnum", "SourceSystem",
    ];

    readonly JsonElement root;

    public JsonSchema(string path)
    {
        // The schema of NDJSON is UTF-16.
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        root = JsonDocument.Parse(reader.ReadToEnd()).RootElement;
    }

    /// <summary>Each breach with its place.</summary>
    public IEnumerable<string> Breaches(JsonElement value) => Breaches(root, value, "");

    IEnumerable<string> Breaches(JsonElement schema, JsonElement value, string place) =>
        schema.EnumerateObject().SelectMany(keyword => Breaches(schema, keyword.Name, keyword.Value, value, place));

    IEnumerable<string> Breaches(JsonElement schema, string keyword, JsonElement says, JsonElement value, string place)
    {
        var (isObject, isArray) = (value.ValueKind == JsonValueKind.Object, value.ValueKind == JsonValueKind.Array);
        var breaks = keyword switch
        {
            "type" => !Is(value, says.GetString()!),
            "enum" => !says.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
            "minimum" => value.ValueKind == JsonValueKind.Number && value.GetDouble() < says.GetDouble(),
            "pattern" => value.ValueKind == JsonValueKind.String
                && !Regex.IsMatch(value.GetString()!, says.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
            "anyOf" => !says.EnumerateArray().Any(one => !Breaches(one, value, place).Any()),
            _ => false,
        };
        if (breaks)
            return [$"{place}: {keyword} {says.GetRawText()}"];
        return keyword switch
        {
            "type" or "enum" or "minimum" or "pattern" or "anyOf" => [],
            "$ref" => Breaches(Definition(root, says.GetString()!.Split('/')[^1])!.Value, value, place),
            "required" => isObject
                ? says.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}: lacks {name}")
                : [],
            "properties" => isObject
                ? value
                    .EnumerateObject()
                    .Where(one => says.TryGetProperty(one.Name, out _))
                    .SelectMany(one => Breaches(says.GetProperty(one.Name), one.Value, $"{place}/{one.Name}"))
                : [],
            "additionalProperties" => isObject && says.ValueKind == JsonValueKind.False
                ? value
                    .EnumerateObject()
                    .Where(one => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(one.Name, out _))
                    .Select(one => $"{place}: {one.Name} is unknown")
                : [],
            "items" => isArray ? value.EnumerateArray().SelectMany((one, index) => Breaches(says, one, $"{place}/{index}")) : [],
            _ => remarks.Contains(keyword) ? [] : throw new NotSupportedException($"The schema has the keyword {keyword}."),
        };
    }

    // The schema of NDJSON refers to definitions in "$defs" that it has deeper within, where a schema has keywords.
    static JsonElement? Definition(JsonElement within, string name)
    {
        if (within.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var one in within.EnumerateObject())
            if (one.Name == name && one.Value.TryGetProperty("type", out _))
                return one.Value;
            else if (Definition(one.Value, name) is { } found)
                return found;
        return null;
    }

    static bool Is(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => throw new NotSupportedException($"The schema has the type {type}."),
        };
}
