using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.Questionnaires;

/// <summary>
/// How long until the score of a questionnaire was worse than at baseline by the threshold of the protocol: Kaplan-Meier
/// medians and hazard ratios to the control.
/// </summary>
static class DeteriorationAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        from plan in trial.Protocol.Analysis.Questionnaires
        let times = trial.Questionnaires is { } data ? Times(data, plan).ToList() : []
        where times.Count > 0
        select Of(trial, plan, times, catalog);

    static NamedAnalysis Of(
        TrialData trial,
        QuestionnairePlan plan,
        List<(Participant Who, Observation Time)> times,
        GroupCatalog catalog
    )
    {
        var of = new DeteriorationResults(plan.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{plan.Label}: time to deterioration",
            "Kaplan-Meier estimate; Cox regression, ties by Efron",
            "ADQS",
            "ADY",
            AnalysisSets.FullId
        );
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            Observation[] ofArm = [.. times.Where(one => one.Who.Planned == arm).Select(one => one.Time)];
            var events = ofArm.Count(time => time.IsEvent);
            results.Count(of.Participants(arm.Id), ofArm.Length);
            results.Count(of.Deteriorated(arm.Id), events);
            results.Percent(of.DeterioratedPercent(arm.Id), events, ofArm.Length);
            var median = KaplanMeier
                .Estimate(ofArm, QuestionnaireAnalyses.Confidence, IntervalTransformation.LogLog, QuantileRule.Sas)
                .Median;
            results.Add(of.Median(arm.Id), median.Estimate, median.Lower, median.Upper, time => InDays(time, ofArm.Length));
        }
        Arm[] experimental = [.. trial.Protocol.Experimental];
        var fit = CoxRegression.Fit(
            [.. times.Select(one => one.Time)],
            Indicators(times, experimental),
            [.. experimental.Select(arm => arm.Label)],
            [],
            ties: TieMethod.Efron,
            confidence: QuestionnaireAnalyses.Confidence
        );
        foreach (var (index, arm) in experimental.Index())
        {
            var ratio = fit.Coefficients[index];
            var known = ratio.StandardError is not null;
            results.Add(
                of.HazardRatio(arm.Id),
                known ? ratio.HazardRatio : null,
                known ? ratio.Lower : null,
                known ? ratio.Upper : null,
                Format.Ratio
            );
        }
        return results.Done();
    }

    static string InDays(double? time, int participants) => Format.Quantile(time, inDays: true, participants);

    /// <summary>One column for each experimental arm, row by row.</summary>
    static double[] Indicators(List<(Participant Who, Observation Time)> times, Arm[] experimental) =>
        [.. times.SelectMany(one => experimental.Select(arm => one.Who.Planned == arm ? 1.0 : 0.0))];

    /// <summary>
    /// Of everyone with a score at baseline and a later one: the day of the first that is worse by the threshold, else of the
    /// last.
    /// </summary>
    static IEnumerable<(Participant Who, Observation Time)> Times(QuestionnaireData data, QuestionnairePlan plan)
    {
        foreach (var own in data.Scores.Where(score => score.Code == plan.Score).GroupBy(score => score.Who))
        {
            var later = own.Where(score => !score.IsBaseline && score.Before is not null && score.Day > 0)
                .OrderBy(score => score.Day)
                .ToList();
            if (later.Count == 0)
                continue;
            var worse = later.Find(score => IsWorse(score, plan));
            yield return (own.Key, worse is null ? Observation.CensoredAt(later[^1].Day) : Observation.Event(worse.Day));
        }
    }

    /// <summary>Thirds and tenths of a score are no binary numbers: a hair's breadth is not needed to be worse by 10.</summary>
    static bool IsWorse(Score score, QuestionnairePlan plan) =>
        (plan.HigherIsBetter ? score.Before!.Value - score.Value : score.Value - score.Before!.Value) >= plan.WorseBy - 1e-9;

    /// <summary>What a deterioration is, and who is censored when.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Questionnaires is null)
            yield break;
        foreach (var plan in trial.Protocol.Analysis.Questionnaires)
            yield return new(
                $"questionnaires.{plan.Id}.deterioration",
                new DeteriorationResults(plan.Id).Id,
                $"{plan.Label} has deteriorated at the first score that is {(plan.HigherIsBetter ? "lower" : "higher")} than at "
                    + $"baseline by at least {Format.Exact(plan.WorseBy)}; the time is its study day (ADY). "
                    + "Others are censored at their last score, deaths included; who has no score at baseline or none "
                    + "after it is left out."
            );
        yield return new(
            "questionnaires.curves",
            "Questionnaire.",
            $"{Format.Share(QuestionnaireAnalyses.Confidence)} limits of medians on the log-log scale, of hazard ratios by Wald; "
                + "no stratification, no test."
        );
    }
}

/// <summary>The time until a score has deteriorated.</summary>
/// <param name="Questionnaire">The id in the protocol.</param>
public sealed record DeteriorationResults(string Questionnaire)
    : AnalysisResults($"Questionnaire.{Questionnaire}.Deterioration")
{
    /// <summary>How many have a score at baseline and a later one.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them deteriorated.</summary>
    public ResultRef Deteriorated(string arm) => At("events", new ResultGroup(By.Arm, arm));

    /// <summary>Their percentage.</summary>
    public ResultRef DeterioratedPercent(string arm) => At("percent", new ResultGroup(By.Arm, arm));

    /// <summary>The median time, in days.</summary>
    public IntervalRef Median(string arm) => Interval("median", "medianLower", "medianUpper", new ResultGroup(By.Arm, arm));

    /// <summary>The hazard ratio of an experimental arm to the control.</summary>
    public IntervalRef HazardRatio(string arm) => Interval("hazardRatio", "lower", "upper", new ResultGroup(By.Arm, arm));
}
