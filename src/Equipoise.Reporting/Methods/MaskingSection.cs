using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>Who did not know the allocation.</summary>
static class MaskingSection
{
    public const string Id = "methods-masking";

    public static IEnumerable<Block> Of(Manuscript m) =>
        m.Protocol.Trial.Masking is { } masking
            ? MethodsSection.Part(Id, m.Say("Masking"), Paragraph.Of(Said(m, masking)))
            : [];

    static BoundText Said(Manuscript m, Masking masking) =>
        masking switch
        {
            Masking.Blind { Masked.Count: > 0 } blind => m.Say(
                $"The trial was {Stated.Level(blind.Level)}. The allocation was not known to: {Parties(m, blind)}."
            ),
            Masking.Blind blind => m.Say(
                $"The trial was {Stated.Level(blind.Level)}; the protocol does not say who was masked."
            ),
            _ => m.Say("The trial was open label: nobody was masked to the allocation."),
        };

    static BoundText Parties(Manuscript m, Masking.Blind blind) =>
        BoundText.Series(blind.Masked.Select(one => m.Say($"{Stated.Party(one)}")));
}
