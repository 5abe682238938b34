using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>How many events a protocol's plan needs, at what bounds, and with what probability each is crossed.</summary>
sealed class DesignSolver
{
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
        if (!design.IsProportional && Formula is EventFormula.LachinFoulkes)
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
            ? calendar.MonthOf(day)
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
        // Where spending and effect do not depend on how many events there are, the bounds do not either.
        if (!IsByCalendar && course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
        {
            var drift = Bounds(fractions, null, null).Drift!.Value;
            if (Formula is EventFormula.OfEvents ofEvents)
                return ofEvents.Events(hazardRatio, drift, course.Assumptions.AllocationRatio, design.Margin);
            return TrialSizing.Solve(course.Assumptions, Target.WithDrift(drift), new SolveFor.FollowUp()) switch
            {
                SizingAnswer.Sized(var size) => size.Events,
                SizingAnswer.Refused refused => throw new DesignRefusedException(refused.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        var ever = course.EventsEver * (1 - 1e-6);
        if (Gap(ever) < 0)
            throw new DesignRefusedException(
                $"Power {design.Power:0.#%} cannot be reached: with {design.Accrual.Participants} participants at most "
                    + $"{course.EventsEver:0.#} events "
                    + $"ever occur, which give {Gap(ever) + design.Power:0.0%}. Enroll more."
            );
        return Brent.Zero(Gap, Math.Min(1, ever / 2), ever);

        // The power is none before the effect begins to show.
        double Gap(double events)
        {
            if (!(EffectAt(events) > 0))
                return -design.Power;
            double[] each = [.. fractions.Select(fraction => fraction * events)];
            return Exits(BoundsAt(each), each).TotalAbove - design.Power;
        }
    }

    SizingTarget Target =>
        new()
        {
            OneSidedAlpha = design.OneSidedAlpha,
            Power = design.Power,
            NullHazardRatio = design.Margin,
            Formula = Formula,
        };

    /// <summary>What the test shall do, with its interim looks at the planned shares.</summary>
    public SizingTarget TargetWithLooks()
    {
        if (design.Looks is not { } looks)
            return Target;
        var boundary = Bounds([.. looks.Fractions], null, null);
        return Target.WithDrift(boundary.Drift!.Value, drift => boundary.At(drift).TotalAbove);
    }

    /// <summary>The bounds of looks at these events.</summary>
    public GroupSequentialBoundary BoundsAt(double[] events)
    {
        var last = events[^1];
        return Bounds(
            [.. events.Select(count => count / last)],
            IsByCalendar ? CalendarFractions(events) : null,
            course.Assumptions.ProportionalHazardRatio is null ? RelativeEffects(events) : null
        );
    }

    bool IsByCalendar => design.Looks is { SpendBy: SpendingClock.Calendar };

    GroupSequentialBoundary Bounds(double[] fractions, double[]? spendingFractions, double[]? relativeEffects)
    {
        var boundary = new GroupSequentialTest
        {
            InformationFractions = fractions,
            SpendingFractions = spendingFractions,
            RelativeEffects = relativeEffects,
            OneSidedAlpha = design.OneSidedAlpha,
            Efficacy = design.Looks?.Efficacy ?? new EfficacyRule.Pocock(),
            Futility = design.Looks?.Futility ?? new FutilityRule.None(),
            Power = design.Power,
        }.Solve();
        return boundary.Status is BoundaryStatus.NotSolved(var reason)
            ? throw new DesignRefusedException($"There are no such bounds: {reason}")
            : boundary;
    }

    // Each look has its own average hazard ratio. Without an effect at the last there is nothing to be relative to.
    double[]? RelativeEffects(double[] events)
    {
        var last = EffectAt(events[^1]);
        return last > 0 ? [.. events.Select(count => EffectAt(count) / last)] : null;
    }

    // The mean of Z with one event, at the hazard ratio averaged over so many.
    double EffectAt(double events) =>
        course.Assumptions.ProportionalHazardRatio is { } hazardRatio
            ? Math.Log(design.Margin / hazardRatio)
            : ((EventFormula.OfEvents)Formula).Drift(
                1,
                course.At(course.MonthOfEvents(events)).AverageHazardRatio!.Value,
                course.Assumptions.AllocationRatio,
                design.Margin
            );

    /// <summary>The months in which these events are expected, as shares of the last.</summary>
    double[] CalendarFractions(double[] events)
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
        if (course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
            return boundary.At(Drift(events[^1], hazardRatio));
        return ExitProbabilities.Of(
            [.. boundary.Test.InformationFractions],
            [.. boundary.FutilityZ.Select(z => z ?? double.NegativeInfinity)],
            [.. boundary.EfficacyZ],
            [.. events.Select(count => EffectAt(count) * Math.Sqrt(count))]
        );
    }

    double Drift(double events, double hazardRatio)
    {
        if (Formula is EventFormula.OfEvents ofEvents)
            return ofEvents.Drift(events, hazardRatio, course.Assumptions.AllocationRatio, design.Margin);
        return TrialSizing.Solve(course.Assumptions, Target, new SolveFor.Power(new AnalysisTime.AtEvents(events))) switch
        {
            SizingAnswer.Sized(var size) => size.Drift,
            SizingAnswer.Refused refused => throw new DesignRefusedException(refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>Ends planning where no trial can be planned; never leaves it.</summary>
sealed class DesignRefusedException(string message) : Exception(message);
