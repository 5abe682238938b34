using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Whether the other analyses of an endpoint can be made with what the rest of the protocol has.</summary>
static class SensitivityConsistency
{
    public static void Check(YamlCursor file, Parts parts, TimeToEventPlan plan)
    {
        if (plan.Sensitivity is not { } sensitivity)
            return;
        var at = file.At("analysis", plan.EndpointId, "sensitivity");
        if (sensitivity.Unstratified && !plan.Stratified)
            at.At("unstratified").Report("is yes, and the analysis is not stratified", "write no");
        var assesses = file.At("follow up", "tumor assessment").IsPresent;
        if (parts.FollowUp is not null && !assesses && sensitivity.Censoring.Contains(CensoringSet.Fda))
            at.At("censor")
                .Report("counts tumor assessments, and the follow-up has none", "write a tumor assessment under follow up");
        if (parts.FollowUp is not null && !assesses && sensitivity.IntervalCensored)
            at.At("interval-censored")
                .Report("needs tumor assessments, and the follow-up has none", "write a tumor assessment under follow up");
    }
}
