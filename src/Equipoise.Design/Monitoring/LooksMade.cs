using Equipoise.Design.Sizing;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Monitoring;

/// <summary>
/// The looks of a trial as they were really made: the bounds for the events that were observed, what the data promise, and, at
/// the end, what they say.
/// </summary>
/// <remarks>
/// The information about the log hazard ratio is d r/(1 + r)² of d events at r experimental participants for each control, as in
/// Schoenfeld's formula; the planned maximum is that of the planned events. An interim look spends by the events observed over
/// those planned (or by the calendar), the final one all that is left (<see cref="ObservedBoundary"/>). The k-th look made stands
/// for the k-th planned, however many events it has; those after it are to come, at their planned events.
/// R: rpact <c>getDesignGroupSequential(maxInformation)</c>, <c>getConditionalPower</c>, <c>getFinalConfidenceInterval</c>;
/// <c>gsDesign::gsCP</c>.
/// </remarks>
public sealed record LooksMade
{
    /// <summary>The plan.</summary>
    public required TrialDesign Plan { get; init; }

    /// <summary>Each look that was made, in order.</summary>
    public required IReadOnlyList<LookMade> Looks { get; init; }

    /// <summary>Whether the last of them is the final analysis.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>
    /// The first look, counted from 1, at which the efficacy bound or a binding futility bound is crossed: the trial has its
    /// answer there, whatever later data say. Null when there is none.
    /// </summary>
    public int? EndedAt { get; init; }

    /// <summary>
    /// What the data say that came after the crossing, beside <see cref="Conclusion"/>: by deletion of the look at which it was
    /// crossed (Whitehead 1992; Sooriyarachchi et al. 2003). Null when there are none.
    /// </summary>
    public LookConclusion? Overrunning { get; init; }

    /// <summary>What the data promise; null without a Z, and once the trial has ended.</summary>
    public LookOutlook? Outlook { get; init; }

    /// <summary>What the trial found, allowing for the looks; null while it goes on.</summary>
    public LookConclusion? Conclusion { get; init; }

    /// <summary>The bounds of the looks to come, as planned; empty once the trial has ended.</summary>
    public required IReadOnlyList<LookMade> Ahead { get; init; }

    /// <summary>The choices on which the numbers depend, to be printed with them.</summary>
    public IReadOnlyList<string> Conventions { get; } = Words;

    internal static IReadOnlyList<string> Words { get; } =
    [
        "Bounds are solved for the events observed; the error left is spent at the end. Stage-wise ordering; "
            + "information by Schoenfeld; HR below 1 and Z above 0 favor experimental.",
    ];
}

/// <summary>A look and its bounds.</summary>
/// <param name="Events">The events observed, or planned for a look to come.</param>
/// <param name="EfficacyZ">The bound at which the trial has succeeded; null for none.</param>
/// <param name="EfficacyHazardRatio">The hazard ratio that corresponds to it; null for none.</param>
/// <param name="FutilityZ">The bound at which it is given up; null for none.</param>
/// <param name="AlphaSpent">The one-sided error spent by then.</param>
public sealed record LookMade(int Events, double? EfficacyZ, double? EfficacyHazardRatio, double? FutilityZ, double AlphaSpent)
{
    /// <summary>The statistic that was found, above 0 in favor of experimental; null where none is given.</summary>
    public double? Z { get; init; }

    /// <summary>The hazard ratio that Z stands for, with limits that hold at all looks together; null without Z.</summary>
    public HazardRatioLimits? Repeated { get; init; }

    /// <summary>Whether the efficacy bound is reached; null without Z.</summary>
    public bool? IsEfficacious => Z is null ? null : Z >= EfficacyZ;

    /// <summary>Whether the futility bound is reached and the efficacy bound is not.</summary>
    public bool IsFutile => FutilityZ is { } bound && Z <= bound && IsEfficacious == false;
}

/// <summary>A hazard ratio, experimental over control, and its limits; null where there is no limit.</summary>
/// <param name="Estimate">The hazard ratio.</param>
/// <param name="Lower">The limit below.</param>
/// <param name="Upper">The limit above.</param>
public sealed record HazardRatioLimits(double Estimate, double? Lower, double? Upper);

/// <summary>The probability that the trial succeeds from here on.</summary>
/// <param name="Trend">If the effect is the one that the data suggest.</param>
/// <param name="Design">If it is the one that was planned for.</param>
/// <param name="None">If there is none.</param>
/// <param name="Predictive">Averaged over what the data alone say of the effect (flat prior).</param>
public sealed record LookOutlook(double Trend, double Design, double None, double Predictive)
{
    /// <summary>Averaged over what the data and the prior say of the effect; null without a prior.</summary>
    public double? PredictiveWithPrior { get; init; }
}

/// <summary>The end of a trial with looks.</summary>
/// <param name="PValue">The one-sided p-value in the stage-wise ordering.</param>
/// <param name="HazardRatio">The median-unbiased estimate, with limits at the level of the design.</param>
/// <param name="Confidence">Of the two-sided interval, 1 - 2 alpha.</param>
public sealed record LookConclusion(double PValue, HazardRatioLimits HazardRatio, double Confidence);

/// <summary>What came of assessing looks.</summary>
public abstract record LookOutcome
{
    LookOutcome() { }

    /// <summary>They are looks of the plan.</summary>
    /// <param name="Looks">What they say.</param>
    public sealed record Assessed(LooksMade Looks) : LookOutcome;

    /// <summary>The numbers do not fit each other or the plan.</summary>
    /// <param name="Reason">Which, and what would.</param>
    public sealed record Refused(string Reason) : LookOutcome;
}
