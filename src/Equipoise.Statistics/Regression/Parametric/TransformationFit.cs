using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>The maximum-likelihood fit of a model S(t | x) = P(Z > z(log t, x)), in terms of z.</summary>
/// <param name="Status">How the fit ended.</param>
/// <param name="θ">The constant, the coefficients of the time columns (of the offset: 1), then of every covariate; null when not
/// estimable.</param>
/// <param name="Covariance">Theirs; null where not estimable.</param>
/// <param name="LogLikelihoodNull">With every covariate's coefficient 0; null when there is none.</param>
/// <param name="LogLikelihood">At the estimates, or its limit; null when there is none.</param>
/// <param name="Parameters">How many were estimated.</param>
/// <param name="Slopes">How many of them are of covariates.</param>
/// <param name="Events">How many rows had the event.</param>
sealed record TransformationFit(
    FitStatus Status,
    double?[] θ,
    double?[,] Covariance,
    double? LogLikelihoodNull,
    double? LogLikelihood,
    int Parameters,
    int Slopes,
    int Events
)
{
    // In the limit of a monotone likelihood the finite coefficients no longer move, the infinite ones do.
    const double StillMoving = 0.01;

    /// <summary>The likelihood-ratio test that no covariate matters; null without one.</summary>
    public ChiSquareTest? LikelihoodRatio =>
        Slopes > 0 && 2 * (LogLikelihood - LogLikelihoodNull) is { } gain ? new(double.Max(0, gain), Slopes) : null;

    /// <param name="rows">The data.</param>
    /// <param name="names">Of the covariates.</param>
    /// <param name="timeNames">Of the constant and the time columns, as a status names them.</param>
    /// <param name="law">The law of z.</param>
    /// <param name="basis">The time columns.</param>
    /// <param name="hasOffset">Whether z is log time plus the rest, without time columns: the exponential distribution.</param>
    public static TransformationFit Of(
        ModelRows rows,
        IReadOnlyList<string> names,
        IReadOnlyList<string> timeNames,
        ErrorLaw law,
        SplineBasis basis,
        bool hasOffset
    )
    {
        var size = 1 + basis.Width + names.Count;
        if (rows.Events == 0)
            return new(new FitStatus.NoEvents(), new double?[size], new double?[size, size], null, null, 0, 0, 0);

        // From the exponential maximum to the straight line, to the spline, to the covariates: each starts where the last one
        // ended.
        var rate = double.Log(rows.CrudeRate);
        Summit? summit = null;
        Design? last = null;
        Summit Climb(SplineBasis columns, bool withCovariates)
        {
            var design = new Design(rows, columns, hasOffset, withCovariates);
            double[] from =
                summit is not null ? last!.Unstandardize(summit.θ)
                : hasOffset ? [rate]
                : [rate, 1];
            var start = design.Standardize(from); // the same curve: what is new begins at 0
            (last, summit) = (design, MaximumLikelihood.Climb(new(law, design), design, start));
            return summit;
        }
        Climb(SplineBasis.Line, withCovariates: false);
        if (basis.Width > 1 && summit!.End == SummitEnd.Maximum)
            Climb(basis, withCovariates: false);
        var atNull = summit!;
        if (rows.Kept.Length > 0 && summit!.End == SummitEnd.Maximum)
            Climb(basis, withCovariates: true);
        return Report(rows, names, timeNames, last!, atNull, summit!);
    }

    static TransformationFit Report(
        ModelRows rows,
        IReadOnlyList<string> names,
        IReadOnlyList<string> timeNames,
        Design design,
        Summit atNull,
        Summit summit
    )
    {
        var first = timeNames.Count; // where the covariates begin
        var size = first + names.Count;
        var (θ, covariance) = (new double?[size], new double?[size, size]);
        var ended = summit.End;
        double? nullLikelihood = atNull.End == SummitEnd.Maximum ? atNull.At.LogLikelihood : null;
        if (ended is SummitEnd.Exhausted or SummitEnd.Unbounded)
        {
            FitStatus none =
                ended == SummitEnd.Unbounded
                    ? new FitStatus.MonotoneLikelihood(["Log(scale)"], [])
                    : new FitStatus.NotConverged();
            return new(none, θ, covariance, nullLikelihood, null, design.Width, design.Covariates.Length, rows.Events);
        }

        // Where each column of the design goes; the offset has its coefficient, 1, without being estimated.
        int[] places =
        [
            .. Enumerable.Range(0, 1 + design.TimeColumns),
            .. design.Covariates.Select(covariate => first + covariate),
        ];
        var step = design.Unstandardize(summit.Step);
        var largest = summit.Step.Max(double.Abs);
        bool IsInfinite(int j) =>
            ended == SummitEnd.Monotone
            && double.Abs(j == 0 ? step[0] : summit.Step[j]) > StillMoving * largest
            && (j == 0 || j > design.TimeColumns);
        var end = (double[])summit.θ.Clone();
        var leftOut = LimitOfMonotone.LeftOut(end, summit.At.Information, [.. end.Select((_, j) => IsInfinite(j))]);
        bool IsEstimated(int j) => !IsInfinite(j) && !leftOut[j];
        var estimates = design.Unstandardize(end);
        var inverse = design.Unstandardize(Cholesky.Factor(summit.At.Information, 0).Inverse());
        var infinite = new List<string>();
        for (var j = 0; j < places.Length; j++)
        {
            θ[places[j]] =
                IsInfinite(j) ? double.CopySign(double.PositiveInfinity, step[j])
                : leftOut[j] ? null
                : estimates[j];
            if (IsInfinite(j))
                infinite.Add(places[j] < first ? timeNames[places[j]] : names[places[j] - first]);
            for (var k = 0; k < places.Length; k++)
                if (IsEstimated(j) && IsEstimated(k))
                    covariance[places[j], places[k]] = inverse[j, k];
        }
        if (design.HasOffset)
        {
            θ[1] = 1;
            for (var j = 0; j < size; j++)
                covariance[1, j] = covariance[j, 1] = j == 1 || covariance[j, j] is not null ? 0 : null;
        }
        string[] dropped = [.. names.Where((_, covariate) => θ[first + covariate] is null)];
        return new(
            ended == SummitEnd.Monotone ? new FitStatus.MonotoneLikelihood(infinite, dropped)
                : dropped.Length > 0 ? new FitStatus.RankDeficient(dropped)
                : new FitStatus.Converged(),
            θ,
            covariance,
            nullLikelihood,
            summit.At.LogLikelihood,
            design.Width,
            design.Covariates.Length,
            rows.Events
        );
    }
}
