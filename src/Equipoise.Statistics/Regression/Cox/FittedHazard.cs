namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The hazard that a Cox model with given coefficients fits: its increment at each event time, and the covariates' mean among
/// those at risk there. What follows a fit is made of sums of these two over the times at which somebody is at risk.
/// </summary>
/// <remarks>
/// <para>At an event time with d events D, let r = w·e^(xβ + offset), S₀ and S₁ the sums of r and r·x over the risk set, D₀ and
/// D₁ those over D, w̄ the mean weight of D, and for k = 0 … d-1 gₖ = k/d after Efron, 0 after Breslow, ψₖ = 1 - gₖD₀/S₀ and
/// x̄ₖ = (S₁ - gₖD₁)/(S₀ψₖ). The hazard is Σ w̄/(S₀ψₖ); somebody of D is exposed to the part 1 - gₖ of each term only.</para>
/// <para>Source: Therneau and Grambsch (2000), 3.3 and 4.6; Efron (1977); Breslow (1974).</para>
/// </remarks>
sealed class FittedHazard
{
    // e^(xβ) of a row that weighs nothing is bounded by nothing; what is made of it is to stay a number.
    const double MostRisk = 1e250;

    readonly double[] weighted; // w·e^(xβ + offset)
    readonly double[] column,
        sums,
        deaths,
        values; // scratch
    double[]? expected;
    readonly TiedEvents[] ties;

    public FittedHazard(CoxModel model, ReadOnlySpan<double> β)
    {
        if (model.Ties is not (TieMethod.Efron or TieMethod.Breslow))
            throw new NotSupportedException(
                $"What follows a fit is offered for Efron's and Breslow's ties, not for {model.Ties}: refit with one of these."
            );
        Model = model;
        var (positions, times) = (model.Sets.Order.Length, model.Sets.Times.Length);
        (Risk, weighted, column) = (new double[positions], new double[positions], new double[positions]);
        (Shift, ties) = (new double[model.Sets.Strata.Length], new TiedEvents[times]);
        (Increments, sums, deaths, values) = (new double[times], new double[times], new double[times], new double[times]);
        FindRisks(β);
        model.Sets.SumAtRisk(weighted, sums);
        for (var t = 0; t < times; t++)
        {
            ties[t] = TiedEvents.Of(model, model.Sets.Times[t], weighted, sums[t]);
            Increments[t] = ties[t].Hazard;
        }
    }

    public CoxModel Model { get; }

    /// <summary>Of each position, e^(xβ + offset - shift of the stratum), 0 for those never at risk.</summary>
    public double[] Risk { get; }

    /// <summary>What the risks of a stratum are relative to: its largest xβ + offset.</summary>
    public double[] Shift { get; }

    /// <summary>The increment of each event time's cumulative hazard, for somebody of risk 1.</summary>
    public double[] Increments { get; }

    /// <summary>The terms of that time's ties.</summary>
    public ref readonly TiedEvents TiesAt(int time) => ref ties[time];

    /// <summary>xβ + offset of a position, less what all of its stratum share.</summary>
    public static double LinearPredictor(CoxModel model, int position, ReadOnlySpan<double> β)
    {
        var x = model.At(position);
        var η = model.Offsets?[position] ?? 0;
        for (var j = 0; j < x.Length; j++)
            η += x[j] * β[j];
        return η;
    }

    /// <summary>The weight of a position.</summary>
    public double Weight(int position) => Model.Weights?[position] ?? 1;

    /// <summary>The events that the model expects of each position, given how long it was at risk.</summary>
    public double[] Expected => expected ??= ExpectedTimes([]);

    /// <summary>The same with each event time counting for that much: ∫ g(t)·e^(xβ + offset) dΛ(t).</summary>
    /// <param name="g">One for each event time; empty for all 1.</param>
    public double[] ExpectedTimes(ReadOnlySpan<double> g)
    {
        var sum = new double[Risk.Length];
        for (var t = 0; t < ties.Length; t++)
            values[t] = (g.IsEmpty ? 1 : g[t]) * Increments[t];
        Model.Sets.SumWhileAtRisk(values, sum);
        for (var t = 0; t < ties.Length; t++)
            Spare(t, (g.IsEmpty ? 1 : g[t]) * ties[t].Spared, sum);
        for (var position = 0; position < Risk.Length; position++)
            sum[position] *= Risk[position];
        return sum;
    }

    /// <summary>The mean of a covariate among those at risk at each event time, averaged over its ties.</summary>
    public double[] Means(int covariate)
    {
        SumColumn(covariate);
        var means = new double[ties.Length];
        for (var t = 0; t < ties.Length; t++)
            means[t] = ties[t].Mean(sums[t], deaths[t]);
        return means;
    }

    /// <summary>
    /// At each event time, the mean of a covariate times the increment of the hazard, term by term of the ties.
    /// </summary>
    public double[] MeanIncrements(int covariate)
    {
        SumColumn(covariate);
        var increments = new double[ties.Length];
        for (var t = 0; t < ties.Length; t++)
            increments[t] = ties[t].MeanHazard(sums[t], deaths[t]);
        return increments;
    }

    /// <summary>At each event time, S₁/S₀ and D₁/S₀ of a covariate.</summary>
    public (double[] AtRisk, double[] Events) RelativeSums(int covariate)
    {
        SumColumn(covariate);
        return ([.. sums], [.. deaths]);
    }

    /// <summary>The score residual of each position for a covariate, ∫(x - x̄(t)) dM(t), unweighted.</summary>
    /// <param name="covariate">The covariate, in the model's units.</param>
    /// <param name="residuals">One per position.</param>
    public void ScoreResiduals(int covariate, Span<double> residuals)
    {
        SumColumn(covariate);
        for (var t = 0; t < ties.Length; t++)
            values[t] = ties[t].MeanHazard(sums[t], deaths[t]);
        Model.Sets.SumWhileAtRisk(values, residuals);
        for (var t = 0; t < ties.Length; t++)
            Spare(t, ties[t].MeanSpared(sums[t], deaths[t]), residuals);
        for (var position = 0; position < Risk.Length; position++)
            residuals[position] = Risk[position] * residuals[position] - Expected[position] * Model.At(position)[covariate];
        for (var t = 0; t < ties.Length; t++)
        {
            var mean = ties[t].Mean(sums[t], deaths[t]);
            for (var position = Model.Sets.Times[t].Start; position < Model.Sets.Times[t].End; position++)
                residuals[position] += Model.At(position)[covariate] - mean;
        }
    }

    /// <summary>The score residuals times the weights, a row of the model's width for each position.</summary>
    public double[] WeightedScoreResiduals()
    {
        var (p, one) = (Model.Width, new double[Risk.Length]);
        var all = new double[checked(Risk.Length * p)];
        for (var j = 0; j < p; j++)
        {
            ScoreResiduals(j, one);
            for (var position = 0; position < one.Length; position++)
                all[position * p + j] = Weight(position) * one[position];
        }
        return all;
    }

    // A row of weight 0 has no part in the ties of a time, and is exposed to all of the increment.
    void Spare(int t, double part, Span<double> positions)
    {
        for (var position = Model.Sets.Times[t].Start; position < Model.Sets.Times[t].End; position++)
            if (Weight(position) > 0)
                positions[position] -= part;
    }

    void SumColumn(int covariate)
    {
        for (var position = 0; position < column.Length; position++)
            column[position] = weighted[position] * Model.At(position)[covariate];
        Model.Sets.SumAtRisk(column, sums);
        for (var t = 0; t < ties.Length; t++)
        {
            deaths[t] = 0;
            for (var position = Model.Sets.Times[t].Start; position < Model.Sets.Times[t].End; position++)
                deaths[t] += column[position];
            (sums[t], deaths[t]) = ties[t].S0 > 0 ? (sums[t] / ties[t].S0, deaths[t] / ties[t].S0) : (0, 0);
        }
    }

    void FindRisks(ReadOnlySpan<double> β)
    {
        for (var s = 0; s < Shift.Length; s++)
        {
            var (stratum, largest) = (Model.Sets.Strata[s], double.NegativeInfinity);
            for (var position = stratum.Start; position < stratum.End; position++)
            {
                Risk[position] = LinearPredictor(Model, position, β);
                if (Model.Sets.IsEverAtRisk(position, stratum) && Weight(position) > 0)
                    largest = double.Max(largest, Risk[position]);
            }
            Shift[s] = double.IsFinite(largest) ? largest : 0;
            for (var position = stratum.Start; position < stratum.End; position++)
            {
                Risk[position] = Model.Sets.IsEverAtRisk(position, stratum)
                    ? double.Min(MostRisk, double.Exp(Risk[position] - Shift[s]))
                    : 0;
                weighted[position] = Weight(position) * Risk[position];
            }
        }
    }
}
