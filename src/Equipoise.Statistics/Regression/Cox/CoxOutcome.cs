using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Turns the end of Newton's method into the answer, in the units of the covariates.</summary>
sealed class CoxOutcome(IReadOnlyList<string> names, TieMethod ties, Penalty penalty, double confidence, int count, int events)
{
    // In the limit of a monotone likelihood the finite coefficients no longer move, the infinite ones do.
    const double StillMoving = 0.01;

    public CoxFit NoEvents() => Fit(new FitStatus.NoEvents(), NotEstimable, NoCovariance, 0, 0, 0);

    /// <param name="likelihood">What was maximized.</param>
    /// <param name="kept">The covariates that could be fitted.</param>
    /// <param name="start">The likelihood at 0.</param>
    /// <param name="ascent">The end of Newton's method.</param>
    public CoxFit Of(PartialLikelihood likelihood, int[] kept, LikelihoodAt start, Ascent<LikelihoodAt> ascent)
    {
        var scale = likelihood.Scale;
        // With a penalty the literature has no score test, and standard errors come from the information without it.
        var score =
            penalty == Penalty.None ? Test(Cholesky.Factor(start.Information, 0).QuadraticForm(start.Score), kept.Length) : null;
        var (atZero, atEnd) = (start.LogLikelihood, ascent.At.LogLikelihood);
        if (ascent.End == AscentEnd.Exhausted)
            return Fit(new FitStatus.NotConverged(), NotEstimable, NoCovariance, atZero, atEnd, ascent.Iterations) with
            {
                Score = score,
            };

        var largest = ascent.Step.Select(double.Abs).DefaultIfEmpty().Max();
        bool[] isInfinite =
        [
            .. ascent.Step.Select(step => ascent.End == AscentEnd.Monotone && double.Abs(step) > StillMoving * largest),
        ];
        var at = likelihood is FirthLikelihood firth ? firth.Unpenalized.At(ascent.Coefficients) : ascent.At;
        var coefficients = (double[])ascent.Coefficients.Clone();
        var leftOut = LimitOfMonotone.LeftOut(coefficients, at.Information, isInfinite);
        bool IsEstimated(int i) => !isInfinite[i] && !leftOut[i];
        var inverse = Cholesky.Factor(at.Information, 0).Inverse();
        var (estimates, covariance) = (NotEstimable, NoCovariance);
        for (var i = 0; i < kept.Length; i++)
        {
            estimates[kept[i]] =
                isInfinite[i] ? double.CopySign(double.PositiveInfinity, ascent.Step[i])
                : leftOut[i] ? null
                : coefficients[i] / scale[i];
            for (var j = 0; j < kept.Length; j++)
                if (IsEstimated(i) && IsEstimated(j))
                    covariance[kept[i], kept[j]] = inverse[i, j] / (scale[i] * scale[j]);
        }
        string[] infinite = [.. kept.Where((_, i) => isInfinite[i]).Select(column => names[column])];
        string[] withoutEstimate = [.. names.Where((_, column) => estimates[column] is null)];
        return Fit(Status(infinite, withoutEstimate), estimates, covariance, atZero, atEnd, ascent.Iterations) with
        {
            LikelihoodRatio = Test(double.Max(0, 2 * (atEnd - atZero)), kept.Length),
            Score = score,
            Wald = infinite.Length > 0 ? null : Test(Wald(coefficients, at.Information), kept.Length),
            Solution = new(likelihood, kept, coefficients, at, inverse) { LogLikelihood = atEnd },
        };
    }

    static FitStatus Status(string[] infinite, string[] leftOut) =>
        infinite.Length > 0 ? new FitStatus.MonotoneLikelihood(infinite, leftOut)
        : leftOut.Length > 0 ? new FitStatus.RankDeficient(leftOut)
        : new FitStatus.Converged();

    static ChiSquareTest? Test(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom == 0 ? null : new(statistic, degreesOfFreedom);

    static double Wald(double[] β, double[,] I)
    {
        var sum = 0.0;
        for (var i = 0; i < β.Length; i++)
            for (var j = 0; j <= i; j++)
                sum += (i == j ? 1 : 2) * β[i] * I[i, j] * β[j];
        return sum;
    }

    double?[] NotEstimable => new double?[names.Count];

    double?[,] NoCovariance => new double?[names.Count, names.Count];

    CoxFit Fit(FitStatus status, double?[] estimates, double?[,] covariance, double atZero, double atEnd, int iterations) =>
        new()
        {
            Status = status,
            Coefficients =
            [
                .. names.Select((name, i) => new CoxCoefficient(name, estimates[i], Root(covariance[i, i]), confidence)),
            ],
            Covariance = covariance,
            LogLikelihoodNull = atZero,
            LogLikelihood = atEnd,
            Iterations = iterations,
            Ties = ties,
            Penalty = penalty,
            Confidence = confidence,
            Count = count,
            Events = events,
        };

    static double? Root(double? variance) => variance is { } v ? double.Sqrt(v) : null;
}

/// <summary>A maximum as it was found, in the units of the model's rows: what residuals,
/// curves and other variances start from.</summary>
/// <param name="Likelihood">What was maximized, with its model.</param>
/// <param name="Columns">The covariates of the caller that the model has.</param>
/// <param name="Coefficients">β of the scaled covariates.</param>
/// <param name="At">The likelihood there, without penalty.</param>
/// <param name="Inverse">The inverse information there.</param>
sealed record CoxSolution(PartialLikelihood Likelihood, int[] Columns, double[] Coefficients, LikelihoodAt At, double[,] Inverse)
{
    public CoxModel Model => Likelihood.Model;

    /// <summary>The maximum of what was maximized, with its penalty if there is one.</summary>
    public required double LogLikelihood { get; init; }
}
