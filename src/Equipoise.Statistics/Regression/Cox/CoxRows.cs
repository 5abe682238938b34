using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The caller's rows, for the questions that risk sets cannot answer: what becomes of a row of weight 0, which is in no risk set,
/// who is at risk when strata are disregarded, and the times of the censored.
/// </summary>
/// <param name="Observations">All of them.</param>
/// <param name="Covariates">A row per observation; empty when no weight is 0, as the next three.</param>
/// <param name="Strata">The stratum of each; empty for one stratum.</param>
/// <param name="Weights">The weight of each.</param>
/// <param name="Offsets">The offset of each; empty for none.</param>
sealed record CoxRows(Observation[] Observations, double[] Covariates, int[] Strata, double[] Weights, double[] Offsets)
{
    /// <summary>Copies what will be needed and the risk sets do not hold.</summary>
    public static Lazy<CoxRows> Keep(
        RiskSets sets,
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<double> covariates,
        ReadOnlySpan<int> strata,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> offsets
    )
    {
        if (weights.Contains(0))
            return new(new CoxRows([.. observations], [.. covariates], [.. strata], [.. weights], [.. offsets]));
        return sets.HasEntries ? new(new CoxRows([.. observations], [], [], [], [])) : new(() => Of(sets));
    }

    static CoxRows Of(RiskSets sets)
    {
        var observations = new Observation[sets.Order.Length];
        for (var position = 0; position < observations.Length; position++)
            observations[sets.Order[position]] = sets.ObservationAt(position);
        return new(observations, [], [], [], []);
    }

    /// <summary>From counted rows, when somebody asks.</summary>
    public static Lazy<CoxRows> Of(CountedRows rows) => new(() => new CoxRows(rows.Observations(), [], [], [], []));

    /// <summary>Whether there are rows of weight 0.</summary>
    public bool HasWeightless => Covariates.Length > 0;

    /// <summary>The model with the rows of weight 0 among the others, where they weigh nothing.</summary>
    public CoxModel WithWeightless(CoxSolution solution) =>
        CoxModel.Gather(
            RiskSets.Of(Observations, Strata),
            solution.Model.Ties,
            Covariates,
            Covariates.Length / Observations.Length,
            solution.Columns,
            Weights,
            Offsets
        );
}
