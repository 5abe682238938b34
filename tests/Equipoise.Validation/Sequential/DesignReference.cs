using System.Text.Json;

namespace Equipoise.Validation.Sequential;

/// <summary>An entry of design_reference.json of the reference data: an answer of R with its call, and what other packages say.</summary>
sealed class DesignReference
{
    static readonly Lazy<JsonDocument> document = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceData.PathOf(), "..", "reference", "design_reference.json")))
    );

    readonly JsonElement entry;

    DesignReference(JsonElement entry) => this.entry = entry;

    public static DesignReference Of(string id) =>
        new(document.Value.RootElement.EnumerateArray().Single(e => e.GetProperty("id").GetString() == id));

    public double Tolerance => entry.GetProperty("tolerance").GetDouble();

    /// <summary>The answer, one number or several; nested lists one after the other. A stroke leads into a table.</summary>
    public double[] this[string output] =>
        Flat(output.Split('/').Aggregate(entry.GetProperty("outputs"), (table, name) => table.GetProperty(name)));

    /// <summary>What other packages say, by call.</summary>
    public IReadOnlyDictionary<string, double[]> Others =>
        entry.TryGetProperty("crosscheck", out var others)
            ? others.EnumerateObject().ToDictionary(o => o.Name, o => Flat(o.Value.GetProperty("value")))
            : new Dictionary<string, double[]>();

    /// <summary>What the one package says whose call has these words.</summary>
    public double[] Other(string words) => Others.Single(other => other.Key.Contains(words)).Value;

    static double[] Flat(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Flat)],
            JsonValueKind.True => [1],
            JsonValueKind.False => [0],
            _ => [value.GetDouble()],
        };
}
