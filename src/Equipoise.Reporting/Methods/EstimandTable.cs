using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>
/// What is estimated for each endpoint: the five attributes of an estimand (ICH E9(R1), A.3.3), with the strategy for each
/// intercurrent event that follows from the rules of censoring.
/// </summary>
/// <remarks>
/// An event that censors is put aside as if it had not happened (hypothetical); one that counts as the endpoint is part of it
/// (composite); one that no rule names changes nothing (treatment policy). A gap of assessments, loss and the end of data are
/// no intercurrent events: they leave data missing, and stand apart. An endpoint without rules was censored elsewhere, and its
/// protocol says nothing of it.
/// </remarks>
static class EstimandTable
{
    public const string Id = "methods-estimands";
    public const string TableId = "estimands";

    public static IEnumerable<Block> Of(Manuscript m)
    {
        Endpoint[] endpoints = [.. m.Protocol.Analysis.TimeToEvent.Select(plan => m.Protocol.Endpoint(plan.EndpointId))];
        var dies = endpoints.Any(one => one.Events.Count > 1 && Counts(one));
        var therapy = endpoints.Any(one => Rule(one, CensoringReason.NewAnticancerTherapy) is not null);
        var gaps = endpoints.Any(one => Rule(one, CensoringReason.TwoMissedAssessments) is not null);
        IEnumerable<Row> rows =
        [
            Of("Treatment", one => Treatment(m)),
            Of("Population", one => Population(m, one)),
            Of("Variable", one => m.Say($"The {OutcomesSection.Variable(m, one)}")),
            Row.Heading(m.Say("Intercurrent events"), endpoints.Length),
            Part("Treatment stopped or changed", one => Unruled(m, one)),
            .. therapy ? [Part("New anticancer therapy", one => NewTherapy(m, one))] : Array.Empty<Row>(),
            .. dies ? [Part("Death", one => Death(m, one))] : Array.Empty<Row>(),
            Row.Heading(m.Say("Missing data"), endpoints.Length),
            Part("No event seen: loss, withdrawal, end of data", one => NoEvent(m, one)),
            .. gaps ? [Part("Two or more assessments missed before the event", one => Gap(m, one))] : Array.Empty<Row>(),
            Of("Population-level summary", one => Summary(m, one)) with { BeginsGroup = true },
        ];
        return MethodsSection.Part(
            Id,
            m.Say("Estimands"),
            [
                new Table(
                    TableId,
                    m.Say("What is estimated, and what is done about what happens after randomization"),
                    [
                        new(
                            [
                                Cell.Head(m.Say("Attribute")),
                                .. endpoints.Select(one => Cell.Head(m.Say($"{m.Names.Endpoint(one.Id)}"))),
                            ]
                        ),
                    ],
                    [.. rows],
                    m.Say($"Attributes and strategies are those of {guideline}, as they follow from the rules of the protocol.")
                ),
            ]
        );

        Row Of(string attribute, Func<Endpoint, BoundText> cell) =>
            new([Cell.RowHead(m.Say(attribute)), .. endpoints.Select(one => Cell.Words(cell(one)))]);
        Row Part(string attribute, Func<Endpoint, BoundText> cell) => Of(attribute, cell) with { IsPart = true };
    }

    static readonly Name guideline = new("ICH E9(R1)", NameKind.Name, "guideline");

    static CensoringRule? Rule(Endpoint endpoint, CensoringReason reason) =>
        endpoint.Censoring.FirstOrDefault(rule => rule.When == reason);

    static bool Counts(Endpoint endpoint) => endpoint.Events.Any(one => one is EndpointEvent.Death);

    static BoundText NotSaid(Manuscript m) => m.Say("Not in protocol");

    static BoundText Treatment(Manuscript m)
    {
        var arms = m.Protocol.Experimental.Select(
            (arm, i) => i == 0 ? m.Say($"{m.Names.ArmInFull(arm)}") : m.Say($"{m.Names.ArmInFull(arm).Small}")
        );
        return m.Say($"{BoundText.Series(arms)} against {m.Names.ArmInFull(m.Protocol.Control).Small}, as allocated");
    }

    static BoundText Population(Manuscript m, Endpoint endpoint)
    {
        var who =
            m.Protocol.Eligibility.Count > 0
                ? new([new TextRun.Link(EligibilitySection.Id, m.Say("Those who meet the criteria of eligibility").Runs)])
            : m.Protocol.PlainWords is not null ? m.Say($"{m.Names.Population.Large}")
            : NotSaid(m);
        return endpoint.From == TimeOrigin.FirstDose ? m.Say($"{who}, and received a dose") : who;
    }

    static BoundText Unruled(Manuscript m, Endpoint endpoint) =>
        endpoint.Censoring.Count == 0 ? NotSaid(m) : m.Say("Followed on, and counted alike: treatment policy");

    static BoundText NewTherapy(Manuscript m, Endpoint endpoint) =>
        Rule(endpoint, CensoringReason.NewAnticancerTherapy) is { } rule
            ? m.Say($"Censored at the {At(m, rule)} before it, as if it had not been given: hypothetical")
            : Unruled(m, endpoint);

    static BoundText Death(Manuscript m, Endpoint endpoint) =>
        (Counts(endpoint), endpoint.Events.Count) switch
        {
            (true, 1) => m.Say("The endpoint itself"),
            (true, _) => m.Say("Counts as an event: composite"),
            _ => endpoint.Censoring.Count == 0 ? NotSaid(m) : m.Say("Censored: hypothetical"),
        };

    static BoundText NoEvent(Manuscript m, Endpoint endpoint) =>
        Rule(endpoint, CensoringReason.NoEvent) is { } rule ? m.Say($"Censored at the {At(m, rule)}") : NotSaid(m);

    static BoundText Gap(Manuscript m, Endpoint endpoint) =>
        Rule(endpoint, CensoringReason.TwoMissedAssessments) is { } rule
            ? m.Say($"Censored at the {At(m, rule)} before the gap: when the event happened is not known")
            : endpoint.Censoring.Count == 0 ? NotSaid(m)
            : endpoint.Events.Any(one => one is EndpointEvent.Progression) ? m.Say("No rule: counted at the day of the event")
            : m.Say("Does not bear on it: known without assessments");

    static BoundText At(Manuscript m, CensoringRule rule) =>
        m.Say(
            rule.At == CensoringDate.LastKnownAlive ? "last date known alive" : "last adequate tumor assessment"
        );

    static BoundText Summary(Manuscript m, Endpoint endpoint)
    {
        var plan = m.Protocol.Analysis.TimeToEvent.First(one => one.EndpointId == endpoint.Id);
        return m.Say(plan.Stratified ? "Hazard ratio, by the stratified Cox model" : "Hazard ratio, by the Cox model");
    }
}
