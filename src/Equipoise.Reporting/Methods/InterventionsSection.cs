using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>What each arm gave, and how.</summary>
static class InterventionsSection
{
    public const string Id = "methods-interventions";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Interventions"),
            [
                .. Paragraph.Of(BoundText.Join(" ", m.Protocol.Arms.Select(arm => Given(m, arm)))),
                .. m.Protocol.Treatments.Count == 0
                    ? []
                    : new[] { new Items([.. m.Protocol.Treatments.Select(treatment => How(m, treatment))]) },
            ]
        );

    static BoundText Given(Manuscript m, Arm arm) =>
        arm.Gives.Count == 0
            ? BoundText.Empty
            : m.Say(
                $"{m.Names.ArmInFull(arm)}{Brief(m, arm)} consisted of "
                    + $"{BoundText.Series(arm.Gives.Select(id => m.Say($"{m.Names.Treatment(id).Small}")))}."
            );

    static BoundText Brief(Manuscript m, Arm arm) =>
        arm.ShortLabel is null ? BoundText.Empty : m.Say($" (in short: {m.Names.Arm(arm).Small})");

    static BoundText How(Manuscript m, Treatment treatment)
    {
        BoundText[] how =
        [
            treatment.Choice.Count == 0
                ? BoundText.Empty
                : m.Say($"{Stated.Choice(treatment)}, named by the investigator before randomization"),
            Schedule(m, treatment),
            Doses(m, treatment),
            treatment.DoseRules is null
                ? BoundText.Empty
                : m.Say(
                    $"rules for holding and reducing the dose were proposed to the investigator "
                        + $"({Stated.DoseRules(treatment)})"
                ),
        ];
        return how.All(one => one.IsEmpty)
            ? m.Say($"{m.Names.Treatment(treatment.Id)}")
            : m.Say($"{m.Names.Treatment(treatment.Id)}: {BoundText.Join("; ", how)}");
    }

    static BoundText Schedule(Manuscript m, Treatment treatment) =>
        treatment switch
        {
            { Cycle: { } cycle, Days: { } days } => m.Say($"on {Stated.Days(days)} of cycles of {Stated.Time(cycle)}"),
            { Cycle: { } cycle } => m.Say($"every day, in cycles of {Stated.Time(cycle)}"),
            _ => BoundText.Empty,
        };

    static BoundText Doses(Manuscript m, Treatment treatment) =>
        treatment.Doses switch
        {
            [] => BoundText.Empty,
            [var only] => m.Say($"{Stated.Dose(only)}, stopped where it was not tolerated"),
            [var first, ..] => m.Say(
                $"starting dose {Stated.Dose(first)}, reduced to {Lower(m, treatment)}, and stopped below that"
            ),
        };

    static BoundText Lower(Manuscript m, Treatment treatment) =>
        BoundText.Join(" and then to ", treatment.Doses.Skip(1).Select(dose => m.Say($"{Stated.Dose(dose)}")));
}
