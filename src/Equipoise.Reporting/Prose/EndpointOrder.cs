using Equipoise.Protocol;

namespace Equipoise.Reporting.Prose;

/// <summary>In which order endpoints are told.</summary>
static class EndpointOrder
{
    /// <summary>The endpoint that answers the question of the trial.</summary>
    public static string Primary(TrialProtocol protocol) => protocol.Analysis.TimeToEvent[0].EndpointId;

    /// <summary>All others: as the hierarchy tests them, then those without a place in it as the protocol lists them.</summary>
    public static IReadOnlyList<string> Others(TrialProtocol protocol)
    {
        string[] analyzed = [.. protocol.Analysis.TimeToEvent.Skip(1).Select(plan => plan.EndpointId)];
        return [.. protocol.Analysis.TestOrder.Intersect(analyzed), .. analyzed.Except(protocol.Analysis.TestOrder)];
    }
}
