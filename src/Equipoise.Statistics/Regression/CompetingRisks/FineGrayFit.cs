using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>A fitted subdistribution hazards model; see <see cref="FineGray"/>.</summary>
public sealed record FineGrayFit
{
    /// <summary>How the fit ended. Read this first: it says which numbers exist.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One per covariate, in their order.</summary>
    public required IReadOnlyList<SubdistributionCoefficient> Coefficients { get; init; }

    /// <summary>The sandwich covariance matrix; null in the rows and columns of coefficients without a standard error.</summary>
    public required double?[,] Covariance { get; init; }

    /// <summary>The log partial likelihood with all coefficients 0; null without events of the cause.</summary>
    public required double? LogLikelihoodNull { get; init; }

    /// <summary>The log partial likelihood at the estimates; null without events of the cause.</summary>
    public required double? LogLikelihood { get; init; }

    /// <summary>The Wald test that all coefficients are 0, with the sandwich covariance; null when not estimable.</summary>
    public required double? WaldChiSquare { get; init; }

    /// <summary>How many coefficients the Wald test is about; 0 when not estimable.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>The p-value of the Wald test; null when not estimable.</summary>
    public double? WaldPValue => WaldChiSquare is { } χ2 ? ChiSquared.UpperTail(χ2, DegreesOfFreedom) : null;

    /// <summary>
    /// The jumps of Breslow's cumulative subdistribution hazard where all covariates are 0; empty when not estimable. R:
    /// <c>bfitj</c>.
    /// </summary>
    public required IReadOnlyList<SubdistributionStep> Baseline { get; init; }

    /// <summary>The Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The cause whose incidence is modeled.</summary>
    public required int Cause { get; init; }

    /// <summary>The two-sided level of the confidence limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>How those who had an event of another cause were weighed.</summary>
    public required RiskSetWeights Weights { get; init; }

    /// <summary>How many were observed.</summary>
    public required int Count { get; init; }

    /// <summary>How many had an event of the cause.</summary>
    public required int Events { get; init; }

    /// <summary>How many had an event of another cause.</summary>
    public required int CompetingEvents { get; init; }

    /// <summary>
    /// The incidence 1 - exp(-Λ₀(t)·exp(xβ)) that the model predicts; null unless converged. Covariates left out count as 0. R:
    /// <c>predict(crr(...), x)</c>.
    /// </summary>
    /// <param name="covariates">The covariates, in the order of the coefficients.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentException">There is not one value for each coefficient, or one is not finite; or the time is not
    /// a number.</exception>
    public double? Incidence(ReadOnlySpan<double> covariates, double time)
    {
        if (covariates.Length != Coefficients.Count)
            throw new ArgumentException($"{covariates.Length} values for {Coefficients.Count} coefficients.", nameof(covariates));
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        if (Status is not (FitStatus.Converged or FitStatus.RankDeficient))
            return null;
        var (η, cumulative) = (0.0, 0.0);
        for (var i = 0; i < covariates.Length; i++)
        {
            if (!double.IsFinite(covariates[i]))
                throw new ArgumentException($"Covariate {Coefficients[i].Name} is {covariates[i]}.", nameof(covariates));
            η += covariates[i] * (Coefficients[i].Estimate ?? 0);
        }
        foreach (var step in Baseline)
            if (step.Time <= time)
                cumulative += step.Hazard;
        return 1 - double.Exp(-cumulative * double.Exp(η));
    }

    /// <summary>"x 2.498 (95% 0.9158 to 6.813), p 0.0737; age …": ratios, and how the fit ended unless well.</summary>
    public override string ToString() =>
        string.Join("; ", Coefficients) + (Status is FitStatus.Converged ? "" : $". {Status.GetType().Name}");
}

/// <summary>A jump of a cumulative subdistribution hazard.</summary>
/// <param name="Time">The time of an event of the cause.</param>
/// <param name="Hazard">The size of the jump.</param>
public readonly record struct SubdistributionStep(double Time, double Hazard);

/// <summary>A log subdistribution hazard ratio; null where it does not exist.</summary>
/// <param name="Name">The covariate.</param>
/// <param name="Estimate">The log ratio; an infinity for a monotone likelihood.</param>
/// <param name="StandardError">Its standard error, from the sandwich covariance.</param>
/// <param name="Confidence">The two-sided level of the limits.</param>
public readonly record struct SubdistributionCoefficient(string Name, double? Estimate, double? StandardError, double Confidence)
{
    /// <summary>exp(estimate), above 1 when more of the covariate means more events of the cause.</summary>
    public double? HazardRatio => Estimate is { } β ? double.Exp(β) : null;

    /// <summary>The lower Wald limit of the ratio.</summary>
    public double? Lower => Limit(-1);

    /// <summary>The upper Wald limit of the ratio.</summary>
    public double? Upper => Limit(1);

    /// <summary>Estimate / standard error.</summary>
    public double? Z => StandardError > 0 ? Estimate / StandardError : null;

    /// <summary>The two-sided Wald p-value.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    double? Limit(int side) =>
        (Estimate, StandardError) is ({ } β, { } σ) ? double.Exp(β + side * TwoSided.Critical(Confidence) * σ) : null;

    /// <summary>"x 2.498 (95% 0.9158 to 6.813), p 0.0737": the ratio with its limits.</summary>
    public override string ToString() =>
        $"{Name} {Summary.Of(HazardRatio, Lower, Upper, Confidence)}, p {Summary.Of(PValue)}";
}
