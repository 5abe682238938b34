using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>
/// The plan of a trial as its protocol asks for it: how many events, how many participants, how long, when to look, at what
/// bounds.
/// </summary>
/// <remarks>
/// <para>Bounds are solved at the whole numbers of events at which the looks will be made, so that they hold as printed. Power
/// and crossing probabilities are those of these bounds and these events. Under non-proportional hazards each look has its own
/// average hazard ratio, and the probabilities account for that.</para>
/// <para>R: <c>gsDesign::toInteger(gsDesign::gsSurv(...))</c> and <c>gsDesign::gsBoundSummary</c>;
/// <c>rpact::getSampleSizeSurvival</c> and its summary. SAS: PROC SEQDESIGN with SAMPLESIZE MODEL=TWOSAMPLESURVIVAL.</para>
/// </remarks>
public sealed record TrialDesign
{
    /// <summary>What was assumed.</summary>
    public required DesignAssumptions Assumptions { get; init; }

    /// <summary>How events make power.</summary>
    public required EventFormula Formula { get; init; }

    /// <summary>The bounds.</summary>
    public required GroupSequentialBoundary Boundary { get; init; }

    /// <summary>The looks in order; the last is the final analysis.</summary>
    public required IReadOnlyList<DesignLook> Looks { get; init; }

    /// <summary>What is expected of it by each month.</summary>
    public required ExpectedCourse Course { get; init; }

    /// <summary>The events that the formula asks for, before rounding; null where the protocol names a number or a day.</summary>
    public double? ExactEvents { get; init; }

    /// <summary>
    /// The hazard ratio that the final analysis is expected to find: the one assumed, or the average over its events.
    /// </summary>
    public required double HazardRatio { get; init; }

    /// <summary>The hazard ratio that an analysis of so many events is expected to find, under the assumptions.</summary>
    public double HazardRatioAt(double events) =>
        Course.Assumptions.ProportionalHazardRatio
        ?? Course.At(Course.MonthOfEvents(events)).AverageHazardRatio!.Value;

    /// <summary>The probability to reject the null hypothesis under the assumptions.</summary>
    public required double Power { get; init; }

    /// <summary>What is expected if the effect is as assumed.</summary>
    public required ExpectedEnd UnderAlternative { get; init; }

    /// <summary>What is expected if the hazard ratio is the null's.</summary>
    public required ExpectedEnd UnderNull { get; init; }

    /// <summary>The choices on which the numbers depend, to be printed with them.</summary>
    public IReadOnlyList<string> Conventions => [.. DesignConventions.Of(this)];

    /// <summary>The papers behind its formula and its bounds.</summary>
    public IReadOnlyList<string> References => [.. DesignReferences.Of(this)];

    /// <summary>The events of the final analysis.</summary>
    public int Events => Looks[^1].Events;

    /// <summary>How many will be randomized.</summary>
    public int Participants => Assumptions.Accrual.Participants;

    /// <summary>
    /// The months for which the last participant has been followed at the final analysis, under the assumptions.
    /// </summary>
    public double MinimumFollowUp =>
        Math.Min(Assumptions.FollowUpMonths, Math.Max(0, Looks[^1].Months - Assumptions.Accrual.Months));
}

/// <summary>One look at the data.</summary>
public sealed record DesignLook
{
    /// <summary>Its number, from 1.</summary>
    public required int Look { get; init; }

    /// <summary>The events at which it is made.</summary>
    public required int Events { get; init; }

    /// <summary>
    /// The events that it waits for; others are expected where a time decides, and then <see cref="Events"/> says how many.
    /// </summary>
    public required int WaitsFor { get; init; }

    /// <summary>Those events over the events of the final analysis.</summary>
    public required double InformationFraction { get; init; }

    /// <summary>The month of the trial in which that many events are expected under the assumptions.</summary>
    public required double Months { get; init; }

    /// <summary>The same if the hazard ratio is the null's; infinite when that many events never occur then.</summary>
    public required double MonthsUnderNull { get; init; }

    /// <summary>The participants expected to have entered by then.</summary>
    public required double Participants { get; init; }

    /// <summary>The bound at which the trial has succeeded.</summary>
    public required BoundAtLook Efficacy { get; init; }

    /// <summary>The bound at which it is given up; null for none.</summary>
    public BoundAtLook? Futility { get; init; }

    /// <summary>The type I error spent up to and including this look.</summary>
    public required double AlphaSpent { get; init; }

    /// <summary>The power reached up to and including this look.</summary>
    public double PowerSpent => Efficacy.CrossedUnderAlternative;
}

/// <summary>A bound, on every scale that reviewers read.</summary>
/// <param name="Z">The bound for Z, above 0 in favor of experimental.</param>
/// <param name="HazardRatio">The hazard ratio that corresponds to it with that many events; null when none does.</param>
/// <param name="NominalP">The one-sided p-value that corresponds to it.</param>
/// <param name="CrossedUnderNull">The probability that it was crossed at this look or before, if the hazard ratio is the
/// null's.</param>
/// <param name="CrossedUnderAlternative">The same under the assumptions.</param>
public sealed record BoundAtLook(
    double Z,
    double? HazardRatio,
    double NominalP,
    double CrossedUnderNull,
    double CrossedUnderAlternative
);

/// <summary>Where a trial is expected to end.</summary>
/// <param name="Events">Events at its last look.</param>
/// <param name="Months">The month of its last look; infinite when it may never come.</param>
/// <param name="Participants">Participants who have entered by then.</param>
public sealed record ExpectedEnd(double Events, double Months, double Participants);

/// <summary>What came of planning a trial.</summary>
public abstract record DesignOutcome
{
    DesignOutcome() { }

    /// <summary>There is a plan.</summary>
    /// <param name="Design">The plan.</param>
    public sealed record Planned(TrialDesign Design) : DesignOutcome;

    /// <summary>The assumptions contradict one another or ask for what cannot be.</summary>
    /// <param name="Reasons">Each names the quantity and what would be possible.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : DesignOutcome;
}
