using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>A fitted flexible parametric model; see <see cref="RoystonParmar"/>.</summary>
public sealed record RoystonParmarFit
{
    readonly TransformationFit fit;
    readonly SplineBasis basis;

    internal RoystonParmarFit(
        TransformationFit fit,
        string[] names,
        SplineBasis basis,
        SplineScale scale,
        int count,
        double confidence
    )
    {
        (this.fit, this.basis, Scale, Count, Confidence) = (fit, basis, scale, count, confidence);
        Coefficients =
        [
            .. fit.θ.Select(
                (value, j) =>
                    new Coefficient(
                        j <= basis.Width ? $"gamma{j}" : names[j - basis.Width - 1],
                        value,
                        AcceleratedFailureTimeFit.Root(fit.Covariance[j, j]),
                        confidence
                    )
            ),
        ];
        var γ = fit.θ[1..(1 + basis.Width)];
        IsMonotone = γ.All(value => value is not null) ? basis.LeastSlope(Array.ConvertAll(γ, value => value!.Value)) > 0 : null;
    }

    /// <summary>
    /// How the fit ended. Read this first: it says which numbers exist. A monotone likelihood that names "Log(scale)" fits every
    /// event time exactly, as when all are equal: nothing is estimable.
    /// </summary>
    public FitStatus Status => fit.Status;

    /// <summary>What the spline gives.</summary>
    public SplineScale Scale { get; }

    /// <summary>The knots of log time, the outer ones first and last.</summary>
    public IReadOnlyList<double> Knots => basis.Knots;

    /// <summary>gamma0, gamma1, … of the spline, then one per covariate.</summary>
    public IReadOnlyList<Coefficient> Coefficients { get; }

    /// <summary>The inverse information, in the order of the coefficients; null where not estimable.</summary>
    public double?[,] Covariance => fit.Covariance;

    /// <summary>
    /// Whether S decreases, and the hazard is positive, at every time and not only at the events; null when not estimable. If
    /// not, use fewer knots.
    /// </summary>
    public bool? IsMonotone { get; }

    /// <summary>The log-likelihood of the times, at the estimates; null when there is none.</summary>
    public double? LogLikelihood => fit.LogLikelihood;

    /// <summary>The log-likelihood with all covariates' coefficients 0; null when there is none.</summary>
    public double? LogLikelihoodNull => fit.LogLikelihoodNull;

    /// <summary>-2 log-likelihood + 2 · (number of estimated parameters).</summary>
    public double? Aic => -2 * fit.LogLikelihood + 2 * fit.Parameters;

    /// <summary>The likelihood-ratio test that no covariate matters; null without covariates or maximum.</summary>
    public ChiSquareTest? LikelihoodRatio => fit.LikelihoodRatio;

    /// <summary>How many were observed.</summary>
    public int Count { get; }

    /// <summary>How many had the event, with a weight above 0.</summary>
    public int Events => fit.Events;

    /// <summary>The two-sided level of the confidence limits.</summary>
    public double Confidence { get; }

    /// <summary>S(t | x), with limits made on the model's scale. Null when the model is not estimable.</summary>
    /// <param name="time">0 or later.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? Survival(double time, params ReadOnlySpan<double> x) =>
        Curve(x)?.Survival(AcceleratedFailureTimeFit.Check(time, orZero: true));

    /// <summary>H(t | x) = -log S(t | x), with limits made on the model's scale. Null when the model is not estimable.</summary>
    /// <param name="time">0 or later.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? CumulativeHazard(double time, params ReadOnlySpan<double> x) =>
        Curve(x)?.CumulativeHazard(AcceleratedFailureTimeFit.Check(time, orZero: true));

    /// <summary>
    /// The hazard at t given x, per unit of time, with limits made on its log. Null when not estimable, or not positive there.
    /// </summary>
    /// <param name="time">Above 0.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? Hazard(double time, params ReadOnlySpan<double> x) =>
        Curve(x)?.Hazard(AcceleratedFailureTimeFit.Check(time, orZero: false));

    /// <summary>
    /// The time by which a fraction p has had the event, with limits made on log time. Null when not estimable, or when the
    /// curve is not monotone.
    /// </summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">p or a covariate is out of range.</exception>
    public Estimate? Quantile(double p, params ReadOnlySpan<double> x)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "The fraction lies between 0 and 1.");
        return IsMonotone == true ? Curve(x)?.Quantile(p) : null;
    }

    TransformationCurve? Curve(ReadOnlySpan<double> x) =>
        TransformationCurve.Of(fit, RoystonParmar.LawOf(Scale), basis, x, Confidence);

    /// <summary>"Hazard: arm -1.6 (-2.4 to -0.8), p 0.001; …, log-likelihood -106.6", and how the fit ended unless
    /// well.</summary>
    public override string ToString() =>
        $"{Scale}: {string.Join("; ", Coefficients)}, log-likelihood {Summary.Of(LogLikelihood)}"
        + (Status is FitStatus.Converged ? "" : $". {Status.GetType().Name}");
}
