namespace Equipoise.Statistics.Survival;

/// <summary>The partial likelihood with ties after Efron or Breslow, of people with weights who may enter late.</summary>
/// <remarks>
/// <para>At an event time with d events D, let r = w·e^(xβ + offset), S₀ and S₁ the sums of r and r·x over the risk set, D₀ and D₁ those
/// over D, w̄ the mean weight of D, and for k = 0 … d-1 gₖ = k/d after Efron, 0 after Breslow, φₖ = S₀ - gₖD₀, zₖ = (S₁ - gₖD₁)/φₖ. Then
/// ℓ gains Σ w·xβ over D - w̄ Σ log φₖ. A person's expected events are E = r·(Σ over the times at risk of w̄ Σ 1/φₖ), less
/// r·w̄ Σ gₖ/φₖ at the own event. With them</para>
/// <para>U = Σ (w·δ - E)·x, I = Σ E·xx′ - Σ over times of w̄ Σ zₖzₖ′.</para>
/// <para>So the matrix costs one product per person and one per event time: with q₀ = Σ φₖ⁻², q₁ = Σ gₖφₖ⁻², q₂ = Σ gₖ²φₖ⁻² and
/// m = q₁/q₀, Σ zₖzₖ′ = q₀(S₁ - mD₁)(S₁ - mD₁)′ + (q₂ - q₁m)D₁D₁′.</para>
/// <para>Source: Therneau and Grambsch (2000), 3.1 to 3.3; Efron (1977); Breslow (1974). The weights of ties are R's.</para>
/// </remarks>
sealed class EfronLikelihood(CoxModel model) : PartialLikelihood(model)
{
    readonly double[] r = new double[model.Sets.Order.Length];
    readonly double[] expected = new double[model.Sets.Order.Length];
    readonly double[] s0 = new double[model.Sets.Times.Length];
    readonly double[] hazard = new double[model.Sets.Times.Length];

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var (sets, p) = (Model.Sets, Model.Width);
        var at = new LikelihoodAt(0, new double[p], new double[p, p]);
        var ℓ = Risks(β);
        sets.SumAtRisk(r, s0);
        var ties = new TieSums[sets.Times.Length];
        for (var t = 0; t < ties.Length; t++)
        {
            ties[t] = TieSums.Of(Model, sets.Times[t], r, s0[t]);
            ℓ -= ties[t].LogDenominators;
            hazard[t] = ties[t].Hazard;
        }
        if (!double.IsFinite(ℓ))
            return at with { LogLikelihood = double.NegativeInfinity };

        sets.SumWhileAtRisk(hazard, expected);
        for (var position = 0; position < r.Length; position++)
            expected[position] *= r[position];
        for (var t = 0; t < ties.Length; t++)
            for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
            {
                expected[position] -= r[position] * ties[t].OwnPart;
                AddTo(at.Score, Model.At(position), Model.Weights?[position] ?? 1);
            }
        for (var position = 0; position < r.Length; position++)
        {
            AddTo(at.Score, Model.At(position), -expected[position]);
            AddSquare(at.Information, Model.At(position), expected[position]);
        }
        SubtractMeans(at.Information, ties);
        return at with { LogLikelihood = ℓ };
    }

    // r relative to the largest of the stratum, which cancels in ℓ; returns Σ w·xβ over the events.
    double Risks(ReadOnlySpan<double> β)
    {
        var ℓ = 0.0;
        foreach (var stratum in Model.Sets.Strata)
        {
            var largest = double.NegativeInfinity;
            for (var position = stratum.Start; position < stratum.End; position++)
            {
                r[position] = Model.LinearPredictor(position, β);
                if (Model.Sets.IsEverAtRisk(position, stratum))
                    largest = double.Max(largest, r[position]);
            }
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
                for (var position = Model.Sets.Times[t].Start; position < Model.Sets.Times[t].End; position++)
                    ℓ += (Model.Weights?[position] ?? 1) * (r[position] - largest);
            for (var position = stratum.Start; position < stratum.End; position++)
                r[position] = Model.Sets.IsEverAtRisk(position, stratum)
                    ? (Model.Weights?[position] ?? 1) * double.Exp(r[position] - largest)
                    : 0;
        }
        return ℓ;
    }

    void SubtractMeans(double[,] information, TieSums[] ties)
    {
        var (sets, p) = (Model.Sets, Model.Width);
        var (s1, column, sums) = (new double[ties.Length, p], new double[r.Length], new double[ties.Length]);
        for (var j = 0; j < p; j++)
        {
            for (var position = 0; position < r.Length; position++)
                column[position] = r[position] * Model.At(position)[j];
            sets.SumAtRisk(column, sums);
            for (var t = 0; t < ties.Length; t++)
                s1[t, j] = sums[t];
        }
        var (z, d1) = (new double[p], new double[p]);
        for (var t = 0; t < ties.Length; t++)
        {
            Array.Clear(d1);
            for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
                AddTo(d1, Model.At(position), r[position]);
            for (var j = 0; j < p; j++)
                z[j] = s1[t, j] - ties[t].M * d1[j];
            AddSquare(information, z, -ties[t].Q0);
            AddSquare(information, d1, -ties[t].Q);
        }
    }

    static void AddTo(double[] sum, ReadOnlySpan<double> x, double factor)
    {
        for (var j = 0; j < x.Length; j++)
            sum[j] += factor * x[j];
    }

    static void AddSquare(double[,] sum, ReadOnlySpan<double> x, double factor)
    {
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j <= i; j++)
                sum[i, j] += factor * x[i] * x[j];
    }

    /// <summary>The sums over the d factors of one event time.</summary>
    /// <param name="LogDenominators">w̄ Σ log φₖ.</param>
    /// <param name="Hazard">w̄ Σ 1/φₖ.</param>
    /// <param name="OwnPart">w̄ Σ gₖ/φₖ.</param>
    /// <param name="Q0">w̄q₀.</param>
    /// <param name="M">q₁/q₀.</param>
    /// <param name="Q">w̄(q₂ - q₁m).</param>
    readonly record struct TieSums(double LogDenominators, double Hazard, double OwnPart, double Q0, double M, double Q)
    {
        public static TieSums Of(CoxModel model, EventTime time, double[] r, double s0)
        {
            var (d, d0, weight) = (time.Events, 0.0, 0.0);
            for (var position = time.Start; position < time.End; position++)
            {
                d0 += r[position];
                weight += model.Weights?[position] ?? 1;
            }
            var (logs, hazard, own, q0, q1, q2) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            for (var k = 0; k < d; k++)
            {
                var g = model.Ties == TieMethod.Efron ? k / (double)d : 0;
                var φ = s0 - g * d0;
                logs += double.Log(φ);
                hazard += 1 / φ;
                own += g / φ;
                q0 += 1 / (φ * φ);
                q1 += g / (φ * φ);
                q2 += g * g / (φ * φ);
            }
            var (mean, m) = (weight / d, q1 / q0);
            return new(mean * logs, mean * hazard, mean * own, mean * q0, m, mean * (q2 - q1 * m));
        }
    }
}
