namespace Equipoise.Design.Sizing;

/// <summary>A trial whose events, participants, durations, effect and power fit together.</summary>
/// <param name="Assumptions">What it is sized on, with what was solved for put in.</param>
/// <param name="Target">What its test shall do.</param>
/// <param name="Events">The events at its last analysis.</param>
/// <param name="Counts">What is expected at its last analysis.</param>
/// <param name="HazardRatio">The hazard ratio; the average one when it is not the same at all times and in all strata.</param>
/// <param name="Drift">The mean of a Z with variance 1 and the same power, at the last analysis.</param>
/// <param name="Power">The probability to reject the null.</param>
public sealed record TrialSize(
    ExpectedTrial Assumptions,
    SizingTarget Target,
    double Events,
    CourseCounts Counts,
    double HazardRatio,
    double Drift,
    double Power
)
{
    /// <summary>The participants in all.</summary>
    public double Participants => Assumptions.Accrual.Participants;

    /// <summary>The participants of the control arm.</summary>
    public double ControlParticipants => Participants * (1 - Assumptions.ExperimentalShare);

    /// <summary>The participants of the experimental arm.</summary>
    public double ExperimentalParticipants => Participants * Assumptions.ExperimentalShare;

    /// <summary>The months of accrual.</summary>
    public double AccrualMonths => Assumptions.Accrual.Months;

    /// <summary>The month of the last analysis.</summary>
    public double StudyMonths => Counts.Month;

    /// <summary>From the end of accrual to the last analysis; 0 when the analysis comes first.</summary>
    public double FollowUpMonths => Math.Max(0, StudyMonths - AccrualMonths);

    /// <summary>
    /// The hazard ratio at which a single analysis is just significant. With interim looks, ask <see cref="HazardRatioAt"/> for
    /// each bound.
    /// </summary>
    public double HazardRatioAtBound => HazardRatioAt(Target.CriticalZ, Events);

    /// <summary>The hazard ratio that a Z stands for with so many events: <see cref="EventFormula.HazardRatioAt"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The events are not above 0.</exception>
    public double HazardRatioAt(double z, double events) =>
        EventFormula.HazardRatioAt(z, events, Assumptions.AllocationRatio, Target.NullHazardRatio);
}
