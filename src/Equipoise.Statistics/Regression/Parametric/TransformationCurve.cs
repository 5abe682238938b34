using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>
/// What a fitted model says about one covariate row: S(t), hazard and quantiles, with errors by the delta method.
/// </summary>
/// <param name="law">The law of z.</param>
/// <param name="basis">The time columns of z.</param>
/// <param name="θ">The constant, the time columns, the covariates; one that was left out is 0.</param>
/// <param name="covariance">Theirs.</param>
/// <param name="x">The covariates.</param>
/// <param name="confidence">The two-sided level of the limits.</param>
sealed class TransformationCurve(ErrorLaw law, SplineBasis basis, double[] θ, double[,] covariance, double[] x, double confidence)
{
    /// <summary>The curve of a fit for covariates x; null when the fit has no finite estimate.</summary>
    /// <exception cref="ArgumentException">The covariates are not one finite number for each of the model.</exception>
    public static TransformationCurve? Of(
        TransformationFit fit,
        ErrorLaw law,
        SplineBasis basis,
        ReadOnlySpan<double> x,
        double confidence
    )
    {
        var (size, first) = (fit.θ.Length, 1 + basis.Width);
        if (x.Length != size - first)
            throw new ArgumentException($"{x.Length} covariates for a model of {size - first}.", nameof(x));
        for (var j = 0; j < x.Length; j++)
            if (!double.IsFinite(x[j]))
                throw new ArgumentException($"Covariate {j} is {x[j]}.", nameof(x));
        if (fit.Status is not (FitStatus.Converged or FitStatus.RankDeficient))
            return null;
        var covariance = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                covariance[i, j] = fit.Covariance[i, j] ?? 0;
        return new(law, basis, Array.ConvertAll(fit.θ, value => value ?? 0), covariance, x.ToArray(), confidence);
    }

    public Estimate Survival(double time)
    {
        if (time == 0)
            return new(1, 0, 1, 1, confidence);
        var (z, error) = ZAt(time);
        double S(double at) => double.Exp(law.LogSurvival(at).Value);
        var reach = TwoSided.Critical(confidence) * error;
        return new(S(z), double.Exp(law.LogDensity(z).Value) * error, S(z + reach), S(z - reach), confidence);
    }

    public Estimate CumulativeHazard(double time)
    {
        if (time == 0)
            return new(0, 0, 0, 0, confidence);
        var (z, error) = ZAt(time);
        double H(double at) => -law.LogSurvival(at).Value;
        var reach = TwoSided.Critical(confidence) * error;
        return new(H(z), -law.LogSurvival(z).First * error, H(z - reach), H(z + reach), confidence);
    }

    /// <summary>The hazard; null where a spline gives a negative one.</summary>
    public Estimate? Hazard(double time)
    {
        var y = double.Log(time);
        var (columns, slopes) = (Columns(y), Slopes(y));
        var (z, slope) = (Dot(columns), Dot(slopes));
        if (!(slope > 0))
            return null;
        var (density, survival) = (law.LogDensity(z), law.LogSurvival(z));
        var log = density.Value - survival.Value + double.Log(slope) - y;
        var gradient = new double[θ.Length];
        for (var j = 0; j < θ.Length; j++)
            gradient[j] = (density.First - survival.First) * columns[j] + slopes[j] / slope;
        return OfLog(log, Error(gradient));
    }

    /// <summary>The time by which a fraction p has had the event; the curve is increasing.</summary>
    public Estimate Quantile(double p)
    {
        var z = law.Quantile(p);
        double Distance(double y) => Dot(Columns(y)) - z;
        var (low, high) = (-1.0, 1.0);
        while (Distance(low) > 0)
            low *= 2;
        while (Distance(high) < 0)
            high *= 2;
        var y = basis.Width == 1 ? (z - Dot(Columns(0))) / θ[1] : Brent.Zero(Distance, low, high);
        return OfLog(y, Error(Columns(y)) / Dot(Slopes(y)));
    }

    Estimate OfLog(double log, double error)
    {
        var reach = TwoSided.Critical(confidence) * error;
        return new(double.Exp(log), double.Exp(log) * error, double.Exp(log - reach), double.Exp(log + reach), confidence);
    }

    (double Z, double Error) ZAt(double time)
    {
        var columns = Columns(double.Log(time));
        return (Dot(columns), Error(columns));
    }

    double[] Columns(double y)
    {
        var columns = new double[θ.Length];
        columns[0] = 1;
        basis.At(y, columns.AsSpan(1, basis.Width));
        x.CopyTo(columns, 1 + basis.Width);
        return columns;
    }

    double[] Slopes(double y)
    {
        var slopes = new double[θ.Length];
        basis.SlopeAt(y, slopes.AsSpan(1, basis.Width));
        return slopes;
    }

    double Dot(double[] columns)
    {
        var sum = 0.0;
        for (var j = 0; j < θ.Length; j++)
            sum += columns[j] * θ[j];
        return sum;
    }

    double Error(double[] gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < θ.Length; i++)
            for (var j = 0; j < θ.Length; j++)
                sum += gradient[i] * covariance[i, j] * gradient[j];
        return double.Sqrt(double.Max(0, sum));
    }
}
