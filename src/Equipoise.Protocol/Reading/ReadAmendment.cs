using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>amendment:</c> what this version changes, and for whom.</summary>
static class ReadAmendment
{
    static readonly Meanings<AmendmentBinding> bindings = new()
    {
        ["new participants"] = AmendmentBinding.NewParticipants,
        ["all participants"] = AmendmentBinding.AllParticipants,
        ["after renewed consent"] = AmendmentBinding.AfterRenewedConsent,
    };

    /// <param name="part">The part.</param>
    /// <param name="version">The place of this file's own version.</param>
    public static ProtocolAmendment? From(YamlCursor part, YamlCursor version) =>
        part.Fields(fields =>
        {
            var ofAt = fields.Required("of version", "the version that it amends, such as \"1.0\"");
            var of = ofAt.Text() ?? "";
            if (version.Node is YamlNode.Scalar { Text: { Length: > 0 } own } && own == of)
                ofAt.Report(
                    $"is {ProblemList.Quote(of)}, which is the version of this file",
                    "write the version that was in force before, and give this file its own"
                );
            var binds = fields.Required("binds", "new participants, all participants or after renewed consent").OneOf(bindings);
            var changesAt = fields.Required("changes", "a list of what changes, one sentence each");
            return new ProtocolAmendment(of, binds ?? default, changesAt.IsPresent ? changesAt.Texts() : []);
        });
}
