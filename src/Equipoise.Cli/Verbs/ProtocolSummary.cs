using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>A protocol in a dozen lines, so that its author sees whether it was understood as meant.</summary>
static class ProtocolSummary
{
    public static IEnumerable<(string Part, string Words)> Of(TrialProtocol protocol)
    {
        yield return ("trial", Trial(protocol.Trial));
        yield return ("arms", string.Join(", ", protocol.Arms.Select(arm => $"{arm.Label} ({(arm.Role == ArmRole.Control ? "control" : "experimental")}, ratio {arm.Ratio})")));
        if (protocol.Treatments.Count > 0)
            yield return ("treatments", string.Join(", ", protocol.Treatments.Select(Treatment)));
        if (protocol.Eligibility.Count > 0)
            yield return ("eligibility", Eligibility(protocol.Eligibility));
        if (protocol.Randomization is { } randomization)
            yield return ("randomize", Randomization(randomization));
        if (protocol.FollowUp is { } followUp)
            yield return ("follow up", FollowUp(followUp));
        foreach (var endpoint in protocol.Endpoints)
            yield return ("endpoint", $"{endpoint.Id}, {endpoint.Label}: from {(endpoint.From == TimeOrigin.FirstDose ? "first dose" : "randomization")} to {string.Join(" or ", endpoint.Events)}");
        if (protocol.Design is { } design)
            yield return ("design", Design(design));
        foreach (var plan in protocol.Analysis.TimeToEvent)
            yield return ("analysis", Analysis(plan));
        yield return ("brief", protocol.PlainWords is null ? "no plain words, so no brief" : "plain words for a brief");
    }

    static string Trial(TrialIdentity trial) =>
        string.Join(", ", new[] { trial.Id, trial.Registry, trial.Phase is { } phase ? $"phase {phase}" : null, trial.Masking, $"protocol version {trial.Version}" }.OfType<string>());

    static string Treatment(Treatment treatment) =>
        treatment.Doses.Count == 0 ? treatment.Label : $"{treatment.Label} ({string.Join(", ", treatment.Doses)})";

    static string Eligibility(IReadOnlyList<EligibilityCriterion> criteria)
    {
        var include = criteria.Count(criterion => criterion.Kind == CriterionKind.Include);
        return $"{Count(include, "criterion lets", "criteria let")} in, {Count(criteria.Count - include, "keeps", "keep")} out";
    }

    static string Randomization(RandomizationPlan plan)
    {
        var blocks = plan.Method is RandomizationMethod.PermutedBlocks permuted ? $"permuted blocks of {string.Join(", ", permuted.Sizes)}" : "";
        var strata = plan.Factors.Aggregate(1, (count, factor) => count * factor.Levels.Count);
        return plan.Factors.Count == 0 ? $"{blocks}, not stratified" : $"{blocks} within {Count(strata, "stratum", "strata")} of {string.Join(", ", plan.Factors.Select(factor => factor.Id))}";
    }

    static string FollowUp(FollowUpPlan plan)
    {
        string?[] parts =
        [
            plan.TumorAssessment is { } tumor ? $"tumor assessment every {tumor.Every}" : null,
            plan.Visits.Count > 0 ? Count(plan.Visits.Count, "kind of visit", "kinds of visit") : null,
            plan.Laboratory.Count > 0 ? $"laboratory {string.Join(", ", plan.Laboratory.Select(test => test.Code))}" : null,
            plan.AdverseEvents is { } adverse ? $"adverse events by {adverse.Dictionary}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    static string Design(DesignAssumptions design) =>
        $"{design.Primary}: hazard ratio {design.HazardRatio}, power {(decimal)design.Power * 100:0.##}%, one-sided alpha {(decimal)design.OneSidedAlpha * 100:0.###}%, "
        + $"{design.AccrualParticipants} participants over {design.AccrualOver}";

    static string Analysis(TimeToEventPlan plan) =>
        $"{plan.EndpointId}: {(plan.Stratified ? "stratified log-rank and Cox" : "log-rank and Cox")}, ties {plan.Ties}, confidence {(decimal)plan.Confidence * 100:0.##}%, "
        + $"curves {(plan.Curves == Statistics.Survival.IntervalTransformation.LogLog ? "log-log" : plan.Curves == Statistics.Survival.IntervalTransformation.Log ? "log" : "plain")}";

    static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
