using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>How much the hazard ratio of an endpoint rests on one choice of its analysis: the same by other choices.</summary>
static class SensitivityAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<EndpointData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(EndpointData data, GroupCatalog catalog) =>
        data.Plan.Sensitivity is { } plan ? [Compared(data, plan, catalog)] : [];

    static NamedAnalysis Compared(EndpointData data, SensitivityPlan plan, GroupCatalog catalog)
    {
        var of = new SensitivityResults(data.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{data.Endpoint.Label}: sensitivity of the hazard ratio",
            "Cox regression by other choices",
            "ADTTE",
            "AVAL",
            data.SetId
        );
        Cox(SensitivityResults.Planned, "As planned", data);
        foreach (var set in plan.Censoring)
            if (OtherRules.Outcomes(data, set) is { } outcomes)
                Cox(OtherRules.Id(set), $"Censored by {OtherRules.InWords(set)}", data.With(data.Plan, outcomes));
        if (plan.Unstratified && data.Plan.Stratified)
            Cox(
                SensitivityResults.Unstratified,
                "Not stratified",
                data.With(data.Plan with { Stratified = false }, data.Outcomes)
            );
        if (plan.Covariates.Count > 0)
            Adjusted(plan);
        if (plan.IntervalCensored && OtherRules.Intervals(data) is { } intervals)
            IntervalCensored(intervals);
        return results.Done();

        void Cox(string id, string name, EndpointData changed)
        {
            Count(id, name, changed.Outcomes);
            foreach (var comparison in changed.Comparisons)
                foreach (var (arm, coefficient) in comparison.ControlFirst.Skip(1).Zip(comparison.Model.Value.Coefficients))
                    CoxAnalysis.HazardRatio(results, of.HazardRatio(arm.Id, id), coefficient);
        }

        void Adjusted(SensitivityPlan plan)
        {
            var columns = plan.Covariates.SelectMany(covariate => CovariateColumns.Of(data.Trial, covariate)).ToList();
            var complete = data.With(
                data.Plan,
                [.. data.Outcomes.Where(outcome => columns.TrueForAll(column => double.IsFinite(column(outcome.Who))))]
            );
            Count(SensitivityResults.Adjusted, "With covariates", complete.Outcomes);
            foreach (var comparison in complete.Comparisons)
            {
                var arms = comparison.ControlFirst.Count - 1;
                var fit = CoxRegression.Fit(
                    comparison.Observations,
                    [
                        .. comparison.Outcomes.SelectMany(
                            (outcome, row) =>
                                EndpointData
                                    .ArmIndicators([comparison.ArmNumbers[row]], arms)
                                    .Concat(columns.Select(column => column(outcome.Who)))
                        ),
                    ],
                    [.. Enumerable.Range(1, arms + columns.Count).Select(column => $"x{column}")],
                    comparison.Strata,
                    ties: data.Plan.Ties,
                    confidence: data.Plan.Confidence
                );
                foreach (var (arm, coefficient) in comparison.ControlFirst.Skip(1).Zip(fit.Coefficients))
                    CoxAnalysis.HazardRatio(results, of.HazardRatio(arm.Id, SensitivityResults.Adjusted), coefficient);
            }
        }

        // The one-step estimate of Peto from the scores of the interval log-rank test, each arm with the control.
        void IntervalCensored(IReadOnlyDictionary<Participant, IntervalObservation> intervals)
        {
            Count(SensitivityResults.IntervalCensored, "Progression between assessments", data.Outcomes);
            var z = Normal.Quantile(0.5 + (data.Plan.Confidence / 2));
            foreach (var arm in data.ControlFirst.Skip(1))
            {
                var two = data.Outcomes.Where(one => one.Who.Planned == arm || one.Who.Planned == data.ControlFirst[0]).ToList();
                var test = IntervalLogRankTest.Compare(
                    [.. two.Select(one => intervals[one.Who])],
                    [.. two.Select(one => one.Who.Planned == arm ? 1 : 0)]
                );
                var (size, square) = ((double)two.Count, test.Scores.Sum(score => score * score));
                var variance = test.Sizes.Count < 2 ? 0 : test.Sizes[0] * test.Sizes[1] / size * square / (size - 1);
                double? log = variance > 0 ? test.ScoreSums[1] / variance : null;
                var half = z / Math.Sqrt(variance);
                double? Ratio(double shift) => log is { } value ? Math.Exp(value + shift) : null;
                results.Add(
                    of.HazardRatio(arm.Id, SensitivityResults.IntervalCensored),
                    Ratio(0),
                    Ratio(-half),
                    Ratio(half),
                    Format.Ratio
                );
            }
        }

        void Count(string id, string name, IReadOnlyList<Outcome> outcomes)
        {
            catalog.Group(By.Analysis, id, name);
            foreach (var arm in data.Trial.Protocol.Arms)
            {
                catalog.Arm(arm);
                var inArm = outcomes.Where(outcome => outcome.Who.Planned == arm).ToList();
                results.Count(of.Participants(arm.Id, id), inArm.Count);
                results.Count(of.Events(arm.Id, id), inArm.Count(outcome => outcome.Observation.IsEvent));
            }
        }
    }

    /// <summary>What each of them changes; nothing where the plan has none.</summary>
    static IEnumerable<Convention> Conventions(EndpointData data)
    {
        if (data.Plan.Sensitivity is not { } plan)
            yield break;
        var applies = new SensitivityResults(data.Id).Id;
        yield return new(
            $"{data.Id}.sensitivity",
            applies,
            "Each row changes the planned analysis in the one thing that it names; none of them gives a verdict."
        );
        foreach (var set in plan.Censoring)
            yield return new($"{data.Id}.sensitivity.{set}", applies, OtherRules.Convention(data, set));
        if (plan.Covariates.Count > 0)
            yield return new(
                $"{data.Id}.sensitivity.covariates",
                applies,
                "Covariates: "
                    + string.Join(", ", plan.Covariates.Select(id => data.Trial.Characteristics[id].Label))
                    + "; numbers linearly, levels by indicators; participants without a value are left out of that row."
            );
        if (plan.IntervalCensored)
            yield return new(
                $"{data.Id}.sensitivity.intervals",
                applies,
                OtherRules.CanBeDerived(data)
                    ? "Between assessments: a progression lies between the last adequate assessment without it and its own; "
                        + "deaths are exact. The hazard ratio is the one-step estimate of Peto from the scores of Sun's interval "
                        + "log-rank test with their permutation variance, unstratified."
                    : "Intervals between assessments need SDTM, and were not analyzed."
            );
    }
}

/// <summary>The hazard ratio of an endpoint by other choices.</summary>
/// <param name="Endpoint">The endpoint.</param>
public sealed record SensitivityResults(string Endpoint) : AnalysisResults($"{Endpoint}.Sensitivity")
{
    /// <summary>The planned analysis, beside which the others stand.</summary>
    public const string Planned = "planned";

    /// <summary>Without strata.</summary>
    public const string Unstratified = "unstratified";

    /// <summary>With covariates.</summary>
    public const string Adjusted = "adjusted";

    /// <summary>Progression between two assessments.</summary>
    public const string IntervalCensored = "interval-censored";

    /// <summary>How many of an arm are in an analysis.</summary>
    public ResultRef Participants(string arm, string analysis) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Analysis, analysis));

    /// <summary>How many of them have the event in it.</summary>
    public ResultRef Events(string arm, string analysis) =>
        At("events", new ResultGroup(By.Arm, arm), new(By.Analysis, analysis));

    /// <summary>The hazard ratio of an experimental arm to the control in it.</summary>
    public IntervalRef HazardRatio(string arm, string analysis) =>
        Interval("hazardRatio", "lower", "upper", new ResultGroup(By.Arm, arm), new(By.Analysis, analysis));
}
