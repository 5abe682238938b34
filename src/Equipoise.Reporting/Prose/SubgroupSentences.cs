using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The effect in subgroups, with the caution that they ask for: no claim is made of one.</summary>
sealed class SubgroupSentences(Manuscript m)
{
    /// <summary>The smallest and the largest hazard ratio, and every test of interaction; empty where there are none.</summary>
    public BoundText Of(string endpoint, Arm arm)
    {
        var plan = m.Protocol.Analysis.TimeToEvent.First(one => one.EndpointId == endpoint);
        var found = plan
            .Subgroups.Select(factor => new SubgroupResults(endpoint, factor))
            .SelectMany(of => m.GroupsOf(By.Level, of).Select(level => (Of: of, Level: level, Ratio: Ratio(of, arm, level.Id))))
            .Where(one => m.HasNumbers(one.Ratio))
            .OrderBy(one => m.Raw(one.Ratio.Estimate))
            .ToArray();
        if (found is not [var least, .., var most])
            return BoundText.Empty;
        return BoundText.Join(
            " ",
            [
                m.Say(
                    $"Across subgroups, the hazard ratio of {m.Names.Arm(arm).Small} lay between {Told(least)} and {Told(most)}."
                ),
                Interactions(plan, endpoint, arm),
                m.Say("These analyses explore: they have little power, are not adjusted for their number, and bear no claim."),
            ]
        );

        BoundText Told((SubgroupResults Of, Group Level, IntervalRef Ratio) one) =>
            m.Say(
                $"{one.Ratio.Estimate} ({one.Ratio.Lower} to {one.Ratio.Upper}; {m.Names.Subgroup(one.Of.Factor).Small}: "
                    + $"{m.Names.Group(By.Level, one.Level.Id).Small})"
            );
    }

    IntervalRef Ratio(SubgroupResults of, Arm arm, string level) =>
        m.Protocol.Comparison is null ? of.HazardRatio(arm.Id, level) : of.HazardRatio(level);

    BoundText Interactions(TimeToEventPlan plan, string endpoint, Arm arm)
    {
        BoundText[] tests =
        [
            .. plan
                .Subgroups.Select(factor => new SubgroupResults(endpoint, factor))
                .Select(of => (of.Factor, Test: m.Has(of.PTwoSided) ? of.PTwoSided : (of with { Arm = arm.Id }).PTwoSided))
                .Where(one => m.HasNumbers(one.Test))
                .Select(one => m.Say($"{one.Test} for {m.Names.Subgroup(one.Factor).Small}")),
        ];
        return tests.Length == 0 ? BoundText.Empty : m.Say($"The P value of interaction was {BoundText.Series(tests)}.");
    }
}
