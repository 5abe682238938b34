using Equipoise.Protocol;

namespace Equipoise.Analysis.Reading;

/// <summary>The names under which ADSL carries what the protocol asked before randomization.</summary>
static class AdslVariables
{
    /// <summary>The variable of each criterion.</summary>
    /// <remarks>A criterion called age or sex is the ADSL variable of that name.</remarks>
    public static IReadOnlyDictionary<string, string> OfCriteria(TrialProtocol protocol) =>
        CriterionVariables
            .Of(protocol)
            .ToDictionary(
                name => name.Key,
                name => name.Key.ToUpperInvariant() is "AGE" or "SEX" ? name.Key.ToUpperInvariant() : name.Value
            );
}
