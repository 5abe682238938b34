using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Analysis.Response;

/// <summary>The tumor responses of all randomized participants: who responded, who had clinical benefit, each category.</summary>
static class ResponseAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (trial.Responses is not { } data)
            yield break;
        yield return Best(trial, data, catalog);
        yield return Rate(trial, data, catalog, ResponseRateResults.Objective, "Objective response", one => one.Responded);
        if (data.HasBenefit)
            yield return Rate(
                trial,
                data,
                catalog,
                ResponseRateResults.ClinicalBenefit,
                "Clinical benefit",
                one => one.HasBenefit == true
            );
    }

    static NamedAnalysis Best(TrialData trial, ResponseData data, GroupCatalog catalog)
    {
        var of = new BestResponseResults();
        var results = Collector(catalog, of.Id, "Best overall response", data.Plan);
        // What nobody has is shown where the criteria of the trial have it: the four of measurable disease always.
        var shown = BestResponse.Categories.Where((category, place) =>
            category is not (BestResponse.Neither or BestResponse.NotEvaluable or BestResponse.Missing)
            || data.Of.Any(one => one.Category == category)
        );
        foreach (var category in shown)
        {
            var group = catalog.Group(By.Response, category, InWords(category)).Group;
            foreach (var arm in trial.Protocol.Arms)
            {
                catalog.Arm(arm);
                var inArm = data.Of.Where(one => one.Who.Planned == arm).ToList();
                var count = inArm.Count(one => one.Category == category);
                results.Count(of.Participants(arm.Id, group), count);
                AddRate(results, of.Rate(arm.Id, group), data.Plan, count, inArm.Count);
            }
        }
        return results.Done();
    }

    static NamedAnalysis Rate(
        TrialData trial,
        ResponseData data,
        GroupCatalog catalog,
        string kind,
        string name,
        Func<ParticipantResponse, bool> has
    )
    {
        var of = new ResponseRateResults(kind);
        var results = Collector(catalog, of.Id, name, data.Plan);
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            var (count, size) = Counted(data, arm, has);
            results.Count(of.Participants(arm.Id), size);
            results.Count(of.Responders(arm.Id), count);
            AddRate(results, of.Rate(arm.Id), data.Plan, count, size);
        }
        foreach (var arm in trial.Protocol.Experimental)
            Compare(results, of, data, arm, trial.Protocol.Control, has);
        return results.Done();
    }

    static void Compare(
        ResultCollector results,
        ResponseRateResults of,
        ResponseData data,
        Arm arm,
        Arm control,
        Func<ParticipantResponse, bool> has
    )
    {
        var plan = data.Plan;
        var table = Table(Enumerable.Range(0, data.Of.Count));
        Add(of.Difference(arm.Id), RiskDifference.Of(table, plan.Difference, plan.Confidence));
        AddRatio(of.OddsRatio(arm.Id), CochranMantelHaenszel.Of([table], confidence: plan.Confidence));
        if (plan.Tested)
        {
            double? p = table is { ExperimentalCount: > 0, ControlCount: > 0 } ? FisherTest.Of(table).PValue : null;
            results.Add(of.PTwoSided(arm.Id), p, Format.PValue(p));
        }
        if (data.Strata.Count == 0)
            return;
        TwoByTwo[] strata =
        [
            .. Enumerable.Range(0, data.Of.Count).GroupBy(row => data.Strata[row]).OrderBy(stratum => stratum.Key).Select(Table),
        ];
        var common = CochranMantelHaenszel.Of(strata, confidence: plan.Confidence);
        Add(of.StratifiedDifference(arm.Id), RiskDifference.Of(strata, OverStrata(plan), plan.Confidence));
        AddRatio(of.StratifiedOddsRatio(arm.Id), common);
        if (plan.Tested)
            results.Add(of.PStratified(arm.Id), common.Test?.PValue, Format.PValue(common.Test?.PValue));

        TwoByTwo Table(IEnumerable<int> rows)
        {
            var counts = new long[4];
            foreach (var one in rows.Select(row => data.Of[row]))
                if (one.Who.Planned == arm || one.Who.Planned == control)
                {
                    var at = one.Who.Planned == arm ? 0 : 2;
                    counts[at] += has(one) ? 1 : 0;
                    counts[at + 1]++;
                }
            return new(counts[0], counts[1], counts[2], counts[3]);
        }

        void Add(IntervalRef at, RiskDifference found) =>
            results.Add(at, 100 * found.Estimate, 100 * found.Lower, 100 * found.Upper, points => Format.Fixed(points, 1));

        void AddRatio(IntervalRef at, CochranMantelHaenszel found) =>
            results.Add(at, found.OddsRatio, found.Lower, found.Upper, Format.Ratio);
    }

    static (int Count, int Size) Counted(ResponseData data, Arm arm, Func<ParticipantResponse, bool> has) =>
        (data.Of.Count(one => one.Who.Planned == arm && has(one)), data.Of.Count(one => one.Who.Planned == arm));

    static void AddRate(ResultCollector results, IntervalRef at, ResponsePlan plan, int count, int size)
    {
        var rate = size == 0 ? null : Proportion.Of(count, size, plan.Interval, plan.Confidence);
        results.Add(at, 100 * rate?.Estimate, 100 * rate?.Lower, 100 * rate?.Upper, Format.Percent);
    }

    /// <summary>Newcombe's limits and the correction for continuity are for one table.</summary>
    static RiskDifferenceInterval OverStrata(ResponsePlan plan) =>
        plan.Difference == RiskDifferenceInterval.MiettinenNurminen ? plan.Difference : RiskDifferenceInterval.Wald;

    static ResultCollector Collector(GroupCatalog catalog, string id, string name, ResponsePlan plan) =>
        new(catalog, id, name, $"Proportion ({Words(plan.Interval)} limits)", "ADRS", "AVALC", AnalysisSets.FullId);

    static string InWords(string category) =>
        category switch
        {
            BestResponse.Complete => "Complete response (CR)",
            BestResponse.Partial => "Partial response (PR)",
            BestResponse.Stable => "Stable disease (SD)",
            BestResponse.Neither => "Neither complete response nor progression",
            BestResponse.Progression => "Progressive disease (PD)",
            BestResponse.NotEvaluable => "Not evaluable",
            _ => "No assessment",
        };

    /// <summary>Which responses count, of whom, and how limits and tests are made.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Responses is not { } data)
            yield break;
        var plan = data.Plan;
        yield return new(
            "response.rule",
            "Response",
            trial.Datasets.Derived
                ? "Best overall response by RECIST 1.1 from randomization up to progression or the start of a new anticancer "
                    + $"therapy{Confirmation(plan)}; stable disease is seen {plan.StableFor} or more after randomization."
                : $"Best overall response is {plan.Parameter} of ADRS, as given."
        );
        yield return new(
            "response.denominator",
            "Response",
            "Rates are of all randomized participants; those without an assessment did not respond."
        );
        if (data.HasBenefit)
            yield return new(
                "response.benefit",
                new ResponseRateResults(ResponseRateResults.ClinicalBenefit).Id,
                trial.Datasets.Derived
                    ? $"Clinical benefit is a response, or an assessment without progression {plan.BenefitFor} or more after "
                        + "randomization."
                    : $"Clinical benefit is {plan.BenefitParameter} of ADRS, as given."
            );
        yield return new(
            "response.intervals",
            "Response",
            $"{Format.Share(plan.Confidence)} limits of rates: {Words(plan.Interval)}; of differences, experimental less control "
                + $"in percentage points: {Words(plan.Difference)}; of odds ratios: Wald on the log scale."
                + (plan.Tested ? " P values are two-sided, by Fisher's exact test." : "")
        );
        if (plan.Stratified)
            yield return new(
                "response.strata",
                "Response",
                $"Stratified by {string.Join(", ", trial.Protocol.Randomization!.Factors.Select(factor => factor.Label))}: "
                    + $"differences with the weights of Cochran, Mantel and Haenszel ({Words(OverStrata(plan))} limits), odds "
                    + "ratios of Mantel and Haenszel (limits of Robins, Breslow and Greenland)"
                    + (plan.Tested ? ", P values of Cochran, Mantel and Haenszel without correction." : ".")
            );
    }

    static string Confirmation(ResponsePlan plan) =>
        plan.Confirmed
            ? $"; a response counts if an assessment {plan.ConfirmedAfter} or more later confirms it, with at most one that "
                + "could not be evaluated between"
            : ", without confirmation of responses";

    static string Words(ProportionInterval interval) =>
        interval switch
        {
            ProportionInterval.ClopperPearson => "Clopper-Pearson",
            ProportionInterval.WaldCorrected => "Wald, corrected for continuity",
            _ => $"{interval}",
        };

    static string Words(RiskDifferenceInterval interval) =>
        interval switch
        {
            RiskDifferenceInterval.MiettinenNurminen => "Miettinen-Nurminen",
            RiskDifferenceInterval.WaldCorrected => "Wald, corrected for continuity",
            _ => $"{interval}",
        };
}

/// <summary>The best overall responses.</summary>
public sealed record BestResponseResults() : AnalysisResults("Response.Best")
{
    /// <summary>How many of an arm have this best response.</summary>
    public ResultRef Participants(string arm, string response) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Response, response));

    /// <summary>Their percentage.</summary>
    public IntervalRef Rate(string arm, string response) =>
        Interval("percent", "lower", "upper", new ResultGroup(By.Arm, arm), new(By.Response, response));
}

/// <summary>A rate of response, and its differences between arms.</summary>
/// <param name="Kind">Which one: <see cref="Objective"/> or <see cref="ClinicalBenefit"/>.</param>
public sealed record ResponseRateResults(string Kind) : AnalysisResults($"Response.{Kind}")
{
    /// <summary>Complete or partial response.</summary>
    public const string Objective = "Objective";

    /// <summary>A response, or long enough without progression.</summary>
    public const string ClinicalBenefit = "ClinicalBenefit";

    /// <summary>How many of an arm were analyzed.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them have it.</summary>
    public ResultRef Responders(string arm) => At("responders", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public IntervalRef Rate(string arm) => Interval("percent", "lower", "upper", new ResultGroup(By.Arm, arm));

    /// <summary>The percentage in an experimental arm less that in the control, in percentage points.</summary>
    public IntervalRef Difference(string arm) =>
        Interval("difference", "differenceLower", "differenceUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The odds in an experimental arm over those in the control.</summary>
    public IntervalRef OddsRatio(string arm) =>
        Interval("oddsRatio", "oddsRatioLower", "oddsRatioUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The P value of Fisher's exact test, where the plan has a test.</summary>
    public ResultRef PTwoSided(string arm) => At("pTwoSided", new ResultGroup(By.Arm, arm));

    /// <summary>The common difference over the strata.</summary>
    public IntervalRef StratifiedDifference(string arm) =>
        Interval("stratifiedDifference", "stratifiedLower", "stratifiedUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The common odds ratio over the strata.</summary>
    public IntervalRef StratifiedOddsRatio(string arm) =>
        Interval("stratifiedOddsRatio", "stratifiedOddsLower", "stratifiedOddsUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The P value over the strata, where the plan has a test.</summary>
    public ResultRef PStratified(string arm) => At("pStratified", new ResultGroup(By.Arm, arm));
}
