using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Sizing;

/// <summary>How large and how long a trial must be, or what it can find: any one of these from the others.</summary>
public static class TrialSizing
{
    const double LongestMonths = 1e6;

    /// <summary>The trial in which the unknown takes the value that the target asks for.</summary>
    /// <remarks>
    /// The power increases in the unknown (in the distance from the null for a hazard ratio) wherever hazards do not cross, and
    /// its root is found to the last bits; where they cross, the smallest root that a scan in steps of a half finds. Cost: some
    /// microseconds for a rate or a power, some hundred for a duration or a hazard ratio.
    /// </remarks>
    /// <param name="assumptions">Accrual, hazards, effect. What is solved for is put in its place.</param>
    /// <param name="target">Error, power, null, formula.</param>
    /// <param name="unknown">What to solve for, and when the last analysis is.</param>
    /// <returns>The trial, or the reason why there is none and what would be possible.</returns>
    /// <exception cref="ArgumentException">
    /// The formula does not fit: a margin in Freedman's, or non-proportional hazards in Lachin and Foulkes's.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A time or a number of events of the analysis is not above 0.</exception>
    public static SizingAnswer Solve(ExpectedTrial assumptions, SizingTarget target, SolveFor unknown)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(unknown);
        var course = TargetCourse.Of(assumptions, target);
        if (!(course.Course.EventsEver > 0))
            return Refuse("events", "No event can ever occur: the hazards of both arms are 0. Give a hazard above 0.");
        return unknown switch
        {
            SolveFor.Power power => SolvePower(course, power.Analysis),
            SolveFor.AccrualRate rate => SolveRate(course, rate.Analysis),
            SolveFor.AccrualMonths months => SolveMonths(course, months.Analysis),
            SolveFor.FollowUp => SolveFollowUp(course),
            SolveFor.HazardRatio hazardRatio => SolveHazardRatio(assumptions, target, hazardRatio.Analysis),
            _ => throw new ArgumentOutOfRangeException(nameof(unknown), unknown, "Not a known quantity."),
        };
    }

    static SizingAnswer SolvePower(TargetCourse course, AnalysisTime analysis)
    {
        var month = MonthOf(course, analysis);
        return double.IsInfinity(month)
            ? TooManyEvents(course, ((AnalysisTime.AtEvents)analysis).Events)
            : Sized(course, month, analysis);
    }

    static SizingAnswer SolveRate(TargetCourse course, AnalysisTime analysis)
    {
        var month = MonthOf(course, NotByEvents(analysis));
        if (course.At(month).Terms is not { } terms)
            return Refuse("participants", $"No event is expected in both arms by month {Number(month)}: analyze later.");
        if (NoEffect(course, month) is { } refusal)
            return refusal;
        return Sized(course.With(course.Course.Assumptions.Accrual.Faster(terms.Needed(course.Target))), month);
    }

    static SizingAnswer SolveMonths(TargetCourse course, AnalysisTime analysis)
    {
        var rates = course.Course.Assumptions.Accrual.PerMonth;
        TargetCourse Until(double months) => course.With(AccrualPlan.Until(months, rates));
        double Month(double months) => MonthOf(months, NotByEvents(analysis));
        double Gap(double months) => Until(months).Drift(Month(months)) - course.Target.Drift;

        var first = rates.Pieces.First(piece => piece.Value > 0).FromMonth;
        var (lastFrom, last) = rates.Pieces[^1];
        var longest = last > 0 ? LongestMonths : lastFrom;
        if (analysis is AnalysisTime.AtMonth(var end))
            longest = Math.Min(longest, end);
        if (!(longest > first))
            return Refuse("accrual", $"Nobody has arrived by the analysis in month {Number(longest)}.");
        var low = first + Math.Min(1e-6, (longest - first) / 2);
        if (Gap(low) >= 0)
            return Refuse(
                "accrual",
                $"Power {Percent(course.Target.Power)} is reached with fewer than {Number(rates.Cumulative(low))} participants."
            );
        var high = Math.Min(longest, first + 1);
        while (Gap(high) < 0 && high < longest)
            (low, high) = (high, Math.Min(longest, first + (high - first) * 1.5));
        if (Gap(high) < 0)
            return NoEffect(Until(high), Month(high)) ?? TooLittle(Until(high), Month(high), "accrual", "the accrual rates");
        var found = Brent.Zero(Gap, low, high);
        return Sized(Until(found), Month(found));
    }

    static SizingAnswer SolveFollowUp(TargetCourse course)
    {
        var accrual = course.Course.Assumptions.Accrual;
        double Gap(double month) => course.Drift(month) - course.Target.Drift;

        var low = accrual.Months;
        if (Gap(low) > 0)
        {
            var early = FirstZero(Gap, 0, low / 1024, low);
            return Refuse(
                "follow-up",
                $"Power {Percent(course.Target.Power)} is reached in month {Number(early)}, with "
                    + $"{Number(accrual.By(early))} participants, before accrual ends in month {Number(low)}: "
                    + "accrue fewer participants, "
                    + "or solve for the months of accrual."
            );
        }
        var found = FirstZero(Gap, low, 0.25, low + Math.Min(course.Course.Assumptions.FollowUpPerParticipant, LongestMonths));
        if (double.IsInfinity(found))
            return NoEffect(course, double.PositiveInfinity)
                ?? TooLittle(course, double.PositiveInfinity, "follow-up", "participants");
        return Sized(course, found);
    }

    static SizingAnswer SolveHazardRatio(ExpectedTrial assumptions, SizingTarget target, AnalysisTime analysis)
    {
        TargetCourse With(double distance) =>
            TargetCourse.Of(assumptions.WithHazardRatio(target.NullHazardRatio * Math.Exp(-distance)), target);
        double Gap(double distance)
        {
            var tried = With(distance);
            var month = MonthOf(tried, analysis);
            return double.IsInfinity(month) ? -target.Drift : tried.Drift(month) - target.Drift;
        }

        var atNull = With(0);
        if (analysis is AnalysisTime.AtEvents(var events) && double.IsInfinity(MonthOf(atNull, analysis)))
            return TooManyEvents(atNull, events);
        var found = FirstZero(Gap, 0, 1e-3, 25);
        if (double.IsInfinity(found))
            return Refuse(
                "hazard ratio",
                $"No hazard ratio gives power {Percent(target.Power)} with "
                    + $"{Number(assumptions.Accrual.Participants)} participants, of whom "
                    + $"{Number(atNull.Course.At(Math.Min(MonthOf(atNull, analysis), LongestMonths)).Events)} have an event "
                    + "were the hazard ratio the null's: take more participants or a later analysis."
            );
        var course = With(found);
        return Sized(course, MonthOf(course, analysis), analysis);
    }

    // The first zero of a function that starts below 0, looked for in growing steps; infinite when it is never met.
    static double FirstZero(Func<double, double> gap, double from, double step, double until)
    {
        for (var (low, high) = (from, from + step); ; (low, high) = (high, from + (high - from) * 1.5))
        {
            high = Math.Min(high, until);
            if (gap(high) >= 0)
                return Brent.Zero(gap, low, high);
            if (high >= until)
                return double.PositiveInfinity;
        }
    }

    static double MonthOf(TargetCourse course, AnalysisTime analysis) =>
        analysis is AnalysisTime.AtEvents(var events)
            ? course.Course.MonthOfEvents(Positive(events, "The number of events"))
            : MonthOf(course.Course.Assumptions.Accrual.Months, analysis);

    static double MonthOf(double accrual, AnalysisTime analysis) =>
        analysis switch
        {
            AnalysisTime.AfterAccrual { Months: 0 } => accrual,
            AnalysisTime.AfterAccrual(var months) => accrual + Positive(months, "The follow-up"),
            AnalysisTime.AtMonth(var month) => Positive(month, "The month of the analysis"),
            _ => throw new ArgumentOutOfRangeException(nameof(analysis), analysis, "Not a known time of analysis."),
        };

    static AnalysisTime NotByEvents(AnalysisTime analysis) =>
        analysis is AnalysisTime.AtEvents
            ? throw new ArgumentException(
                "A number of events fixes the power: participants can be solved for at a month or after a follow-up.",
                nameof(analysis)
            )
            : analysis;

    static double Positive(double value, string what) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{what} must be above 0, and finite.");

    static SizingAnswer Sized(TargetCourse course, double month, AnalysisTime? analysis = null) =>
        new SizingAnswer.Sized(course.Size(month, (analysis as AnalysisTime.AtEvents)?.Events));

    static SizingAnswer? NoEffect(TargetCourse course, double month)
    {
        var hazardRatio = course.At(month).HazardRatio;
        var margin = course.Target.NullHazardRatio;
        return hazardRatio < margin
            ? null
            : Refuse(
                "hazard ratio",
                $"The (average) hazard ratio at the analysis, {Number(hazardRatio)}, is not below the null's, "
                    + $"{Number(margin)}: no number of events gives more power than {Percent(course.Target.OneSidedAlpha)}."
            );
    }

    static SizingAnswer TooManyEvents(TargetCourse course, double events) =>
        Refuse(
            "events",
            $"{Number(events)} events never occur: with "
                + $"{Number(course.Course.Assumptions.Accrual.Participants)} participants at most "
                + $"{Number(course.Course.EventsEver)} are ever expected."
        );

    static SizingAnswer TooLittle(TargetCourse course, double month, string quantity, string more)
    {
        var size = course.Size(month);
        var when = double.IsInfinity(month) ? "ever occur" : $"occur by month {Number(month)}";
        return Refuse(
            quantity,
            $"Power {Percent(course.Target.Power)} cannot be reached: with {Number(size.Participants)} participants at most "
                + $"{Number(size.Events)} events {when}, which give {Percent(size.Power)}. Increase {more}."
        );
    }

    static SizingAnswer.Refused Refuse(string quantity, string reason) => new(quantity, reason);

    static string Number(double value) => $"{Math.Round(value, value >= 10 ? 1 : 4)}";

    static string Percent(double share) => $"{Math.Round(100 * share, 1)}%";
}
