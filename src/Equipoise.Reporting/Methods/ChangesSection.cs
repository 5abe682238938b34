using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>What was changed after the trial had begun.</summary>
static class ChangesSection
{
    public const string Id = "methods-changes";

    public static IEnumerable<Block> Of(Manuscript m) =>
        m.Protocol.Amendment is { } amendment
            ? MethodsSection.Part(
                Id,
                m.Say("Changes to the protocol"),
                [
                    new Paragraph(
                        m.Say(
                            $"Version {m.Names.Version} of the protocol, on which this report rests, amended version "
                                + $"{Stated.Version(amendment)} and bound {Bound(m, amendment.Binds)}. It changed:"
                        )
                    ),
                    new Items([.. Stated.Changes(amendment).Select(change => m.Say($"{change}"))]),
                ]
            )
            : [];

    static BoundText Bound(Manuscript m, AmendmentBinding binds) =>
        m.Say(
            binds switch
            {
                AmendmentBinding.NewParticipants => "those who were not yet randomized",
                AmendmentBinding.AllParticipants => "all participants at once",
                _ => "those who were not yet randomized, and all others from their renewed consent on",
            }
        );
}
