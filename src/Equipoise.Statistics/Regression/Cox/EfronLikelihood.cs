using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The partial likelihood with ties after Efron or Breslow, of people with weights who may enter late.</summary>
/// <remarks>
/// <para>At an event time with d events D, let r = w·e^(xβ + offset), S₀ and S₁ the sums of r and r·x over the risk set, D₀ and
/// D₁ those over D, w̄ the mean weight of D, and for k = 0 … d-1 gₖ = k/d after Efron, 0 after Breslow, φₖ = S₀ - gₖD₀, zₖ = (S₁
/// - gₖD₁)/φₖ. Then ℓ gains Σ w·xβ over D - w̄ Σ log φₖ. A person's expected events are E = r·(Σ over the times at risk of w̄ Σ
/// 1/φₖ), less r·w̄ Σ gₖ/φₖ at the own event. With them</para>
/// <para>U = Σ (w·δ - E)·x, I = Σ E·xx′ - Σ over times of w̄ Σ zₖzₖ′.</para>
/// <para>So the matrix costs one product per person and one per event time: with q₀ = Σ φₖ⁻², q₁ = Σ gₖφₖ⁻², q₂ = Σ gₖ²φₖ⁻² and
/// m = q₁/q₀, Σ zₖzₖ′ = q₀(S₁ - mD₁)(S₁ - mD₁)′ + (q₂ - q₁m)D₁D₁′.</para>
/// <para>Source: Therneau and Grambsch (2000), 3.1 to 3.3; Efron (1977); Breslow (1974).
/// The weights of ties are R's.</para> </remarks>
sealed class EfronLikelihood : PartialLikelihood
{
    // Below, starting threads costs more than they save.
    const int ManyRows = 20_000;
    const int MostParts = 32;

    readonly EfronPart[] parts;

    public EfronLikelihood(CoxModel model)
        : base(model)
    {
        var arrays = new EfronArrays(model);
        var isDirect = model.Sets.FirstAtRisk is not null && DirectPart.IsEnough(model);
        parts =
        [
            .. Divide(model.Sets)
                .Select(strata =>
                    model.Sets.FirstAtRisk is null ? (EfronPart)new RunningPart(model, strata, arrays)
                    : isDirect ? new DirectPart(model, strata, arrays)
                    : new LateEntryPart(model, strata, arrays)
                ),
        ];
    }

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var coefficients = β.ToArray();
        if (parts.Length > 1 && Model.Sets.Order.Length >= ManyRows)
            Parallel.ForEach(parts, part => part.Evaluate(coefficients));
        else
            foreach (var part in parts)
                part.Evaluate(coefficients);

        var (ℓ, u, information) = (0.0, new double[Model.Width], new double[Model.Width, Model.Width]);
        foreach (var part in parts)
        {
            ℓ += part.LogLikelihood;
            part.AddTo(u, information);
        }
        return new(double.IsFinite(ℓ) ? ℓ : double.NegativeInfinity, u, information);
    }

    // The parts depend on the data alone, and are added in their order: the bits are the same with any number of threads.
    static IEnumerable<Range> Divide(RiskSets sets)
    {
        var (first, enough) = (0, (sets.Order.Length + MostParts - 1) / MostParts);
        for (var s = 0; s < sets.Strata.Length; s++)
            if (sets.Strata[s].End - sets.Strata[first].Start >= enough || s == sets.Strata.Length - 1)
            {
                yield return first..(s + 1);
                first = s + 1;
            }
    }
}
