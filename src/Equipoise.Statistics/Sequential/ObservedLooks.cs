using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>The information that was there when one looked.</summary>
/// <param name="Information">The information observed, on the scale of the planned maximum (events, or 1/variance).</param>
/// <param name="SpendingFraction">When the look counts to be for spending, such as calendar time;
/// null for its fraction of the planned maximum.</param>
public sealed record ObservedLook(double Information, double? SpendingFraction = null)
{
    /// <summary>The effect that the look is expected to see, relative to that of the planned last look;
    /// null for the same.</summary>
    public double? RelativeEffect { get; init; }

    /// <summary>"information 150"</summary>
    public override string ToString() =>
        $"information {Summary.Of(Information)}";
}

/// <summary>The looks that were made so far, planned or not.</summary>
/// <remarks>Looks may have been added, skipped or moved: spending functions only ask how much information there is now.</remarks>
/// <param name="MaximumInformation">The largest information that was planned, above 0.</param>
/// <param name="Looks">The looks so far, in order.</param>
/// <param name="IsFinal">Whether the last of them is the final analysis: it then spends all that is left,
/// with more information than planned or less.</param>
public sealed record ObservedLooks(double MaximumInformation, IReadOnlyList<ObservedLook> Looks, bool IsFinal)
{
    /// <summary>The information of each look.</summary>
    internal double[] Information => [.. Looks.Select(look => look.Information)];

    /// <summary>The fraction of the planned maximum at each look.</summary>
    internal double[] Fractions => [.. Looks.Select(look => look.Information / MaximumInformation)];

    /// <summary>When each look counts to be; 1 for the final one.</summary>
    internal double[] SpendingTimes =>
        [
            .. Looks.Select(
                (look, k) =>
                    IsFinal && k == Looks.Count - 1
                        ? 1
                        : double.Min(look.SpendingFraction ?? look.Information / MaximumInformation, 1)
            ),
        ];

    /// <summary>The effect at each look, relative to that of the planned last; null where it is the same at all.</summary>
    internal double[]? RelativeEffects =>
        Looks.Any(look => look.RelativeEffect is not null) ? [.. Looks.Select(look => look.RelativeEffect ?? 1)] : null;

    /// <summary>Refuses what no looks of that test can be.</summary>
    internal static void Check(ObservedLooks observed, GroupSequentialTest test)
    {
        ArgumentNullException.ThrowIfNull(observed);
        var (maximum, looks) = (observed.MaximumInformation, observed.Looks);
        if (!(maximum > 0 && double.IsFinite(maximum)))
            throw new ArgumentOutOfRangeException(nameof(observed), maximum, "The planned maximum of information is above 0.");
        ExitProbabilities.CheckInformation(observed.Information, nameof(observed));
        var (before, times) = (0.0, observed.SpendingTimes);
        for (var k = 0; k < looks.Count; k++)
        {
            var isFinal = observed.IsFinal && k == looks.Count - 1;
            if (looks[k].SpendingFraction is null && test.SpendingFractions is not null && !isFinal)
                throw new ArgumentException(
                    $"Look {k + 1} has no spending fraction; "
                        + "the plan spends by a time of its own, so each look says its fraction.",
                    nameof(observed)
                );
            if ((looks[k].RelativeEffect is null) != (test.RelativeEffects is null))
                throw new ArgumentException(
                    test.RelativeEffects is null
                        ? $"Look {k + 1} has a relative effect; the plan has one effect at all looks."
                        : $"Look {k + 1} has no relative effect; the effect of the plan changes, so each look says its own.",
                    nameof(observed)
                );
            if (!(times[k] >= before))
                throw new ArgumentOutOfRangeException(
                    nameof(observed),
                    times[k],
                    $"Look {k + 1} spends by a fraction not below {before}, that of the look before: "
                        + "spending time does not run backwards."
                );
            before = times[k];
        }
    }

    /// <summary>The walk over these looks at a type I error;
    /// the constant is that of the planned shape, where the rule has one.</summary>
    internal BoundaryWalk WalkOf(GroupSequentialTest test, double alpha, double? constant)
    {
        var (fractions, times, last) = (Fractions, SpendingTimes, Looks.Count - 1);
        // The last look takes the error that is left; interim bounds of a shape stay on the planned curve.
        double?[] given = new double?[Looks.Count];
        if (test.Efficacy is EfficacyRule.HaybittlePeto { InterimZ: var z })
            Array.Fill(given, z);
        else if (BoundaryPlan.ShapeOf(test.Efficacy) is { } delta)
            given = BoundaryPlan.ShapedZ(fractions, constant!.Value, delta);
        if (IsFinal)
            given[last] = null;
        return new()
        {
            Information = Information,
            GivenZ = given,
            AlphaBy = test.Efficacy is EfficacyRule.Spending { Function: var f }
                ? Array.ConvertAll(times, t => f.At(t, alpha))
                : [.. times.Select((_, k) => k < last ? 0 : alpha)],
            TwoSided = test.TwoSided,
            RelativeEffects = RelativeEffects,
            EndsThere = IsFinal,
        };
    }

    /// <summary>"information 150, 300 of 300"</summary>
    public override string ToString() =>
        $"information {Summary.Of(Looks.Select(look => look.Information))} of {Summary.Of(MaximumInformation)}";
}
