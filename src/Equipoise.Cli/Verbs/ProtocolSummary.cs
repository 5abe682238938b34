using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs;

/// <summary>A protocol in a dozen lines, so that its author sees whether it was understood as meant.</summary>
static class ProtocolSummary
{
    public static IEnumerable<(string Part, string Words)> Of(TrialProtocol protocol)
    {
        yield return ("trial", Trial(protocol.Trial));
        yield return ("arms", string.Join(", ", protocol.Arms.Select(Arm)));
        if (protocol.Treatments.Count > 0)
            yield return ("treatments", string.Join(", ", protocol.Treatments.Select(Treatment)));
        if (protocol.Eligibility.Count > 0)
            yield return ("eligibility", Eligibility(protocol.Eligibility));
        if (protocol.Randomization is { } randomization)
            yield return ("randomize", Randomization(randomization));
        if (protocol.FollowUp is { } followUp)
            yield return ("follow up", FollowUp(followUp));
        if (protocol.Forms.Count > 0)
            yield return ("forms", Forms(protocol));
        if (protocol.Amendment is { } amendment)
            yield return ("amendment", Amendment(amendment));
        foreach (var endpoint in protocol.Endpoints)
            yield return ("endpoint", Endpoint(endpoint));
        foreach (var words in protocol.Design is { } design ? Design(design) : [])
            yield return ("design", words);
        foreach (var plan in protocol.Analysis.TimeToEvent)
            yield return ("analysis", Analysis(plan));
        yield return ("brief", protocol.PlainWords is null ? "no plain words, so no brief" : "plain words for a brief");
    }

    static string Trial(TrialIdentity trial) =>
        Join(
            ", ",
            trial.Id,
            trial.Registry,
            trial.Phase is { } phase ? $"phase {phase}" : null,
            trial.Masking?.ToString(),
            $"protocol version {trial.Version}"
        );

    static string Arm(Arm arm) =>
        $"{arm.Label} ({(arm.Role == ArmRole.Control ? "control" : "experimental")}, ratio {arm.Ratio})";

    static string Endpoint(Endpoint endpoint)
    {
        var from = endpoint.From == TimeOrigin.FirstDose ? "first dose" : "randomization";
        return $"{endpoint.Id}, {endpoint.Label}: from {from} to {string.Join(" or ", endpoint.Events)}";
    }

    static string Treatment(Treatment treatment) =>
        treatment.Doses.Count == 0 ? treatment.Label : $"{treatment.Label} ({string.Join(", ", treatment.Doses)})";

    static string Eligibility(IReadOnlyList<EligibilityCriterion> criteria)
    {
        var include = criteria.Count(criterion => criterion.Kind == CriterionKind.Include);
        return $"{Count(include, "criterion lets", "criteria let")} in, {Count(criteria.Count - include, "keeps", "keep")} out";
    }

    static string Randomization(RandomizationPlan plan)
    {
        var factors = string.Join(", ", plan.Factors.Select(factor => factor.Id));
        var strata = plan.Factors.Aggregate(1, (count, factor) => count * factor.Levels.Count);
        var within = factors == "" ? ", not stratified" : $" within {Count(strata, "stratum", "strata")} of {factors}";
        var method = plan.Method switch
        {
            RandomizationMethod.PermutedBlocks blocks => $"permuted blocks of {string.Join(", ", blocks.Sizes)}{within}",
            RandomizationMethod.BlocksOfConcealedSize =>
                $"permuted blocks, whose sizes this file conceals,{within.TrimStart(',')}",
            RandomizationMethod.Minimization minimization => Minimization(minimization, plan.Factors),
            RandomizationMethod.Simple => factors == ""
                ? "simple, not stratified"
                : $"simple; {factors} recorded and not balanced",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return plan.AtMost is { } most ? $"{method}; at most {most} participants" : method;
    }

    static string Minimization(RandomizationMethod.Minimization method, IReadOnlyList<StratificationFactor> factors)
    {
        var weighted = factors.Select(factor => (factor.Id, Weight: method.WeightOf(factor.Id)));
        if (method.SiteWeight is { } site)
            weighted = weighted.Append(("site", site));
        var names = weighted.Select(factor => factor.Weight == 1 ? factor.Id : $"{factor.Id} (weight {factor.Weight})");
        var imbalance = method.Imbalance switch
        {
            Imbalance.Range => "range",
            Imbalance.Variance => "variance",
            _ => "standard deviation",
        };
        return $"minimization of the {imbalance} over {string.Join(", ", names)}, "
            + $"preferred arm with {Percent(method.Probability)}";
    }

    static string FollowUp(FollowUpPlan plan) =>
        Join(
            "; ",
            plan.TumorAssessment is { } tumor ? $"tumor assessment every {tumor.Every}" : null,
            plan.Visits.Count > 0 ? Count(plan.Visits.Count, "kind of visit", "kinds of visit") : null,
            plan.Laboratory.Count > 0 ? $"laboratory {string.Join(", ", plan.Laboratory.Select(test => test.Code))}" : null,
            plan.AdverseEvents is { } adverse ? $"adverse events by {adverse.Dictionary}" : null
        );

    static string Forms(TrialProtocol protocol)
    {
        var questions = Count(protocol.Forms.Sum(form => form.Items.Count()), "question", "questions");
        return $"{string.Join(", ", protocol.Forms.Select(form => form.Label))}; {questions}";
    }

    static string Amendment(ProtocolAmendment amendment)
    {
        var whom = amendment.Binds switch
        {
            AmendmentBinding.NewParticipants => "new participants",
            AmendmentBinding.AllParticipants => "all participants",
            _ => "each participant after renewed consent",
        };
        return $"of version {amendment.OfVersion}, binds {whom}; {Count(amendment.Changes.Count, "change", "changes")}";
    }

    static IEnumerable<string> Design(DesignAssumptions design)
    {
        var people = $"{design.Accrual.Participants} participants over {design.Accrual.Months:0.#} months";
        if (design.Split is not { } split)
        {
            yield return $"{design.Primary}: hazard ratio {design.Effect}, power {Percent(design.Power)}, "
                + $"one-sided alpha {Percent(design.OneSidedAlpha)}, {people}{Looks(design)}";
            yield break;
        }
        yield return $"one-sided alpha {Percent(split.OneSidedAlpha)}: {SplitDesignText.Shares(split)}; {people}";
        foreach (var endpoint in split.Endpoints)
            yield return $"{endpoint.Id}: hazard ratio {endpoint.Assumptions.Effect}, {Aim(endpoint)}"
                + Looks(endpoint.Assumptions);
    }

    static string Aim(SplitEndpoint endpoint) =>
        endpoint.Assumptions.Cutoff switch
        {
            DataCutoff.AtEvents(var events) => $"{events} events",
            DataCutoff.On(var day) => $"cut on {day:yyyy-MM-dd}",
            _ => $"power {Percent(endpoint.Assumptions.Power)}",
        };

    static string Looks(DesignAssumptions design) =>
        design.Looks is { } looks ? $", looks at {string.Join(", ", looks.Fractions.Select(Percent))} of events" : "";

    static string Analysis(TimeToEventPlan plan)
    {
        var models = plan.Stratified ? "stratified log-rank and Cox" : "log-rank and Cox";
        var curves = plan.Curves switch
        {
            IntervalTransformation.LogLog => "log-log",
            IntervalTransformation.Log => "log",
            IntervalTransformation.Logit => "logit",
            IntervalTransformation.ArcSine => "arcsine",
            _ => "plain",
        };
        return $"{plan.EndpointId}: {models}, ties {plan.Ties}, confidence {Percent(plan.Confidence)}, curves {curves}";
    }

    // Exact as written: a protocol's shares have few digits, and decimal keeps them.
    static string Percent(double share) => $"{(decimal)share * 100:0.######}%";

    static string Join(string separator, params string?[] parts) => string.Join(separator, parts.OfType<string>());

    static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
