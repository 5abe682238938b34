namespace Equipoise.Statistics.Survival;

/// <summary>How does each row of the data differ from what a Cox model expects of it?</summary>
/// <remarks>
/// <para>Every residual has one entry per row of the data, in the caller's order; those about covariates are columns, one per
/// coefficient, in the covariate's units, null where the coefficient has no estimate. Each method computes anew, in O((n + D)p) for n
/// rows and D event times.</para>
/// <para>Ties are those of the fit: after Efron, d tied events leave the risk set by a d-th at a time. A row of weight 0 has no part in
/// the fit, but gets the residuals that it has under the fitted hazard (R refuses weights of 0).</para>
/// <para>Source: Therneau and Grambsch (2000), chapter 4; Therneau, Grambsch and Fleming (1990), Biometrika 77:147. R:
/// <c>residuals(coxph(...), type = "...")</c>; SAS: <c>proc phreg; output resmart= resdev= ressco= ressch= wtressch= dfbeta=</c>.</para>
/// </remarks>
public sealed class CoxResiduals
{
    readonly CoxFit fit;
    readonly CoxSolution solution;
    readonly FittedHazard hazard; // of every row of the data

    internal CoxResiduals(CoxFit fit, CoxSolution solution)
    {
        (this.fit, this.solution) = (fit, solution);
        if (fit.Rows is not { HasWeightless: true } rows)
        {
            hazard = new(solution.Model, solution.Coefficients);
            return;
        }
        var all = rows.WithWeightless(solution);
        hazard = new(all, [.. solution.Coefficients.Select((β, j) => β / solution.Model.Scale[j] * all.Scale[j])]);
    }

    /// <summary>
    /// E = ∫ e^(xβ + offset) dΛ(t) over the time at risk: the events that the model expects, not times the weight. R:
    /// <c>predict(fit, type = "expected")</c>, which has no weight in it either.
    /// </summary>
    public double[] ExpectedEvents() => ToRows(hazard.Expected());

    /// <summary>
    /// δ - E, observed less expected events, 1 at most; times the weights they sum to 0. R: <c>type = "martingale"</c>; SAS:
    /// <c>resmart=</c>.
    /// </summary>
    public double[] Martingale() => ToRows(MartingaleByPosition());

    /// <summary>
    /// sign(M)·√(-2(M + δ·log(δ - M))) of the martingale residual M, more nearly symmetric about 0. R: <c>type = "deviance"</c>; SAS:
    /// <c>resdev=</c>.
    /// </summary>
    public double[] Deviance()
    {
        var (expected, deviance) = (hazard.Expected(), MartingaleByPosition());
        for (var position = 0; position < deviance.Length; position++)
        {
            var (m, e) = (deviance[position], double.Max(expected[position], double.Epsilon));
            var isEvent = m > -expected[position];
            deviance[position] = double.CopySign(double.Sqrt(double.Max(0, -2 * (isEvent ? m + double.Log(e) : m))), m);
        }
        return ToRows(deviance);
    }

    /// <summary>
    /// ∫ (x - x̄(t)) dM(t) for each covariate: the row's part of the score, unweighted; times the weights, the columns sum to the score,
    /// which is 0 at the maximum. R: <c>type = "score"</c>; SAS: <c>ressco=</c>.
    /// </summary>
    public double[]?[] Score()
    {
        var (expected, columns) = (hazard.Expected(), new double[]?[fit.Coefficients.Count]);
        for (var j = 0; j < solution.Columns.Length; j++)
        {
            var residuals = new double[expected.Length];
            hazard.ScoreResiduals(j, expected, residuals);
            for (var position = 0; position < residuals.Length; position++)
                residuals[position] *= hazard.Model.Scale[j];
            columns[solution.Columns[j]] = ToRows(residuals);
        }
        return columns;
    }

    /// <summary>
    /// About how much each coefficient would change if the row were left out, sign reversed: weight · score residual · inverse
    /// information. Null for infinite coefficients. R: <c>type = "dfbeta"</c>; SAS: <c>dfbeta=</c>.
    /// </summary>
    public double[]?[] DfBeta()
    {
        var (score, columns) = (Score(), new double[]?[fit.Coefficients.Count]);
        var weights = new double[hazard.Risk.Length];
        for (var position = 0; position < weights.Length; position++)
            weights[position] = hazard.Weight(position);
        weights = ToRows(weights);
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

    /// <summary>dfbeta in standard errors of the coefficient (from the inverse information). R: <c>type = "dfbetas"</c>.</summary>
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
    public SchoenfeldResiduals Schoenfeld() =>
        SchoenfeldResiduals.Of(fit, solution, new FittedHazard(solution.Model, solution.Coefficients));

    double[] MartingaleByPosition()
    {
        var martingale = hazard.Expected();
        for (var position = 0; position < martingale.Length; position++)
            martingale[position] = -martingale[position];
        foreach (var time in hazard.Model.Sets.Times)
            for (var position = time.Start; position < time.End; position++)
                martingale[position] += 1;
        return martingale;
    }

    double[] ToRows(double[] ofPositions)
    {
        var ofRows = new double[ofPositions.Length];
        for (var position = 0; position < ofRows.Length; position++)
            ofRows[hazard.Model.Sets.Order[position]] = ofPositions[position];
        return ofRows;
    }
}
