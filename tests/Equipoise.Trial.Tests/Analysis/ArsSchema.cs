using System.Text.Json;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Checks objects against the ARS schema: required and forbidden properties, enumerations, references, alternatives.</summary>
sealed class ArsSchema(JsonElement root)
{
    public List<string> Faults { get; } = [];

    public int ObjectsChecked { get; private set; }

    public void Check(JsonElement value, JsonElement schema, string path)
    {
        var rule = Resolved(schema);
        if (rule.TryGetProperty("anyOf", out var alternatives))
        {
            if (!alternatives.EnumerateArray().Any(alternative => Accepts(value, alternative)))
                Faults.Add($"{path}: fits none of the alternatives.");
            return;
        }
        if (
            rule.TryGetProperty("enum", out var allowed)
            && allowed.EnumerateArray().All(item => item.GetString() != value.GetString())
        )
            Faults.Add($"{path}: '{value}' is not in the list.");
        CheckType(value, rule, path);
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(value, rule, path);
        else if (value.ValueKind == JsonValueKind.Array && rule.TryGetProperty("items", out var items))
            foreach (var (index, item) in value.EnumerateArray().Index())
                Check(item, items, $"{path}[{index}]");
    }

    bool Accepts(JsonElement value, JsonElement schema)
    {
        var trial = new ArsSchema(root);
        trial.Check(value, schema, "");
        return trial.Faults.Count == 0;
    }

    void CheckType(JsonElement value, JsonElement rule, string path)
    {
        if (!rule.TryGetProperty("type", out var type))
            return;
        string[] types =
            type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(item => item.GetString()!)]
                : [type.GetString()!];
        var actual = value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
        if (!types.Contains(actual))
            Faults.Add($"{path}: is {actual}, not {string.Join(" or ", types)}.");
    }

    void CheckObject(JsonElement value, JsonElement rule, string path)
    {
        ObjectsChecked++;
        if (rule.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(item => item.GetString()!))
                if (!value.TryGetProperty(name, out _))
                    Faults.Add($"{path}: lacks {name}.");
        if (!rule.TryGetProperty("properties", out var properties))
            return;
        var closed =
            rule.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
            if (properties.TryGetProperty(member.Name, out var memberRule))
                Check(member.Value, memberRule, $"{path}.{member.Name}");
            else if (closed)
                Faults.Add($"{path}: may not have {member.Name}.");
    }

    JsonElement Resolved(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? Resolved(root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]))
            : schema;
}
