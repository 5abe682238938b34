namespace Equipoise.Statistics.Survival;

/// <summary>Cox's log partial likelihood with its first two derivatives, at given coefficients.</summary>
/// <param name="LogLikelihood">ℓ(β).</param>
/// <param name="Score">U = dℓ/dβ.</param>
/// <param name="Information">I = -d²ℓ/dβ², its lower triangle.</param>
sealed record LikelihoodAt(double LogLikelihood, double[] Score, double[,] Information);

/// <summary>Cox's partial likelihood, evaluated in one backward pass over the risk sets.</summary>
/// <remarks>
/// <para>At a time with d tied events D among the risk set, let r = e^(xβ), and write the k-th of d factors (k = 0 … d-1) as
/// φₖ = Σ r over others + gₖ Σ r over D, with gₖ = 1 - k/d for Efron and 1 for Breslow. Then ℓ gains Σ xβ over D - Σ log φₖ.
/// With (R₀, R₁, R₂) the sums of r, r·x, r·xx′ over the others and (D₀, D₁, D₂) over D, zₖ = (R₁ + gₖD₁)/φₖ:
/// U gains Σ x over D - Σ zₖ, and I gains Σ (R₂ + gₖD₂)/φₖ - zₖzₖ′. The d outer products collapse into three.
/// All sums are of positive weights, so a denominator cannot cancel.</para>
/// <para>Weights are relative to the largest xβ met so far. The risk set only grows as the pass goes back in time, so a denominator
/// never underflows and no xβ is too large. Cost: O(n p²).</para>
/// <para>Source: Therneau and Grambsch (2000), 3.3; Efron (1977); Breslow (1974).</para>
/// </remarks>
sealed class PartialLikelihood(RiskSets sets, RiskSetCovariates x, TieMethod ties)
{
    const double LargestExponent = 100;

    readonly WeightedSums others = new(x.Width);
    readonly WeightedSums tied = new(x.Width);
    double offset;

    public LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var at = new LikelihoodAt(0, new double[x.Width], new double[x.Width, x.Width]);
        var ℓ = 0.0;
        foreach (var stratum in sets.Strata)
        {
            var first = stratum.FirstTime;
            while (first < stratum.LastTime && sets.Times[first].Events == 0)
                first++;
            others.Clear();
            offset = double.NegativeInfinity;
            for (var t = stratum.LastTime - 1; t >= first; t--)
            {
                var time = sets.Times[t];
                for (var position = time.EventsEnd; position < time.End; position++)
                    Add(position, β, others);
                if (time.Events == 0)
                    continue;
                tied.Clear();
                for (var position = time.Start; position < time.EventsEnd; position++)
                {
                    ℓ += Add(position, β, tied);
                    var xᵢ = x.At(position);
                    for (var j = 0; j < xᵢ.Length; j++)
                        at.Score[j] += xᵢ[j];
                }
                ℓ -= AddFactors(time.Events, at);
                others.Add(tied);
            }
        }
        return at with { LogLikelihood = ℓ };
    }

    double Add(int position, ReadOnlySpan<double> β, WeightedSums sums)
    {
        var xᵢ = x.At(position);
        var xβ = 0.0;
        for (var j = 0; j < xᵢ.Length; j++)
            xβ += xᵢ[j] * β[j];
        if (xβ - offset > LargestExponent)
        {
            others.Multiply(double.Exp(offset - xβ));
            tied.Multiply(double.Exp(offset - xβ));
            offset = xβ;
        }
        sums.Add(double.Exp(xβ - offset), xᵢ);
        return xβ;
    }

    double AddFactors(int d, LikelihoodAt at)
    {
        var (logDenominators, q, qg, w, wg, wgg) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < d; k++)
        {
            var g = ties == TieMethod.Efron ? (d - k) / (double)d : 1;
            var φ = others.Weight + g * tied.Weight;
            logDenominators += double.Log(φ) + offset;
            q += 1 / φ;
            qg += g / φ;
            w += 1 / (φ * φ);
            wg += g / (φ * φ);
            wgg += g * g / (φ * φ);
        }
        var (r, e) = (others.First, tied.First);
        for (var i = 0; i < x.Width; i++)
        {
            at.Score[i] -= q * r[i] + qg * e[i];
            for (var j = 0; j <= i; j++)
                at.Information[i, j] +=
                    q * others.Second[i, j]
                    + qg * tied.Second[i, j]
                    - (w * r[i] * r[j] + wg * (r[i] * e[j] + e[i] * r[j]) + wgg * e[i] * e[j]);
        }
        return logDenominators;
    }

    /// <summary>Sums of r, r·x and r·xx′ over a set of people.</summary>
    sealed class WeightedSums(int width)
    {
        public double Weight { get; set; }

        public double[] First { get; } = new double[width];

        public double[,] Second { get; } = new double[width, width];

        public void Clear()
        {
            Weight = 0;
            Array.Clear(First);
            Array.Clear(Second);
        }

        public void Add(double r, ReadOnlySpan<double> x)
        {
            Weight += r;
            for (var i = 0; i < x.Length; i++)
            {
                var rx = r * x[i];
                First[i] += rx;
                for (var j = 0; j <= i; j++)
                    Second[i, j] += rx * x[j];
            }
        }

        public void Add(WeightedSums other)
        {
            Weight += other.Weight;
            for (var i = 0; i < First.Length; i++)
            {
                First[i] += other.First[i];
                for (var j = 0; j <= i; j++)
                    Second[i, j] += other.Second[i, j];
            }
        }

        public void Multiply(double factor)
        {
            Weight *= factor;
            for (var i = 0; i < First.Length; i++)
            {
                First[i] *= factor;
                for (var j = 0; j <= i; j++)
                    Second[i, j] *= factor;
            }
        }
    }
}
