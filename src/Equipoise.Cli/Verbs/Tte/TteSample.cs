using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The curves and models of some rows, each made when it is asked for: no tests, and no limits.</summary>
/// <remarks>One sample is for one thread.</remarks>
sealed class TteSample(TteData data, TteOptions options, int[] rows)
{
    readonly KaplanMeier?[] curves = new KaplanMeier?[data.Arm?.Levels.Count ?? 1];
    CoxFit? cox;
    FineGrayFit? fineGray;

    public CoxFit Cox =>
        cox ??= CoxRegression.Fit(
            Pick(data.Observations),
            data.Matrix(rows),
            Names,
            Pick(data.Strata),
            Weights(rows),
            ties: options.Model.Ties,
            penalty: options.Model.Firth ? Penalty.Firth : Penalty.None
        );

    public FineGrayFit FineGray =>
        fineGray ??= Statistics.Regression.CompetingRisks.FineGray.Fit(
            Pick(data.Competing),
            data.Matrix(rows),
            Names,
            weights: options.Table.Entry is null ? RiskSetWeights.FineGray : RiskSetWeights.Geskus
        );

    /// <summary>The median of an arm; infinity where it is not reached.</summary>
    public double? Median(int arm) =>
        Curve(arm) is not { Count: > 0 } curve ? null : curve.Median.Estimate ?? double.PositiveInfinity;

    public double? Mean(int arm) => RestrictedMean.Of(Curve(arm), options.Curves.Horizon).Mean;

    public double? Survival(int arm, double time) => Curve(arm).At(time).Survival;

    string[] Names => [.. data.Covariates.Select(column => column.Name)];

    KaplanMeier Curve(int arm)
    {
        if (curves[arm] is { } known)
            return known;
        var ofArm = data.Arm is { } arms ? Array.FindAll(rows, row => arms.Codes[row] == arm) : rows;
        return curves[arm] = KaplanMeier.Estimate(
            Array.ConvertAll(ofArm, row => data.Observations[row]),
            options.Curves.Confidence,
            options.Curves.Transformation,
            options.Curves.QuantileRule,
            Weights(ofArm),
            options.Curves.From
        );
    }

    // Rows that are counts of people are repeated in the rows.
    double[] Weights(int[] some) =>
        data.Weights.Weighting == CaseWeighting.Sampling ? Array.ConvertAll(some, row => data.Weights.Values[row]) : [];

    T[] Pick<T>(T[] values) => values.Length == 0 ? [] : Array.ConvertAll(rows, row => values[row]);
}
