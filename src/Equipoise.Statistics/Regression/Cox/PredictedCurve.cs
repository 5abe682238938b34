using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>What survival does a Cox model predict for somebody with given covariates?</summary>
/// <remarks>
/// <para>Λ̂(t | x) = e^(xβ + offset)·Σ Σₖ w̄/(S₀ψₖ) over the event times up to t of the stratum (see <see cref="TieMethod"/>:
/// Breslow's sum after Breslow, Efron's after Efron), and Ŝ = exp(-Λ̂): R's <c>stype = 2</c>, <c>ctype</c> 1 after Breslow and 2
/// after Efron. Of Λ̂ the variance is e^(2(xβ + offset))·(Σ w̄ Σₖ 1/(S₀ψₖ)² + q′I⁻¹q), q = ∫ (x̄(t) - x) dΛ₀(t): what is not
/// known of the hazard and of β (Tsiatis, 1981; Link, 1984; Therneau and Grambsch, 2000, 10.2). Naive: weights count as
/// replicates.</para>
/// <para>Assumes that the covariates stay what they are. Nothing is computed at covariates of 0: far from the data a curve loses
/// no digit. R: <c>survfit(fit, newdata)</c>; SAS: <c>proc phreg; baseline covariates= / method=breslow</c>.</para>
/// </remarks>
public sealed record PredictedCurve
{
    /// <summary>The covariates of whom it is predicted for.</summary>
    public required IReadOnlyList<double> Covariates { get; init; }

    /// <summary>The code of the stratum.</summary>
    public required int Stratum { get; init; }

    /// <summary>One step per event time of the stratum, ascending. Before the first, survival is 1.</summary>
    public required IReadOnlyList<PredictedStep> Steps { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The scale of the limits.</summary>
    public required IntervalTransformation Transformation { get; init; }

    /// <summary>
    /// The last step at or before a time; null before the first. After the last event time the curve says no more than there.
    /// </summary>
    public PredictedStep? At(double time)
    {
        if (double.IsNaN(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is a number.");
        var (low, high) = (0, Steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Steps[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }
        return low == 0 ? null : Steps[low - 1];
    }

    /// <summary>
    /// The events to expect of that person while observed so, Λ̂(time) - Λ̂(entry). R: <c>predict(fit, newdata, type =
    /// "expected")</c>.
    /// </summary>
    public double ExpectedEvents(Observation observation) =>
        (At(observation.Time)?.CumulativeHazard ?? 0) - (At(observation.Entry)?.CumulativeHazard ?? 0);

    internal static PredictedCurve Of(
        CoxFit fit,
        CoxSolution solution,
        ReadOnlySpan<double> covariates,
        int stratum,
        double offset,
        IntervalTransformation transformation
    )
    {
        Check(fit, covariates, offset);
        var (model, β) = (solution.Model, solution.Coefficients);
        var s = Array.FindIndex(model.Sets.Strata, one => one.Code == stratum);
        if (s < 0)
            throw new ArgumentException($"Nobody is in stratum {stratum}.", nameof(stratum));
        var hazard = new FittedHazard(model, β);
        var (x, η) = (new double[β.Length], offset - hazard.Shift[s]);
        for (var j = 0; j < x.Length; j++)
        {
            x[j] = (covariates[solution.Columns[j]] - model.Center[s, j]) / model.Scale[j];
            η += x[j] * β[j];
        }
        var means = Enumerable.Range(0, x.Length).Select(hazard.MeanIncrements).ToArray();
        var hasErrors = solution.Columns.All(column => fit.Covariance[column, column] is not null);
        var (risk, z) = (double.Exp(η), TwoSided.Critical(fit.Confidence));
        var (range, q, Λ, variance) = (model.Sets.Strata[s], new double[x.Length], 0.0, 0.0);
        var steps = new PredictedStep[range.LastTime - range.FirstTime];
        for (var t = range.FirstTime; t < range.LastTime; t++)
        {
            Λ += hazard.Increments[t];
            variance += hazard.TiesAt(t).Variance;
            for (var j = 0; j < q.Length; j++)
                q[j] += means[j][t] - x[j] * hazard.Increments[t];
            steps[t - range.FirstTime] = Step(
                model.Sets.Times[t].Time,
                Bounded(risk * Λ),
                hasErrors ? Bounded(risk * double.Sqrt(variance + QuadraticForm(solution.Inverse, q))) : null,
                z,
                transformation
            );
        }
        return new()
        {
            Covariates = [.. covariates],
            Stratum = stratum,
            Steps = steps,
            Confidence = fit.Confidence,
            Transformation = transformation,
        };
    }

    static PredictedStep Step(double time, double Λ, double? σ, double z, IntervalTransformation transformation)
    {
        var Ŝ = double.Exp(-Λ);
        if (σ is not { } error || Ŝ is 0 or 1)
            return new(time, Λ, σ, Ŝ, Ŝ * σ, null, null);
        var limits = PointwiseLimits.Of(Ŝ, error, z, transformation);
        return new(time, Λ, σ, Ŝ, Ŝ * σ, Number(limits?.Lower), Number(limits?.Upper));
    }

    static double? Number(double? limit) => limit is { } value && double.IsFinite(value) ? value : null;

    // Covariates far beyond the data overflow: a hazard so large is as good as infinite, but still a number.
    static double Bounded(double value) => double.IsFinite(value) ? value : double.MaxValue;

    static double QuadraticForm(double[,] matrix, double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
                sum += x[i] * matrix[i, j] * x[j];
        return double.Max(0, sum);
    }

    static void Check(CoxFit fit, ReadOnlySpan<double> covariates, double offset)
    {
        if (covariates.Length != fit.Coefficients.Count)
            throw new ArgumentException(
                $"{covariates.Length} covariates for {fit.Coefficients.Count} coefficients.",
                nameof(covariates)
            );
        for (var j = 0; j < covariates.Length; j++)
            if (!double.IsFinite(covariates[j]))
                throw new ArgumentException($"Covariate {fit.Coefficients[j].Name} is {covariates[j]}.", nameof(covariates));
        if (!double.IsFinite(offset))
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "An offset is a finite number.");
    }

    /// <summary>"12 steps, survival 0.1 at the end"</summary>
    public override string ToString() =>
        $"{Steps.Count} steps, survival {Summary.Of(Steps.Count == 0 ? null : Steps[^1].Survival)} at the end";
}

/// <summary>A predicted curve at an event time.</summary>
/// <param name="Time">The time.</param>
/// <param name="CumulativeHazard">Λ̂ up to and including that time.</param>
/// <param name="CumulativeHazardError">Its standard error, that of log Ŝ too; null when a coefficient is infinite.</param>
/// <param name="Survival">Ŝ = exp(-Λ̂).</param>
/// <param name="StandardError">The standard error of Ŝ.</param>
/// <param name="Lower">The lower pointwise limit of Ŝ; null without a standard error, and where Ŝ is 0 or 1 to the last
/// bit.</param>
/// <param name="Upper">The upper limit.</param>
public readonly record struct PredictedStep(
    double Time,
    double CumulativeHazard,
    double? CumulativeHazardError,
    double Survival,
    double? StandardError,
    double? Lower,
    double? Upper
);
