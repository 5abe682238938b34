using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Analysis.Safety;

/// <summary>
/// How many more of a hundred had an event in an arm than in control, how many times as many, and where the plan asks Fisher's
/// P: of every row of an analysis that counts participants.
/// </summary>
/// <remarks>
/// Limits of the difference by the method that the plan names, of the ratio by Katz; neither is adjusted for the many
/// comparisons. R: <c>prop.test</c> and <c>fisher.test</c>; SAS: <c>proc freq; tables arm*event / riskdiff(cl=newcombe) relrisk;
/// exact fisher</c>.
/// </remarks>
static class RiskDifferenceAnalysis
{
    const string Counted = "participants";

    /// <summary>As the list of analyses has it: it is asked by the analyses that count, and states what it does.</summary>
    public static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.AdverseEvents is null || trial.Protocol.Analysis.Safety is not { } plan)
            yield break;
        if (plan.Difference is not null)
            yield return new(
                "AE.difference",
                "AE.Overview, AE.Term",
                $"Risk differences in percentage points, with {Format.Share(plan.Confidence)} limits by "
                    + $"{plan.DifferenceInWords}, not adjusted for the number of comparisons; risk ratios with limits by Katz."
            );
        if (plan.FisherPValues)
            yield return new(
                "AE.fisher",
                "AE.Overview, AE.Term, AE.System",
                "P values of harms are of Fisher's exact test, two-sided, not adjusted for the number of comparisons."
            );
    }

    /// <summary>
    /// Whether an analysis counts what is compared: every kind of event and the frequent terms, and where P values are asked all
    /// terms and the serious ones.
    /// </summary>
    public static bool Compares(SafetyPlan plan, NamedAnalysis counted) =>
        counted.Id == new AdverseEventOverview().Id
        || counted.Id == new AdverseEventTerms(Severe: false).Id
        || counted.Id == new AdverseEventTerms(Severe: true).Id
        || (
            plan.FisherPValues
            && (
                counted.Id == new AdverseEventsBySystem(AdverseEventOverview.Any).Id
                || counted.Id == new AdverseEventsBySystem(AdverseEventOverview.Serious).Id
            )
        );

    /// <summary>The comparisons of every experimental arm with control.</summary>
    public static NamedAnalysis Of(TrialData trial, SafetyPlan plan, NamedAnalysis counted, GroupCatalog catalog)
    {
        var of = new RiskDifferenceResults(counted.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{counted.Name}: difference between arms",
            "Risk difference and risk ratio",
            counted.Dataset,
            counted.Variable,
            counted.SetId
        );
        var treated = SafetyColumn.Of(trial, catalog).ToDictionary(column => column.Id, column => column.Treated);
        var counts = counted
            .Results.Where(result => result.Operation == Counted)
            .ToDictionary(
                result => Address.Of(counted.Id, Counted, result.Groups),
                result => (int)result.Raw!.Value,
                StringComparer.Ordinal
            );
        var rows = counted
            .Results.Where(result => result.Operation == Counted && result.Groups[0].Group == trial.Protocol.Control.Id)
            .Select(result => result.Groups.Skip(1).ToArray());
        foreach (var row in rows)
            foreach (var arm in trial.Protocol.Experimental)
                if (treated[arm.Id] > 0 && treated[trial.Protocol.Control.Id] > 0)
                    Compare(arm, row);
        return results.Done();

        void Compare(Arm arm, ResultGroup[] row)
        {
            var table = new TwoByTwo(Of(arm), treated[arm.Id], Of(trial.Protocol.Control), treated[trial.Protocol.Control.Id]);
            if (plan.Difference is { } limits)
            {
                var difference = RiskDifference.Of(table, limits, plan.Confidence);
                results.Add(
                    of.Difference(arm.Id, row),
                    100 * difference.Estimate,
                    100 * difference.Lower,
                    100 * difference.Upper,
                    points => Format.Fixed(points, 1)
                );
                // Without events in an arm a ratio has no limits and tells less than the difference.
                var ratio = RiskRatio.Of(table, plan.Confidence);
                if (ratio.Lower is not null)
                    results.Add(of.Ratio(arm.Id, row), ratio.Estimate, ratio.Lower, ratio.Upper, Format.Ratio);
            }
            // Where nobody had the event there is nothing to compare.
            if (plan.FisherPValues && table.ExperimentalEvents + table.ControlEvents > 0)
            {
                var p = FisherTest.Of(table).PValue;
                results.Add(of.PValue(arm.Id, row), p, Format.PValue(p));
            }

            int Of(Arm one) => counts[Address.Of(counted.Id, Counted, [new(By.Arm, one.Id), .. row])];
        }
    }
}

/// <summary>The comparison of each experimental arm with control, row by row of an analysis that counts participants.</summary>
/// <param name="Counted">The id of that analysis.</param>
public sealed record RiskDifferenceResults(string Counted) : AnalysisResults($"{Counted}.Difference")
{
    /// <summary>The risk in the arm less the risk in control, in percentage points.</summary>
    /// <param name="arm">The experimental arm.</param>
    /// <param name="row">The other groups of the row.</param>
    public IntervalRef Difference(string arm, params IReadOnlyList<ResultGroup> row) =>
        Interval("difference", "differenceLower", "differenceUpper", [new(By.Arm, arm), .. row]);

    /// <summary>The risk in the arm as a multiple of that in control; only where both had events.</summary>
    public IntervalRef Ratio(string arm, params IReadOnlyList<ResultGroup> row) =>
        Interval("ratio", "ratioLower", "ratioUpper", [new(By.Arm, arm), .. row]);

    /// <summary>Fisher's exact P value, two-sided; only where the plan asks.</summary>
    public ResultRef PValue(string arm, params IReadOnlyList<ResultGroup> row) =>
        At("pTwoSided", [new(By.Arm, arm), .. row]);
}
