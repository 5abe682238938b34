using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Planning;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>How many participants and events the trial needed, and on which assumptions.</summary>
static class SampleSizeSection
{
    public const string Id = "methods-sample-size";

    /// <remarks>The words are those of the page that a team pastes into its protocol: the plan before the trial.</remarks>
    public static IEnumerable<Block> Of(Manuscript m) =>
        (Text(m), m.Protocol.Design) switch
        {
            ({ } text, _) => MethodsSection.Part(
                Id,
                m.Say("Sample size"),
                Paragraph.Of([m.Say("The protocol plans as follows."), .. text.Size()])
            ),
            (null, { } design) => MethodsSection.Part(Id, m.Say("Sample size"), Paragraph.Of(Assumed(m, design))),
            _ => [],
        };

    /// <summary>Several arms, or events that never come, have no plan; what the protocol assumes is said all the same.</summary>
    static BoundText Assumed(Manuscript m, DesignAssumptions design) =>
        m.Say(
            $"The protocol plans {Stated.Participants(design)} participants, for a power of {Stated.Power(design)} at a "
                + $"one-sided level of {Stated.Alpha(design)} if the hazard ratio is {Stated.Effect(design)}."
        );

    /// <summary>The text of the plan; null where the trial has none.</summary>
    public static SampleSizeText? Text(Manuscript m) => m.Plan is { } plan ? new(plan, m) : null;
}
