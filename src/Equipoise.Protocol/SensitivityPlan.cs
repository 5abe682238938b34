namespace Equipoise.Protocol;

/// <summary>Other analyses of the same endpoint, by which a reader sees how much its result rests on one choice.</summary>
/// <param name="Censoring">Other sets of censoring rules.</param>
/// <param name="Unstratified">Whether the stratified model is fitted without strata too.</param>
/// <param name="Covariates">Ids of what the model is adjusted for; empty for no such analysis.</param>
/// <param name="IntervalCensored">Whether progression is taken to lie between two assessments.</param>
public sealed record SensitivityPlan(
    IReadOnlyList<CensoringSet> Censoring,
    bool Unstratified,
    IReadOnlyList<string> Covariates,
    bool IntervalCensored
);

/// <summary>A set of rules by which a time to progression or death is censored.</summary>
public enum CensoringSet
{
    /// <summary>
    /// A new anticancer therapy and two missed assessments censor at the last adequate assessment before them. Source: FDA
    /// (2018), Clinical trial endpoints for the approval of cancer drugs and biologics, appendix C.
    /// </summary>
    Fda,

    /// <summary>
    /// Events count whatever came before them. Source: EMA (2012), Appendix 1 to the guideline on the evaluation of anticancer
    /// medicinal products in man, EMA/CHMP/27994/2008.
    /// </summary>
    Ema,

    /// <summary>The rules of the endpoint, but a new anticancer therapy changes nothing (ICH E9(R1), treatment policy).</summary>
    TreatmentPolicy,
}

/// <summary>What sets of censoring rules say.</summary>
public static class CensoringSets
{
    /// <summary>The rules of a set, for an endpoint that may have others of its own.</summary>
    public static IReadOnlyList<CensoringRule> RulesFor(this CensoringSet set, Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        const CensoringDate last = CensoringDate.LastAdequateAssessment;
        return set switch
        {
            CensoringSet.Fda =>
            [
                new(CensoringReason.NewAnticancerTherapy, last),
                new(CensoringReason.TwoMissedAssessments, last),
                new(CensoringReason.NoEvent, last),
            ],
            CensoringSet.Ema => [new(CensoringReason.NoEvent, last)],
            _ => [.. endpoint.Censoring.Where(rule => rule.When != CensoringReason.NewAnticancerTherapy)],
        };
    }
}
