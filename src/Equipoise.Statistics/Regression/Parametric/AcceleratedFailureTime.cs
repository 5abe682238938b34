using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>The distribution of the times, by that of z = (log t - xβ)/σ.</summary>
public enum LifetimeDistribution
{
    /// <summary>A constant hazard: Weibull with σ = 1. R: <c>dist = "exponential"</c>.</summary>
    Exponential,

    /// <summary>S = exp(-eᶻ), a hazard that is a power of time, with shape 1/σ. R: <c>dist = "weibull"</c>.</summary>
    Weibull,

    /// <summary>S = Φ(-z). R: <c>dist = "lognormal"</c>.</summary>
    LogNormal,

    /// <summary>S = 1/(1 + eᶻ). R: <c>dist = "loglogistic"</c>.</summary>
    LogLogistic,
}

/// <summary>How many times as long does it take? Parametric models in which covariates stretch time.</summary>
/// <remarks>
/// <para>log T = α + xβ + σW, where W has the law that <see cref="LifetimeDistribution"/> names: exp(β) multiplies every time,
/// and is above 1 when more of the covariate means later events. Maximum likelihood for right-censored, left-truncated
/// (Observation.Entry) and weighted observations; the log-likelihood is that of the times, as R's: Σ w(log f(t) of events + log
/// S(t) of censored - log S(entry)).</para>
/// <para>Computed as z = γ₀ + γ₁ log t + xb with γ₁ = 1/σ and b = -β/σ, in which the log-likelihood is concave without entries,
/// from the exponential maximum, events by time at risk; Newton's method then finds the maximum from anywhere. With entries
/// there may be more than one local maximum; the nearest is given.</para>
/// <para>Times may tie: they are continuous, and each counts as it is. A weight counts a row that many times; standard errors
/// are those of the inverse information. Who is censored at time 0 says nothing and is left out; an event at time 0 is refused,
/// as in R.</para>
/// <para>Source: Kalbfleisch and Prentice (2002), chapter 3. R: <c>survreg(Surv(time, status) ~ x, dist = "weibull")</c> (R
/// refuses entries; <c>flexsurvreg(Surv(entry, time, status) ~ x)</c> takes them); SAS: <c>proc lifereg; model time*cnsr(1) = x
/// / dist=weibull</c>. Cost: one sort, then O(n p²) for each Newton step.</para>
/// </remarks>
public static class AcceleratedFailureTime
{
    /// <summary>Fits the model.</summary>
    /// <param name="observations">One per participant, in any order.</param>
    /// <param name="covariates">A row per participant, a column per name, row after row.</param>
    /// <param name="names">The name of each covariate; none to fit the distribution alone.</param>
    /// <param name="distribution">The distribution of the times.</param>
    /// <param name="weights">The weight of each participant, 0 or more; none for 1 each.</param>
    /// <param name="confidence">The two-sided level of the confidence limits.</param>
    /// <exception cref="ArgumentException">
    /// Sizes do not agree, a covariate or weight is not finite, a weight is negative, or an event is at time 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static AcceleratedFailureTimeFit Fit(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        IReadOnlyList<string> names,
        LifetimeDistribution distribution = LifetimeDistribution.Weibull,
        ReadOnlySpan<double> weights = default,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        var rows = ModelRows.Of(observations, covariates, names, weights);
        var fit = TransformationFit.Of(
            rows,
            names,
            ["(Intercept)", "Log(scale)"],
            LawOf(distribution),
            SplineBasis.Line,
            distribution == LifetimeDistribution.Exponential
        );
        return new(fit, [.. names], distribution, observations.Length, confidence);
    }

    internal static ErrorLaw LawOf(LifetimeDistribution distribution) =>
        distribution switch
        {
            LifetimeDistribution.LogNormal => ErrorLaw.Normal,
            LifetimeDistribution.LogLogistic => ErrorLaw.Logistic,
            _ => ErrorLaw.ExtremeValue,
        };
}
