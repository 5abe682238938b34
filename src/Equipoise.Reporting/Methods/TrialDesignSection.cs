using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>Of which kind the trial is, what it compares, and what it set out to show.</summary>
static class TrialDesignSection
{
    public const string Id = "methods-design";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Trial design"),
            Paragraph.Of(BoundText.Join(" ", [Kind(m), Comparison(m), Framework(m)]))
        );

    static BoundText Kind(Manuscript m)
    {
        var trial = m.Protocol.Trial;
        var registry = trial.Registry is null ? BoundText.Empty : m.Say($" ({m.Names.Registry})");
        BoundText[] kind =
        [
            m.Say("randomized"),
            trial.Phase is null ? BoundText.Empty : m.Say($"phase {m.Names.Phase}"),
            trial.Masking is null ? BoundText.Empty : m.Say($"{m.Names.Masking}"),
        ];
        return m.Say($"{m.Names.Trial}{registry} was a {BoundText.Join(", ", kind)} trial with parallel arms.");
    }

    static BoundText Comparison(Manuscript m)
    {
        var arms = BoundText.Series(m.Protocol.Experimental.Select(arm => m.Say($"{m.Names.ArmInFull(arm).Small}")));
        var ratio = Stated.Ratio([.. m.Protocol.Experimental, m.Protocol.Control]);
        var control = m.Names.ArmInFull(m.Protocol.Control).Small;
        return m.Say($"It compared {arms} with {control}; participants were allocated {ratio}.");
    }

    static BoundText Framework(Manuscript m) =>
        m.Protocol.Design switch
        {
            null => BoundText.Empty,
            { Margin: 1 } => m.Say("It was designed to show superiority."),
            { Margin: > 1 } design => m.Say(
                $"It was designed to show non-inferiority, with a margin of {Stated.Margin(design)} for the hazard ratio."
            ),
            var design => m.Say($"It was designed to show a hazard ratio below {Stated.Margin(design)}."),
        };
}
