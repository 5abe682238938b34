using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>How much do covariates raise or lower the hazard? The proportional hazards model of Cox (1972).</summary>
/// <remarks>
/// <para>λ(t | x) = λ₀ₛ(t)·exp(xβ), with a baseline hazard of its own for each stratum s and hazard ratios that do not change
/// with time. β maximizes the partial likelihood; standard errors come from the inverse information, limits from Wald.</para>
/// <para>Source: Therneau and Grambsch (2000), chapter 3. R: <c>coxph(Surv(time, status) ~ x + strata(s), ties = "efron")</c>;
/// SAS: <c>proc phreg; model time*cnsr(1) = x / ties=efron; strata s</c>. Cost: one sort, then O(n p²) for each Newton
/// step.</para>
/// </remarks>
public static class CoxRegression
{
    /// <summary>Fits the model.</summary>
    /// <param name="observations">One per participant, or one per interval of a participant, in any order.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate, at least one.</param>
    /// <param name="strata">The stratum of each participant, any numbers; none for one baseline hazard.</param>
    /// <param name="weights">The case weight of each; none for all 1. Who has weight 0 is as if absent.</param>
    /// <param name="offsets">What is added to xβ of each, with coefficient 1; none for nothing.</param>
    /// <param name="ties">How ties are treated. The exact methods take no weights but 0 and
    /// 1: they ask who, not how much.</param>
    /// <param name="penalty">What is added to the log-likelihood.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">
    /// Sizes do not agree, there is no covariate, a covariate or an offset is not finite, or an exact tie method meets a weight.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static CoxFit Fit(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        ReadOnlySpan<int> strata = default,
        ReadOnlySpan<double> weights = default,
        ReadOnlySpan<double> offsets = default,
        TieMethod ties = TieMethod.Efron,
        Penalty penalty = Penalty.None,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        Check(observations.Length, covariates, names);
        CheckOffsets(observations.Length, offsets);
        RiskSets.CheckLengths(observations.Length, strata.Length, weights);
        CheckConventions(ties, penalty, weights);
        int[] all = [.. Enumerable.Range(0, names.Count)];
        var counted = Count(observations, covariates, names.Count, strata, weights, offsets, ties);
        PartialLikelihood? likelihood = counted is null ? null : CountedLikelihood.TryCount(counted, names.Count, all, ties);
        if (likelihood is null)
            CheckFinite(covariates, names); // a pattern is finite
        var sets = likelihood is null ? RiskSets.Of(observations, strata, weights) : null;
        var events = sets?.Times.Sum(time => time.Events) ?? counted!.Events;
        var outcome = new CoxOutcome(names, ties, penalty, confidence, sets?.Order.Length ?? observations.Length, events);
        if (events == 0)
            return outcome.NoEvents();

        likelihood ??= PartialLikelihood.Of(CoxModel.Gather(sets!, ties, covariates, names.Count, all, weights, offsets));
        var start = likelihood.At(new double[all.Length]);
        // Whether a combination of covariates varies within the risk sets depends on neither β
        // nor offsets: the rank is settled at 0.
        var rank = Cholesky.Factor(start.Information, NewtonAscent.RankTolerance);
        if (rank.Rank < all.Length && !offsets.IsEmpty)
        {
            var plain = PartialLikelihood.Of(CoxModel.Gather(sets!, ties, covariates, names.Count, all, weights, default));
            rank = Cholesky.Factor(plain.At(new double[all.Length]).Information, NewtonAscent.RankTolerance);
        }
        var kept = all;
        if (rank.Rank < all.Length)
        {
            kept = [.. all.Where(column => !rank.IsDependent(column))];
            likelihood = sets is null
                ? CountedLikelihood.TryCount(counted!, names.Count, kept, ties)!
                : PartialLikelihood.Of(CoxModel.Gather(sets, ties, covariates, names.Count, kept, weights, offsets));
            start = likelihood.At(new double[kept.Length]);
        }
        if (penalty == Penalty.Firth)
        {
            likelihood = new FirthLikelihood(likelihood);
            start = likelihood.At(new double[kept.Length]);
        }
        return outcome.Of(likelihood, kept, start, NewtonAscent.Climb(likelihood, start)) with
        {
            Rows = sets is null ? CoxRows.Of(counted!) : CoxRows.Keep(sets, observations, covariates, strata, weights, offsets),
        };
    }

    // Trials have few days and few patterns of covariates: when there are many rows, counts say all.
    static CountedRows? Count(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> strata,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> offsets,
        TieMethod ties
    )
    {
        const int fewRows = 4096;
        const int mostPatterns = 4096;
        return
            observations.Length < fewRows
            || !weights.IsEmpty
            || !offsets.IsEmpty
            || ties is not (TieMethod.Efron or TieMethod.Breslow)
            ? null
            : CountedRows.TryRead(observations, covariates, width, strata, mostPatterns);
    }

    static void CheckConventions(TieMethod ties, Penalty penalty, ReadOnlySpan<double> weights)
    {
        if (!Enum.IsDefined(ties))
            throw new ArgumentOutOfRangeException(nameof(ties), ties, "There is no such treatment of ties.");
        if (!Enum.IsDefined(penalty))
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "There is no such penalty.");
        if (ties is TieMethod.Efron or TieMethod.Breslow)
            return;
        for (var row = 0; row < weights.Length; row++)
            if (weights[row] is not (0 or 1))
                throw new ArgumentException(
                    $"The weight of row {row} is {weights[row]}: with ties {ties} a weight is 0 or 1.",
                    nameof(weights)
                );
    }

    static void CheckOffsets(int count, ReadOnlySpan<double> offsets)
    {
        if (offsets.Length != 0 && offsets.Length != count)
            throw new ArgumentException($"{offsets.Length} offsets for {count} observations.", nameof(offsets));
        for (var row = 0; row < offsets.Length; row++)
            if (!double.IsFinite(offsets[row]))
                throw new ArgumentException($"The offset of row {row} is {offsets[row]}.", nameof(offsets));
    }

    static void Check(int count, ReadOnlySpan<double> covariates, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new ArgumentException("A model has at least one covariate.", nameof(names));
        if (covariates.Length != (long)count * names.Count)
            throw new ArgumentException(
                $"{covariates.Length} covariate values for {count} observations of {names.Count} covariates.",
                nameof(covariates)
            );
    }

    static void CheckFinite(ReadOnlySpan<double> covariates, IReadOnlyList<string> names)
    {
        // x - x is 0 for finite numbers alone.
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(covariates);
        var sum = Vector256<double>.Zero;
        foreach (var x in vectors)
            sum += x - x;
        var isFinite = Vector256.EqualsAll(sum, Vector256<double>.Zero);
        for (var i = isFinite ? 4 * vectors.Length : 0; i < covariates.Length; i++)
            if (!double.IsFinite(covariates[i]))
                throw new ArgumentException(
                    $"Covariate {names[i % names.Count]} of row {i / names.Count} is {covariates[i]}.",
                    nameof(covariates)
                );
    }
}
