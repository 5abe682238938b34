using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>How harms were defined, looked for and counted.</summary>
static class HarmsSection
{
    public const string Id = "methods-harms";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Harms"),
            Paragraph.Of([
                BoundText.Join(
                    " ",
                    [
                        m.Protocol.FollowUp?.AdverseEvents is { } plan ? Collected(m, plan) : BoundText.Empty,
                        m.Protocol.Analysis.Safety is { } safety ? Counted(m, safety) : BoundText.Empty,
                        m.Protocol.Analysis.Safety is { HasDifferences: true } compared ? Compared(m, compared) : BoundText.Empty,
                    ]
                ),
                Laboratory(m, m.Protocol.FollowUp?.Laboratory ?? []),
            ])
        );

    static BoundText Collected(Manuscript m, AdverseEventPlan plan) =>
        m.Say(
            $"Adverse events were graded by {Stated.Dictionary(plan)} and counted as treatment emergent until "
                + $"{Stated.Time(plan.UntilAfterLastDose)} after the last dose."
        );

    static BoundText Counted(Manuscript m, SafetyPlan plan)
    {
        var once = m.Say(
            plan.Graded
                ? "Each participant counted once in each row, with the worst grade."
                : "Each participant counted once in each row, however often the event occurred."
        );
        return m.Say(
            $"{once} Preferred terms are shown that occurred in at least {Stated.Threshold(plan)} of the participants of an arm; "
                + $"rarer ones are within the totals."
        );
    }

    static BoundText Compared(Manuscript m, SafetyPlan plan) =>
        m.Say(
            $"Risks of harms are compared as differences in percentage points with {Stated.Confidence(plan)} intervals by "
                + $"{Stated.Difference(plan)}, not adjusted for the number of comparisons."
        );

    static BoundText Laboratory(Manuscript m, IReadOnlyList<LaboratoryTest> tests) =>
        BoundText.Join(
            " ",
            tests
                .GroupBy(test => string.Join("; ", test.When))
                .Select(together =>
                {
                    var days = BoundText.Series(together.First().When.Select(when => m.Say($"{Stated.When(when)}")));
                    var what = BoundText.Series(together.Select(test => m.Say($"{Stated.Test(test)}")));
                    return m.Say($"Blood was tested {days} for {what}.");
                })
        );
}
