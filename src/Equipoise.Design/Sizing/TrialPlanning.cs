using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>From the design part of a protocol to the plan of its trial.</summary>
public sealed class TrialPlanning
{
    readonly DesignAssumptions design;
    readonly ExpectedCourse course;
    readonly ExpectedCourse courseUnderNull;
    readonly DesignSolver solver;
    readonly LookTimes times;

    TrialPlanning(TrialProtocol protocol)
    {
        design = protocol.Design!;
        var assumptions = Assumed(design, protocol);
        course = ExpectedCourse.Of(assumptions);
        courseUnderNull = ExpectedCourse.Of(assumptions.WithHazardRatio(design.Margin));
        solver = new(protocol, course);
        times = new(design, protocol.Trial.Calendar, solver.CutoffMonth);
    }

    /// <summary>The plan that a protocol's design part asks for, or why there is none.</summary>
    /// <exception cref="ArgumentException">The protocol has no design part, or not exactly one experimental arm.</exception>
    public static DesignOutcome Plan(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.Design is null)
            throw new ArgumentException("The protocol has no design part.", nameof(protocol));
        if (protocol.Comparison is null)
            throw new ArgumentException("Only trials with one experimental arm can be sized.", nameof(protocol));
        try
        {
            return new DesignOutcome.Planned(new TrialPlanning(protocol).Plan());
        }
        catch (DesignRefusedException refusal)
        {
            return new DesignOutcome.Refused([refusal.Message]);
        }
    }

    /// <summary>What a protocol's design part says, as the formulas take it.</summary>
    public static ExpectedTrial Assumed(DesignAssumptions design, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(protocol);
        return new()
        {
            FollowUpPerParticipant = design.FollowUpMonths,
            Accrual = AccrualPlan.Of(design.Accrual.Participants, new PiecewiseRate(design.Accrual.Rates)),
            AllocationRatio = protocol.Comparison!.Ratio,
            Strata =
            [
                .. design.Strata.Select(
                    (stratum, i) =>
                        new ExpectedStratum
                        {
                            Name = $"{i + 1}",
                            Prevalence = stratum.Share,
                            ControlHazard = PiecewiseRate.Of(stratum.Control),
                            HazardRatio = new PiecewiseRate(design.RatioIn(stratum).Pieces),
                            ControlDropout = new PiecewiseRate(design.Dropout.Control.Pieces),
                            ExperimentalDropout = new PiecewiseRate(design.Dropout.Experimental.Pieces),
                        }
                ),
            ],
        };
    }

    TrialDesign Plan()
    {
        double[] fractions = [.. design.Looks?.Fractions ?? [1]];
        var (events, exact) = solver.Final(fractions);
        var ever = course.EventsEver;
        // A count that was rounded up to is not one that somebody waits for.
        if (events > ever && solver.CutoffMonth is null && design.Cutoff.AtTheLatest is null)
            throw new DesignRefusedException(
                $"{events} events never occur: with {design.Accrual.Participants} participants at most {ever:0.#} "
                    + "are ever expected. "
                    + "Enroll more, or lower the dropout."
            );
        var waited = LookEvents(fractions, events);
        var months = times.Months(course, waited);
        return At(design.IsTimed ? ExpectedIn(months, waited) : waited, waited, months, exact);
    }

    /// <summary>
    /// The events expected in the months of the looks: those that were waited for, where the time decided nothing.
    /// </summary>
    int[] ExpectedIn(double[] months, int[] waited)
    {
        var events = new int[waited.Length];
        for (var k = 0; k < events.Length; k++)
        {
            var isByEvents = months[k] == course.MonthOfEvents(waited[k]);
            events[k] = isByEvents
                ? waited[k]
                : (int)Math.Round(course.EventsBy(months[k]), MidpointRounding.AwayFromZero);
            if (events[k] < 1)
                throw new DesignRefusedException(
                    $"No event is expected by month {months[k]:0.#}, in which look {k + 1} is made: name a later one."
                );
            if (k > 0 && (months[k] <= months[k - 1] || events[k] <= events[k - 1]))
                throw new DesignRefusedException(
                    $"Look {k + 1} is expected in month {months[k]:0.#} at {events[k]} events, and look {k} in month "
                        + $"{months[k - 1]:0.#} at {events[k - 1]}: put them further apart, let the earlier one wait for less, "
                        + "or leave it out."
                );
        }
        return events;
    }

    static int[] LookEvents(double[] fractions, int final)
    {
        int[] events = [.. fractions.Select(fraction => (int)Math.Round(fraction * final))];
        for (var k = 0; k < events.Length; k++)
            if (events[k] <= (k == 0 ? 0 : events[k - 1]))
                throw new DesignRefusedException(
                    $"Look {k + 1} would come at {events[k]} events{(k == 0 ? "" : $", as does look {k}")}: "
                        + $"with {final} events in all, "
                        + "put the looks further apart."
                );
        return events;
    }

    TrialDesign At(int[] events, int[] waited, double[] months, double? exact)
    {
        var monthsUnderNull = times.Months(courseUnderNull, waited);
        double[] each = [.. events.Select(count => (double)count)];
        var boundary = solver.BoundsAt(each);
        var (alternative, underNull) = (solver.Exits(boundary, each), boundary.UnderNull!);
        var looks = new DesignLook[events.Length];
        for (var k = 0; k < looks.Length; k++)
        {
            var month = months[k];
            looks[k] = new()
            {
                Look = k + 1,
                Events = events[k],
                WaitsFor = waited[k],
                InformationFraction = boundary.Test.InformationFractions[k],
                Months = month,
                MonthsUnderNull = monthsUnderNull[k],
                Participants = course.Assumptions.Accrual.By(month),
                Efficacy = Bound(boundary.EfficacyZ[k], each[k], underNull.Above, alternative.Above, k),
                Futility = boundary.FutilityZ[k] is { } z ? Bound(z, each[k], underNull.Below, alternative.Below, k) : null,
                AlphaSpent = boundary.AlphaSpent[k],
            };
        }
        return new()
        {
            Assumptions = design,
            Formula = solver.Formula,
            Boundary = boundary,
            Course = course,
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
            Equipoise.Statistics.Numerics.Normal.UpperTail(z),
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
            // A look that is never reached may be infinitely far off.
            if (!(here > 0))
                continue;
            events += here * looks[k].Events;
            months += here * month(looks[k]);
            participants += here * course.Assumptions.Accrual.By(month(looks[k]));
        }
        return new(events, months, participants);
    }
}
