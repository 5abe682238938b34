using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>
/// A sample with everything a Cox model may have: two covariates, ties, late entries, strata, weights and offsets.
/// </summary>
sealed record CoxSample(Observation[] Observations, double[] Covariates, int[] Strata, double[] Weights, double[] Offsets)
{
    public static string[] Names { get; } = ["x", "group"];

    public static CoxSample Of(int count, int strata = 2)
    {
        var trial = SyntheticTrial.Of(count, strata);
        return new(
            [.. trial.Observations.Select((o, i) => i % 3 == 0 && o.Time > 20 ? Late(o, 10 + i % 7) : o)],
            [.. trial.Covariate.Zip(trial.Groups, (x, group) => new[] { x, group }).SelectMany(row => row)],
            trial.Strata,
            [.. Enumerable.Range(0, count).Select(i => 0.5 + i % 4)],
            [.. Enumerable.Range(0, count).Select(i => i % 5 / 10.0)]
        );
    }

    public CoxFit Fit(TieMethod ties = TieMethod.Efron) =>
        CoxRegression.Fit(Observations, Covariates, Names, strata: Strata, weights: Weights, offsets: Offsets, ties: ties);

    /// <summary>The rows in that order, or some of them.</summary>
    public CoxSample At(IReadOnlyList<int> rows) =>
        new(
            [.. rows.Select(row => Observations[row])],
            [.. rows.SelectMany(row => new[] { Covariates[2 * row], Covariates[2 * row + 1] })],
            [.. rows.Select(row => Strata[row])],
            [.. rows.Select(row => Weights[row])],
            [.. rows.Select(row => Offsets[row])]
        );

    static Observation Late(Observation o, double entry) =>
        o.IsEvent ? Observation.Event(o.Time, entry) : Observation.CensoredAt(o.Time, entry);
}
