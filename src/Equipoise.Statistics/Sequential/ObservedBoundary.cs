using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>Which bounds hold at the looks that were really made, with the information that was really there?</summary>
/// <remarks>
/// <para>An interim look spends f(I_k / I_max) (or f of its spending fraction); the final one spends all that is left. The
/// correlations are those of the observed information: √(I_j / I_k). Bounds of looks that are past do not change when later looks
/// are added. Pocock, O'Brien-Fleming and Wang-Tsiatis bounds stay on the planned curve C·(I_k / I_max)^(Δ - ½) at interim looks,
/// Haybittle-Peto's at its constant.</para>
/// <para>Futility bounds of beta spending are those of the planned drift, θ = Drift / √I_max. Where they would pass the efficacy
/// bound (more information, or earlier spending, than planned) they are put there: everybody stops. Given futility bounds are
/// taken in the order of the looks.</para>
/// <para>Source: Lan and DeMets (1983); Wassmer and Brannath (2016), section 3.3; Proschan, Lan and Wittes (2006), chapter 4. R:
/// rpact <c>getDesignGroupSequential</c> with <c>maxInformation</c>; <c>gsDesign(n.I, maxn.IPlan, usTime)</c>;
/// <c>lrstat::getBound(spendingTime)</c>.</para>
/// </remarks>
public sealed record ObservedBoundary
{
    ObservedBoundary(GroupSequentialBoundary plan, ObservedLooks observed, WalkedBounds bounds)
    {
        (Plan, Observed) = (plan, observed);
        Status = bounds.Trouble is { } reason ? new BoundaryStatus.NotSolved(reason) : new BoundaryStatus.Solved();
        if (bounds.Trouble is not null)
            return;
        (EfficacyZ, AlphaSpent) = (bounds.Efficacy, bounds.AlphaSpent);
        NominalP = Array.ConvertAll(bounds.Efficacy, Normal.UpperTail);
        FutilityZ = Array.ConvertAll(bounds.Futility, z => double.IsNegativeInfinity(z) ? (double?)null : z);
    }

    /// <summary>The plan.</summary>
    public GroupSequentialBoundary Plan { get; }

    /// <summary>The looks that were made.</summary>
    public ObservedLooks Observed { get; }

    /// <summary>The efficacy bound of each look; positive infinity where nothing is spent. Empty when not solved.</summary>
    public IReadOnlyList<double> EfficacyZ { get; } = [];

    /// <summary>The futility bound of each look; null where there is none.</summary>
    public IReadOnlyList<double?> FutilityZ { get; } = [];

    /// <summary>The type I error spent by each look, cumulative, one-sided.</summary>
    public IReadOnlyList<double> AlphaSpent { get; } = [];

    /// <summary>The one-sided p-value that each efficacy bound stands for.</summary>
    public IReadOnlyList<double> NominalP { get; } = [];

    /// <summary>Whether there are such bounds, and if not, why.</summary>
    public BoundaryStatus Status { get; }

    /// <summary>The bounds of a plan at observed looks.</summary>
    /// <exception cref="ArgumentException">The plan was not solved,
    /// or a look is out of order or lacks its spending fraction.</exception>
    public static ObservedBoundary Of(GroupSequentialBoundary plan, ObservedLooks observed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Status is BoundaryStatus.NotSolved { Reason: var reason })
            throw new ArgumentException($"The plan has no bounds: {reason}", nameof(plan));
        var test = plan.Test;
        ObservedLooks.Check(observed, test);
        var (times, count) = (observed.SpendingTimes, observed.Looks.Count);
        var walk = observed.WalkOf(test, test.OneSidedAlpha, plan.EfficacyZ[^1]) with
        {
            BetaBy = test.Futility is FutilityRule.Spending { Function: var g }
                ? Array.ConvertAll(times, t => g.At(t, 1 - test.Power))
                : null,
            GivenFutility = test.Futility is FutilityRule.FixedZ { InterimZ: var z }
                ? [.. Enumerable.Range(0, count).Select(k => k < z.Count ? z[k] : double.NegativeInfinity)]
                : null,
            IsBinding = test.Futility.IsBinding,
        };
        return new(plan, observed, walk.Take(plan.Drift!.Value / double.Sqrt(observed.MaximumInformation)));
    }

    /// <summary>The probabilities to stop at each of these looks, at a drift θ per square root of information (that of the
    /// planned last look, where looks have relative effects), futility followed.</summary>
    /// <exception cref="InvalidOperationException">The bounds were not solved.</exception>
    public ExitProbabilities At(double theta) =>
        Status is BoundaryStatus.NotSolved { Reason: var reason }
            ? throw new InvalidOperationException(reason)
            : ExitProbabilities.Of(
                Observed.Information,
                Plan.Test.TwoSided
                    ? [.. EfficacyZ.Select(z => -z)]
                    : [.. FutilityZ.Select(z => z ?? double.NegativeInfinity)],
                [.. EfficacyZ],
                ExitProbabilities.Means(Observed.Information, theta, Observed.RelativeEffects)
            );

    /// <summary>"efficacy Z 2.963, 1.969, futility Z NE, NE", and why it was not solved.</summary>
    public override string ToString() =>
        $"efficacy Z {Summary.Of(EfficacyZ)}, futility Z {Summary.Of(FutilityZ)}"
        + (Status is BoundaryStatus.NotSolved refusal ? $". {refusal.Reason}" : "");
}
