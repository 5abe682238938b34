using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Equipoise.Analysis.Results;

/// <summary><c>results.json</c>: all results in the shape of CDISC's Analysis Results Standard (ARS) v1.</summary>
/// <remarks>
/// The standard's objects are as its JSON schema has them. Raw values are text with the shortest digits that give the same
/// double back, on the scale on which the number is printed: 82.5 for 82.5%, as in the examples of the standard. A result that
/// cannot be estimated has no raw value. The standard has no place for provenance, conventions and
/// addresses: they are in the one extension, the object <c>equipoise</c> at the top, which the schema permits there. An operation
/// has the id <c>method.operation</c>; group ids are unique within their grouping only.
/// </remarks>
public static class ResultsJson
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of <c>results.json</c>; the same results give the same text.</summary>
    public static string Write(ReportingEvent results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var methods = MethodCatalog.Of(results);
        var document = new JsonObject
        {
            ["id"] = results.Provenance.TrialId,
            ["name"] = $"Results of {results.Provenance.TrialId}",
            ["version"] = 1,
            ["mainListOfContents"] = Contents(results),
            ["referenceDocuments"] = Documents(results.Provenance),
            ["analysisSets"] = Array(results.Sets, (set, order) => Set(set, order)),
            ["dataSubsets"] = Array(results.Subsets, (subset, order) => Subset(subset, order)),
            ["analysisGroupings"] = Array(results.Groupings, (grouping, _) => Grouping(grouping)),
            ["methods"] = methods.ToJson(),
            ["analyses"] = Array(results.Analyses, (analysis, _) => Analysis(analysis, methods, results)),
            ["equipoise"] = Extension(results),
        };
        if (results.Outputs.Count > 0)
        {
            document["otherListsOfContents"] = new JsonArray(
                OutputsJson.Contents(results.Outputs, id => results.Find(id)?.Name ?? id)
            );
            document["outputs"] = OutputsJson.Of(results.Outputs, () => ProgramOf(results));
        }
        return document.ToJsonString(Indented) + "\n";
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a <c>results.json</c> of this program; the message says why.</exception>
    public static ReportingEvent Read(string json) => ResultsJsonReader.Read(json);

    static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, int, JsonNode?> write) =>
        new([.. items.Select((item, index) => write(item, index + 1))]);

    static JsonObject Contents(ReportingEvent results) =>
        new()
        {
            ["name"] = "Analyses of the protocol",
            ["contentsList"] = new JsonObject
            {
                ["listItems"] = Array(
                    results.Analyses,
                    (analysis, order) =>
                        new JsonObject
                        {
                            ["name"] = analysis.Name,
                            ["level"] = 1,
                            ["order"] = order,
                            ["analysisId"] = analysis.Id,
                        }
                ),
            },
        };

    const string Program = "program";

    /// <summary>What the results refer to: the program that computed them, and the protocol that asked for them.</summary>
    static JsonArray Documents(Provenance provenance) =>
        [
            new JsonObject
            {
                ["id"] = Program,
                ["name"] = provenance.Program,
                ["description"] = "The program that computed every result and wrote every table and figure.",
            },
            new JsonObject
            {
                ["id"] = "protocol",
                ["name"] = $"Protocol of {provenance.TrialId}, version {provenance.ProtocolVersion}",
                ["description"] = $"SHA-256 {provenance.ProtocolSha256}",
            },
        ];

    /// <summary>By which program, and where the standard has its description.</summary>
    static JsonObject ProgramOf(ReportingEvent results) =>
        new()
        {
            ["context"] = results.Provenance.Program,
            ["documentRef"] = new JsonObject { ["referenceDocumentId"] = Program },
        };

    static JsonObject Set(AnalysisSet set, int order) =>
        new JsonObject
        {
            ["id"] = set.Id,
            ["name"] = set.Label,
            ["description"] = set.Definition,
        }.WithRule(new WhereClause.Condition(set.Dataset, set.Variable, Comparator.Equal, ["Y"]), 1, order);

    static JsonObject Subset(DataSubset subset, int order) =>
        new JsonObject { ["id"] = subset.Id, ["name"] = subset.Label }.WithRule(subset.Where, 1, order);

    static JsonObject Grouping(Grouping grouping)
    {
        var json = new JsonObject
        {
            ["id"] = grouping.Id,
            ["name"] = grouping.Label,
            ["dataDriven"] = false,
            ["groups"] = Array(
                grouping.Groups,
                (group, order) =>
                    new JsonObject
                    {
                        ["id"] = group.Id,
                        ["name"] = group.Label,
                        ["level"] = 1,
                        ["order"] = order,
                    }
            ),
        };
        // A grouping made by the analysis has no variable.
        if (grouping.Variable.Length > 0)
            (json["groupingDataset"], json["groupingVariable"]) = (grouping.Dataset, grouping.Variable);
        return json;
    }

    static JsonObject Analysis(NamedAnalysis analysis, MethodCatalog methods, ReportingEvent results)
    {
        var json = new JsonObject
        {
            ["id"] = analysis.Id,
            ["name"] = analysis.Name,
            ["version"] = 1,
            ["reason"] = new JsonObject { ["controlledTerm"] = "SPECIFIED IN PROTOCOL" },
            ["purpose"] = new JsonObject { ["controlledTerm"] = PurposeOf(analysis, results) },
            ["methodId"] = methods.IdOf(analysis.Method),
        };
        // What was computed from the protocol alone has no data and no participants.
        foreach (
            var (property, value) in new[]
            {
                ("dataset", analysis.Dataset),
                ("variable", analysis.Variable),
                ("analysisSetId", analysis.SetId),
                ("dataSubsetId", analysis.SubsetId),
            }
        )
            if (value.Length > 0)
                json[property] = value;
        json["orderedGroupings"] = Array(
            analysis.Groupings,
            (id, order) =>
                new JsonObject
                {
                    ["order"] = order,
                    ["groupingId"] = id,
                    ["resultsByGroup"] = true,
                }
        );
        json["programmingCode"] = ProgramOf(results);
        json["results"] = Array(analysis.Results, (result, _) => Result(result, methods.IdOf(analysis.Method)));
        return json;
    }

    static JsonObject Result(OperationResult result, string methodId)
    {
        var json = new JsonObject
        {
            ["operationId"] = $"{methodId}.{result.Operation}",
            ["resultGroups"] = Array(
                result.Groups,
                (group, _) => new JsonObject { ["groupingId"] = group.Grouping, ["groupId"] = group.Group }
            ),
        };
        if (result.Raw is { } raw)
            json["rawValue"] = Format.Exact(raw);
        json["formattedValue"] = result.Formatted;
        return json;
    }

    /// <summary>The first analysis belongs to the primary endpoint; subgroups explore.</summary>
    static string PurposeOf(NamedAnalysis analysis, ReportingEvent results)
    {
        var primary = results.Analyses[0].Id.Split('.')[0];
        if (analysis.Id.Contains(".Subgroup.", StringComparison.Ordinal))
            return "EXPLORATORY OUTCOME MEASURE";
        return analysis.Id.Split('.')[0] == primary ? "PRIMARY OUTCOME MEASURE" : "SECONDARY OUTCOME MEASURE";
    }

    static JsonObject Extension(ReportingEvent results)
    {
        var provenance = results.Provenance;
        return new()
        {
            ["format"] = 1,
            ["provenance"] = new JsonObject
            {
                ["trial"] = provenance.TrialId,
                ["protocolVersion"] = provenance.ProtocolVersion,
                ["protocolSha256"] = provenance.ProtocolSha256,
                ["program"] = provenance.Program,
                ["cutoff"] = provenance.Cutoff?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["synthetic"] = provenance.Synthetic,
                ["data"] = Array(
                    provenance.Data,
                    (data, _) =>
                        new JsonObject
                        {
                            ["name"] = data.Name,
                            ["file"] = data.File,
                            ["rows"] = data.Rows,
                            ["sha256"] = data.Sha256,
                        }
                ),
            },
            ["conventions"] = Array(
                results.Conventions,
                (item, _) =>
                    new JsonObject
                    {
                        ["id"] = item.Id,
                        ["applies"] = item.Applies,
                        ["text"] = item.Text,
                    }
            ),
            ["addresses"] = new JsonObject(
                results.Analyses.SelectMany(analysis =>
                    analysis.Results.Select(result =>
                        KeyValuePair.Create(analysis.AddressOf(result), (JsonNode?)result.Formatted)
                    )
                )
            ),
        };
    }
}
