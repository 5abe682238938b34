namespace Equipoise.Design.Sizing;

/// <summary>What is expected by a month of the trial.</summary>
/// <param name="Month">The month.</param>
/// <param name="Strata">By stratum.</param>
/// <param name="AllocationRatio">Experimental participants per control participant.</param>
public sealed record CourseCounts(double Month, IReadOnlyList<StratumCounts> Strata, double AllocationRatio)
{
    /// <summary>The control arm, all strata.</summary>
    public ArmCounts Control { get; } = Strata.Aggregate(ArmCounts.None, (sum, stratum) => sum + stratum.Control);

    /// <summary>The experimental arm, all strata.</summary>
    public ArmCounts Experimental { get; } = Strata.Aggregate(ArmCounts.None, (sum, stratum) => sum + stratum.Experimental);

    /// <summary>Both arms.</summary>
    public ArmCounts All => Control + Experimental;

    /// <summary>The events of both arms.</summary>
    public double Events => Control.Events + Experimental.Events;

    /// <summary>The participants who have entered.</summary>
    public double Participants => Control.Participants + Experimental.Participants;

    /// <summary>
    /// The geometric mean of the hazard ratio over the expected events: exp(Σ d log HR / Σ d); null when no event is expected. It
    /// is the effect of a log-rank test under non-proportional hazards (Mukhopadhyay et al. 2020, Contemporary Clinical Trials
    /// 96:106096). R: <c>gsDesign2::ahr</c>.
    /// </summary>
    public double? AverageHazardRatio =>
        Events > 0 ? Math.Exp((Control.LogRatioOfEvents + Experimental.LogRatioOfEvents) / Events) : null;

    /// <summary>
    /// The information on the log hazard ratio under these hazards: the sum of 1 / (1/d control + 1/d experimental) over strata
    /// and, in each, over the intervals from entry in which the hazard ratio (of those not cured) is constant. R:
    /// <c>gsDesign2::ahr</c>'s info.
    /// </summary>
    public double Information => Strata.Sum(stratum => stratum.Information);
}

/// <summary>What is expected of one stratum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Control">In the control arm.</param>
/// <param name="Experimental">In the experimental arm.</param>
/// <param name="Information">
/// On its log hazard ratio: the sum over intervals of one hazard ratio of 1 / (1/d control + 1/d experimental); 0 while an arm
/// has no event.
/// </param>
public sealed record StratumCounts(string Name, ArmCounts Control, ArmCounts Experimental, double Information);

/// <summary>
/// Expected numbers of participants in one arm; those who entered are the sum of the others. At an infinite month without a limit
/// of follow-up, those who never leave count as completed.
/// </summary>
/// <param name="Participants">Those who have entered.</param>
/// <param name="Events">Those with an event.</param>
/// <param name="Dropouts">Those lost before.</param>
/// <param name="AtRisk">Those still followed.</param>
/// <param name="Completed">Those who were followed as long as each is, without event or loss.</param>
public sealed record ArmCounts(double Participants, double Events, double Dropouts, double AtRisk, double Completed)
{
    internal static ArmCounts None { get; } = new(0, 0, 0, 0, 0);

    internal double LogRatioOfEvents { get; init; }

    internal static ArmCounts Of(ArmCourse.Tally tally) =>
        new(tally.Entered, tally.Events, tally.Dropouts, tally.AtRisk, tally.Completed)
        {
            LogRatioOfEvents = tally.LogRatioOfEvents,
        };

    /// <summary>The numbers of two groups together.</summary>
    public static ArmCounts operator +(ArmCounts one, ArmCounts other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(
            one.Participants + other.Participants,
            one.Events + other.Events,
            one.Dropouts + other.Dropouts,
            one.AtRisk + other.AtRisk,
            one.Completed + other.Completed
        )
        {
            LogRatioOfEvents = one.LogRatioOfEvents + other.LogRatioOfEvents,
        };
    }
}
