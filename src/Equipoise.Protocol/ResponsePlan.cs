using Equipoise.Statistics.Rates;

namespace Equipoise.Protocol;

/// <summary>How tumor responses become numbers.</summary>
/// <param name="Confirmed">Whether a complete or partial response counts only once it was seen again.</param>
/// <param name="ConfirmedAfter">How long after the first the assessment that confirms it must be.</param>
/// <param name="StableFor">How long after randomization an assessment must be to count as stable disease.</param>
/// <param name="BenefitFor">How long after randomization who has neither grown nor shrunk must have been seen without progression
/// to have clinical benefit; null where clinical benefit is not analyzed.</param>
/// <param name="Interval">How the limits of a rate are made.</param>
/// <param name="Difference">How the limits of the difference of two rates are made.</param>
/// <param name="Stratified">Whether differences and odds ratios are estimated within the strata of randomization too.</param>
/// <param name="Confidence">The two-sided level of every interval, such as 0.95.</param>
public sealed record ResponsePlan(
    bool Confirmed,
    Duration ConfirmedAfter,
    Duration StableFor,
    Duration? BenefitFor,
    ProportionInterval Interval,
    RiskDifferenceInterval Difference,
    bool Stratified,
    double Confidence
)
{
    /// <summary>The parameter of ADRS that holds the best overall response where ADRS is given: CBOR, or BOR.</summary>
    public string Parameter { get; init; } = Confirmed ? "CBOR" : "BOR";

    /// <summary>The parameter of ADRS that holds who responded, and when, where ADRS is given: CRSP, or RSP.</summary>
    public string ResponseParameter => Confirmed ? "CRSP" : "RSP";

    /// <summary>The parameter of ADRS that holds clinical benefit where ADRS is given: CCB, or CB.</summary>
    public string BenefitParameter => Confirmed ? "CCB" : "CB";

    /// <summary>Whether there is a test of the difference.</summary>
    public bool Tested { get; init; }

    /// <summary>How the sums of target diameters are read, where ADTR is given.</summary>
    public TargetLesionPlan TargetLesions { get; init; } = new();
}
