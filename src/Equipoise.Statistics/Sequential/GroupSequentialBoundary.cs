using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>At which Z does one stop at each look, what does that promise,
/// and how much more information does it take than a fixed test?</summary>
/// <remarks>
/// <para>Efficacy bounds use up the type I error exactly; futility bounds, where they are asked for, the type II error, at the
/// drift for which the power is as planned. Integrated numerically (<see cref="ExitProbabilities"/>) and solved to the last bits:
/// bounds are good to 1e-12 or so. Other software stops earlier: rpact 3.3.4 at about 1e-8, gsDesign 3.11 and lrstat 0.3.3 at
/// about 1e-6.</para>
/// <para>The drift is the expectation of Z at the last look, θ√I_max. For a survival trial randomized 1:1 that is -ln(HR)·√d/2
/// with d events. The largest information that is needed is (Drift / θ)², which is <see cref="Inflation"/> times that of the
/// fixed test.</para>
/// </remarks>
public sealed record GroupSequentialBoundary
{
    const double LargestDrift = 1e4;

    GroupSequentialBoundary(GroupSequentialTest test, WalkedBounds bounds, double? drift)
    {
        Test = test;
        var trouble =
            bounds.Trouble ?? (drift is null ? $"No drift below {LargestDrift:G} gives a power of {test.Power}." : null);
        Status = trouble is null ? new BoundaryStatus.Solved() : new BoundaryStatus.NotSolved(trouble);
        if (trouble is not null)
            return;
        (EfficacyZ, AlphaSpent, Drift) = (bounds.Efficacy, bounds.AlphaSpent, drift);
        NominalP = Array.ConvertAll(bounds.Efficacy, Normal.UpperTail);
        FutilityZ = Array.ConvertAll(bounds.Futility, z => double.IsNegativeInfinity(z) ? (double?)null : z);
        (UnderNull, UnderAlternative) = (At(0), At(drift!.Value));
    }

    /// <summary>The plan.</summary>
    public GroupSequentialTest Test { get; }

    /// <summary>The efficacy bound of each look, reached at z_k or above;
    /// positive infinity where nothing is spent. Empty when not solved.</summary>
    public IReadOnlyList<double> EfficacyZ { get; } = [];

    /// <summary>The futility bound of each look, reached at z_k or below; null where there is none.
    /// That of the last look is the efficacy bound.</summary>
    public IReadOnlyList<double?> FutilityZ { get; } = [];

    /// <summary>The type I error spent by each look, cumulative, one-sided.</summary>
    public IReadOnlyList<double> AlphaSpent { get; } = [];

    /// <summary>The one-sided p-value that each efficacy bound stands for, 1 - Φ(z_k).</summary>
    public IReadOnlyList<double> NominalP { get; } = [];

    /// <summary>The expectation of Z at the last look at which the power is as planned; null when not solved.</summary>
    public double? Drift { get; }

    /// <summary>The largest information over that of the fixed test of equal errors:
    /// Drift² / (z₁₋α + z₁₋β)²; null when not solved.</summary>
    public double? Inflation
    {
        get
        {
            var @fixed = -Normal.Quantile(Test.OneSidedAlpha) - Normal.Quantile(1 - Test.Power);
            return Drift * Drift / (@fixed * @fixed);
        }
    }

    /// <summary>The probabilities to stop at each look when there is no effect,
    /// futility followed; null when not solved.</summary>
    public ExitProbabilities? UnderNull { get; }

    /// <summary>The probabilities to stop at each look at <see cref="Drift"/>, futility followed; null when not solved.</summary>
    public ExitProbabilities? UnderAlternative { get; }

    /// <summary>The probability of an efficacy bound at <see cref="Drift"/>; null when not solved.</summary>
    public double? Power => UnderAlternative?.TotalAbove;

    /// <summary>The expected information at the end, as a fraction of the largest,
    /// when there is no effect; null when not solved.</summary>
    public double? ExpectedFractionUnderNull => UnderNull is { } exit ? ExpectedFraction(exit) : null;

    /// <summary>The expected information at the end, as a fraction of the largest,
    /// at <see cref="Drift"/>; null when not solved.</summary>
    public double? ExpectedFractionUnderAlternative => UnderAlternative is { } exit ? ExpectedFraction(exit) : null;

    /// <summary>Whether there are such bounds, and if not, why.</summary>
    public BoundaryStatus Status { get; }

    /// <summary>The probabilities to stop at each look at another drift (expectation of Z at the
    /// last look), futility followed.</summary>
    /// <exception cref="InvalidOperationException">The bounds were not solved.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The drift is not finite.</exception>
    public ExitProbabilities At(double drift)
    {
        double[] upper = [.. Solved().EfficacyZ];
        double[] lower =
        [
            .. Test.TwoSided ? upper.Select(z => -z) : FutilityZ.Select(z => z ?? double.NegativeInfinity),
        ];
        return Exits(Test, lower, upper, drift);
    }

    /// <summary>The drift at which these bounds have a power, futility followed.</summary>
    /// <param name="power">Above the probability of an efficacy bound without any effect, and below 1.</param>
    /// <exception cref="InvalidOperationException">The bounds were not solved.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The power is outside.</exception>
    public double DriftFor(double power)
    {
        var least = Solved().UnderNull!.TotalAbove;
        if (!(power > least && power < 1))
            throw new ArgumentOutOfRangeException(
                nameof(power),
                power,
                $"The power lies between {least:G6}, the probability of a rejection without effect, and 1."
            );
        return Root(drift => At(drift).TotalAbove - power, 0, 3)
            ?? throw new ArgumentOutOfRangeException(nameof(power), power, $"No drift below {LargestDrift:G} gives that power.");
    }

    /// <summary>The expected information at the end, as a fraction of the largest.</summary>
    public double ExpectedFraction(ExitProbabilities exit)
    {
        ArgumentNullException.ThrowIfNull(exit);
        var (expected, last) = (1.0, Test.InformationFractions.Count - 1);
        for (var k = 0; k < last; k++)
            expected -= (1 - Test.InformationFractions[k]) * (exit.Above[k] + exit.Below[k]);
        return expected;
    }

    /// <inheritdoc/>
    public bool Equals(GroupSequentialBoundary? other) => other is not null && Test.Equals(other.Test);

    /// <inheritdoc/>
    public override int GetHashCode() => Test.GetHashCode();

    internal static GroupSequentialBoundary Of(GroupSequentialTest test)
    {
        var walk = BoundaryPlan.WalkOf(test);
        // No test of the same type I error and largest information has more power than the fixed one.
        var least = -Normal.Quantile(test.OneSidedAlpha) - Normal.Quantile(1 - test.Power);
        if (test.Futility is FutilityRule.Spending && walk.Information.Length > 1)
            return OfBetaSpending(test, walk, least);
        var given = BoundaryPlan.Bounds(test, walk, 0);
        return new(
            test,
            given,
            given.Trouble is not null
                ? null
                : Root(
                    θ => Exits(test, Lower(test, given), given.Efficacy, θ).TotalAbove - test.Power,
                    least * (1 - 1e-9),
                    least * 1.1
                )
        );
    }

    static GroupSequentialBoundary OfBetaSpending(GroupSequentialTest test, BoundaryWalk walk, double least)
    {
        if (!(walk.BetaBy![^1] > walk.BetaBy[^2]))
        {
            var trouble =
                $"The whole type II error of {walk.BetaBy[^1]:G6} is spent before the last look; "
                + "nothing is left for whoever fails there.";
            return new(test, new([], [], [], 0, false, trouble), null);
        }
        Func<double, WalkedBounds> at = drift => BoundaryPlan.Bounds(test, walk, drift);
        if (!walk.IsBinding)
        {
            // Efficacy bounds that do not depend on futility are found once.
            var efficacy = BoundaryPlan.Bounds(test, walk with { BetaBy = null }, 0);
            if (efficacy.Trouble is not null)
                return new(test, efficacy, null);
            walk = walk with { GivenZ = Array.ConvertAll(efficacy.Efficacy, z => (double?)z) };
            at = drift => walk.Take(drift) with { AlphaSpent = efficacy.AlphaSpent };
        }
        var drift = Root(θ => -at(θ).Surplus, least * (1 - 1e-9), least * 1.1);
        var bounds = at(drift ?? least);
        return new(test, bounds, bounds.IsCapped ? null : drift);
    }

    static ExitProbabilities Exits(GroupSequentialTest test, double[] lower, double[] upper, double drift)
    {
        double[] fractions = [.. test.InformationFractions];
        return test.RelativeEffects is { } effects
            ? ExitProbabilities.Of(fractions, lower, upper, ExitProbabilities.Means(fractions, drift, effects))
            : ExitProbabilities.Of(fractions, lower, upper, drift);
    }

    static double[] Lower(GroupSequentialTest test, WalkedBounds bounds) =>
        test.TwoSided ? Array.ConvertAll(bounds.Efficacy, z => -z) : bounds.Futility;

    GroupSequentialBoundary Solved() =>
        Status is BoundaryStatus.NotSolved { Reason: var reason } ? throw new InvalidOperationException(reason) : this;

    /// <summary>Where an increasing function is 0; null when that is beyond the largest drift.</summary>
    static double? Root(Func<double, double> excess, double from, double to)
    {
        while (excess(from) > 0)
            from -= 0.01 * double.Max(1, to);
        while (!(excess(to) >= 0))
        {
            (from, to) = (to, to * 1.25);
            if (to > LargestDrift)
                return null;
        }
        return Brent.Zero(excess, from, to);
    }

    /// <summary>"efficacy Z 2.963, 1.969, futility Z NE, NE", and why it was not solved.</summary>
    public override string ToString() =>
        $"efficacy Z {Summary.Of(EfficacyZ)}, futility Z {Summary.Of(FutilityZ)}"
        + (Status is BoundaryStatus.NotSolved refusal ? $". {refusal.Reason}" : "");
}
