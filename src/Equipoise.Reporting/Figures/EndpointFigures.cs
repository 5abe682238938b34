using Equipoise.Analysis.Results;
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
            Title = m.Plain($"{{{{protocol:endpoint {id}}}}} by arm"),
            Description = m.Plain(Description(m, endpoint)),
            VerticalTitle = m.Plain(
                endpoint.Label.Contains("survival", StringComparison.OrdinalIgnoreCase)
                    ? $"{{{{protocol:endpoint {id}}}}} (%)"
                    : "Without event (%)"
            ),
            HorizontalTitle = m.Plain($"{Capital(found.Unit)} since {origin}"),
            Ticks = found.Ticks,
            Curves = [.. found.Arms.Select(arm => Curve(m, id, found, arm))],
        };
    }

    static string Capital(string unit) => unit.Length == 0 ? unit : char.ToUpperInvariant(unit[0]) + unit[1..];

    static string Description(Manuscript m, Endpoint endpoint) =>
        string.Join(
            " ",
            m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm)).Prepend("Kaplan-Meier curves.")
        );

    static KaplanMeierCurve Curve(Manuscript m, string id, EndpointCurves curves, ArmCurve arm)
    {
        var times =
            m.Results.Find($"{id}.KaplanMeier")
                ?.Results.Where(result => result.Operation == "atRisk" && Of(result, "arm") == arm.ArmId)
                .ToArray()
            ?? [];
        var atRisk = curves.Ticks.Select(tick =>
            times.FirstOrDefault(result => double.TryParse(Of(result, "time"), out var time) && Math.Abs(time - tick) < 1e-9)
                is { } result
                ? m.Bind($"{{{{{Address.Of($"{id}.KaplanMeier", "atRisk", result.Groups)}?}}}}").Runs[0]
                : new TextRun.Words("")
        );
        return new(
            m.Plain($"{{{{label:arm={arm.ArmId}}}}}"),
            arm,
            [.. atRisk],
            m.Raw($"{id}.KaplanMeier/median[arm={arm.ArmId}]")
        );
    }

    static string? Of(OperationResult result, string grouping) =>
        result.Groups.FirstOrDefault(group => group.Grouping == grouping)?.Group;

    /// <summary>The forest plot of the subgroups in one experimental arm; null when no subgroup was analyzed.</summary>
    public static ForestFigure? Forest(Manuscript m, TimeToEventPlan plan, Arm arm)
    {
        var id = plan.EndpointId;
        var control = m.Protocol.Control;
        ForestRow[] rows =
        [
            .. plan.Subgroups.SelectMany(factor => Subgroup(m, $"{id}.Subgroup.{factor}", arm.Id, control.Id, factor)),
        ];
        if (rows.Length == 0 || !m.HasNumbers($"{id}.Cox/hazardRatio[arm={arm.Id}]"))
            return null;
        return new ForestFigure
        {
            Id = $"{id}-forest-{arm.Id}",
            Title = m.Plain($"{{{{protocol:endpoint {id}}}}} in subgroups"),
            Description = m.Plain(
                $"Overall hazard ratio {{{{{id}.Cox/hazardRatio[arm={arm.Id}]}}}}, "
                    + $"{{{{protocol:confidence {id}}}}} confidence interval {{{{{id}.Cox/lower[arm={arm.Id}]?}}}} to "
                    + $"{{{{{id}.Cox/upper[arm={arm.Id}]?}}}}. The text of every row gives the hazard ratio of a subgroup."
            ),
            CountHeads = [m.Plain($"{{{{label:arm={arm.Id}}}}}, events/n"), m.Plain($"{{{{label:arm={control.Id}}}}}, events/n")],
            RatioHead = m.Plain($"Hazard ratio ({{{{protocol:confidence {id}}}}} CI)"),
            FavorsBelowOne = m.Plain($"Favors {{{{label:arm={arm.Id}|lower}}}}"),
            FavorsAboveOne = m.Plain($"Favors {{{{label:arm={control.Id}|lower}}}}"),
            Overall = Row(
                m,
                "All participants",
                [
                    .. new[] { arm.Id, control.Id }.Select(a =>
                        ($"{id}.Events/events[arm={a}]", $"{id}.Events/participants[arm={a}]")
                    ),
                ],
                operation => $"{id}.Cox/{operation}[arm={arm.Id}]"
            ),
            Rows = rows,
        };
    }

    static IEnumerable<ForestRow> Subgroup(Manuscript m, string id, string arm, string control, string factor)
    {
        var levels = m.GroupsOf("level", id);
        if (levels.Count == 0)
            yield break;
        var name =
            m.Protocol.Randomization?.Factors.Any(f => f.Id == factor) == true
                ? $"{{{{protocol:factor {factor}}}}}"
                : $"{{{{analysis:{id}}}}}";
        yield return new(
            m.Bind(name),
            [],
            null,
            Interaction: m.Has($"{id}/pTwoSided") ? m.Bind($"{{{{{id}/pTwoSided?}}}}") : null
        );
        foreach (var level in levels)
        {
            // Two arms: the level alone names the comparison. More: the arm is part of the address.
            var groups = m.Has($"{id}/hazardRatio[level={level.Id}]") ? $"[level={level.Id}]" : $"[arm={arm};level={level.Id}]";
            yield return Row(
                m,
                $"{{{{label:level={level.Id}}}}}",
                [
                    .. new[] { arm, control }.Select(a =>
                        ($"{id}/events[arm={a};level={level.Id}]", $"{id}/participants[arm={a};level={level.Id}]")
                    ),
                ],
                operation => $"{id}/{operation}{groups}"
            );
        }
    }

    static ForestRow Row(
        Manuscript m,
        string label,
        IReadOnlyList<(string Events, string Participants)> counts,
        Func<string, string> address
    )
    {
        var (ratio, lower, upper) = (address("hazardRatio"), address("lower"), address("upper"));
        return new(
            m.Bind(label),
            [
                .. counts.Select(count =>
                    m.Bind(
                        m.Has(count.Events) && m.Has(count.Participants)
                            ? $"{{{{{count.Events}?}}}}/{{{{{count.Participants}?}}}}"
                            : ""
                    )
                ),
            ],
            m.Bind(
                !m.Has(ratio) ? ""
                : m.HasNumbers(ratio, lower, upper) ? $"{{{{{ratio}}}}} ({{{{{lower}}}}}\u2013{{{{{upper}}}}})"
                : $"{{{{{ratio}?}}}}"
            ),
            m.Raw(ratio),
            m.Raw(lower),
            m.Raw(upper),
            counts.Sum(count => m.Raw(count.Events) ?? 0)
        );
    }
}
