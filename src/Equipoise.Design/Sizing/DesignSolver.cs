using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>How many events a protocol's plan needs, at what bounds, and with what probability each is crossed.</summary>
sealed class DesignSolver
{
    // Fractions of the calendar follow from the events, which follow from the bounds, which follow from those fractions.
    const int CalendarRounds = 100;

    readonly TrialProtocol protocol;
    readonly DesignAssumptions design;
    readonly ExpectedCourse course;

    public DesignSolver(TrialProtocol protocol, ExpectedCourse course)
    {
        (this.protocol, design, this.course) = (protocol, protocol.Design!, course);
        Formula = design.Formula switch
        {
            SizingFormula.Freedman => new EventFormula.Freedman(),
            SizingFormula.LachinFoulkes => new EventFormula.LachinFoulkes(),
            _ => new EventFormula.Schoenfeld(),
        };
        if (design.Margin != 1 && Formula is EventFormula.Freedman)
            throw new DesignRefusedException(
                "Freedman's formula takes no margin of non-inferiority: Schoenfeld and Lachin-Foulkes do."
            );
        if (!design.HazardRatio.IsProportional && Formula is EventFormula.LachinFoulkes)
            throw new DesignRefusedException(
                "The formula of Lachin and Foulkes needs one hazard ratio at all times: "
                    + "Schoenfeld's takes the average over the events."
            );
    }

    /// <summary>How events make power.</summary>
    public EventFormula Formula { get; }

    /// <summary>
    /// The month of the final analysis where the protocol names its day; null where it waits for events. As many events are
    /// expected there as rounded, but the day is the day: where no more events come, it is long after the last of them.
    /// </summary>
    public double? CutoffMonth =>
        design.Cutoff is DataCutoff.On(var day) && protocol.Trial.Calendar is { } calendar
            ? (day.DayNumber - calendar.Opens.DayNumber) / Duration.DaysPerMonth
            : null;

    /// <summary>The events of the final analysis; and, where the power asks for them, before rounding.</summary>
    public (int Events, double? Exact) Final(double[] fractions)
    {
        switch (design.Cutoff)
        {
            case DataCutoff.AtEvents(var named):
                return (named, null);
            case DataCutoff.On(var day) when CutoffMonth is { } month:
                var seen = (int)Math.Round(course.EventsBy(month), MidpointRounding.AwayFromZero);
                return seen >= 1
                    ? (seen, null)
                    : throw new DesignRefusedException(
                        $"No event is expected by the cutoff on {day:yyyy-MM-dd}: name a later day."
                    );
            default:
                var exact = ExactEvents(fractions);
                return ((int)WholeEvents(exact), exact);
        }
    }

    // A count within 1e-6 of a whole number is that number. R: gsDesign::toInteger of gsDesign 3.11.
    static double WholeEvents(double count) =>
        Math.Abs(count - Math.Round(count)) < 1e-6 ? Math.Round(count) : Math.Ceiling(count);

    /// <summary>The events with which the power is as asked for, before rounding.</summary>
    double ExactEvents(double[] fractions)
    {
        if (design.Looks is not { SpendBy: SpendingClock.Calendar })
            return ExactEvents(Bounds(fractions, null), fractions);
        var events = ExactEvents(Bounds(fractions, null), fractions);
        for (var round = 0; round < CalendarRounds; round++)
        {
            var next = ExactEvents(
                Bounds(fractions, CalendarFractions([.. fractions.Select(fraction => fraction * events)])),
                fractions
            );
            if (Math.Abs(next - events) <= 1e-9 * events)
                return next;
            events = next;
        }
        throw new DesignRefusedException("The bounds that spend by the calendar do not settle: spend by events.");
    }

    double ExactEvents(GroupSequentialBoundary boundary, double[] fractions)
    {
        var drift = boundary.Drift!.Value;
        if (course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
        {
            if (Formula is EventFormula.OfEvents ofEvents)
                return ofEvents.Events(hazardRatio, drift, course.Assumptions.AllocationRatio, design.Margin);
            return TrialSizing.Solve(course.Assumptions, Target.WithDrift(drift), new SolveFor.FollowUp()) switch
            {
                SizingAnswer.Sized(var size) => size.Events,
                SizingAnswer.Refused refused => throw new DesignRefusedException(refused.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        // Each look has its own average hazard ratio, so the power is not that of one drift.
        double Gap(double events) =>
            Exits(boundary, [.. fractions.Select(fraction => fraction * events)]).TotalAbove - design.Power;
        var ever = course.EventsEver * (1 - 1e-6);
        if (Gap(ever) < 0)
            throw new DesignRefusedException(
                $"Power {design.Power:0.#%} cannot be reached: with {design.Accrual.Participants} participants at most "
                    + $"{course.EventsEver:0.#} events "
                    + $"ever occur, which give {Gap(ever) + design.Power:0.0%}. Enroll more."
            );
        return Brent.Zero(Gap, Math.Min(1, ever / 2), ever);
    }

    SizingTarget Target =>
        new()
        {
            OneSidedAlpha = design.OneSidedAlpha,
            Power = design.Power,
            NullHazardRatio = design.Margin,
            Formula = Formula,
        };

    /// <summary>The bounds at these fractions of the final events.</summary>
    public GroupSequentialBoundary Bounds(double[] fractions, double[]? spendingFractions)
    {
        var boundary = new GroupSequentialTest
        {
            InformationFractions = fractions,
            SpendingFractions = spendingFractions,
            OneSidedAlpha = design.OneSidedAlpha,
            Efficacy = design.Looks?.Efficacy ?? new EfficacyRule.Pocock(),
            Futility = design.Looks?.Futility ?? new FutilityRule.None(),
            Power = design.Power,
        }.Solve();
        return boundary.Status is BoundaryStatus.NotSolved(var reason)
            ? throw new DesignRefusedException($"There are no such bounds: {reason}")
            : boundary;
    }

    /// <summary>The months in which these events are expected, as shares of the last.</summary>
    public double[] CalendarFractions(double[] events)
    {
        double[] months = [.. events.Select(course.MonthOfEvents)];
        return double.IsFinite(months[^1])
            ? [.. months.Select(month => month / months[^1])]
            : throw new DesignRefusedException(
                $"{events[^1]:0.#} events never occur, so there is no calendar to spend by: "
                    + $"at most {course.EventsEver:0.#} are ever expected."
            );
    }

    /// <summary>The probabilities to stop at each of these event counts under the assumptions.</summary>
    public ExitProbabilities Exits(GroupSequentialBoundary boundary, double[] events)
    {
        var (ratio, final) = (course.Assumptions.AllocationRatio, events[^1]);
        if (course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
            return boundary.At(
                Formula is EventFormula.OfEvents ofEvents
                    ? ofEvents.Drift(final, hazardRatio, ratio, design.Margin)
                    : TrialSizing.Solve(course.Assumptions, Target, new SolveFor.Power(new AnalysisTime.AtEvents(final))) switch
                    {
                        SizingAnswer.Sized(var size) => size.Drift,
                        SizingAnswer.Refused refused => throw new DesignRefusedException(refused.Reason),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
            );
        // Less its mean, Z at the looks is what it is without effect: the bounds move instead.
        var means = Array.ConvertAll(
            events,
            count =>
                ((EventFormula.OfEvents)Formula).Drift(
                    count,
                    course.At(course.MonthOfEvents(count)).AverageHazardRatio!.Value,
                    ratio,
                    design.Margin
                )
        );
        return ExitProbabilities.Of(
            [.. boundary.Test.InformationFractions],
            [.. boundary.FutilityZ.Select((z, k) => (z ?? double.NegativeInfinity) - means[k])],
            [.. boundary.EfficacyZ.Select((z, k) => z - means[k])],
            0
        );
    }
}

/// <summary>Ends planning where no trial can be planned; never leaves it.</summary>
sealed class DesignRefusedException(string message) : Exception(message);
