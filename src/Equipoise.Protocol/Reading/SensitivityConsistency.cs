using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Whether the other analyses of an endpoint can be made with what the rest of the protocol has.</summary>
static class SensitivityConsistency
{
    public static void Check(YamlCursor file, Parts parts, TimeToEventPlan plan)
    {
        // An event that could not be read was reported where it stands.
        var written = (file.At("endpoints", plan.EndpointId, "event").Node as YamlNode.Scalar)?.Text ?? "";
        if (
            plan.CompetingRisks
            && parts.Endpoints.FirstOrDefault(one => one.Id == plan.EndpointId) is { Events.Count: 1 }
            && !written.Contains(" or ", StringComparison.Ordinal)
        )
            file.At("analysis", plan.EndpointId, "competing risks")
                .Report("is yes, and the endpoint has one event", "write no, or name the events that compete");
        if (plan.Sensitivity is not { } sensitivity)
            return;
        var at = file.At("analysis", plan.EndpointId, "sensitivity");
        if (sensitivity.Unstratified && !plan.Stratified)
            at.At("unstratified").Report("is yes, and the analysis is not stratified", "write no");
        // Of an endpoint that waits for progression it was said already that nobody looks for it.
        var endpoint = parts.Endpoints.FirstOrDefault(one => one.Id == plan.EndpointId);
        var lacks =
            parts.FollowUp is not null
            && !file.At("follow up", "tumor assessment").IsPresent
            && endpoint?.Events.Any(happening => happening is EndpointEvent.Progression) == false;
        if (lacks && sensitivity.Censoring.Contains(CensoringSet.Fda))
            at.At("censor")
                .Report("counts tumor assessments, and the follow-up has none", "write a tumor assessment under follow up");
        if (lacks && sensitivity.IntervalCensored)
            at.At("interval-censored")
                .Report("needs tumor assessments, and the follow-up has none", "write a tumor assessment under follow up");
    }
}
