using Equipoise.Analysis.Quality;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>Survival divided by its quality, and the difference for every pair of utilities.</summary>
static class QualityTable
{
    public static IEnumerable<Block> Of(Manuscript m)
    {
        var of = new QualityResults();
        if (m.Protocol.Analysis.Quality is not { } plan || !m.Has(of))
            return [];
        return [Parts(m, of, plan), .. m.Protocol.Experimental.Select(arm => Thresholds(m, of, arm, plan))];
    }

    static Table Parts(Manuscript m, QualityResults of, QualityPlan plan)
    {
        var unit = m.Names.Unit(plan.Progression);
        var rows = new (BoundText Name, Func<string, IntervalRef> Of, Func<string, IntervalRef> Less)[]
        {
            (m.Say($"With toxicity, {unit}"), of.Toxicity, of.ToxicityDifference),
            (m.Say($"Without symptoms and toxicity, {unit}"), of.WithoutSymptoms, of.WithoutDifference),
            (m.Say($"After progression, {unit}"), of.Relapse, of.RelapseDifference),
            (m.Say($"Quality-adjusted, {unit}"), of.Quality, of.QualityDifference),
        };
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return new(
            "quality",
            m.Say("Mean times by quality (Q-TWiST)"),
            [Arms.Head(m, "Mean (CI)", arms, m.SizeInFullAnalysis)],
            [
                .. rows.Select(row => Row.OfNumbers(row.Name, arms.Select(arm => m.Interval(row.Of(arm))))),
                Row.Heading(m.Say("Difference to control"), arms.Length),
                .. rows.Select(row => ToControl(m, row.Name, row.Less)),
                ToControl(m, m.Say("Relative gain"), of.RelativeGain),
            ],
            Footnotes.Under(m, "CI: confidence interval.", of)
        );
    }

    static Row ToControl(Manuscript m, BoundText name, Func<string, IntervalRef> of) =>
        Row.OfNumbers(
            name,
            m.Protocol.Arms.Select(arm => arm.Id == m.Protocol.Control.Id ? m.Say("Reference") : m.Interval(of(arm.Id))),
            isPart: true
        );

    static Table Thresholds(Manuscript m, QualityResults of, Arm arm, QualityPlan plan) =>
        new(
            $"quality-{arm.Id}",
            m.Say($"Difference of quality-adjusted time by what its parts are worth: {m.Names.Arm(arm)}"),
            [
                new(
                    [
                        Cell.Head(m.Say("Worth of time with toxicity and after progression")),
                        Cell.NumberHead(m.Say($"Difference (CI), {m.Names.Unit(plan.Progression)}")),
                    ]
                ),
            ],
            [
                .. m.GroupsOf(By.Utilities, of)
                    .Select(pair =>
                        Row.OfNumbers(
                            m.Say($"{m.Names.Group(By.Utilities, pair.Id)}"),
                            [m.Interval(of.Threshold(arm.Id, pair.Id))]
                        )
                    ),
            ],
            Footnotes.Under(m, "CI: confidence interval.", of)
        );
}
