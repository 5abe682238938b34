using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>A group-sequential test as it is promised: when one looks,
/// how the errors are spent, and what power is wanted.</summary>
/// <remarks>
/// <para>Of a statistic Z_k with variance 1, expectation θ√I_k and correlations √(I_j/I_k), above 0 in favor of what is to be
/// shown. One-sided: the null hypothesis is rejected at the first look where Z_k ≥ the efficacy bound. <see cref="Solve"/> gives
/// the bounds.</para>
/// <para>R: <c>rpact::getDesignGroupSequential</c>, <c>gsDesign::gsDesign</c>, <c>lrstat::getDesign</c>. SAS: PROC SEQDESIGN.
/// Source: Jennison and Turnbull (2000), Group Sequential Methods with Applications to Clinical Trials.</para>
/// </remarks>
public sealed record GroupSequentialTest
{
    /// <summary>The information of each look as a fraction of the largest: increasing, the last is 1.</summary>
    public required IReadOnlyList<double> InformationFractions { get; init; }

    /// <summary>When each look counts to be for spending, such as calendar time; null for the information fractions.
    /// Never decreasing, the last is 1.</summary>
    public IReadOnlyList<double>? SpendingFractions { get; init; }

    /// <summary>The effect that each look sees relative to that of the last: Z_k has expectation θ√I_k times this. Under an
    /// effect that comes late it is below 1 and increases; null for one effect at all times. The last is 1.</summary>
    /// <remarks>Power and beta spending follow it; efficacy bounds need no effect. R: the <c>theta</c> of
    /// <c>gsDesign2::gs_design_npe</c>, over its last.</remarks>
    public IReadOnlyList<double>? RelativeEffects { get; init; }

    /// <summary>The type I error α, one-sided: between 0 and 0.5. When <see cref="TwoSided"/>, each side has it.</summary>
    public required double OneSidedAlpha { get; init; }

    /// <summary>The shape of the efficacy bounds.</summary>
    public required EfficacyRule Efficacy { get; init; }

    /// <summary>When to stop for futility; never unless told.</summary>
    public FutilityRule Futility { get; init; } = new FutilityRule.None();

    /// <summary>1 - the type II error, for the drift and for beta spending: above α and below 1.</summary>
    public double Power { get; init; } = 0.9;

    /// <summary>Whether the test is symmetric and two-sided, rejecting also where Z_k ≤ -bound; then without futility.
    /// The power is that of the upper side.</summary>
    public bool TwoSided { get; init; }

    /// <summary>The bounds and what they promise. Cost: a fraction of a millisecond for three looks,
    /// some milliseconds with beta spending.</summary>
    /// <exception cref="ArgumentException">A part of the plan is out of its range, or parts do not fit together.</exception>
    public GroupSequentialBoundary Solve()
    {
        Check();
        return GroupSequentialBoundary.Of(this);
    }

    /// <summary>When each look counts to be for spending.</summary>
    internal IReadOnlyList<double> SpendingTimes => SpendingFractions ?? InformationFractions;

    IEnumerable<double> EffectsByLook => RelativeEffects ?? InformationFractions.Select(_ => 1.0);

    /// <inheritdoc/>
    public bool Equals(GroupSequentialTest? other) =>
        other is not null
        && InformationFractions.SequenceEqual(other.InformationFractions)
        && SpendingTimes.SequenceEqual(other.SpendingTimes)
        && EffectsByLook.SequenceEqual(other.EffectsByLook)
        && (OneSidedAlpha, Efficacy, Futility, Power, TwoSided)
            == (other.OneSidedAlpha, other.Efficacy, other.Futility, other.Power, other.TwoSided);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(InformationFractions.Count, OneSidedAlpha, Efficacy, Futility, Power, TwoSided);

    /// <summary>Refuses what is not a plan.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(InformationFractions);
        ArgumentNullException.ThrowIfNull(Efficacy);
        ArgumentNullException.ThrowIfNull(Futility);
        double[] fractions = [.. InformationFractions];
        ExitProbabilities.CheckInformation(fractions, nameof(InformationFractions));
        if (fractions[^1] != 1)
            throw new ArgumentOutOfRangeException(
                nameof(InformationFractions),
                fractions[^1],
                "The last information fraction is 1."
            );
        if (!(OneSidedAlpha > 0 && OneSidedAlpha < 0.5))
            throw new ArgumentOutOfRangeException(
                nameof(OneSidedAlpha),
                OneSidedAlpha,
                "The one-sided type I error lies between 0 and 0.5."
            );
        if (!(Power > OneSidedAlpha && Power < 1))
            throw new ArgumentOutOfRangeException(
                nameof(Power),
                Power,
                $"The power lies between the type I error, {OneSidedAlpha}, and 1."
            );
        CheckSpendingFractions();
        CheckRelativeEffects();
        if (TwoSided && Futility is not FutilityRule.None)
            throw new ArgumentException(
                "A symmetric two-sided test has no futility bounds; a one-sided test at its level may have them.",
                nameof(Futility)
            );
        if (Futility is FutilityRule.FixedZ { InterimZ.Count: var count } && count != fractions.Length - 1)
            throw new ArgumentException(
                $"{count} futility bounds for {fractions.Length - 1} interim looks.",
                nameof(Futility)
            );
    }

    void CheckRelativeEffects()
    {
        if (RelativeEffects is not { } effects)
            return;
        if (effects.Count != InformationFractions.Count)
            throw new ArgumentException(
                $"{effects.Count} relative effects for {InformationFractions.Count} looks.",
                nameof(RelativeEffects)
            );
        foreach (var effect in effects)
            if (!double.IsFinite(effect))
                throw new ArgumentOutOfRangeException(nameof(RelativeEffects), effect, "A relative effect is a finite number.");
        if (effects[^1] != 1)
            throw new ArgumentOutOfRangeException(nameof(RelativeEffects), effects[^1], "The last relative effect is 1.");
    }

    void CheckSpendingFractions()
    {
        if (SpendingFractions is not { } times)
            return;
        if (times.Count != InformationFractions.Count)
            throw new ArgumentException(
                $"{times.Count} spending fractions for {InformationFractions.Count} looks.",
                nameof(SpendingFractions)
            );
        for (var k = 0; k < times.Count; k++)
            if (!(times[k] >= (k == 0 ? 0 : times[k - 1]) && times[k] <= 1))
                throw new ArgumentOutOfRangeException(
                    nameof(SpendingFractions),
                    times[k],
                    $"The spending fraction of look {k + 1} lies within {(k == 0 ? 0 : times[k - 1])} (the look before) to 1."
                );
        if (times[^1] != 1)
            throw new ArgumentOutOfRangeException(nameof(SpendingFractions), times[^1], "The last spending fraction is 1.");
    }

    /// <summary>"looks at 0.5, 1, one-sided alpha 0.025, power 0.9"</summary>
    public override string ToString() =>
        $"looks at {Summary.Of(InformationFractions)}, one-sided alpha {Summary.Of(OneSidedAlpha)}, power {Summary.Of(Power)}";
}
