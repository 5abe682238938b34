using Equipoise.Protocol;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Pages;

/// <summary>A section of the report; one without content is not printed, and not listed among the contents.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Title">The heading, as bound markup.</param>
/// <param name="Body">What it holds.</param>
sealed record Section(string Id, Html Title, Html Body)
{
    public Html Render() =>
        Html.Of($"<section id=\"{Id}\" aria-labelledby=\"{Id}-title\">\n<h2 id=\"{Id}-title\">{Title}</h2>\n{Body}</section>\n");
}

/// <summary>The sections between the key result and the appendix, in the order in which a journal has them.</summary>
static class Sections
{
    public static IReadOnlyList<Section> Of(Manuscript m) =>
        [
            .. new[] { Participants(m) }
                .Concat(m.Protocol.Analysis.TimeToEvent.Select(plan => Outcome(m, plan)))
                .Append(Safety(m))
                .Append(Exposure(m))
                .Where(section => !section.Body.IsEmpty),
        ];

    static Section Participants(Manuscript m)
    {
        var flow = FlowOfParticipants.From(m) is { } figure
            ? Exhibit.Figure(
                "flow",
                m.Say("Flow of participants"),
                figure.ToSvg(),
                (figure with { Id = $"{figure.Id}-narrow", Stacked = true }).ToSvg(),
                Footnotes.Under(m, "", "Disposition")
            )
            : Html.Empty;
        return new("participants", m.Say("Participants"), Html.Of($"{flow}{BaselineTable.Render(m)}"));
    }

    static Section Outcome(Manuscript m, TimeToEventPlan plan)
    {
        var endpoint = m.Protocol.Endpoint(plan.EndpointId);
        var id = endpoint.Id;
        if (m.Results.Find($"{id}.Events") is null)
            return new(id, Html.Empty, Html.Empty);
        var curves = EndpointFigures.Curves(m, endpoint) is { } figure
            ? Exhibit.Figure(
                $"{id}-figure",
                m.Say($"{{{{protocol:endpoint {id}}}}} by arm"),
                figure.ToSvg(),
                (figure with { Id = $"{figure.Id}-narrow", Width = 360 }).ToSvg(),
                Footnotes.Under(
                    m,
                    "Bands are pointwise confidence intervals; upright marks are censored times; "
                        + "dotted lines lead to the medians.",
                    $"{id}.KaplanMeier"
                )
            )
            : Html.Empty;
        var table = TimeToEventTable.Render(m, endpoint);
        var forests = m.Protocol.Experimental.Select(arm =>
            EndpointFigures.Forest(m, plan, arm) is { } forest
                ? Exhibit.Figure(
                    $"{id}-subgroups-{arm.Id}",
                    m.Say($"{{{{protocol:endpoint {id}}}}} in subgroups"),
                    forest.ToSvg(),
                    (forest with { Id = $"{forest.Id}-narrow", Stacked = true }).ToSvg(),
                    Footnotes.Under(
                        m,
                        "The dashed line is the hazard ratio in all participants; "
                            + "the area of a square is proportional to the number of events.",
                        [.. plan.Subgroups.Select(factor => $"{id}.Subgroup.{factor}")]
                    )
                )
                : Html.Empty
        );
        var sentences = m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm));
        return new(
            id,
            m.Say($"{{{{protocol:endpoint {id}}}}}"),
            Html.Of($"<p>{m.Say(FollowUp(m, endpoint))} {m.Say(string.Join(" ", sentences))}</p>\n{curves}{table}{forests}")
        );
    }

    static string FollowUp(Manuscript m, Endpoint endpoint)
    {
        var median = $"{endpoint.Id}.FollowUp/median[arm=all]";
        return m.HasNumbers(median) ? $"Median follow-up was {{{{{median}}}}} {{{{protocol:unit {endpoint.Id}}}}}." : "";
    }

    static Section Safety(Manuscript m) =>
        new(
            "safety",
            m.Say("Safety"),
            Html.Of($"{AdverseEventTables.Overview(m)}{AdverseEventTables.WorstGrade(m)}{AdverseEventTables.FrequentTerms(m)}")
        );

    static Section Exposure(Manuscript m) =>
        new(
            "exposure",
            m.Say("Treatment and dose"),
            Html.Of($"{m.Protocol.Treatments.Select(treatment => DoseTable.Render(m, treatment))}")
        );
}
