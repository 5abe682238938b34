namespace Equipoise.Statistics.Regression.Cox;

/// <summary>How does each row of the data differ from what a Cox model expects of it?</summary>
/// <remarks>
/// <para>Every residual has one entry per row of the data, in the caller's order; those about covariates are columns, one per
/// coefficient, in the covariate's units, null where the coefficient has no estimate. Each method computes anew, in O((n + D)p)
/// for n rows and D event times.</para>
/// <para>Ties are those of the fit: after Efron, d tied events leave the risk set by a d-th at a time. A row of weight 0 has no
/// part in the fit, but gets the residuals that it has under the fitted hazard (R refuses weights of 0).</para>
/// <para>Source: Therneau and Grambsch (2000), chapter 4; Therneau, Grambsch and Fleming (1990), Biometrika 77:147. R:
/// <c>residuals(coxph(...), type = "...")</c>; SAS: <c>proc phreg; output resmart= resdev= ressco= ressch= wtressch=
/// dfbeta=</c>.</para>
/// </remarks>
public sealed class CoxResiduals
{
    readonly CoxFit fit;
    readonly CoxSolution solution;

    internal CoxResiduals(CoxFit fit, CoxSolution solution) => (this.fit, this.solution) = (fit, solution);

    /// <summary>
    /// E = ∫ e^(xβ + offset) dΛ(t) over the time at risk: the events that the model expects, not times the weight. R:
    /// <c>predict(fit, type = "expected")</c>, which has no weight in it either.
    /// </summary>
    public double[] ExpectedEvents() => ByRow(Hazards(), hazard => hazard.Expected);

    /// <summary>
    /// δ - E, observed less expected events, 1 at most; times the weights they sum to 0. R: <c>type = "martingale"</c>; SAS:
    /// <c>resmart=</c>.
    /// </summary>
    public double[] Martingale() => ByRow(Hazards(), MartingaleOf);

    /// <summary>
    /// sign(M)·√(-2(M + δ·log(δ - M))) of the martingale residual M, more nearly symmetric about 0. An event that was not
    /// expected at all, of a row of weight 0 before all others, has the largest that the numbers allow, 38. R: <c>type =
    /// "deviance"</c>; SAS: <c>resdev=</c>.
    /// </summary>
    public double[] Deviance() =>
        ByRow(
            Hazards(),
            hazard =>
            {
                var deviance = MartingaleOf(hazard);
                for (var position = 0; position < deviance.Length; position++)
                {
                    var (m, e) = (deviance[position], hazard.Expected[position]);
                    var gain = m > -e ? m + double.Log(double.Max(e, double.Epsilon)) : m; // of an event, of none
                    deviance[position] = double.CopySign(double.Sqrt(double.Max(0, -2 * gain)), m);
                }
                return deviance;
            }
        );

    /// <summary>
    /// ∫ (x - x̄(t)) dM(t) for each covariate: the row's part of the score, unweighted; times the weights, the columns sum to the
    /// score, which is 0 at the maximum. R: <c>type = "score"</c>; SAS: <c>ressco=</c>.
    /// </summary>
    public double[]?[] Score()
    {
        var (hazards, columns) = (Hazards(), new double[]?[fit.Coefficients.Count]);
        for (var j = 0; j < solution.Columns.Length; j++)
            columns[solution.Columns[j]] = ByRow(
                hazards,
                hazard =>
                {
                    var residuals = new double[hazard.Risk.Length];
                    hazard.ScoreResiduals(j, residuals);
                    for (var position = 0; position < residuals.Length; position++)
                        residuals[position] *= hazard.Model.Scale[j];
                    return residuals;
                }
            );
        return columns;
    }

    /// <summary>
    /// About how much each coefficient would change if the row were left out, sign reversed: weight · score residual · inverse
    /// information. Null for infinite coefficients. R: <c>type = "dfbeta"</c>; SAS: <c>dfbeta=</c>.
    /// </summary>
    public double[]?[] DfBeta()
    {
        var (score, columns) = (Score(), new double[]?[fit.Coefficients.Count]);
        var weights = new double[fit.Rows!.Value.Observations.Length]; // 0 for those in no risk set
        for (var position = 0; position < solution.Model.Sets.Order.Length; position++)
            weights[solution.Model.Sets.Order[position]] = solution.Model.Weights?[position] ?? 1;
        foreach (var k in solution.Columns)
        {
            if (fit.Covariance[k, k] is null)
                continue;
            var changes = columns[k] = new double[weights.Length];
            foreach (var j in solution.Columns)
                if (fit.Covariance[j, k] is { } covariance)
                    for (var row = 0; row < weights.Length; row++)
                        changes[row] += score[j]![row] * covariance;
            for (var row = 0; row < weights.Length; row++)
                changes[row] *= weights[row];
        }
        return columns;
    }

    /// <summary>
    /// dfbeta in standard errors of the coefficient (from the inverse information). R: <c>type = "dfbetas"</c>.
    /// </summary>
    public double[]?[] DfBetaS()
    {
        var columns = DfBeta();
        for (var k = 0; k < columns.Length; k++)
            for (var row = 0; row < columns[k]?.Length; row++)
                columns[k]![row] /= double.Sqrt(fit.Covariance[k, k]!.Value);
        return columns;
    }

    /// <summary>
    /// x - x̄(t) of each event, in the order of stratum, time and row; see <see cref="SchoenfeldResiduals"/>. R:
    /// <c>type = "schoenfeld"</c>; SAS: <c>ressch=</c>.
    /// </summary>
    public SchoenfeldResiduals Schoenfeld() => SchoenfeldResiduals.Of(fit, solution, new(solution.Model, solution.Coefficients));

    static double[] MartingaleOf(FittedHazard hazard)
    {
        var martingale = Array.ConvertAll(hazard.Expected, e => -e);
        foreach (var time in hazard.Model.Sets.Times)
            for (var position = time.Start; position < time.End; position++)
                martingale[position] += 1;
        return martingale;
    }

    // The fitted hazard; where there are rows of weight 0, first as those meet it, so that they do not touch the digits of the
    // others.
    FittedHazard[] Hazards()
    {
        var fitted = new FittedHazard(solution.Model, solution.Coefficients);
        if (!fit.Rows!.Value.HasWeightless)
            return [fitted];
        var all = fit.Rows.Value.WithWeightless(solution);
        return [new(all, [.. solution.Coefficients.Select((β, j) => β / solution.Model.Scale[j] * all.Scale[j])]), fitted];
    }

    double[] ByRow(FittedHazard[] hazards, Func<FittedHazard, double[]> residual)
    {
        var rows = new double[fit.Rows!.Value.Observations.Length];
        foreach (var hazard in hazards)
        {
            var (values, order) = (residual(hazard), hazard.Model.Sets.Order);
            for (var position = 0; position < values.Length; position++)
                rows[order[position]] = values[position];
        }
        return rows;
    }

    /// <summary>"residuals of x 2.498 (95% 0.9158 to 6.813), p 0.0737"</summary>
    public override string ToString() =>
        $"residuals of {fit}";
}
