namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The covariates of each event, less their mean among those at risk (Schoenfeld, 1982, Biometrika 69:239).</summary>
/// <remarks>
/// Among tied events the mean is that of <see cref="CoxFit.Ties"/>, averaged over the d terms. Times the weights and divided by
/// their mean at each time, they sum to the score, which is 0. R: <c>residuals(fit, type = "schoenfeld")</c>.
/// </remarks>
public sealed record SchoenfeldResiduals
{
    /// <summary>The rows that had the event, ordered by stratum, time and row.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>The time of each.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>The code of the stratum of each.</summary>
    public required IReadOnlyList<int> Strata { get; init; }

    /// <summary>A column per coefficient with a residual per event, in the covariate's units; null without an estimate.</summary>
    public required IReadOnlyList<IReadOnlyList<double>?> Columns { get; init; }

    /// <summary>
    /// d·residual·inverse information + coefficient, d events in all: their smooth over time shows β(t) (Grambsch and Therneau,
    /// 1994). A column per coefficient; null when it is infinite or has no estimate. R: <c>type = "scaledsch"</c>; SAS:
    /// <c>wtressch=</c>.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double>?> Scaled { get; init; }

    internal static SchoenfeldResiduals Of(CoxFit fit, CoxSolution solution, FittedHazard hazard)
    {
        var (sets, events) = (solution.Model.Sets, fit.Events);
        var (rows, times, strata) = (new int[events], new double[events], new int[events]);
        var columns = new double[]?[fit.Coefficients.Count];
        var i = 0;
        foreach (var stratum in sets.Strata)
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
                for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
                    (rows[i], times[i], strata[i++]) = (sets.Order[position], sets.Times[t].Time, stratum.Code);
        for (var j = 0; j < solution.Columns.Length; j++)
        {
            var (means, residuals) = (hazard.Means(j), columns[solution.Columns[j]] = new double[events]);
            i = 0;
            for (var t = 0; t < means.Length; t++)
                for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
                    residuals[i++] = solution.Model.Scale[j] * (solution.Model.At(position)[j] - means[t]);
        }
        return new()
        {
            Rows = rows,
            Times = times,
            Strata = strata,
            Columns = columns,
            Scaled = Scale(fit, columns),
        };
    }

    static double[]?[] Scale(CoxFit fit, double[]?[] columns)
    {
        var scaled = new double[]?[columns.Length];
        for (var k = 0; k < columns.Length; k++)
        {
            if (columns[k] is null || fit.Covariance[k, k] is null)
                continue;
            var column = scaled[k] = new double[fit.Events];
            for (var j = 0; j < columns.Length; j++)
                if (columns[j] is { } residuals && fit.Covariance[j, k] is { } covariance)
                    for (var i = 0; i < column.Length; i++)
                        column[i] += fit.Events * covariance * residuals[i];
            for (var i = 0; i < column.Length; i++)
                column[i] += fit.Coefficients[k].Estimate!.Value;
        }
        return scaled;
    }

    /// <summary>"18 events, 2 coefficients"</summary>
    public override string ToString() =>
        $"{Times.Count} events, {Columns.Count} coefficients";
}
