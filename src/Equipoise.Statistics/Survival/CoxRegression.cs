using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>How much do covariates raise or lower the hazard? The proportional hazards model of Cox (1972).</summary>
/// <remarks>
/// <para>λ(t | x) = λ₀ₛ(t)·exp(xβ), with a baseline hazard of its own for each stratum s and hazard ratios that do not change with time.
/// β maximizes the partial likelihood; standard errors come from the inverse information, limits from Wald.</para>
/// <para>Source: Therneau and Grambsch (2000), chapter 3. R: <c>coxph(Surv(time, status) ~ x + strata(s), ties = "efron")</c>;
/// SAS: <c>proc phreg; model time*cnsr(1) = x / ties=efron; strata s</c>. Cost: one sort, then O(n p²) for each Newton step.</para>
/// </remarks>
public static class CoxRegression
{
    /// <summary>Fits the model.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate, at least one.</param>
    /// <param name="strata">The stratum of each participant, any numbers; none for one baseline hazard.</param>
    /// <param name="ties">How ties are treated.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">Sizes do not agree, there is no covariate, or a covariate is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static CoxFit Fit(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        ReadOnlySpan<int> strata = default,
        TieMethod ties = TieMethod.Efron,
        double confidence = 0.95
    )
    {
        TwoSided.Check(confidence);
        Check(observations.Length, covariates, names);
        var events = 0;
        foreach (var observation in observations)
            events += observation.IsEvent ? 1 : 0;
        var outcome = new CoxOutcome(names, ties, confidence, observations.Length, events);
        var sets = RiskSets.Of(observations, strata);
        if (events == 0)
            return outcome.NoEvents();

        // Whether a combination of covariates varies within the risk sets does not depend on β: the rank is settled at 0.
        int[] all = [.. Enumerable.Range(0, names.Count)];
        var x = RiskSetCovariates.Gather(sets, covariates, names.Count, all);
        var rank = Cholesky.Factor(
            new PartialLikelihood(sets, x, ties).At(new double[all.Length]).Information,
            NewtonAscent.RankTolerance
        );
        int[] kept = [.. all.Where(column => !rank.IsDependent(column))];
        if (kept.Length < all.Length)
            x = RiskSetCovariates.Gather(sets, covariates, names.Count, kept);

        var likelihood = new PartialLikelihood(sets, x, ties);
        var start = likelihood.At(new double[kept.Length]);
        return outcome.Of(kept, x.Scale, start, NewtonAscent.Climb(likelihood, start));
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
        for (var i = 0; i < covariates.Length; i++)
            if (!double.IsFinite(covariates[i]))
                throw new ArgumentException(
                    $"Covariate {names[i % names.Count]} of row {i / names.Count} is {covariates[i]}.",
                    nameof(covariates)
                );
    }
}
