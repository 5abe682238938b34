using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>What was measured to answer the question, and how often somebody looked.</summary>
static class OutcomesSection
{
    public const string Id = "methods-outcomes";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Outcomes"),
            Paragraph.Of([
                BoundText.Join(" ", m.Protocol.Analysis.TimeToEvent.Select(plan => Defined(m, plan.EndpointId))),
                m.Protocol.FollowUp?.TumorAssessment is { } plan ? Tumors(m, plan) : BoundText.Empty,
            ])
        );

    /// <summary>The endpoint on which the trial is sized; else the first to be analyzed.</summary>
    public static string Primary(TrialProtocol protocol) =>
        protocol.Design?.Primary ?? protocol.Analysis.TimeToEvent[0].EndpointId;

    /// <summary>From where to what an endpoint counts: "time from randomization to death of any cause".</summary>
    public static BoundText Variable(Manuscript m, Endpoint endpoint)
    {
        var events = BoundText.Series(endpoint.Events.Select(one => m.Say($"{Stated.Event(one)}")), "or");
        var from = m.Say(endpoint.From == TimeOrigin.Randomization ? "randomization" : "the first dose");
        return m.Say($"time from {from} to {events}{m.Say(endpoint.Events.Count > 1 ? ", whichever came first" : "")}");
    }

    static BoundText Defined(Manuscript m, string id) =>
        id == Primary(m.Protocol)
            ? m.Say($"The primary endpoint was {m.Names.Endpoint(id).Small}, the {Variable(m, m.Protocol.Endpoint(id))}.")
            : m.Say($"{m.Names.Endpoint(id)} was the {Variable(m, m.Protocol.Endpoint(id))}.");

    static BoundText Tumors(Manuscript m, TumorAssessmentPlan plan) =>
        m.Say(
            $"Tumors were assessed every {Stated.Time(plan.Every)} from randomization, within {Stated.Time(plan.Window)} of the "
                + $"planned day, and judged by {Stated.Judge(plan)} according to "
                + $"{Stated.Criteria(plan)}."
        );
}
