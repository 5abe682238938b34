using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Opening;

/// <summary>Whether arms are hidden.</summary>
static class MaskedTrial
{
    extension(TrialState trial)
    {
        /// <summary>
        /// Whether the protocol in force hides the arms; one that does not say that it is open label does.
        /// </summary>
        internal bool IsMasked(TrialRules rules) =>
            (trial.InForce is { } version ? rules.Under(version.Sha256, trial) : rules).Protocol.Trial.Masking
                is not Masking.OpenLabel;
    }
}
