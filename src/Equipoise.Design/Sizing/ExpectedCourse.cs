using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Sizing;

/// <summary>
/// What is expected of a trial by a month: participants, events, dropouts, at risk; and when a number of events is expected.
/// </summary>
/// <remarks>
/// Exact for piecewise constant accrual, hazards and dropout (Lachin and Foulkes 1986, Biometrics 42:507, piece by piece): no
/// quadrature, no simulation. Cost: microseconds for a month, some ten such for a root. R: <c>gsDesign::eEvents</c>,
/// <c>gsDesign2::expected_event</c>, <c>lrstat::lrstat</c>, <c>rpact::getEventProbabilities</c>.
/// </remarks>
public sealed class ExpectedCourse
{
    readonly ArmCourse[][] courses; // by stratum: control, experimental, each as those not cured and the cured
    readonly AccrualSteps accrual;

    ExpectedCourse(ExpectedTrial assumptions, ArmCourse[][] courses)
    {
        Assumptions = assumptions;
        this.courses = courses;
        accrual = new(assumptions.Accrual);
    }

    /// <summary>What it is expected under.</summary>
    public ExpectedTrial Assumptions { get; }

    /// <summary>The lives of each arm: by stratum control, experimental, each as those not cured and the cured.</summary>
    internal IReadOnlyList<ArmCourse[]> Arms => courses;

    /// <summary>The course of a trial under its assumptions.</summary>
    public static ExpectedCourse Of(ExpectedTrial assumptions)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        var experimental = assumptions.ExperimentalShare;
        return new(assumptions, [.. assumptions.Strata.SelectMany(stratum => ArmsOf(stratum, experimental))]);
    }

    static IEnumerable<ArmCourse[]> ArmsOf(ExpectedStratum stratum, double experimental)
    {
        var (share, hr) = (stratum.Prevalence, stratum.HazardRatio);
        yield return Classes(share * (1 - experimental), stratum.ControlCured, null, stratum.ControlDropout);
        yield return Classes(share * experimental, stratum.ExperimentalCured, hr, stratum.ExperimentalDropout);

        ArmCourse[] Classes(double arm, double cured, PiecewiseRate? ratio, PiecewiseRate dropout)
        {
            var notCured = new ArmCourse(arm * (1 - cured), stratum.ControlHazard, ratio, dropout, hr);
            return cured == 0 ? [notCured] : [notCured, new ArmCourse(arm * cured, PiecewiseRate.Constant(0), null, dropout, hr)];
        }
    }

    /// <summary>The same lives with another accrual.</summary>
    public ExpectedCourse With(AccrualPlan plan) => new(Assumptions with { Accrual = plan }, courses);

    /// <summary>What is expected by a month of the trial.</summary>
    /// <param name="month">From the first participant on; 0 or more, infinite for the end of all follow-up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The month is negative or not a number.</exception>
    public CourseCounts At(double month)
    {
        Check(month);
        var followUp = Assumptions.FollowUpPerParticipant;
        var strata = new StratumCounts[Assumptions.Strata.Count];
        for (var i = 0; i < strata.Length; i++)
        {
            var arms = (Control: courses[2 * i], Experimental: courses[2 * i + 1]);
            var effects = arms.Control[0].Effects;
            var (control, controlEvents) = Arm(arms.Control);
            var (experimental, experimentalEvents) = Arm(arms.Experimental);
            var information = 0.0;
            for (var j = 0; j < effects; j++)
                if (controlEvents[j] > 0 && experimentalEvents[j] > 0)
                    information += controlEvents[j] * (experimentalEvents[j] / (controlEvents[j] + experimentalEvents[j]));
            strata[i] = new(Assumptions.Strata[i].Name, ArmCounts.Of(control), ArmCounts.Of(experimental), information);

            (ArmCourse.Tally, double[] ByEffect) Arm(ArmCourse[] classes)
            {
                var (tally, byEffect) = (default(ArmCourse.Tally), new double[effects]);
                tally.Add(classes[0].By(month, accrual, followUp, byEffect), classes[0].Share);
                for (var j = 0; j < effects; j++)
                    byEffect[j] *= classes[0].Share;
                if (classes.Length == 2) // the cured have no event
                    tally.Add(classes[1].By(month, accrual, followUp), classes[1].Share);
                if (arms.Control.Length + arms.Experimental.Length > 2)
                    tally.LogRatioOfEvents +=
                        classes[0].Share
                        * CuredShares.LogRatioOfEvents(
                            classes[0],
                            arms.Control,
                            arms.Experimental,
                            month,
                            Assumptions.Accrual,
                            followUp
                        );
                return (tally, byEffect);
            }
        }
        return new(month, strata, Assumptions.AllocationRatio);
    }

    /// <summary>The events expected by a month, both arms and all strata.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The month is negative or not a number.</exception>
    public double EventsBy(double month)
    {
        Check(month);
        var events = 0.0;
        foreach (var arm in courses)
            events += arm[0].Share * arm[0].By(month, accrual, Assumptions.FollowUpPerParticipant).Events;
        return events;
    }

    /// <summary>The events that are ever expected.</summary>
    public double EventsEver => EventsBy(double.PositiveInfinity);

    /// <summary>The month by which so many events are expected; infinite when there will never be so many.</summary>
    /// <remarks>The expected count never decreases; its zero is found to the last bits. R: <c>lrstat::caltime</c>.</remarks>
    /// <param name="events">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not a number.</exception>
    public double MonthOfEvents(double events)
    {
        if (!(events >= 0))
            throw new ArgumentOutOfRangeException(nameof(events), events, "The number of events must be 0 or more.");
        if (events == 0)
            return 0;
        if (events >= EventsEver)
            return double.PositiveInfinity;
        var (low, high) = (0.0, Assumptions.Accrual.Months);
        while (EventsBy(high) < events)
            (low, high) = (high, 2 * high);
        return Brent.Zero(month => EventsBy(month) - events, low, high);
    }

    static void Check(double month)
    {
        if (!(month >= 0))
            throw new ArgumentOutOfRangeException(nameof(month), month, "A month of the trial must be 0 or more.");
    }
}
