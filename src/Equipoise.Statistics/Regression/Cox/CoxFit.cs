using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>A fitted proportional hazards model; see <see cref="CoxRegression"/>.</summary>
public sealed partial record CoxFit
{
    /// <summary>How the fit ended. Read this first: it says which numbers exist.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One per covariate, in their order.</summary>
    public required IReadOnlyList<CoxCoefficient> Coefficients { get; init; }

    /// <summary>The inverse information; null in the rows and columns of coefficients without a standard error.</summary>
    public required double?[,] Covariance { get; init; }

    /// <summary>The log partial likelihood with all coefficients 0; with its penalty, if there is one; negative infinity when
    /// offsets make it too small to compute.</summary>
    public required double LogLikelihoodNull { get; init; }

    /// <summary>The log partial likelihood at the estimates; with its penalty, if there is one.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The likelihood-ratio test that all coefficients are 0; valid for a monotone likelihood too.
    /// Null without events, or not converged.</summary>
    public ChiSquareTest? LikelihoodRatio { get; init; }

    /// <summary>The score test that all coefficients are 0. Without ties and with groups as covariates, it is the log-rank test;
    /// with <see cref="TieMethod.Discrete"/> also with ties. Null with a penalty.</summary>
    public ChiSquareTest? Score { get; init; }

    /// <summary>The Wald test that all coefficients are 0.</summary>
    public ChiSquareTest? Wald { get; init; }

    /// <summary>The Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>"x 2.498 (95% 0.9158 to 6.813), p 0.0737; age …": hazard ratios, and how the fit ended unless well.</summary>
    public override string ToString() =>
        string.Join("; ", Coefficients) + (Status is FitStatus.Converged ? "" : $". {Status.GetType().Name}");

    /// <summary>How ties were treated.</summary>
    public required TieMethod Ties { get; init; }

    /// <summary>Whether the likelihood was penalized.</summary>
    public Penalty Penalty { get; init; }

    /// <summary>The two-sided level of the confidence limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many were observed with a weight above 0.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them had the event.</summary>
    public required int Events { get; init; }

    /// <summary>Which log hazard ratios does the likelihood-ratio test not reject, one coefficient at a time?</summary>
    /// <remarks>
    /// <para>All b with 2(ℓ(β̂) - ℓ(b)) ≤ the chi-squared quantile with one degree of freedom, ℓ(b) being the largest
    /// log-likelihood with that coefficient held at b. Unlike Wald's, these limits need no symmetry, do not depend on the scale,
    /// and exist on the finite side of a monotone likelihood; with <see cref="Penalty.Firth"/>, on both. They agree with the
    /// likelihood-ratio test.</para>
    /// <para>Source: Venzon and Moolgavkar (1988), Applied Statistics 37:87; Heinze and Schemper (2001). SAS:
    /// <c>model time*cnsr(1) = x / rl=pl</c>; R: <c>coxphf(..., pl = TRUE)</c> with the penalty, none without. Cost: some five
    /// fits of the other coefficients for each limit; nothing is computed before it is asked for.</para>
    /// </remarks>
    /// <param name="confidence">The two-sided level; that of the fit when not given.</param>
    /// <returns>One per covariate, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public IReadOnlyList<ProfileInterval> ProfileLimits(double? confidence = null) =>
        ProfileLikelihood.Intervals(this, confidence ?? Confidence);

    /// <summary>The maximum as it was found; null when there is none.</summary>
    internal CoxSolution? Solution { get; init; }

    /// <summary>The caller's rows, where the risk sets do not tell enough of them; null when there is no maximum.</summary>
    internal Lazy<CoxRows>? Rows { get; init; }
}

/// <summary>A log hazard ratio: the change of the log hazard for one unit of a covariate,
/// all others and the stratum being equal.</summary>
/// <param name="Name">The covariate.</param>
/// <param name="Estimate">The log hazard ratio; an infinity for a monotone likelihood; null when not estimable.</param>
/// <param name="StandardError">Its standard error, from the inverse information; null when there is none.</param>
/// <param name="Confidence">The two-sided level of the limits.</param>
public readonly record struct CoxCoefficient(string Name, double? Estimate, double? StandardError, double Confidence)
{
    /// <summary>exp(estimate), below 1 when more of the covariate means fewer events:
    /// for an arm indicator, favors experimental.</summary>
    public double? HazardRatio => Estimate is { } β ? double.Exp(β) : null;

    /// <summary>The lower Wald limit of the hazard ratio; null without a standard error.</summary>
    public double? Lower => Limit(-TwoSided.Critical(Confidence));

    /// <summary>The upper Wald limit of the hazard ratio; null without a standard error.</summary>
    public double? Upper => Limit(TwoSided.Critical(Confidence));

    /// <summary>Estimate / standard error, above 0 when the covariate raises the hazard (the sign of R
    /// and SAS, unlike log-rank Z).</summary>
    public double? Z => Estimate / StandardError;

    /// <summary>The two-sided Wald p-value; null without a standard error.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    /// <summary>"x 2.498 (95% 0.9158 to 6.813), p 0.0737": the hazard ratio with its limits.</summary>
    public override string ToString() =>
        $"{Name} {Summary.Of(HazardRatio, Lower, Upper, Confidence)}, p {Summary.Of(PValue)}";

    double? Limit(double z) => Estimate is { } β && StandardError is { } σ ? double.Exp(β + z * σ) : null;
}
