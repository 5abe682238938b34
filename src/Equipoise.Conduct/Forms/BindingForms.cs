using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// The forms as the protocol version has them that binds a participant. The only place that asks which version that is.
/// </summary>
static class BindingForms
{
    /// <summary>The protocol that binds the participant of this situation.</summary>
    internal static TrialProtocol ProtocolOf(Situation now) => now.Rules.Protocol;

    /// <summary>The forms of the participant of this situation.</summary>
    internal static IReadOnlyList<FormDefinition> Of(Situation now) => ProtocolOf(now).Forms;

    /// <summary>The form of that id for the participant of this situation; null when there is none.</summary>
    internal static FormDefinition? Find(Situation now, string form) => Of(now).FirstOrDefault(one => one.Id == form);
}
