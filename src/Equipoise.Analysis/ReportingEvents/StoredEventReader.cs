using System.Text.Json;
using Equipoise.Analysis.Results;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>Reads the JSON of a reporting event (ARS v1).</summary>
static class StoredEventReader
{
    /// <exception cref="FormatException">The text is no reporting event; the message says why.</exception>
    public static StoredEvent Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception problem)
            when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This is no reporting event of ARS v1: {problem.Message}", problem);
        }
    }

    static StoredEvent Read(JsonElement root)
    {
        StoredGrouping[] groupings = [.. All(root, "analysisGroupings").Select(Grouping)];
        var rules = new Dictionary<string, WhereClause>(StringComparer.Ordinal);
        foreach (var set in All(root, "analysisSets").Concat(All(root, "dataSubsets")))
            rules.Add(Text(set, "id"), set.ReadRule() ?? throw new FormatException($"'{Text(set, "id")}' has no rule."));
        foreach (var group in groupings.SelectMany(grouping => grouping.Groups))
            if (group.Rule is { } rule)
                rules.TryAdd(group.Id, rule);
        return new(
            Text(root, "id"),
            rules,
            groupings.ToDictionary(grouping => grouping.Id),
            All(root, "methods").Select(Method).ToDictionary(method => method.Id),
            [.. root.GetProperty("analyses").EnumerateArray().Select(Analysis)]
        );
    }

    static StoredGrouping Grouping(JsonElement json) =>
        new(
            Text(json, "id"),
            TextOrBlank(json, "groupingDataset"),
            TextOrBlank(json, "groupingVariable"),
            [.. All(json, "groups").Select(group => new StoredGroup(Text(group, "id"), group.ReadRule()))]
        );

    static StoredMethod Method(JsonElement json) =>
        new(Text(json, "id"), Words(json), [.. All(json, "operations").Select(Operation)]);

    static StoredOperation Operation(JsonElement json)
    {
        var roles = All(json, "referencedOperationRelationships").ToList();
        return new(
            Text(json, "id"),
            $"{TextOrBlank(json, "name")}; {TextOrBlank(json, "label")}",
            Role("NUMERATOR"),
            Role("DENOMINATOR")
        );

        StoredRole? Role(string term)
        {
            var role = roles.FirstOrDefault(one =>
                TextOrBlank(one.GetProperty("referencedOperationRole"), "controlledTerm") == term
            );
            return role.ValueKind == JsonValueKind.Undefined
                ? null
                : new(
                    Text(role, "id"),
                    Text(role, "operationId"),
                    TextOrBlank(role, "analysisId") is { Length: > 0 } analysis ? analysis : null
                );
        }
    }

    static StoredAnalysis Analysis(JsonElement json) =>
        new(
            Text(json, "id"),
            Text(json, "methodId"),
            TextOrBlank(json, "dataset"),
            TextOrBlank(json, "variable"),
            TextOrBlank(json, "analysisSetId"),
            TextOrBlank(json, "dataSubsetId"),
            [
                .. All(json, "orderedGroupings")
                    .OrderBy(grouping => grouping.GetProperty("order").GetInt32())
                    .Select(grouping => Text(grouping, "groupingId")),
            ],
            All(json, "referencedAnalysisOperations")
                .ToDictionary(one => Text(one, "referencedOperationRelationshipId"), one => Text(one, "analysisId")),
            [.. All(json, "results").Select(Result)]
        );

    static StoredResult Result(JsonElement json) =>
        new(
            Text(json, "operationId"),
            [
                .. All(json, "resultGroups")
                    .Select(group => new StoredResultGroup(
                        Text(group, "groupingId"),
                        TextOrBlank(group, "groupId") is { Length: > 0 } id ? id : null,
                        TextOrBlank(group, "groupValue") is { Length: > 0 } value ? value : null
                    )),
            ],
            TextOrBlank(json, "rawValue")
        );

    static IEnumerable<JsonElement> All(JsonElement json, string property) =>
        json.TryGetProperty(property, out var items) ? items.EnumerateArray() : [];

    static string Words(JsonElement json) =>
        $"{TextOrBlank(json, "name")}; {TextOrBlank(json, "label")}; {TextOrBlank(json, "description")}";

    static string TextOrBlank(JsonElement json, string property) =>
        json.TryGetProperty(property, out var text) ? text.GetString() ?? "" : "";

    static string Text(JsonElement json, string property) =>
        json.GetProperty(property).GetString() ?? throw new FormatException($"'{property}' is null.");
}
