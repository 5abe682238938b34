using System.Text.Json;

namespace Equipoise.Validation.Sizing;

/// <summary>
/// Worked answers of other software for trial design, kept outside the repository: <c>reference/design_reference.json</c> beside
/// the folder of the reference data. Each entry has its id, its call and its outputs.
/// </summary>
sealed class SizingReference
{
    readonly JsonElement outputs;

    SizingReference(JsonElement outputs) => this.outputs = outputs;

    /// <summary>The outputs of an entry.</summary>
    public static SizingReference Of(string id)
    {
        using var file = JsonDocument.Parse(
            File.ReadAllBytes(ReferenceData.PathOf("..", "reference", "design_reference.json"))
        );
        return new(
            file.RootElement.EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id).GetProperty("outputs").Clone()
        );
    }

    /// <summary>The number at a path such as <c>analysis/info</c>, or one of a list at a place counted from 0.</summary>
    public double this[string path, int place = 0]
    {
        get
        {
            var at = path.Split('/').Aggregate(outputs, (element, name) => element.GetProperty(name));
            return (at.ValueKind == JsonValueKind.Array ? at[place] : at).GetDouble();
        }
    }
}
