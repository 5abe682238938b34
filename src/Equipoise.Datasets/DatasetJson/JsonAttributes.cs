using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>The attributes of a data set or of a column, each asked for once.</summary>
sealed class JsonAttributes
{
    readonly List<KeyValuePair<string, JsonElement>> attributes = [];
    readonly HashSet<string> asked = [];
    readonly string owner;
    readonly FileProblems problems;
    readonly FindingList notes;

    /// <summary>The column that they are of, for notes; "" for those of a data set.</summary>
    public string Column { get; set; } = "";

    public JsonAttributes(
        IEnumerable<KeyValuePair<string, JsonElement>> all,
        string owner,
        FileProblems problems,
        FindingList notes
    )
    {
        (this.owner, this.problems, this.notes) = (owner, problems, notes);
        var names = new HashSet<string>();
        foreach (var one in all)
            if (names.Add(one.Key))
                attributes.Add(one);
            else
                problems.Add($"{owner}: has the attribute {one.Key} twice.", "attributes twice");
    }

    /// <summary>Whether there is such an attribute; it is not asked for by that.</summary>
    public bool Has(string name) => attributes.Exists(one => one.Key == name);

    /// <summary>A text that is not empty; null where there is none.</summary>
    public string? Text(string name)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString() is { Length: > 0 } text ? text : null;
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            problems.Add($"{owner}: {name} is {value.ValueKind}, not a text.");
        return null;
    }

    /// <summary>A text; "" and a note where there is none.</summary>
    public string Required(string name)
    {
        var value = Text(name);
        if (value is null && Value(name).ValueKind != JsonValueKind.String)
            Missing(name);
        return value ?? "";
    }

    /// <summary>Notes that a required attribute is not there.</summary>
    public void Missing(string name) =>
        notes.Add($"no {name}", $"lacks the attribute {name}, which the standard requires", FindingWeight.Broken, Column);

    /// <summary>A whole number from 1; null and, where there is something else, a note.</summary>
    public int? Count(string name)
    {
        var value = Value(name);
        if (value.ValueKind is JsonValueKind.Undefined)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0)
            return count;
        var message = $"{name} is {value.GetRawText()}, not a whole number from 1; it was ignored";
        notes.Add($"bad {name}", message, FindingWeight.Broken, Column);
        return null;
    }

    /// <summary>A value of any kind; undefined where there is none.</summary>
    public JsonElement Value(string name)
    {
        asked.Add(name);
        return attributes.Find(one => one.Key == name).Value;
    }

    /// <summary>What was not asked for, as JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Rest() =>
        [
            .. attributes
                .Where(one => !asked.Contains(one.Key))
                .Select(one => KeyValuePair.Create(one.Key, one.Value.GetRawText())),
        ];
}
