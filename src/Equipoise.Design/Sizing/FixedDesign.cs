using Equipoise.Protocol;

namespace Equipoise.Design.Sizing;

/// <summary>The size of a trial with one analysis: how many events, how many participants, how long.</summary>
/// <param name="ExactEvents">The events that the formula asks for, before rounding.</param>
/// <param name="Events">Rounded up to a whole number, or the number that the protocol's cutoff names.</param>
/// <param name="Power">The power at that whole number.</param>
/// <param name="OneSidedAlpha">The one-sided type I error.</param>
/// <param name="Participants">How many will be randomized.</param>
/// <param name="ExpectedMonths">The month of the trial in which the events are expected; infinite when they never are.</param>
/// <param name="CriticalZ">The log-rank Z (above 0 favors experimental) that must be reached.</param>
/// <param name="CriticalHazardRatio">The hazard ratio that corresponds to it.</param>
public sealed record FixedDesign(
    double ExactEvents,
    int Events,
    double Power,
    double OneSidedAlpha,
    int Participants,
    double ExpectedMonths,
    double CriticalZ,
    double CriticalHazardRatio
)
{
    /// <summary>The method, to be printed with the numbers.</summary>
    public const string Method =
        "Events by Schoenfeld's formula, rounded up; timing for uniform accrual, exponential times and exponential dropout, "
        + "under the alternative.";

    /// <summary>The design that a protocol's assumptions ask for.</summary>
    /// <exception cref="ArgumentException">The protocol has no design part, or not exactly one experimental arm.</exception>
    public static FixedDesign For(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var assumptions = protocol.Design ?? throw new ArgumentException("The protocol has no design part.", nameof(protocol));
        if (protocol.Experimental.Count() != 1)
            throw new ArgumentException("Only trials with one experimental arm can be sized.", nameof(protocol));

        double experimental = protocol.Experimental.Single().Ratio;
        double control = protocol.Control.Ratio;
        var ratio = experimental / control;
        var exact = RequiredEvents.For(assumptions.HazardRatio, assumptions.OneSidedAlpha, assumptions.Power, ratio);
        var events = assumptions.Cutoff is DataCutoff.AtEvents named ? named.Events : (int)Math.Ceiling(exact);
        var course = ExpectedCourse.Of(
            new()
            {
                Accrual = AccrualPlan.Uniform(assumptions.AccrualParticipants, assumptions.AccrualOver.Months),
                AllocationRatio = ratio,
                Strata =
                [
                    new()
                    {
                        ControlHazard = PiecewiseRate.OfMedian(assumptions.ControlMedian.Months),
                        HazardRatio = PiecewiseRate.Constant(assumptions.HazardRatio),
                        Dropout = PiecewiseRate.OfYearlyProbability(assumptions.YearlyDropout),
                    },
                ],
            }
        );
        return new(
            exact,
            events,
            RequiredEvents.PowerAt(events, assumptions.HazardRatio, assumptions.OneSidedAlpha, ratio),
            assumptions.OneSidedAlpha,
            assumptions.AccrualParticipants,
            course.MonthOfEvents(events),
            Statistics.Distributions.Normal.Quantile(1 - assumptions.OneSidedAlpha),
            RequiredEvents.HazardRatioAtBound(events, assumptions.OneSidedAlpha, ratio)
        );
    }
}
