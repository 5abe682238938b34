using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>A fitted accelerated failure time model; see <see cref="AcceleratedFailureTime"/>.</summary>
public sealed record AcceleratedFailureTimeFit
{
    readonly TransformationFit fit;
    readonly string[] names;

    internal AcceleratedFailureTimeFit(
        TransformationFit fit,
        string[] names,
        LifetimeDistribution distribution,
        int count,
        double confidence
    )
    {
        (this.fit, this.names, Distribution, Count, Confidence) = (fit, names, distribution, count, confidence);
        Covariance = Transform();
        Coefficients = [.. Enumerable.Range(0, names.Length + 1).Select(CoefficientAt)];
        LogScale = new(
            "Log(scale)",
            -Log(fit.θ[1]),
            distribution == LifetimeDistribution.Exponential ? null : Root(Covariance[names.Length + 1, names.Length + 1]),
            confidence
        );
    }

    /// <summary>
    /// How the fit ended. Read this first: it says which numbers exist. A monotone likelihood that names "Log(scale)" fits every
    /// event time exactly, as when all are equal: the likelihood has no bound and nothing is estimable.
    /// </summary>
    public FitStatus Status => fit.Status;

    /// <summary>The distribution of the times.</summary>
    public LifetimeDistribution Distribution { get; }

    /// <summary>
    /// (Intercept), then one per covariate: the change of log time for one unit. <see cref="Coefficient.Ratio"/> is a time ratio.
    /// </summary>
    public IReadOnlyList<Coefficient> Coefficients { get; }

    /// <summary>log σ; 0 without a standard error for the exponential distribution.</summary>
    public Coefficient LogScale { get; }

    /// <summary>σ, R's scale; the Weibull shape is 1/σ. Null when not estimable.</summary>
    public double? Scale => LogScale.Ratio;

    /// <summary>
    /// The inverse information of the coefficients and log σ, in that order; null where not estimable, 0 for a fixed σ.
    /// </summary>
    public double?[,] Covariance { get; }

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

    /// <summary>The same model in terms of hazards, for the exponential and Weibull distributions only; else null.</summary>
    public WeibullProportionalHazards? ProportionalHazards =>
        Distribution is LifetimeDistribution.Exponential or LifetimeDistribution.Weibull
            ? new()
            {
                Shape = fit.θ[1],
                Rate = Exp(fit.θ[0]),
                LogHazardRatios =
                [
                    .. names.Select(
                        (name, j) => new Coefficient(name, fit.θ[2 + j], Root(fit.Covariance[2 + j, 2 + j]), Confidence)
                    ),
                ],
            }
            : null;

    /// <summary>
    /// S(t | x), with limits made on the scale of z (log-log for Weibull). Null when the model is not estimable.
    /// </summary>
    /// <param name="time">0 or later.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? Survival(double time, params ReadOnlySpan<double> x) => Curve(x)?.Survival(Check(time, orZero: true));

    /// <summary>H(t | x) = -log S(t | x), with limits made on the scale of z. Null when the model is not estimable.</summary>
    /// <param name="time">0 or later.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? CumulativeHazard(double time, params ReadOnlySpan<double> x) =>
        Curve(x)?.CumulativeHazard(Check(time, orZero: true));

    /// <summary>
    /// The hazard at t given x, per unit of time, with limits made on its log. Null when the model is not estimable.
    /// </summary>
    /// <param name="time">Above 0.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">The time or a covariate is out of range.</exception>
    public Estimate? Hazard(double time, params ReadOnlySpan<double> x) => Curve(x)?.Hazard(Check(time, orZero: false));

    /// <summary>
    /// The time by which a fraction p has had the event (0.5: the median), with limits made on log time. Null when not estimable.
    /// R: <c>predict(fit, newdata, type = "quantile", p = p, se.fit = TRUE)</c>.
    /// </summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <param name="x">The covariates, in their order.</param>
    /// <exception cref="ArgumentException">p or a covariate is out of range.</exception>
    public Estimate? Quantile(double p, params ReadOnlySpan<double> x)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "The fraction lies between 0 and 1.");
        return Curve(x)?.Quantile(p);
    }

    internal static double Check(double time, bool orZero) =>
        double.IsFinite(time) && (time > 0 || (orZero && time == 0))
            ? time
            : throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                $"A time is finite and {(orZero ? "0 or more" : "above 0")}."
            );

    TransformationCurve? Curve(ReadOnlySpan<double> x) =>
        TransformationCurve.Of(fit, AcceleratedFailureTime.LawOf(Distribution), SplineBasis.Line, x, Confidence);

    // α = -γ₀/γ₁ and β = -b/γ₁.
    Coefficient CoefficientAt(int j)
    {
        var (value, γ1) = (fit.θ[j == 0 ? 0 : j + 1], fit.θ[1]);
        return new(j == 0 ? "(Intercept)" : names[j - 1], -value / γ1, Root(Covariance[j, j]), Confidence);
    }

    // J V J′, with dα = -dγ₀/γ₁ + γ₀dγ₁/γ₁², the same for β, and d log σ = -dγ₁/γ₁.
    double?[,] Transform()
    {
        var size = fit.θ.Length;
        var γ1 = fit.θ[1] ?? 1;
        int PlaceOf(int row) =>
            row == size - 1 ? 1
            : row == 0 ? 0
            : row + 1;
        var covariance = new double?[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var (a, b) = (PlaceOf(i), PlaceOf(j));
                var (toA, toB) = (a == 1 ? 0 : fit.θ[a] / γ1, b == 1 ? 0 : fit.θ[b] / γ1);
                var V = fit.Covariance;
                covariance[i, j] =
                    (
                        (a, b) switch
                        {
                            (1, 1) => V[1, 1],
                            (1, _) => V[1, b] - toB * V[1, 1],
                            (_, 1) => V[a, 1] - toA * V[1, 1],
                            _ => V[a, b] - toA * V[1, b] - toB * V[a, 1] + toA * toB * V[1, 1],
                        }
                    ) / (γ1 * γ1);
            }
        return covariance;
    }

    internal static double? Root(double? variance) => variance is { } value ? double.Sqrt(double.Max(0, value)) : null;

    static double? Log(double? value) => value is { } number ? double.Log(number) : null;

    static double? Exp(double? value) => value is { } number ? double.Exp(number) : null;

    /// <summary>"Weibull: arm 1.267 (0.3 to 2.2), p 0.01; …, log-likelihood -106.6", and how the fit ended unless well.</summary>
    public override string ToString() =>
        $"{Distribution}: {string.Join("; ", Coefficients)}, log-likelihood {Summary.Of(LogLikelihood)}"
        + (Status is FitStatus.Converged ? "" : $". {Status.GetType().Name}");
}

/// <summary>
/// λ(t | x) = rate · shape · t^(shape - 1) · exp(xb): the Weibull model, the only one that is also of proportional hazards.
/// </summary>
public sealed record WeibullProportionalHazards
{
    /// <summary>1/σ; above 1 the hazard rises. 1 for the exponential distribution.</summary>
    public required double? Shape { get; init; }

    /// <summary>exp(-α/σ): the cumulative hazard at time 1 with every covariate 0.</summary>
    public required double? Rate { get; init; }

    /// <summary>b = -β/σ, one per covariate; <see cref="Coefficient.Ratio"/> is a hazard ratio.</summary>
    public required IReadOnlyList<Coefficient> LogHazardRatios { get; init; }

    /// <summary>"shape 1.366, rate 0.01, arm -1.6 (95% -2.4 to -0.8), p 0.001"</summary>
    public override string ToString() =>
        $"shape {Summary.Of(Shape)}, rate {Summary.Of(Rate)}"
        + string.Concat(LogHazardRatios.Select(coefficient => $", {coefficient}"));
}
