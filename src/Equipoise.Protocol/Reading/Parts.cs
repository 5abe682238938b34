using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>The parts of a protocol as far as they could be read, before anyone knows whether they hold together.</summary>
sealed record Parts(
    TrialIdentity? Trial,
    IReadOnlyList<Arm> Arms,
    IReadOnlyList<Treatment> Treatments,
    IReadOnlyList<EligibilityCriterion> Eligibility,
    RandomizationPlan? Randomization,
    FollowUpPlan? FollowUp,
    IReadOnlyList<CodeList> CodeLists,
    IReadOnlyList<FormDefinition> Forms,
    ProtocolAmendment? Amendment,
    IReadOnlyList<Endpoint> Endpoints,
    DesignAssumptions? Design,
    AnalysisPlan? Analysis,
    DataDescription? Data,
    PlainWords? PlainWords
)
{
    const int Format = 1;

    /// <summary>Reads every part, whatever is wrong with the others; null when the file is not made of parts.</summary>
    public static Parts? From(YamlCursor file) =>
        file.Fields(parts =>
        {
            parts
                .Required("equipoise", $"{Format}, the version of this file format")
                .Integer($"{Format}, the version of this file format", Format, Format);
            var criteria = file.At("eligibility");
            var codeLists = ReadCodeLists.From(parts.Optional("code lists"));
            return new Parts(
                ReadTrial.From(parts.Required("trial", "who and what the trial is")),
                ReadArms.From(parts.Required("arms", "what is compared with what")),
                ReadTreatments.From(parts.Optional("treatments")),
                ReadEligibility.From(parts.Optional("eligibility")),
                ReadRandomization.From(
                    parts.Optional("randomize"),
                    [.. criteria.At("include").Keys, .. criteria.At("exclude").Keys],
                    file.At("treatments").Keys
                ),
                ReadFollowUp.From(parts.Optional("follow up")),
                codeLists,
                ReadForms.From(parts.Optional("forms"), codeLists, file),
                ReadAmendment.From(parts.Optional("amendment"), file.At("trial", "protocol version")),
                ReadEndpoints.From(parts.Required("endpoints", "what is measured to answer the question")),
                ReadDesign.From(parts.Optional("design")),
                ReadAnalysis.From(parts.Required("analysis", "how the endpoints become numbers"), file.At("endpoints").Keys),
                parts.Optional("data") is { IsPresent: true } data ? ReadData.From(data) : new(),
                ReadPlainWords.From(parts.Optional("plain words"))
            );
        });

    /// <summary>The parts as a protocol. Only for parts in which no problem was found.</summary>
    public TrialProtocol ToProtocol(string sha256, string fileSha256) =>
        new()
        {
            Trial = Trial!,
            Arms = Arms,
            Treatments = Treatments,
            Eligibility = Eligibility,
            Randomization = Randomization,
            FollowUp = FollowUp,
            CodeLists = CodeLists,
            Forms = Forms,
            Amendment = Amendment,
            Endpoints = Endpoints,
            Design = Design,
            Analysis = Analysis!,
            Data = Data!,
            PlainWords = PlainWords,
            Sha256 = sha256,
            FileSha256 = fileSha256,
        };
}
