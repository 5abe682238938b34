using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Whether the effect is the same in every level of a factor.</summary>
static class SubgroupAnalysis
{
    /// <summary>The least number of events in each arm for which a hazard ratio is estimated.</summary>
    public const int LeastEvents = 5;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(EndpointData data, GroupCatalog catalog) =>
        data.Plan.Subgroups.Select(id => data.Trial.Characteristics[id])
            .OfType<Characteristic.Categorical>()
            .Select(factor => Of(data, factor, catalog));

    static NamedAnalysis Of(EndpointData data, Characteristic.Categorical factor, GroupCatalog catalog)
    {
        var of = new SubgroupResults(data.Id, factor.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label} by {factor.Label}",
            "Cox regression in each level; likelihood-ratio test of interaction",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        catalog.Group(By.Factor, factor.Id, factor.Label);
        var comparisons = data.Comparisons.Select(comparison => (Data: comparison, Estimated: new List<int>())).ToList();
        for (var level = 0; level < factor.Levels.Count; level++)
        {
            catalog.Level(factor.Levels[level].Id, factor.Levels[level].Label);
            Count(data, factor, level, of, results);
            foreach (var (comparison, estimated) in comparisons)
                if (Estimate(comparison, factor, level, of, results))
                    estimated.Add(level);
        }
        foreach (var (comparison, estimated) in comparisons)
        {
            var test = of with { Arm = comparison.Pair };
            var interaction = Interaction(comparison, factor, estimated);
            results.Add(test.PTwoSided, interaction?.PValue, Format.PValue(interaction?.PValue));
            results.Count(test.DegreesOfFreedom, interaction?.DegreesOfFreedom ?? 0);
        }
        return results.Done();
    }

    static void Count(
        EndpointData data,
        Characteristic.Categorical factor,
        int level,
        SubgroupResults of,
        ResultCollector results
    )
    {
        var id = factor.Levels[level].Id;
        foreach (var arm in data.Trial.Protocol.Arms)
        {
            var inLevel = data.Of(arm).Where(outcome => factor.Values[outcome.Who.Row] == level).ToList();
            results.Count(of.Participants(arm.Id, id), inLevel.Count);
            results.Count(of.Events(arm.Id, id), inLevel.Count(outcome => outcome.Observation.IsEvent));
            if (inLevel.Count == 0)
                continue;
            var curve = KaplanMeierAnalysis.Estimate([.. inLevel.Select(outcome => outcome.Observation)], data.Plan);
            var median = curve.Median.Estimate;
            results.Add(of.Median(arm.Id, id), median, data.Quantile(median, curve.Count));
        }
    }

    /// <summary>The hazard ratios in one level; false when there are too few events in some arm.</summary>
    static bool Estimate(
        EndpointData data,
        Characteristic.Categorical factor,
        int level,
        SubgroupResults of,
        ResultCollector results
    )
    {
        var rows = RowsIn(data, outcome => factor.Values[outcome.Who.Row] == level);
        var arms = data.ControlFirst.Count;
        var enough = Enumerable
            .Range(0, arms)
            .All(arm => rows.Count(row => data.ArmNumbers[row] == arm && data.Observations[row].IsEvent) >= LeastEvents);
        var fit = enough ? Fit(data, rows, arms - 1, row => ArmColumns(data, row)) : null;
        var id = factor.Levels[level].Id;
        for (var arm = 1; arm < arms; arm++)
        {
            var coefficient = fit?.Coefficients[arm - 1] ?? new("", null, null, data.Plan.Confidence);
            var at = data.Trial.Protocol.Arms.Count == 2 ? of.HazardRatio(id) : of.HazardRatio(data.ControlFirst[arm].Id, id);
            CoxAnalysis.HazardRatio(results, at, coefficient);
        }
        return fit?.Status is FitStatus.Converged;
    }

    /// <summary>
    /// Twice the gain in log likelihood of a model with arm, level and their products over one with arm and level alone, among
    /// the levels in which a hazard ratio was estimated. R: <c>anova(coxph(S ~ arm + f), coxph(S ~ arm * f))</c>.
    /// </summary>
    static ChiSquareTest? Interaction(EndpointData data, Characteristic.Categorical factor, List<int> levels)
    {
        if (levels.Count < 2)
            return null;
        var rows = RowsIn(data, outcome => levels.Contains(factor.Values[outcome.Who.Row]));
        var (arms, contrasts) = (data.ControlFirst.Count - 1, levels.Count - 1);
        var main = Fit(data, rows, arms + contrasts, row => [.. ArmColumns(data, row), .. Level(row)]);
        var full = Fit(
            data,
            rows,
            arms + contrasts + (arms * contrasts),
            row => [.. ArmColumns(data, row), .. Level(row), .. Products(ArmColumns(data, row), Level(row))]
        );
        return main.Status is FitStatus.Converged && full.Status is FitStatus.Converged
            ? new ChiSquareTest(2 * (full.LogLikelihood - main.LogLikelihood), arms * contrasts)
            : null;

        static IEnumerable<double> Products(IEnumerable<double> first, IEnumerable<double> second) =>
            first.SelectMany(a => second.Select(b => a * b));

        IEnumerable<double> Level(int row) =>
            levels.Skip(1).Select(level => factor.Values[data.Outcomes[row].Who.Row] == level ? 1.0 : 0.0);
    }

    static List<int> RowsIn(EndpointData data, Func<Outcome, bool> isIn) =>
        [.. Enumerable.Range(0, data.Outcomes.Count).Where(row => isIn(data.Outcomes[row]))];

    static double[] ArmColumns(EndpointData data, int row) =>
        EndpointData.ArmIndicators([data.ArmNumbers[row]], data.ControlFirst.Count - 1);

    static CoxFit Fit(EndpointData data, List<int> rows, int columns, Func<int, IEnumerable<double>> covariates) =>
        CoxRegression.Fit(
            rows.Select(row => data.Observations[row]).ToArray(),
            rows.SelectMany(covariates).ToArray(),
            [.. Enumerable.Range(1, columns).Select(column => $"x{column}")],
            ties: data.Plan.Ties,
            confidence: data.Plan.Confidence
        );

    /// <summary>What the ratios within levels are; nothing where the plan has no subgroups.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data) =>
        data.Plan.Subgroups.Count == 0
            ? []
            :
            [
                new(
                    $"{data.Id}.subgroups",
                    $"{data.Id}.Subgroup",
                    $"Hazard ratios within levels are unstratified; NE with fewer than {LeastEvents} events in either arm. "
                        + "P for interaction by likelihood ratio, unstratified, among the levels with an estimate."
                ),
            ];
}

/// <summary>The effect on an endpoint in each level of a factor.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Factor">The factor.</param>
/// <param name="Arm">Where each experimental arm is compared with the control alone, the arm that the test of interaction is
/// of; else null.</param>
public sealed record SubgroupResults(string Endpoint, string Factor, string? Arm = null)
    : AnalysisResults($"{Endpoint}.Subgroup.{Factor}")
{
    ResultGroup[] Of => Arm is null ? [] : [new(By.Arm, Arm)];

    /// <summary>How many of an arm are in a level.</summary>
    public ResultRef Participants(string arm, string level) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Level, level));

    /// <summary>How many of them had the event.</summary>
    public ResultRef Events(string arm, string level) => At("events", new ResultGroup(By.Arm, arm), new(By.Level, level));

    /// <summary>The median of an arm in a level, in the unit of the endpoint.</summary>
    public ResultRef Median(string arm, string level) => At("median", new ResultGroup(By.Arm, arm), new(By.Level, level));

    /// <summary>The hazard ratio in a level of a trial of two arms: the level alone is the address.</summary>
    public IntervalRef HazardRatio(string level) => Interval("hazardRatio", "lower", "upper", new ResultGroup(By.Level, level));

    /// <summary>The hazard ratio of an experimental arm in a level of a trial of more arms.</summary>
    public IntervalRef HazardRatio(string arm, string level) =>
        Interval("hazardRatio", "lower", "upper", new(By.Arm, arm), new(By.Level, level));

    /// <summary>The P value of the interaction of arm and factor.</summary>
    public ResultRef PTwoSided => At("pTwoSided", Of);

    /// <summary>The degrees of freedom of that test.</summary>
    public ResultRef DegreesOfFreedom => At("degreesOfFreedom", Of);
}
