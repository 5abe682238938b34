using Equipoise.Statistics;

namespace Equipoise.Protocol;

/// <summary>How the endpoints become numbers, written before anyone saw a result.</summary>
/// <param name="TimeToEvent">One plan per endpoint, in the order of the file; the first is the primary analysis.</param>
/// <param name="Baseline">What the baseline table shows, in order: "age", "sex", ids of criteria or of stratification factors,
/// ADSL variables, or ids of <see cref="Cuts"/>.</param>
/// <param name="Safety">How adverse events are shown; null when they are not analyzed.</param>
public sealed record AnalysisPlan(IReadOnlyList<TimeToEventPlan> TimeToEvent, IReadOnlyList<string> Baseline, SafetyPlan? Safety)
{
    /// <summary>
    /// The endpoints that are tested one after the other, each only if the one before was shown, so that the type I error of all
    /// together is that of the design; the first is the one on which the trial is sized. Empty where only that one is tested, or
    /// where the design shares alpha among endpoints.
    /// </summary>
    public IReadOnlyList<string> TestOrder { get; init; } = [];

    /// <summary>
    /// Which day stands for a date of which only the month or the year is known; null where the protocol does not say, and then
    /// such a date is a problem wherever a day is needed.
    /// </summary>
    public PartialDateRule? PartialDates { get; init; }

    /// <summary>The numbers that baseline table and subgroups show in groups, by the id that stands there.</summary>
    public IReadOnlyDictionary<string, CutPoints> Cuts { get; init; } = new Dictionary<string, CutPoints>();

    /// <summary>How tumor responses are analyzed; null when they are not.</summary>
    public ResponsePlan? Response { get; init; }

    /// <summary>How the time of survival is divided by its quality; null when it is not.</summary>
    public QualityPlan? Quality { get; init; }

    /// <summary>Whether some analysis is stratified by the factors of randomization.</summary>
    public bool IsStratified => TimeToEvent.Any(plan => plan.Stratified) || Response?.Stratified == true;

    /// <summary>
    /// Whether the baseline table tests for differences between the arms. Chance made the arms, so that CONSORT wants no such
    /// test; some study reports have them.
    /// </summary>
    public bool BaselineTests { get; init; }

    /// <summary>
    /// The laboratory tests whose grades are compared with those at baseline: ids of tests of the follow-up, or, where that has
    /// none, codes of the data (PARAMCD). Empty for none.
    /// </summary>
    public IReadOnlyList<string> Laboratory { get; init; } = [];

    /// <summary>The scores of questionnaires that are analyzed; empty for none.</summary>
    public IReadOnlyList<QuestionnairePlan> Questionnaires { get; init; } = [];
}

/// <summary>Which day stands for a date of which only the month or the year is known.</summary>
public enum PartialDateRule
{
    /// <summary>The first day of the month; January 1 where the month is not known.</summary>
    FirstOfMonth,

    /// <summary>The 15th of the month; July 1 where the month is not known.</summary>
    Middle,

    /// <summary>
    /// Of what began the first possible day, of what ended the last, and of a death the day after the last on which the
    /// participant was known alive.
    /// </summary>
    Conservative,
}

/// <summary>The analysis of one time-to-event endpoint.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Stratified">Whether log-rank and Cox are stratified by the randomization factors.</param>
/// <param name="Ties">How the Cox model treats tied event times.</param>
/// <param name="Confidence">The level of every interval, such as 0.95.</param>
/// <param name="Curves">The transformation for the intervals of survival curves and medians.</param>
/// <param name="Quantiles">The rule for the median on a flat stretch at one half.</param>
/// <param name="Landmarks">Times at which survival is quoted.</param>
/// <param name="Subgroups">What the forest plot shows the levels of: named as in the baseline table.</param>
public sealed record TimeToEventPlan(
    string EndpointId,
    bool Stratified,
    TieMethod Ties,
    double Confidence,
    IntervalTransformation Curves,
    QuantileRule Quantiles,
    IReadOnlyList<Duration> Landmarks,
    IReadOnlyList<string> Subgroups
)
{
    /// <summary>Whether several experimental arms are compared with the control together or each alone.</summary>
    public ArmComparisons Comparisons { get; init; }

    /// <summary>Other analyses of the endpoint beside this one; null for none.</summary>
    public SensitivityPlan? Sensitivity { get; init; }

    /// <summary>Whether the events that make up the endpoint are analyzed as competing risks too.</summary>
    public bool CompetingRisks { get; init; }

    /// <summary>On which scale differences at landmarks are tested; null where they are estimated alone.</summary>
    public IntervalTransformation? LandmarkTest { get; init; }

    /// <summary>Up to when restricted mean times are taken; null for the earliest of the last times of the arms.</summary>
    public Duration? RestrictedMeanTo { get; init; }

    /// <summary>The treatment of ties, as a sentence names it: "Efron's method".</summary>
    public string TiesInWords => Ties == TieMethod.Discrete ? "the exact method for discrete times" : $"{Ties}'s method";

    /// <summary>The scale of the intervals of curves, as a sentence names it: "log-log scale".</summary>
    public string CurvesInWords => InWords(Curves);

    /// <summary>A scale of survival, as a sentence names it: "log-log scale".</summary>
    public static string InWords(IntervalTransformation scale) =>
        scale switch
        {
            IntervalTransformation.LogLog => "log-log scale",
            IntervalTransformation.Log => "log scale",
            _ => "scale of survival itself",
        };
}

/// <summary>How several experimental arms are compared with the control.</summary>
public enum ArmComparisons
{
    /// <summary>One model and one test hold all arms.</summary>
    Joint,

    /// <summary>Each experimental arm is compared with the control on the participants of the two alone.</summary>
    Pairwise,
}
