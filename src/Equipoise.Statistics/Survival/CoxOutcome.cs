using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>Turns the end of Newton's method into the answer, in the units of the covariates.</summary>
sealed class CoxOutcome(IReadOnlyList<string> names, TieMethod ties, double confidence, int count, int events)
{
    // In the limit of a monotone likelihood the finite coefficients no longer move, the infinite ones do.
    const double StillMoving = 0.01;

    public CoxFit NoEvents() => Fit(new FitStatus.NoEvents(), NotEstimable(), NaN(), 0, 0, 0);

    /// <param name="kept">The covariates that could be fitted.</param>
    /// <param name="scale">What each of them was divided by.</param>
    /// <param name="start">The likelihood at 0.</param>
    /// <param name="ascent">The end of Newton's method.</param>
    public CoxFit Of(int[] kept, double[] scale, LikelihoodAt start, Ascent ascent)
    {
        var score = Test(Cholesky.Factor(start.Information, 0).QuadraticForm(start.Score), kept.Length);
        var gain = 2 * (ascent.At.LogLikelihood - start.LogLikelihood);
        if (ascent.End == AscentEnd.Exhausted)
            return Fit(
                new FitStatus.NotConverged(),
                NotEstimable(),
                NaN(),
                start.LogLikelihood,
                ascent.At.LogLikelihood,
                ascent.Iterations
            ) with
            {
                Score = score,
            };

        var largest = ascent.Step.Select(double.Abs).DefaultIfEmpty().Max();
        bool IsInfinite(int i) => ascent.End == AscentEnd.Monotone && double.Abs(ascent.Step[i]) > StillMoving * largest;
        var inverse = Cholesky.Factor(ascent.At.Information, 0).Inverse();
        var (estimates, covariance) = (NotEstimable(), NaN());
        for (var i = 0; i < kept.Length; i++)
        {
            estimates[kept[i]] = IsInfinite(i)
                ? double.CopySign(double.PositiveInfinity, ascent.Step[i])
                : ascent.Coefficients[i] / scale[i];
            for (var j = 0; j < kept.Length; j++)
                if (!IsInfinite(i) && !IsInfinite(j))
                    covariance[kept[i], kept[j]] = inverse[i, j] / (scale[i] * scale[j]);
        }
        string[] infinite = [.. Enumerable.Range(0, kept.Length).Where(IsInfinite).Select(i => names[kept[i]])];
        return Fit(
            Status(kept, infinite),
            estimates,
            covariance,
            start.LogLikelihood,
            ascent.At.LogLikelihood,
            ascent.Iterations
        ) with
        {
            LikelihoodRatio = Test(double.Max(0, gain), kept.Length),
            Score = score,
            Wald = infinite.Length > 0 ? ChiSquareTest.None : Test(Wald(ascent), kept.Length),
        };
    }

    FitStatus Status(int[] kept, string[] infinite) =>
        infinite.Length > 0 ? new FitStatus.MonotoneLikelihood(infinite)
        : kept.Length < names.Count ? new FitStatus.RankDeficient([.. names.Where((_, column) => !kept.Contains(column))])
        : new FitStatus.Converged();

    static ChiSquareTest Test(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom == 0 ? ChiSquareTest.None : new(statistic, degreesOfFreedom);

    static double Wald(Ascent ascent)
    {
        var (β, I, sum) = (ascent.Coefficients, ascent.At.Information, 0.0);
        for (var i = 0; i < β.Length; i++)
            for (var j = 0; j <= i; j++)
                sum += (i == j ? 1 : 2) * β[i] * I[i, j] * β[j];
        return sum;
    }

    double[] NotEstimable()
    {
        var values = new double[names.Count];
        Array.Fill(values, double.NaN);
        return values;
    }

    double[,] NaN()
    {
        var values = new double[names.Count, names.Count];
        for (var i = 0; i < names.Count; i++)
            for (var j = 0; j < names.Count; j++)
                values[i, j] = double.NaN;
        return values;
    }

    CoxFit Fit(FitStatus status, double[] estimates, double[,] covariance, double atZero, double atEstimates, int iterations) =>
        new()
        {
            Status = status,
            Coefficients =
            [
                .. names.Select((name, i) => new CoxCoefficient(name, estimates[i], double.Sqrt(covariance[i, i]), confidence)),
            ],
            Covariance = covariance,
            LogLikelihoodNull = atZero,
            LogLikelihood = atEstimates,
            LikelihoodRatio = ChiSquareTest.None,
            Score = ChiSquareTest.None,
            Wald = ChiSquareTest.None,
            Iterations = iterations,
            Ties = ties,
            Confidence = confidence,
            Count = count,
            Events = events,
        };
}
