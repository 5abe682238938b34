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
            Inset = [.. Inset(m, endpoint)],
            Ticks = found.Ticks,
            Curves = [.. found.Arms.Select(arm => Curve(m, id, found, arm))],
        };
    }

    /// <summary>The cumulative incidences of the events that make up an endpoint, event by event.</summary>
    public static IEnumerable<KaplanMeierFigure> Incidences(Manuscript m, Endpoint endpoint)
    {
        var (id, of) = (endpoint.Id, new CompetingRisksResults(endpoint.Id));
        if (Curves(m, endpoint) is not { } survival)
            yield break;
        var incidences = m.Curves.First(curves => curves.EndpointId == id).Incidences;
        foreach (var ((component, curves), place) in m.GroupsOf(By.Component, of).Zip(incidences).Select((one, i) => (one, i)))
        {
            var name = m.Names.Group(By.Component, component.Id);
            yield return survival with
            {
                Id = $"{id}-incidence-{place + 1}",
                Title = m.Plain($"{name}: cumulative incidence by arm"),
                Description = m.Plain($"Curves of {name}, other events competing. The table of competing risks has the values."),
                VerticalTitle = m.Plain($"{name}, cumulative incidence (%)"),
                Inset =
                [
                    .. m.Protocol.Experimental.Where(arm => m.HasNumbers(of.Ratio(arm.Id, component.Id)))
                        .Select(arm => (arm, Ratio: of.Ratio(arm.Id, component.Id)))
                        .Select(one =>
                            m.Say(
                                $"Subdistribution hazard ratio, {m.Names.Arm(one.arm)}: {one.Ratio.Estimate} "
                                    + $"({one.Ratio.Lower}–{one.Ratio.Upper})"
                            )
                        ),
                ],
                Curves =
                [
                    .. survival
                        .Curves.Select(arm => (arm, Curve: curves.FirstOrDefault(curve => curve.ArmId == arm.Curve.ArmId)))
                        .Where(one => one.Curve is not null)
                        .Select(one => new KaplanMeierCurve(one.arm.Label, one.Curve!, one.arm.AtRisk)),
                ],
            };
        }
    }

    static string Capital(string unit) => unit.Length == 0 ? unit : char.ToUpperInvariant(unit[0]) + unit[1..];

    static BoundText Description(Manuscript m, Endpoint endpoint) =>
        BoundText.Join(
            " ",
            m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm)).Prepend(m.Say("Kaplan-Meier curves."))
        );

    /// <summary>The medians, the hazard ratios, and the P value where the endpoint has one.</summary>
    static IEnumerable<BoundText> Inset(Manuscript m, Endpoint endpoint)
    {
        var id = endpoint.Id;
        yield return m.Say($"Median, {m.Names.Unit(id)} ({m.Names.Confidence(id)} CI)");
        foreach (var arm in m.Protocol.Arms)
            if (new KaplanMeierResults(id).Median(arm.Id) is var median && m.HasNumbers(median.Estimate))
                yield return m.Say($"{m.Names.Arm(arm)}: {median.Estimate} ({median.Lower.OrNE}–{median.Upper.OrNE})");
            else
                yield return m.Say($"{m.Names.Arm(arm)}: not reached");
        var isPair = m.Protocol.Arms.Count == 2;
        foreach (var arm in m.Protocol.Experimental)
            if (new CoxResults(id).HazardRatio(arm.Id) is var ratio && m.HasNumbers(ratio))
                yield return isPair
                    ? m.Say($"Hazard ratio: {ratio.Estimate} ({ratio.Lower}–{ratio.Upper})")
                    : m.Say($"Hazard ratio, {m.Names.Arm(arm)}: {ratio.Estimate} ({ratio.Lower}–{ratio.Upper})");
        if (isPair && Claims.HasP(m, id) && m.HasNumbers(new LogRankResults(id).PTwoSided))
            yield return m.Say($"Log-rank {EffectSentence.PValue(m, id)}");
    }

    static KaplanMeierCurve Curve(Manuscript m, string id, EndpointCurves curves, ArmCurve arm)
    {
        var of = new KaplanMeierResults(id);
        var times = m.GroupsOf(By.Time, of);
        Group?[] ticks =
        [
            .. curves.Ticks.Select(tick =>
                times.FirstOrDefault(time => Math.Abs(double.Parse(time.Id, CultureInfo.InvariantCulture) - tick) < 1e-9)
            ),
        ];
        return new(
            m.Plain($"{m.Names.Arm(arm.ArmId)}"),
            arm,
            Counts(time => of.AtRisk(arm.ArmId, time)),
            m.Raw(of.Median(arm.ArmId).Estimate)
        )
        {
            Censored = Counts(time => of.CensoredBefore(arm.ArmId, time)),
            Events = Counts(time => of.EventsBefore(arm.ArmId, time)),
        };

        IReadOnlyList<TextRun> Counts(Func<string, ResultRef> at) =>
            [
                .. ticks.Select(time =>
                    time is not null && m.Has(at(time.Id)) ? m.Say($"{at(time.Id).OrNE}").Runs[0] : new TextRun.Words("")
                ),
            ];
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
            CountHeads =
            [
                .. new[] { arm, control }.Select(one =>
                    m.Plain($"{m.Names.Arm(one)}, events/n (median)")
                ),
            ],
            RatioHead = m.Plain($"Hazard ratio ({level} CI)"),
            FavorsBelowOne = m.Plain($"Favors {m.Names.Arm(arm).Small}"),
            FavorsAboveOne = m.Plain($"Favors {m.Names.Arm(control).Small}"),
            Overall = Row(
                m,
                m.Say("All participants"),
                [
                    .. new[] { arm.Id, control.Id }.Select(a =>
                        (events.Events(a), events.Participants(a), new KaplanMeierResults(id).Median(a).Estimate)
                    ),
                ],
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
                [
                    .. new[] { arm, control }.Select(a =>
                        (of.Events(a, level), of.Participants(a, level), of.Median(a, level))
                    ),
                ],
                m.Protocol.Arms.Count == 2 ? of.HazardRatio(level) : of.HazardRatio(arm, level)
            );
    }

    static ForestRow Row(
        Manuscript m,
        BoundText label,
        IReadOnlyList<(ResultRef Events, ResultRef Participants, ResultRef Median)> counts,
        IntervalRef effect
    ) =>
        new(
            label,
            [
                .. counts.Select(count =>
                    !m.Has(count.Events) || !m.Has(count.Participants) ? BoundText.Empty
                    : m.Has(count.Median)
                        ? m.Say($"{count.Events.OrNE}/{count.Participants.OrNE} ({count.Median.OrNE})")
                    : m.Say($"{count.Events.OrNE}/{count.Participants.OrNE}")
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
