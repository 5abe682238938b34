using System.Globalization;
using System.Text.Json;

namespace Equipoise.Analysis.Results;

/// <summary>Reads <c>results.json</c> back; see <see cref="ResultsJson"/> for its shape.</summary>
static class ResultsJsonReader
{
    public static ReportingEvent Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception problem)
            when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This is not a results.json of this program: {problem.Message}", problem);
        }
    }

    static ReportingEvent Read(JsonElement root)
    {
        var extension = root.GetProperty("equipoise");
        var methods = root.GetProperty("methods")
            .EnumerateArray()
            .ToDictionary(method => Text(method, "id"), method => Text(method, "name"));
        return new(
            ReadProvenance(extension.GetProperty("provenance")),
            [
                .. extension
                    .GetProperty("conventions")
                    .EnumerateArray()
                    .Select(item => new Convention(Text(item, "id"), Text(item, "applies"), Text(item, "text"))),
            ],
            [.. root.GetProperty("analysisSets").EnumerateArray().Select(ReadSet)],
            [.. root.GetProperty("analysisGroupings").EnumerateArray().Select(ReadGrouping)],
            [.. root.GetProperty("analyses").EnumerateArray().Select(analysis => ReadAnalysis(analysis, methods))]
        )
        {
            Subsets = root.TryGetProperty("dataSubsets", out var subsets) ? [.. subsets.EnumerateArray().Select(ReadSubset)] : [],
            Outputs = OutputsJson.Read(root),
        };
    }

    static Provenance ReadProvenance(JsonElement json) =>
        new(
            Text(json, "trial"),
            Text(json, "protocolVersion"),
            Text(json, "protocolSha256"),
            Text(json, "program"),
            json.GetProperty("cutoff").GetString() is { } date
                ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
            json.GetProperty("synthetic").GetBoolean(),
            [
                .. json.GetProperty("data")
                    .EnumerateArray()
                    .Select(data => new DataSource(
                        Text(data, "name"),
                        data.GetProperty("file").GetString(),
                        data.GetProperty("rows").GetInt32(),
                        Text(data, "sha256")
                    )),
            ]
        );

    static AnalysisSet ReadSet(JsonElement json)
    {
        var condition = json.GetProperty("condition");
        return new(
            Text(json, "id"),
            Text(json, "name"),
            Text(json, "description"),
            Text(condition, "dataset"),
            Text(condition, "variable")
        );
    }

    static DataSubset ReadSubset(JsonElement json) =>
        new(Text(json, "id"), Text(json, "name"), json.ReadRule() ?? throw new FormatException("A data subset has no rule."));

    static Grouping ReadGrouping(JsonElement json) =>
        new(
            Text(json, "id"),
            Text(json, "name"),
            json.TryGetProperty("groupingDataset", out var dataset) ? dataset.GetString()! : "",
            json.TryGetProperty("groupingVariable", out var variable) ? variable.GetString()! : "",
            [.. json.GetProperty("groups").EnumerateArray().Select(group => new Group(Text(group, "id"), Text(group, "name")))]
        );

    static NamedAnalysis ReadAnalysis(JsonElement json, Dictionary<string, string> methods)
    {
        var methodId = Text(json, "methodId");
        return new(
            Text(json, "id"),
            Text(json, "name"),
            methods[methodId],
            TextOrBlank(json, "dataset"),
            TextOrBlank(json, "variable"),
            TextOrBlank(json, "analysisSetId"),
            [.. json.GetProperty("orderedGroupings").EnumerateArray().Select(grouping => Text(grouping, "groupingId"))],
            [.. json.GetProperty("results").EnumerateArray().Select(result => ReadResult(result, methodId))]
        )
        {
            SubsetId = TextOrBlank(json, "dataSubsetId"),
        };
    }

    static OperationResult ReadResult(JsonElement json, string methodId) =>
        new(
            Text(json, "operationId")[(methodId.Length + 1)..],
            [
                .. json.GetProperty("resultGroups")
                    .EnumerateArray()
                    .Select(group => new ResultGroup(Text(group, "groupingId"), Text(group, "groupId"))),
            ],
            json.TryGetProperty("rawValue", out var raw)
                ? double.Parse(raw.GetString()!, CultureInfo.InvariantCulture)
                : null,
            Text(json, "formattedValue")
        );

    static string TextOrBlank(JsonElement json, string property) =>
        json.TryGetProperty(property, out _) ? Text(json, property) : "";

    static string Text(JsonElement json, string property) =>
        json.GetProperty(property).GetString() ?? throw new FormatException($"'{property}' is null.");
}
