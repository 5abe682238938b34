using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Prose;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Reports;

/// <summary>The sections between the key result and the appendix, in the order in which a journal has them.</summary>
static class Sections
{
    public static IReadOnlyList<Section> Of(Manuscript m) =>
        [
            Participants(m),
            .. m.Protocol.Analysis.TimeToEvent.Select(plan => Outcome(m, plan)),
            new(
                "response",
                m.Say("Tumor response"),
                [.. ResponseTable.Of(m), .. FiguresOfLesions.Of(m), .. FiguresOfCourses.Of(m)]
            ),
            new(
                "safety",
                m.Say("Safety"),
                [
                    .. AdverseEventTables.Overview(m),
                    .. AdverseEventTables.WorstGrade(m),
                    .. AdverseEventTables.FrequentTerms(m),
                    .. FiguresOfParts.Harms(m),
                    .. DeathsTable.Of(m),
                    .. RateTables.ByKind(m),
                    .. RateTables.ByParameter(m),
                    .. RateTables.Timing(m),
                ]
            ),
            new("quality", m.Say("Survival and its quality"), [.. FiguresOfParts.Quality(m), .. QualityTable.Of(m)]),
            new(
                "exposure",
                m.Say("Treatment and dose"),
                [
                    .. m.Protocol.Treatments.SelectMany(one =>
                        ExposureTable.Of(m, one).Concat(DoseTable.Of(m, one)).Concat(FiguresOfParts.Doses(m, one))
                    ),
                ]
            ),
            new("laboratory", m.Say("Laboratory values"), [.. LaboratoryTables.Of(m)]),
            new("questionnaires", m.Say("Questionnaires"), [.. QuestionnaireTables.Of(m)]),
        ];

    static Section Participants(Manuscript m) =>
        new("participants", m.Say("Participants"), [.. Flow(m), .. DispositionTable.Of(m), .. BaselineTable.Of(m)]);

    static IEnumerable<Block> Flow(Manuscript m) =>
        FlowOfParticipants.From(m) is not { } figure ? []
        : !FlowOfParticipants.AddsUp(m)
            ?
            [
                new Paragraph(
                    m.Say(
                        "The flow of participants is not drawn: the numbers of those who were treated, stopped, completed or "
                            + "went on do not add up to those who were allocated."
                    )
                ),
            ]
        : [
                new Figure(
                    "flow",
                    m.Say("Flow of participants"),
                    [new(figure.ToSvg(), (figure with { Id = $"{figure.Id}-narrow", Stacked = true }).ToSvg())],
                    Footnotes.Under(m, "", new DispositionResults())
                )
                {
                    Values = FigureValues.Of(m, figure),
                },
            ];

    static Section Outcome(Manuscript m, TimeToEventPlan plan)
    {
        var endpoint = m.Protocol.Endpoint(plan.EndpointId);
        var title = m.Say($"{m.Names.Endpoint(endpoint.Id)}");
        return m.Has(new EventsResults(endpoint.Id))
            ? new(
                endpoint.Id,
                title,
                [
                    new Paragraph(
                        BoundText.Join(
                            " ",
                            [
                                FollowUp(m, endpoint),
                                .. m.Protocol.Experimental.Select(arm => EffectSentence.Of(m, endpoint, arm)),
                            ]
                        )
                    ),
                    .. Paragraph.Of(
                        BoundText.Join(
                            " ",
                            [
                                .. m.Protocol.Experimental.Select(arm => ChangeSentence.Of(m, endpoint.Id, arm)),
                                VerdictSentence.Of(m, endpoint.Id, inFull: true),
                            ]
                        )
                    ),
                    .. Curves(m, endpoint),
                    .. TimeToEventTable.Of(m, endpoint),
                    .. m.Protocol.Experimental.SelectMany(arm => Forest(m, plan, arm)),
                    .. SensitivityTable.Of(m, endpoint.Id),
                    .. CompetingRisksTable.Of(m, endpoint.Id),
                    .. Incidences(m, endpoint),
                    .. CensoringTable.Of(m, endpoint.Id),
                ]
            )
            : new(endpoint.Id, title, []);
    }

    static BoundText FollowUp(Manuscript m, Endpoint endpoint)
    {
        var median = new FollowUpResults(endpoint.Id).Median(By.Everyone).Estimate;
        if (!m.HasNumbers(median))
            return BoundText.Empty;
        // A progression ends the follow-up of its endpoint; the clock of survival goes on.
        var survival = m.Protocol.Endpoints.FirstOrDefault(one => one.Events is [EndpointEvent.Death]);
        if (survival is null || survival.Id == endpoint.Id)
            return m.Say($"Median follow-up was {median} {m.Names.Unit(endpoint.Id)}.");
        var clock = new FollowUpResults(survival.Id).Median(By.Everyone).Estimate;
        return m.HasNumbers(clock)
            ? m.Say(
                $"Median follow-up was {median} {m.Names.Unit(endpoint.Id)}, on the clock of "
                    + $"{m.Names.Endpoint(survival.Id).Small} {clock} {m.Names.Unit(survival.Id)}."
            )
            : m.Say($"Median follow-up was {median} {m.Names.Unit(endpoint.Id)}.");
    }

    static IEnumerable<Block> Curves(Manuscript m, Endpoint endpoint) =>
        EndpointFigures.Curves(m, endpoint) is { } figure
            ?
            [
                new Figure(
                    $"{endpoint.Id}-figure",
                    m.Say($"{m.Names.Endpoint(endpoint.Id)} by arm"),
                    [new(figure.ToSvg(), (figure with { Id = $"{figure.Id}-narrow", Width = 360 }).ToSvg())],
                    Footnotes.Under(
                        m,
                        (m.Protocol.Arms.Count > 2 ? "Upright" : "Bands are pointwise confidence intervals; upright")
                            + " marks are censored times; dotted lines lead to the medians. A curve is pale where fewer than "
                            + "a tenth of its arm are at risk.",
                        new KaplanMeierResults(endpoint.Id)
                    )
                )
                {
                    Values = FigureValues.Of(m, figure, m.Say($"{m.Names.Unit(endpoint.Id)}")),
                },
            ]
            : [];

    static IEnumerable<Block> Incidences(Manuscript m, Endpoint endpoint) =>
        EndpointFigures
            .Incidences(m, endpoint)
            .Select(figure => new Figure(
                $"{figure.Id}-figure",
                BoundText.AsGiven(figure.Title),
                [new(figure.ToSvg(), (figure with { Id = $"{figure.Id}-narrow", Width = 360 }).ToSvg())],
                Footnotes.Under(m, "", new CompetingRisksResults(endpoint.Id))
            ));

    static IEnumerable<Block> Forest(Manuscript m, TimeToEventPlan plan, Arm arm) =>
        EndpointFigures.Forest(m, plan, arm) is { } forest
            ?
            [
                new Figure(
                    $"{plan.EndpointId}-subgroups-{arm.Id}",
                    m.Say($"{m.Names.Endpoint(plan.EndpointId)} in subgroups"),
                    [new(forest.ToSvg(), (forest with { Id = $"{forest.Id}-narrow", Stacked = true }).ToSvg())],
                    Footnotes.Under(
                        m,
                        "The dashed line is the hazard ratio in all participants; "
                            + "the area of a square is proportional to the number of events. "
                            + "Medians are in the unit of the curves.",
                        [.. plan.Subgroups.Select(factor => new SubgroupResults(plan.EndpointId, factor))]
                    )
                )
                {
                    Values = FigureValues.Of(m, forest),
                },
            ]
            : [];
}
