using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Analysis.Results;

/// <summary>
/// The tables and figures of a report in <c>results.json</c>: each an output with one display, and in a list of contents the
/// analyses that it shows, which is where the standard (ARS v1) says so.
/// </summary>
static class OutputsJson
{
    const string Tables = "Tables and figures of the report";

    /// <summary>The outputs.</summary>
    /// <param name="outputs">The tables and figures.</param>
    /// <param name="program">By what they were made.</param>
    public static JsonArray Of(IReadOnlyList<ReportOutput> outputs, Func<JsonObject> program) =>
        new([
            .. outputs.Select(output => new JsonObject
            {
                ["id"] = output.Id,
                ["name"] = output.Title,
                ["label"] = output.IsFigure ? "Figure" : "Table",
                ["version"] = 1,
                ["fileSpecifications"] = new JsonArray(
                    new JsonObject { ["name"] = output.File, ["location"] = $"{output.File}#{output.Id}" }
                ),
                ["displays"] = new JsonArray(new JsonObject { ["order"] = 1, ["display"] = Display(output) }),
                ["programmingCode"] = program(),
            }),
        ]);

    static JsonObject Display(ReportOutput output)
    {
        List<JsonNode?> sections = [Section("Title", output.Id, output.Title)];
        if (output.Notes.Length > 0)
            sections.Add(Section("Footnote", output.Id, output.Notes));
        return new()
        {
            ["id"] = $"{output.Id}.display",
            ["name"] = output.Title,
            ["version"] = 1,
            ["displayTitle"] = output.Title,
            ["displaySections"] = new JsonArray([.. sections]),
        };
    }

    static JsonObject Section(string kind, string id, string text) =>
        new()
        {
            ["sectionType"] = kind,
            ["orderedSubSections"] = new JsonArray(
                new JsonObject
                {
                    ["order"] = 1,
                    ["subSection"] = new JsonObject { ["id"] = $"{id}.{kind.ToLowerInvariant()}", ["text"] = text },
                }
            ),
        };

    /// <summary>The list of the outputs, each with its analyses under it.</summary>
    /// <param name="outputs">The tables and figures.</param>
    /// <param name="nameOf">The name of an analysis.</param>
    public static JsonObject Contents(IReadOnlyList<ReportOutput> outputs, Func<string, string> nameOf) =>
        new()
        {
            ["name"] = Tables,
            ["contentsList"] = List(
                outputs,
                (output, order) =>
                {
                    var json = Item(output.Title, 1, order, "outputId", output.Id);
                    if (output.Analyses.Count > 0)
                        json["sublist"] = List(output.Analyses, (id, part) => Item(nameOf(id), 2, part, "analysisId", id));
                    return json;
                }
            ),
        };

    static JsonObject List<T>(IReadOnlyList<T> items, Func<T, int, JsonObject> write) =>
        new() { ["listItems"] = new JsonArray([.. items.Select((item, index) => write(item, index + 1))]) };

    static JsonObject Item(string name, int level, int order, string property, string id) =>
        new()
        {
            ["name"] = name,
            ["level"] = level,
            ["order"] = order,
            [property] = id,
        };

    /// <summary>Reads back what was written.</summary>
    public static IReadOnlyList<ReportOutput> Read(JsonElement root)
    {
        if (!root.TryGetProperty("outputs", out var outputs))
            return [];
        var analyses = root.GetProperty("otherListsOfContents")
            .EnumerateArray()
            .Single(list => Text(list, "name") == Tables)
            .GetProperty("contentsList")
            .GetProperty("listItems")
            .EnumerateArray()
            .ToDictionary(item => Text(item, "outputId"), AnalysesOf);
        return [.. outputs.EnumerateArray().Select(output => Read(output, analyses[Text(output, "id")]))];
    }

    static string[] AnalysesOf(JsonElement item) =>
        item.TryGetProperty("sublist", out var list)
            ? [.. list.GetProperty("listItems").EnumerateArray().Select(part => Text(part, "analysisId"))]
            : [];

    static ReportOutput Read(JsonElement json, string[] analyses)
    {
        var sections = json.GetProperty("displays")[0]
            .GetProperty("display")
            .GetProperty("displaySections")
            .EnumerateArray()
            .ToDictionary(
                section => Text(section, "sectionType"),
                section => Text(section.GetProperty("orderedSubSections")[0].GetProperty("subSection"), "text")
            );
        return new(
            Text(json, "id"),
            Text(json, "name"),
            Text(json, "label") == "Figure",
            Text(json.GetProperty("fileSpecifications")[0], "name"),
            analyses,
            sections.GetValueOrDefault("Footnote", "")
        );
    }

    static string Text(JsonElement json, string property) =>
        json.GetProperty(property).GetString() ?? throw new FormatException($"'{property}' is null.");
}
