using System.Globalization;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The figures of an endpoint, filled from its curves and results.</summary>
static class EndpointFigures
{
    /// <summary>The survival curves; null when there are none.</summary>
    public static KaplanMeierFigure? Curves(Manuscript m, Endpoint endpoint)
    {
        if (
            m.Curves.FirstOrDefault(curves => curves.EndpointId == endpoint.Id) is not { Arms.Count: > 0, Ticks.Count: > 1 } found
        )
            return null;
        var id = endpoint.Id;
        var origin = endpoint.From == TimeOrigin.Randomization ? "randomization" : "first dose";
        return new KaplanMeierFigure
        {
            Id = $"{id}-curves",
            Title = m.Plain($"{m.Names.Endpoint(id)} by arm"),
            Description = Description(m, endpoint).Text,
            VerticalTitle = endpoint.Label.Contains("survival", StringComparison.OrdinalIgnoreCase)
                ? m.Plain($"{m.Names.Endpoint(id)} (%)")
                : "Without event (%)",
            HorizontalTitle = $"{Capital(found.Unit)} since {origin}",
            Ticks = found.Ticks,
            Curves = [.. found.Arms.Select(arm => Curve(m, id, found, arm))],
        };
    }

    static string Capital(string unit) => unit.Length == 0 ? unit : char.ToUpperInvariant(unit[0]) + unit[1..];

    static BoundText Description(Manuscript m, Endpoint endpoint) =>
        BoundText.Join(
            " ",
            m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm)).Prepend(m.Say("Kaplan-Meier curves."))
        );

    static KaplanMeierCurve Curve(Manuscript m, string id, EndpointCurves curves, ArmCurve arm)
    {
        var of = new KaplanMeierResults(id);
        var times = m.GroupsOf(By.Time, of);
        var atRisk = curves.Ticks.Select(tick =>
            times.FirstOrDefault(time => Math.Abs(double.Parse(time.Id, CultureInfo.InvariantCulture) - tick) < 1e-9) is { } time
            && m.Has(of.AtRisk(arm.ArmId, time.Id))
                ? m.Say($"{of.AtRisk(arm.ArmId, time.Id).OrNE}").Runs[0]
                : new TextRun.Words("")
        );
        return new(m.Plain($"{m.Names.Arm(arm.ArmId)}"), arm, [.. atRisk], m.Raw(of.Median(arm.ArmId).Estimate));
    }

    /// <summary>The forest plot of the subgroups in one experimental arm; null when no subgroup was analyzed.</summary>
    public static ForestFigure? Forest(Manuscript m, TimeToEventPlan plan, Arm arm)
    {
        var id = plan.EndpointId;
        var control = m.Protocol.Control;
        var (events, effect) = (new EventsResults(id), new CoxResults(id).HazardRatio(arm.Id));
        ForestRow[] rows =
        [
            .. plan.Subgroups.SelectMany(factor => Subgroup(m, new(id, factor), arm.Id, control.Id)),
        ];
        if (rows.Length == 0 || !m.HasNumbers(effect.Estimate))
            return null;
        var level = m.Names.Confidence(id);
        return new ForestFigure
        {
            Id = $"{id}-forest-{arm.Id}",
            Title = m.Plain($"{m.Names.Endpoint(id)} in subgroups"),
            Description = m.Plain(
                $"Overall hazard ratio {effect.Estimate}, {level} confidence interval {effect.Lower.OrNE} to "
                    + $"{effect.Upper.OrNE}. The text of every row gives the hazard ratio of a subgroup."
            ),
            CountHeads = [m.Plain($"{m.Names.Arm(arm)}, events/n"), m.Plain($"{m.Names.Arm(control)}, events/n")],
            RatioHead = m.Plain($"Hazard ratio ({level} CI)"),
            FavorsBelowOne = m.Plain($"Favors {m.Names.Arm(arm).Small}"),
            FavorsAboveOne = m.Plain($"Favors {m.Names.Arm(control).Small}"),
            Overall = Row(
                m,
                m.Say("All participants"),
                [.. new[] { arm.Id, control.Id }.Select(a => (events.Events(a), events.Participants(a)))],
                effect
            ),
            Rows = rows,
        };
    }

    static IEnumerable<ForestRow> Subgroup(Manuscript m, SubgroupResults of, string arm, string control)
    {
        var levels = m.GroupsOf(By.Level, of);
        if (levels.Count == 0)
            yield break;
        var test = m.Has(of.PTwoSided) ? of.PTwoSided : (of with { Arm = arm }).PTwoSided;
        yield return new(
            m.Say($"{m.Names.Subgroup(of.Factor)}"),
            [],
            null,
            Interaction: m.Has(test) ? m.Say($"{test.OrNE}") : null
        );
        foreach (var level in levels.Select(level => level.Id))
            yield return Row(
                m,
                m.Say($"{m.Names.Group(By.Level, level)}"),
                [.. new[] { arm, control }.Select(a => (of.Events(a, level), of.Participants(a, level)))],
                m.Protocol.Arms.Count == 2 ? of.HazardRatio(level) : of.HazardRatio(arm, level)
            );
    }

    static ForestRow Row(
        Manuscript m,
        BoundText label,
        IReadOnlyList<(ResultRef Events, ResultRef Participants)> counts,
        IntervalRef effect
    ) =>
        new(
            label,
            [
                .. counts.Select(count =>
                    m.Has(count.Events) && m.Has(count.Participants)
                        ? m.Say($"{count.Events.OrNE}/{count.Participants.OrNE}")
                        : BoundText.Empty
                ),
            ],
            m.HasNumbers(effect) ? m.Say($"{effect.Estimate} ({effect.Lower}\u2013{effect.Upper})")
                : m.Has(effect.Estimate) ? m.Say($"{effect.Estimate.OrNE}")
                : BoundText.Empty,
            m.Raw(effect.Estimate),
            m.Raw(effect.Lower),
            m.Raw(effect.Upper),
            counts.Sum(count => m.Raw(count.Events) ?? 0)
        );
}
