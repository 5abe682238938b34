using Equipoise.Protocol;

namespace Equipoise.Design.Sizing;

/// <summary>What the design part of a protocol may leave open.</summary>
public enum SizingUnknown
{
    /// <summary>How many participants, at the months of accrual that are named.</summary>
    Participants,

    /// <summary>How many months of accrual, at the protocol's rates.</summary>
    Accrual,

    /// <summary>How long after accrual the final analysis is.</summary>
    FollowUp,

    /// <summary>The power.</summary>
    Power,

    /// <summary>The hazard ratio, the same at all times, that is found with the power asked for.</summary>
    HazardRatio,
}

/// <summary>One quantity of a protocol's plan from the others, over several durations.</summary>
/// <remarks>See <see cref="TrialSizing"/>. Looks enter by the drift that their bounds need. R: <c>gsDesign::gsSurv</c>,
/// <c>rpact::getSampleSizeSurvival</c>, <c>getPowerSurvival</c>.</remarks>
public sealed class ProtocolSizing
{
    readonly ExpectedTrial assumptions;
    readonly SizingTarget target;

    ProtocolSizing(ExpectedTrial assumptions, SizingTarget target) => (this.assumptions, this.target) = (assumptions, target);

    /// <summary>The sizing of a protocol; or why its design cannot be solved for anything.</summary>
    /// <exception cref="ArgumentException">The protocol has no design part, or not exactly one experimental arm.</exception>
    public static (ProtocolSizing? Sizing, string? Refusal) Of(TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.Design is not { } design || protocol.Comparison is null)
            throw new ArgumentException("The protocol has no design part with one experimental arm.", nameof(protocol));
        if (design.Looks is { SpendBy: SpendingClock.Calendar })
            return (
                null,
                "Looks that spend by the calendar have bounds that depend on what is solved for: "
                    + "solve with 'spend by: events', put the answer in, and plan with the calendar."
            );
        if (design.Looks is not null && !design.IsProportional)
            return (
                null,
                "With interim looks each has its own average hazard ratio, which depends on what is solved for: "
                    + "solve without looks, put the answer in, and plan with them."
            );
        try
        {
            var expected = TrialPlanning.Assumed(design, protocol);
            var solver = new DesignSolver(protocol, ExpectedCourse.Of(expected));
            return (new(expected, solver.TargetWithLooks()), null);
        }
        catch (DesignRefusedException refusal)
        {
            return (null, refusal.Message);
        }
    }

    /// <summary>The trial in which the unknown has the value that the protocol asks for.</summary>
    /// <param name="unknown">What is open.</param>
    /// <param name="accrualMonths">Over how many months the participants come; null as the protocol says.</param>
    /// <param name="analysis">When the final analysis is; it is not asked for when follow-up is the unknown.</param>
    public SizingAnswer Solve(SizingUnknown unknown, double? accrualMonths, AnalysisTime analysis)
    {
        var trial = assumptions with { Accrual = Over(accrualMonths) };
        return TrialSizing.Solve(
            trial,
            target,
            unknown switch
            {
                SizingUnknown.Participants => new SolveFor.AccrualRate(analysis),
                SizingUnknown.Accrual => new SolveFor.AccrualMonths(analysis),
                SizingUnknown.FollowUp => new SolveFor.FollowUp(),
                SizingUnknown.Power => new SolveFor.Power(analysis),
                SizingUnknown.HazardRatio => new SolveFor.HazardRatio(analysis),
                _ => throw new ArgumentOutOfRangeException(nameof(unknown), unknown, "Not a known quantity."),
            }
        );
    }

    // As many as the protocol says, faster or slower: the rates keep their shape.
    AccrualPlan Over(double? months)
    {
        var planned = assumptions.Accrual;
        if (months is not { } asked || asked == planned.Months)
            return planned;
        var over = AccrualPlan.Until(asked, planned.PerMonth);
        return over.Faster(planned.Participants / over.Participants);
    }
}
