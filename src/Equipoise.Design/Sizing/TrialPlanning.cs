using Equipoise.Protocol;
using Equipoise.Statistics.RootFinding;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>From the design part of a protocol to the plan of its trial.</summary>
public sealed class TrialPlanning
{
    // Fractions of the calendar follow from the events, which follow from the bounds, which follow from those fractions.
    const int CalendarRounds = 100;

    readonly TrialProtocol protocol;
    readonly DesignAssumptions design;
    readonly ExpectedCourse course;
    readonly ExpectedCourse courseUnderNull;
    readonly EventFormula formula;

    TrialPlanning(TrialProtocol protocol)
    {
        this.protocol = protocol;
        design = protocol.Design!;
        var assumptions = Assumed(design, protocol);
        course = ExpectedCourse.Of(assumptions);
        courseUnderNull = ExpectedCourse.Of(assumptions.WithHazardRatio(design.Margin));
        formula = design.Formula switch
        {
            SizingFormula.Freedman => new EventFormula.Freedman(),
            SizingFormula.LachinFoulkes => new EventFormula.LachinFoulkes(),
            _ => new EventFormula.Schoenfeld(),
        };
    }

    /// <summary>The plan that a protocol's design part asks for, or why there is none.</summary>
    /// <exception cref="ArgumentException">The protocol has no design part, or not exactly one experimental arm.</exception>
    public static DesignOutcome Plan(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.Design is null)
            throw new ArgumentException("The protocol has no design part.", nameof(protocol));
        if (protocol.Experimental.Count() != 1)
            throw new ArgumentException("Only trials with one experimental arm can be sized.", nameof(protocol));
        try
        {
            return new DesignOutcome.Planned(new TrialPlanning(protocol).Plan());
        }
        catch (ImpossibleDesignException impossible)
        {
            return new DesignOutcome.Impossible([impossible.Message]);
        }
    }

    /// <summary>What a protocol's design part says, as the formulas take it.</summary>
    public static TrialAssumptions Assumed(DesignAssumptions design, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(protocol);
        var effect = new PiecewiseRate(design.HazardRatio.Pieces);
        return new()
        {
            Accrual = AccrualPlan.Of(design.Accrual.Participants, new PiecewiseRate(design.Accrual.Rates)),
            AllocationRatio = (double)protocol.Experimental.Single().Ratio / protocol.Control.Ratio,
            Strata =
            [
                .. design.Strata.Select(
                    (stratum, i) =>
                        new StratumAssumptions
                        {
                            Name = $"{i + 1}",
                            Prevalence = stratum.Share,
                            ControlHazard = PiecewiseRate.Of(stratum.Control),
                            HazardRatio = effect,
                            Dropout = PiecewiseRate.OfYearlyProbability(design.YearlyDropout),
                        }
                ),
            ],
        };
    }

    TrialDesign Plan()
    {
        if (design.Margin != 1 && formula is EventFormula.Freedman)
            throw new ImpossibleDesignException("Freedman's formula takes no margin of non-inferiority: Schoenfeld and Lachin-Foulkes do.");
        if (!design.HazardRatio.IsProportional && formula is EventFormula.LachinFoulkes)
            throw new ImpossibleDesignException(
                "The formula of Lachin and Foulkes needs one hazard ratio at all times: Schoenfeld's takes the average over the events."
            );
        double[] fractions = [.. design.Looks?.Fractions ?? [1]];
        var (events, exact) = FinalEvents(fractions);
        var ever = course.EventsEver;
        if (events > ever)
            throw new ImpossibleDesignException(
                $"{events} events never occur: with {design.Accrual.Participants} participants at most {ever:0.#} are ever expected. "
                    + "Enroll more, or lower the dropout."
            );
        return At(LookEvents(fractions, events), exact);
    }

    (int Events, double? Exact) FinalEvents(double[] fractions)
    {
        switch (design.Cutoff)
        {
            case DataCutoff.AtEvents(var named):
                return (named, null);
            case DataCutoff.On(var day) when protocol.Trial.Calendar is { } calendar:
                var month = (day.DayNumber - calendar.Opens.DayNumber) / Duration.DaysPerMonth;
                var seen = (int)Math.Round(course.EventsBy(month), MidpointRounding.AwayFromZero);
                return seen >= 1
                    ? (seen, null)
                    : throw new ImpossibleDesignException($"No event is expected by the cutoff on {day:yyyy-MM-dd}: name a later day.");
            default:
                var exact = ExactEvents(fractions);
                return ((int)Rounding.Up(exact), exact);
        }
    }

    /// <summary>The events with which the power is as asked for, before rounding.</summary>
    double ExactEvents(double[] fractions)
    {
        if (design.Looks is not { SpendBy: SpendingClock.Calendar })
            return ExactEvents(Bounds(fractions, null), fractions);
        var events = ExactEvents(Bounds(fractions, null), fractions);
        for (var round = 0; round < CalendarRounds; round++)
        {
            var next = ExactEvents(Bounds(fractions, CalendarFractions([.. fractions.Select(fraction => fraction * events)])), fractions);
            if (Math.Abs(next - events) <= 1e-9 * events)
                return next;
            events = next;
        }
        throw new ImpossibleDesignException("The bounds that spend by the calendar do not settle: spend by events.");
    }

    double ExactEvents(GroupSequentialBoundary boundary, double[] fractions)
    {
        var drift = boundary.Drift!.Value;
        if (course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
        {
            if (formula is EventFormula.OfEvents ofEvents)
                return ofEvents.Events(hazardRatio, drift, course.Assumptions.AllocationRatio, design.Margin);
            return TrialSizing.Solve(course.Assumptions, Target.WithDrift(drift), new SolveFor.FollowUp()) switch
            {
                SizingAnswer.Sized(var size) => size.Events,
                SizingAnswer.Refused refused => throw new ImpossibleDesignException(refused.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        // Each look has its own average hazard ratio, so the power is not that of one drift.
        double Gap(double events) => Exits(boundary, [.. fractions.Select(fraction => fraction * events)]).TotalAbove - design.Power;
        var ever = course.EventsEver * (1 - 1e-6);
        if (Gap(ever) < 0)
            throw new ImpossibleDesignException(
                $"Power {design.Power:0.#%} cannot be reached: with {design.Accrual.Participants} participants at most {course.EventsEver:0.#} events "
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
            Formula = formula,
        };

    static int[] LookEvents(double[] fractions, int final)
    {
        int[] events = [.. fractions.Select(fraction => (int)Math.Round(fraction * final))];
        for (var k = 0; k < events.Length; k++)
            if (events[k] <= (k == 0 ? 0 : events[k - 1]))
                throw new ImpossibleDesignException(
                    $"Look {k + 1} would come at {events[k]} events{(k == 0 ? "" : $", as does look {k}")}: with {final} events in all, "
                        + "put the looks further apart."
                );
        return events;
    }

    TrialDesign At(int[] events, double? exact)
    {
        double[] each = [.. events.Select(count => (double)count)];
        double[] fractions = [.. each.Select(count => count / each[^1])];
        var boundary = Bounds(fractions, design.Looks?.SpendBy == SpendingClock.Calendar ? CalendarFractions(each) : null);
        var (alternative, underNull) = (Exits(boundary, each), boundary.UnderNull!);
        var looks = new DesignLook[events.Length];
        for (var k = 0; k < looks.Length; k++)
        {
            var month = course.MonthOfEvents(each[k]);
            looks[k] = new()
            {
                Look = k + 1,
                Events = events[k],
                InformationFraction = fractions[k],
                Months = month,
                MonthsUnderNull = courseUnderNull.MonthOfEvents(each[k]),
                Participants = course.Assumptions.Accrual.By(month),
                Efficacy = Bound(boundary.EfficacyZ[k], each[k], underNull.Above, alternative.Above, k),
                Futility = boundary.FutilityZ[k] is { } z ? Bound(z, each[k], underNull.Below, alternative.Below, k) : null,
                AlphaSpent = boundary.AlphaSpent[k],
            };
        }
        return new()
        {
            Assumptions = design,
            Formula = formula,
            Boundary = boundary,
            Looks = looks,
            ExactEvents = exact,
            HazardRatio =
                course.Assumptions.ProportionalHazardRatio ?? course.At(looks[^1].Months).AverageHazardRatio!.Value,
            Power = alternative.TotalAbove,
            UnderAlternative = End(looks, alternative, look => look.Months),
            UnderNull = End(looks, underNull, look => look.MonthsUnderNull),
        };
    }

    BoundAtLook Bound(double z, double events, IReadOnlyList<double> crossedNull, IReadOnlyList<double> crossed, int k) =>
        new(
            z,
            double.IsFinite(z)
                ? EventFormula.HazardRatioAt(z, events, course.Assumptions.AllocationRatio, design.Margin)
                : null,
            Equipoise.Statistics.Distributions.Normal.UpperTail(z),
            crossedNull.Take(k + 1).Sum(),
            crossed.Take(k + 1).Sum()
        );

    ExpectedEnd End(DesignLook[] looks, ExitProbabilities exit, Func<DesignLook, double> month)
    {
        var left = 1.0;
        var (events, months, participants) = (0.0, 0.0, 0.0);
        for (var k = 0; k < looks.Length; k++)
        {
            var here = k + 1 < looks.Length ? exit.Above[k] + exit.Below[k] : left;
            left -= here;
            events += here * looks[k].Events;
            months += here * month(looks[k]);
            participants += here * course.Assumptions.Accrual.By(month(looks[k]));
        }
        return new(events, months, participants);
    }

    GroupSequentialBoundary Bounds(double[] fractions, double[]? spendingFractions)
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
            ? throw new ImpossibleDesignException($"There are no such bounds: {reason}")
            : boundary;
    }

    double[] CalendarFractions(double[] events)
    {
        double[] months = [.. events.Select(course.MonthOfEvents)];
        return double.IsFinite(months[^1])
            ? [.. months.Select(month => month / months[^1])]
            : throw new ImpossibleDesignException(
                $"{events[^1]:0.#} events never occur, so there is no calendar to spend by: at most {course.EventsEver:0.#} are ever expected."
            );
    }

    /// <summary>The probabilities to stop at each of these event counts under the assumptions.</summary>
    ExitProbabilities Exits(GroupSequentialBoundary boundary, double[] events)
    {
        var (ratio, final) = (course.Assumptions.AllocationRatio, events[^1]);
        if (course.Assumptions.ProportionalHazardRatio is { } hazardRatio)
            return boundary.At(
                formula is EventFormula.OfEvents ofEvents
                    ? ofEvents.Drift(final, hazardRatio, ratio, design.Margin)
                    : TrialSizing.Solve(course.Assumptions, Target, new SolveFor.Power(new AnalysisTime.AtEvents(final))) switch
                    {
                        SizingAnswer.Sized(var size) => size.Drift,
                        SizingAnswer.Refused refused => throw new ImpossibleDesignException(refused.Reason),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
            );
        // Less its mean, Z at the looks is what it is without effect: the bounds move instead.
        var means = Array.ConvertAll(
            events,
            count =>
                ((EventFormula.OfEvents)formula).Drift(
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

    /// <summary>Ends planning where no trial can be planned.</summary>
    sealed class ImpossibleDesignException(string message) : Exception(message);
}
