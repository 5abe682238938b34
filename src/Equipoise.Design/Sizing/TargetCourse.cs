namespace Equipoise.Design.Sizing;

/// <summary>The expected course of a trial beside what its test shall do.</summary>
sealed class TargetCourse
{
    readonly ExpectedCourse? underNull;

    public ExpectedCourse Course { get; }

    public SizingTarget Target { get; }

    TargetCourse(ExpectedCourse course, ExpectedCourse? underNull, SizingTarget target) =>
        (Course, this.underNull, Target) = (course, underNull, target);

    /// <exception cref="ArgumentException">The formula needs proportional hazards.</exception>
    public static TargetCourse Of(ExpectedTrial assumptions, SizingTarget target) =>
        new(
            ExpectedCourse.Of(assumptions),
            target.Formula.NeedsNullCourse ? UnderNull(assumptions, target.NullHazardRatio) : null,
            target
        );

    public TargetCourse With(AccrualPlan plan) => new(Course.With(plan), underNull?.With(plan), Target);

    /// <summary>What is expected by a month, and the test's terms then; no terms while no event is expected.</summary>
    public (CourseCounts Counts, double HazardRatio, FormulaTerms? Terms) At(double month)
    {
        var counts = Course.At(month);
        var hazardRatio = Course.Assumptions.ProportionalHazardRatio ?? counts.AverageHazardRatio ?? 1;
        if (!(counts.Control.Events > 0 && counts.Experimental.Events > 0))
            return (counts, hazardRatio, null);
        return (counts, hazardRatio, Target.Formula.Terms(Target, hazardRatio, counts, underNull?.At(month).Information));
    }

    /// <summary>The drift at a month; 0 while no event is expected.</summary>
    public double Drift(double month) => At(month).Terms?.Drift(Target) ?? 0;

    /// <summary>The trial to a month; the events where they decide the month, else those expected then.</summary>
    public TrialSize Size(double month, double? events = null)
    {
        var (counts, hazardRatio, terms) = At(month);
        var drift = terms?.Drift(Target) ?? 0;
        return new(Course.Assumptions, Target, events ?? counts.Events, counts, hazardRatio, drift, Target.PowerAt(drift));
    }

    static ExpectedCourse UnderNull(ExpectedTrial assumptions, double nullHazardRatio)
    {
        if (assumptions.ProportionalHazardRatio is not { } hazardRatio)
            throw new ArgumentException(
                "Lachin and Foulkes's formula needs one hazard ratio in all strata and at all times, and no cured share; "
                    + "Schoenfeld's takes the average over the events.",
                nameof(assumptions)
            );
        var r = assumptions.AllocationRatio;
        var factor = (1 + r * hazardRatio) / (1 + r * nullHazardRatio);
        return ExpectedCourse.Of(
            assumptions.WithHazardRatio(nullHazardRatio) with
            {
                Strata =
                [
                    .. assumptions.Strata.Select(stratum =>
                        stratum with
                        {
                            ControlHazard = stratum.ControlHazard.Scaled(factor),
                            HazardRatio = PiecewiseRate.Constant(nullHazardRatio),
                        }
                    ),
                ],
            }
        );
    }
}
