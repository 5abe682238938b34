using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>How the endpoints became numbers, and which of them were tested.</summary>
static class StatisticsSection
{
    public const string Id = "methods-statistics";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Statistical methods"),
            Paragraph.Of([
                .. m.Protocol.Analysis.TimeToEvent.GroupBy(plan =>
                        (plan.Stratified, plan.TiesInWords, plan.Confidence, plan.CurvesInWords, plan.Comparisons)
                    )
                    .Select(alike => Compared(m, [.. alike])),
                Tested(m),
                Proportional(m),
                BoundText.Join(" ", m.Protocol.Analysis.TimeToEvent.Select(plan => Subgroups(m, plan))),
            ])
        );

    static BoundText Compared(Manuscript m, IReadOnlyList<TimeToEventPlan> plans)
    {
        var plan = plans[0];
        var endpoints = BoundText.Series(
            plans.Select((one, i) => Endpoint(m, one.EndpointId, isFirst: i == 0))
        );
        var stratified = m.Say(plan.Stratified ? "stratified " : "");
        var strata = m.Say(plan.Stratified ? " The strata were those of the factors of randomization; none were pooled." : "");
        var pairs = m.Say(
            plan.Comparisons == ArmComparisons.Pairwise && m.Protocol.Arms.Count > 2
                ? " Each experimental arm was compared with the control alone, on the participants of the two."
                : ""
        );
        return m.Say(
            $"{endpoints} {m.Say(plans.Count == 1 ? "was" : "were")} compared between the arms by hazard ratios with "
                + $"{m.Names.Confidence(plan.EndpointId)} confidence intervals, those of a {stratified}Cox model, tied times by "
                + $"{Stated.Ties(plan)}; what was tested was tested by the {stratified}log-rank test."
                + $"{strata}{pairs} Survival was estimated by the method of "
                + $"Kaplan and Meier, with pointwise {m.Names.Confidence(plan.EndpointId)} intervals on the "
                + $"{Stated.Scale(plan)}{Landmarks(m, plans)}."
        );
    }

    static BoundText Endpoint(Manuscript m, string id, bool isFirst) =>
        isFirst ? m.Say($"{m.Names.Endpoint(id)}") : m.Say($"{m.Names.Endpoint(id).Small}");

    static BoundText Landmarks(Manuscript m, IReadOnlyList<TimeToEventPlan> plans) =>
        plans[0].Landmarks.Count > 0 && plans.All(plan => plan.Landmarks.SequenceEqual(plans[0].Landmarks))
            ? m.Say($", and is quoted at {Stated.Landmarks(plans[0])}")
            : BoundText.Empty;

    /// <summary>An endpoint that no rule gives a level is estimated and not tested.</summary>
    static BoundText Tested(Manuscript m)
    {
        var (design, order) = (m.Protocol.Design, m.Protocol.Analysis.TestOrder);
        if (design is null)
            return m.Say("No level of significance was set in advance; no endpoint was tested against one.");
        if (m.Protocol.Comparison is null)
            return m.Say("The protocol has no rule to share the level among several experimental arms; no endpoint was tested.");
        var level = Stated.Alpha(design);
        if (design.Split is { } split)
            return m.Say(
                $"The one-sided type I error of {level} was shared among the endpoints: {Shares(m, split)}. An endpoint that was "
                    + $"shown passed its share on, by the graph of the protocol."
            );
        if (order.Count > 1)
            return m.Say(
                $"The endpoints were tested in order, each at the one-sided level of {level} and only if the one before was "
                    + $"shown: {BoundText.Join(", then ", order.Select(id => m.Say($"{m.Names.Endpoint(id).Small}")))}."
            );
        var others = m.Protocol.Analysis.TimeToEvent.Count > 1
            ? m.Say(" The other endpoints were estimated, with intervals, and not tested.")
            : BoundText.Empty;
        return m.Say(
            $"{m.Names.Endpoint(design.Primary)} was tested at the one-sided level of {level}{Against(m, design)}.{others}"
        );
    }

    static BoundText Shares(Manuscript m, AlphaSplit split) =>
        BoundText.Series(
            split.Endpoints.Select(one => m.Say($"{m.Names.Endpoint(one.Id).Small} began with {Stated.Alpha(one)}"))
        );

    static BoundText Against(Manuscript m, DesignAssumptions design) =>
        design.Margin == 1
            ? BoundText.Empty
            : m.Say($", by the limit of the hazard ratio against the margin of {Stated.Margin(design)}");

    /// <summary>Whether one hazard ratio holds at all times is asked of every endpoint.</summary>
    static BoundText Proportional(Manuscript m) =>
        m.Protocol.Analysis.TimeToEvent.Any(plan => m.Has(new ProportionalHazardsResults(plan.EndpointId)))
            ? m.Say(
                "Whether the hazard ratio is the same at all times was examined by the test of Grambsch and Therneau; beside the "
                    + "ratio stand restricted mean times, which need no such assumption."
            )
            : BoundText.Empty;

    static BoundText Subgroups(Manuscript m, TimeToEventPlan plan) =>
        plan.Subgroups.Count == 0
            ? BoundText.Empty
            : m.Say(
                $"Subgroups of {m.Names.Endpoint(plan.EndpointId).Small} named in advance: by "
                    + $"{BoundText.Series(plan.Subgroups.Select(id => m.Say($"{m.Names.Subgroup(id).Small}")))}."
            );
}
