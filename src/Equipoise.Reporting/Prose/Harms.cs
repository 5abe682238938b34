using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What the effect cost in side effects, in the same breath for both arms.</summary>
static class Harms
{
    static readonly AdverseEventOverview overview = new();

    public static BoundText Of(Manuscript m, string arm, string control) =>
        BoundText.Join(
            " ",
            [
                Severe(m, arm, control),
                ByGrade(m, arm, control),
                Commonest(m, arm, control),
                Doses(m, arm),
                Stopped(m, arm, control),
            ]
        );

    static BoundText Severe(Manuscript m, string arm, string control)
    {
        var worst = m.HasNumbers(
            overview.Percent(arm, AdverseEventOverview.Severe),
            overview.Percent(control, AdverseEventOverview.Severe)
        );
        var category = worst ? AdverseEventOverview.Severe : AdverseEventOverview.Any;
        var (one, other) = (overview.Percent(arm, category), overview.Percent(control, category));
        var kind = m.Say(worst ? "Severe side effects" : "Side effects");
        return m.HasNumbers(one, other)
            ? m.Say(
                $"{kind} were {Compared(m, one, other)} with {m.Names.Arm(arm).Small}: {one} against {other} of those treated."
            )
            : BoundText.Empty;
    }

    static BoundText Compared(Manuscript m, ResultRef one, ResultRef other) =>
        m.Say(
            m.Raw(one) > m.Raw(other) ? "more common"
            : m.Raw(one) < m.Raw(other) ? "less common"
            : "as common"
        );

    static BoundText ByGrade(Manuscript m, string arm, string control)
    {
        var worst = new WorstGradeResults();
        var (three, four) = (m.Names.Group(By.Grade, "3").Small, m.Names.Group(By.Grade, "4").Small);
        return m.HasNumbers(
            worst.Percent(arm, "3"),
            worst.Percent(control, "3"),
            worst.Percent(arm, "4"),
            worst.Percent(control, "4")
        )
            ? m.Say(
                $"The worst one was {three} in {worst.Percent(arm, "3")} against {worst.Percent(control, "3")}, and {four}, "
                    + $"life-threatening, in {worst.Percent(arm, "4")} against {worst.Percent(control, "4")}."
            )
            : BoundText.Empty;
    }

    static BoundText Commonest(Manuscript m, string arm, string control)
    {
        var severe = new AdverseEventTerms(Severe: true);
        var term = m.GroupsOf(By.Term, severe)
            .Where(term => m.HasNumbers(severe.Percent(arm, term.Id), severe.Percent(control, term.Id)))
            .MaxBy(term => m.Raw(severe.Percent(arm, term.Id)));
        return term is null
            ? BoundText.Empty
            : m.Say(
                $"The most frequent severe one was {m.Names.Group(By.Term, term.Id).Small} ({severe.Percent(arm, term.Id)} "
                    + $"against {severe.Percent(control, term.Id)})."
            );
    }

    static BoundText Doses(Manuscript m, string arm) =>
        BoundText.Join(
            " ",
            m.Protocol.Treatments.Select(treatment => (treatment.Id, new ExposureResults(treatment.Id).ReducedPercent(arm)))
                .Where(reduced => m.HasNumbers(reduced.Item2))
                .Select(reduced =>
                    m.Say($"The dose of {m.Names.Treatment(reduced.Id).Small} was reduced in {reduced.Item2}.")
                )
        );

    static BoundText Stopped(Manuscript m, string arm, string control)
    {
        var (one, other) = (
            overview.Percent(arm, AdverseEventOverview.Discontinuation),
            overview.Percent(control, AdverseEventOverview.Discontinuation)
        );
        if (!m.HasNumbers(one, other))
            return BoundText.Empty;
        return (m.Raw(one) > 0, m.Raw(other) > 0) switch
        {
            (true, true) => m.Say($"Side effects made {one} against {other} stop a treatment."),
            (true, false) => m.Say(
                $"Side effects made {one} stop a treatment, and nobody on {m.Names.Arm(control).Small}."
            ),
            (false, true) => m.Say(
                $"Side effects made nobody on {m.Names.Arm(arm).Small} stop a treatment, against {other}."
            ),
            _ => m.Say("Side effects made nobody stop a treatment."),
        };
    }
}
