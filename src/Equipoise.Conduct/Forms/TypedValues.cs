using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Which values of forms a person types in their own words: those of items whose type is text.</summary>
static class TypedValues
{
    /// <summary>Whether the value of an item is free text. One that the protocol no longer explains might be.</summary>
    internal static bool Is(string form, string item, string protocolVersion, TrialState trial, TrialRules rules) =>
        trial.Versions.FirstOrDefault(one => one.Version == protocolVersion) is not { } version
        || Find(form, rules.Under(version.Sha256, trial))?.Find(item)?.Type is null or ItemType.Text;

    static FormDefinition? Find(string form, TrialRules rules) => rules.Protocol.Forms.FirstOrDefault(one => one.Id == form);
}
