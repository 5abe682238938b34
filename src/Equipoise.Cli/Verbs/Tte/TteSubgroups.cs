using Equipoise.Datasets;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Whether the hazard ratio of two arms is the same in every level of some columns.</summary>
/// <param name="All">All rows.</param>
/// <param name="Factors">Each column.</param>
/// <remarks>
/// Models are of the arm alone, with the strata that were asked for. The test of interaction is by likelihood ratio, of arm,
/// level and their products against arm and level, among the levels that have an estimate; R:
/// <c>anova(coxph(S ~ arm + f), coxph(S ~ arm * f))</c>.
/// </remarks>
sealed record TteSubgroups(TteSubgroup All, IReadOnlyList<SubgroupFactor> Factors)
{
    /// <exception cref="DataException">Something was asked for that makes no subgroups.</exception>
    public static TteSubgroups Of(TteData data, TteOptions options)
    {
        if (data.Arm is not { Levels.Count: 2 })
            throw new DataException(
                $"{options.Table.File}: --subgroups compare two arms; {options.Model.Arm} has {data.Arm?.Levels.Count ?? 1}."
            );
        if (data.Weights.Weighting == CaseWeighting.Sampling || data.Clusters.Length > 0)
            throw new DataException(
                $"{options.Table.File}: --subgroups test interactions by likelihood, which sampling weights, clusters and "
                    + "participants with several events do not have."
            );
        return new(
            TteSubgroup.Of("All", data, options, static _ => true),
            [.. data.Subgroups.Select(factor => SubgroupFactor.Of(factor, data, options))]
        );
    }
}

/// <summary>The levels of one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Levels">Each of its levels.</param>
/// <param name="Interaction">The test that the hazard ratio is the same in all; null when not estimable.</param>
sealed record SubgroupFactor(string Column, IReadOnlyList<TteSubgroup> Levels, ChiSquareTest? Interaction)
{
    public static SubgroupFactor Of(Factor factor, TteData data, TteOptions options)
    {
        TteSubgroup[] levels =
        [
            .. factor.Levels.Select(
                (level, code) => TteSubgroup.Of(level, data, options, row => factor.Codes[row] == code)
            ),
        ];
        int[] estimated = [.. Enumerable.Range(0, levels.Length).Where(code => levels[code].Ratio?.StandardError is not null)];
        return new(factor.Column, levels, estimated.Length < 2 ? null : Test(factor, estimated, data, options));
    }

    static ChiSquareTest? Test(Factor factor, int[] levels, TteData data, TteOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, data.Observations.Length).Where(row => levels.Contains(factor.Codes[row]))];
        var contrasts = levels.Length - 1;
        var main = SubgroupModel.Fit(data, options, rows, 1 + contrasts, row => [Arm(row), .. Level(row)]);
        var full = SubgroupModel.Fit(
            data,
            options,
            rows,
            1 + 2 * contrasts,
            row => [Arm(row), .. Level(row), .. Level(row).Select(level => Arm(row) * level)]
        );
        return main.Status is FitStatus.Converged && full.Status is FitStatus.Converged
            ? new(double.Max(0, 2 * (full.LogLikelihood - main.LogLikelihood)), contrasts)
            : null;

        double Arm(int row) => data.Arm!.Codes[row];
        IEnumerable<double> Level(int row) => levels.Skip(1).Select(level => factor.Codes[row] == level ? 1.0 : 0.0);
    }
}

/// <summary>The two arms in one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Arms">Of each arm the events and the participants, the reference first.</param>
/// <param name="Ratio">The log hazard ratio of the second arm to the first; null when nothing can be fitted.</param>
sealed record TteSubgroup(string Level, IReadOnlyList<(double Events, double Count)> Arms, CoxCoefficient? Ratio)
{
    public static TteSubgroup Of(string level, TteData data, TteOptions options, Func<int, bool> isIn)
    {
        int[] rows = [.. Enumerable.Range(0, data.Observations.Length).Where(isIn)];
        var fit = SubgroupModel.Fit(data, options, rows, 1, row => [data.Arm!.Codes[row]]);
        return new(
            level,
            [.. data.Arm!.Levels.Select((_, arm) => Count(Array.FindAll(rows, row => data.Arm.Codes[row] == arm)))],
            fit.Coefficients[0] is { Estimate: not null } ratio ? ratio : null
        );

        (double, double) Count(int[] ofArm) => (
            ofArm.Where(row => data.Observations[row].IsEvent).Sum(Weight),
            data.People.Of.Length > 0 ? ofArm.Select(row => data.People.Of[row]).Distinct().Count() : ofArm.Sum(Weight)
        );
        double Weight(int row) => data.Weights.Values.Length == 0 ? 1 : data.Weights.Values[row];
    }
}

/// <summary>The Cox models of subgroups.</summary>
static class SubgroupModel
{
    public static CoxFit Fit(TteData data, TteOptions options, int[] rows, int columns, Func<int, IEnumerable<double>> values) =>
        CoxRegression.Fit(
            Pick(data.Observations, rows),
            rows.SelectMany(values).ToArray(),
            [.. Enumerable.Range(1, columns).Select(column => $"x{column}")],
            Pick(data.Strata, rows),
            Pick(data.Weights.Values, rows),
            ties: options.Model.Ties,
            confidence: options.Curves.Confidence
        );

    static T[] Pick<T>(T[] values, int[] rows) => values.Length == 0 ? [] : Array.ConvertAll(rows, row => values[row]);
}
