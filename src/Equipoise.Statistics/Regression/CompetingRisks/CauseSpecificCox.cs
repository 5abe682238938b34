using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>How much do covariates raise or lower the rate of events of one cause among those still without any event?</summary>
/// <remarks>
/// <para>λₖ(t | x) = λₖ₀ₛ(t)·exp(xβₖ): the Cox model of cause k in which an event of another cause ends follow-up as a censoring
/// does. That needs no independence of the causes: the cause-specific hazard is defined among those still at risk. It is a rate,
/// not a risk: what a covariate does to the probability of the event depends on the other causes too (see
/// <see cref="FineGray"/>).</para>
/// <para>Source: Prentice et al. (1978), Biometrics 34:541. R: <c>coxph(Surv(time, cause == 1) ~ x)</c>; SAS:
/// <c>proc phreg; model time*cause(0 2) = x / ties=efron</c>. Cost: as <see cref="CoxRegression"/>.</para>
/// </remarks>
public static class CauseSpecificCox
{
    /// <summary>Fits the model of one cause.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="cause">The cause, 1 or more; one that nobody had gives <see cref="FitStatus.NoEvents"/>.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate, at least one.</param>
    /// <param name="strata">The stratum of each participant, any numbers; none for one baseline hazard.</param>
    /// <param name="ties">How ties are treated.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">Sizes do not agree, there is no covariate, or a covariate is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cause is below 1, or the confidence is not between 0 and 1.</exception>
    public static CoxFit Fit(
        ReadOnlySpan<CompetingObservation> observations,
        int cause,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        ReadOnlySpan<int> strata = default,
        TieMethod ties = TieMethod.Efron,
        double confidence = 0.95
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cause, 1);
        var ofCause = new Observation[observations.Length];
        for (var row = 0; row < ofCause.Length; row++)
            ofCause[row] = observations[row].OfCause(cause);
        return CoxRegression.Fit(ofCause, covariates, names, strata, ties: ties, confidence: confidence);
    }
}
