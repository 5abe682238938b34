using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>The power of a plan if the hazard ratio is another, the same at all times.</summary>
/// <param name="HazardRatio">The hazard ratio.</param>
/// <param name="Power">The probability that a look crosses its bound for efficacy.</param>
public sealed record PowerAtHazardRatio(double HazardRatio, double Power)
{
    /// <summary>Whether the hazard ratio is a multiple of 0.05, the null's, or the one that the plan assumes.</summary>
    public bool IsOfTable { get; init; }
}

/// <summary>What a plan, with its events and bounds as they are, gives over hazard ratios.</summary>
public static class PowerCurve
{
    // Hundredths: from so far below the smallest ratio assumed, and never below so many.
    const int Below = 20;
    const int Least = 5;

    /// <summary>
    /// The power at each hundredth of the hazard ratio from 0.2 below what is assumed up to the null's, and at these two.
    /// </summary>
    /// <remarks>Where the formula has no answer, because so many events would never occur, there is no point.</remarks>
    public static IReadOnlyList<PowerAtHazardRatio> Of(TrialDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var assumed = design.Assumptions;
        var smallest = assumed.Strata.SelectMany(stratum => assumed.RatioIn(stratum).Pieces).Min(piece => piece.Ratio);
        var planned = design.Course.Assumptions.ProportionalHazardRatio;
        var from = Math.Max(Least, (int)Math.Floor(20 * Math.Min(smallest, assumed.Margin)) * 5 - Below);
        var to = (int)Math.Ceiling(100 * assumed.Margin) - 1;
        return
        [
            .. Enumerable
                .Range(from, Math.Max(0, to - from + 1))
                .Select(hundredths => hundredths / 100.0)
                .Append(assumed.Margin)
                .Concat(planned is { } one && one <= assumed.Margin ? [one] : [])
                .Distinct()
                .Order()
                .Select(ratio => (Ratio: ratio, Power: At(design, ratio)))
                .Where(point => point.Power is not null)
                .Select(point => new PowerAtHazardRatio(point.Ratio, point.Power!.Value)
                {
                    IsOfTable =
                        point.Ratio == assumed.Margin || point.Ratio == planned || Math.Round(100 * point.Ratio, 9) % 5 == 0,
                }),
        ];
    }

    /// <summary>The power at a hazard ratio; null where so many events would never occur.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="hazardRatio">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public static double? At(TrialDesign design, double hazardRatio)
    {
        ArgumentNullException.ThrowIfNull(design);
        var (margin, ratio) = (design.Assumptions.Margin, design.Course.Assumptions.AllocationRatio);
        var boundary = design.Boundary;
        if (hazardRatio == margin)
            return boundary.UnderNull!.TotalAbove;
        double effect;
        if (design.Formula is EventFormula.OfEvents ofEvents)
            effect = ofEvents.Drift(1, hazardRatio, ratio, margin);
        else if (DriftOf(design, hazardRatio) is { } drift)
            effect = drift / Math.Sqrt(design.Events);
        else
            return null;
        return ExitProbabilities
            .Of(
                [.. boundary.Test.InformationFractions],
                [.. boundary.FutilityZ.Select(z => z ?? double.NegativeInfinity)],
                [.. boundary.EfficacyZ],
                [.. design.Looks.Select(look => effect * Math.Sqrt(look.Events))]
            )
            .TotalAbove;
    }

    static double? DriftOf(TrialDesign design, double hazardRatio) =>
        TrialSizing.Solve(
            design.Course.Assumptions.WithHazardRatio(hazardRatio),
            new SizingTarget
            {
                OneSidedAlpha = design.Assumptions.OneSidedAlpha,
                Power = design.Assumptions.Power,
                NullHazardRatio = design.Assumptions.Margin,
                Formula = design.Formula,
            },
            new SolveFor.Power(new AnalysisTime.AtEvents(design.Events))
        ) is SizingAnswer.Sized(var size)
            ? size.Drift
            : null;
}
