using System.Text.Json.Nodes;

namespace Equipoise.Analysis.Results;

/// <summary>The methods behind a set of results, with the operations that each performed.</summary>
sealed class MethodCatalog
{
    readonly List<(string Id, string Name, List<string> Operations)> methods = [];

    public static MethodCatalog Of(ReportingEvent results)
    {
        var catalog = new MethodCatalog();
        foreach (var analysis in results.Analyses)
        {
            if (catalog.methods.TrueForAll(method => method.Name != analysis.Method))
                catalog.methods.Add((Groups.Slug(analysis.Method), analysis.Method, []));
            var operations = catalog.methods.Find(method => method.Name == analysis.Method).Operations;
            operations.AddRange(analysis.Results.Select(result => result.Operation).Distinct().Except(operations).ToList());
        }
        return catalog;
    }

    public string IdOf(string method) => methods.Find(item => item.Name == method).Id;

    public JsonArray ToJson() =>
        new([
            .. methods.Select(method => new JsonObject
            {
                ["id"] = method.Id,
                ["name"] = method.Name,
                ["operations"] = new JsonArray([
                    .. method.Operations.Select(
                        (operation, index) =>
                            new JsonObject
                            {
                                ["id"] = $"{method.Id}.{operation}",
                                ["name"] = operation,
                                ["order"] = index + 1,
                            }
                    ),
                ]),
            }),
        ]);
}
