using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Comparisons;

/// <summary>How much longer, on average over strata, is one group free of the event than the other, up to a horizon τ?</summary>
/// <remarks>
/// <para>In each stratum s the difference δₛ of restricted means (<see cref="RestrictedMeanComparison"/>) with its variance Vₛ;
/// then Σ wₛδₛ with variance Σ wₛ²Vₛ, the weights wₛ adding to 1: the shares of the strata, nₛ/n, so that the mean of the whole
/// trial is estimated; or proportional to 1/Vₛ, the most precise if the difference is the same in every stratum. Weights are
/// taken as known.</para>
/// <para>One τ for all strata, by default the earliest of the latest horizons of all groups in all strata. A stratum in which a
/// group is missing or was not followed up to τ has no difference; it is not left out in silence: the whole is not estimable, and
/// the status says where. Pool strata first. Cost: one curve for each group and stratum.</para>
/// <para>Source: Cochran (1954), Biometrics 10:101, for combining estimates. R: <c>print(survfit(...), rmean = tau)</c> for each
/// stratum, combined; SAS: <c>proc lifetest rmst(tau=)</c> by stratum, combined (<c>proc rmstreg</c> with strata as effects is
/// another model).</para>
/// </remarks>
public sealed record StratifiedRestrictedMean
{
    /// <summary>The comparison in each stratum, in ascending order of their codes.</summary>
    public required IReadOnlyList<(int Stratum, RestrictedMeanComparison Comparison)> Strata { get; init; }

    /// <summary>The weight of each stratum, adding to 1; null when the difference is not estimable.</summary>
    public required IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How strata are weighted.</summary>
    public required StratumWeighting Weighting { get; init; }

    /// <summary>The weighted difference, experimental less control, in the unit of the times.</summary>
    public required Contrast Difference { get; init; }

    /// <summary>The two-sided confidence level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the difference exists, and if not, why and where.</summary>
    public required StratifiedRestrictedMeanStatus Status { get; init; }

    /// <summary>The horizon τ of all strata; null when there was none to choose.</summary>
    public double? Horizon => Strata.Count == 0 ? null : Strata[0].Comparison.Horizon;

    /// <summary>Compares two groups within strata.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="groups">The group of each: 0 for control, 1 for experimental.</param>
    /// <param name="strata">The stratum of each, any numbers.</param>
    /// <param name="horizon">τ; by default the latest that the rule allows in every group of every stratum.</param>
    /// <param name="weighting">How strata are weighted.</param>
    /// <param name="rule">Which times may be a horizon.</param>
    /// <param name="confidence">The two-sided confidence level.</param>
    /// <exception cref="ArgumentException">There is not one group, or one stratum, for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A group is neither 0 nor 1, or the horizon or the confidence is none.
    /// </exception>
    public static StratifiedRestrictedMean Of(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata,
        double? horizon = null,
        StratumWeighting weighting = StratumWeighting.Size,
        HorizonRule rule = HorizonRule.LastTime,
        double confidence = 0.95
    )
    {
        if (strata.Length != observations.Length)
            throw new ArgumentException($"{strata.Length} strata for {observations.Length} observations.", nameof(strata));
        TwoGroups.Check(groups, observations.Length);
        RestrictedMean.CheckHorizon(horizon, begin: 0);
        var rowsOf = new SortedDictionary<int, List<int>>();
        for (var row = 0; row < strata.Length; row++)
        {
            if (!rowsOf.TryGetValue(strata[row], out var rows))
                rowsOf.Add(strata[row], rows = []);
            rows.Add(row);
        }
        var curves = new List<(int Stratum, KaplanMeier[] Groups)>();
        foreach (var (stratum, rows) in rowsOf)
        {
            var (of, groupOf) = (new Observation[rows.Count], new int[rows.Count]);
            for (var i = 0; i < of.Length; i++)
                (of[i], groupOf[i]) = (observations[rows[i]], groups[rows[i]]);
            var split = TwoGroups.Split(of, groupOf);
            curves.Add(
                (stratum, [KaplanMeier.Estimate(split.Control, confidence), KaplanMeier.Estimate(split.Experimental, confidence)])
            );
        }
        var τ = horizon ?? RestrictedMeanComparison.Earliest(rule, [.. curves.SelectMany(stratum => stratum.Groups)]);
        (int Stratum, RestrictedMeanComparison Comparison)[] each =
        [
            .. curves.Select(stratum =>
                (stratum.Stratum, RestrictedMeanComparison.UpTo(τ, stratum.Groups[0], stratum.Groups[1], rule))
            ),
        ];
        return Combine(each, [.. rowsOf.Values.Select(rows => (double)rows.Count)], weighting, confidence);
    }

    static StratifiedRestrictedMean Combine(
        (int Stratum, RestrictedMeanComparison Comparison)[] strata,
        double[] sizes,
        StratumWeighting weighting,
        double confidence
    )
    {
        var status = StatusOf(strata, weighting);
        if (status is not StratifiedRestrictedMeanStatus.Estimated)
            return With(null, Contrast.NotEstimable);
        var weights =
            weighting == StratumWeighting.Size ? sizes : Array.ConvertAll(strata, stratum => 1 / Variance(stratum.Comparison));
        var total = weights.Sum();
        weights = Array.ConvertAll(weights, weight => weight / total);
        var (δ, variance) = (0.0, 0.0);
        for (var s = 0; s < strata.Length; s++)
        {
            δ += weights[s] * strata[s].Comparison.Difference.Estimate!.Value;
            variance += weights[s] * weights[s] * Variance(strata[s].Comparison);
        }
        return With(weights, Contrast.OfDifference(δ, double.Sqrt(variance), TwoSided.Critical(confidence)));

        StratifiedRestrictedMean With(double[]? shares, Contrast difference) =>
            new()
            {
                Strata = strata,
                Weights = shares,
                Weighting = weighting,
                Difference = difference,
                Confidence = confidence,
                Status = status,
            };
    }

    static StratifiedRestrictedMeanStatus StatusOf(
        (int Stratum, RestrictedMeanComparison Comparison)[] strata,
        StratumWeighting weighting
    )
    {
        if (strata.Length == 0)
            return new StratifiedRestrictedMeanStatus.NoObservations();
        foreach (var (stratum, comparison) in strata)
        {
            if (comparison.Status != RestrictedMeanStatus.Estimated)
                return new StratifiedRestrictedMeanStatus.NotEstimable(stratum, comparison.Status);
            if (weighting == StratumWeighting.InverseVariance && Variance(comparison) == 0)
                return new StratifiedRestrictedMeanStatus.NoVariance(stratum);
        }
        return new StratifiedRestrictedMeanStatus.Estimated();
    }

    static double Variance(RestrictedMeanComparison comparison) =>
        comparison.Difference.StandardError is { } error ? error * error : 0;

    /// <summary>"difference 56 (25 to 87), p 0.0004, of 4 strata up to 365", or why there is none.</summary>
    public override string ToString() =>
        Status is StratifiedRestrictedMeanStatus.Estimated
            ? $"difference {Difference}, of {Strata.Count} strata up to {Summary.Of(Horizon)}"
            : $"{Status.GetType().Name} of {Strata.Count} strata up to {Summary.Of(Horizon)}";
}

/// <summary>How the differences of strata are weighted.</summary>
public enum StratumWeighting
{
    /// <summary>By how many participants are in the stratum.</summary>
    Size,

    /// <summary>By the inverse of the variance of its difference.</summary>
    InverseVariance,
}

/// <summary>Whether a stratified difference of restricted means could be estimated.</summary>
public abstract record StratifiedRestrictedMeanStatus
{
    StratifiedRestrictedMeanStatus() { }

    /// <summary>It could.</summary>
    public sealed record Estimated : StratifiedRestrictedMeanStatus;

    /// <summary>A stratum has no difference.</summary>
    /// <param name="Stratum">The first such stratum.</param>
    /// <param name="Reason">Why.</param>
    public sealed record NotEstimable(int Stratum, RestrictedMeanStatus Reason) : StratifiedRestrictedMeanStatus;

    /// <summary>A stratum without events up to the horizon has variance 0, and its inverse would outweigh every other.</summary>
    /// <param name="Stratum">The first such stratum.</param>
    public sealed record NoVariance(int Stratum) : StratifiedRestrictedMeanStatus;

    /// <summary>Nobody was observed.</summary>
    public sealed record NoObservations : StratifiedRestrictedMeanStatus;
}
