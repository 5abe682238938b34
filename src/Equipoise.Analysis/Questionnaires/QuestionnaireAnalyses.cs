using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Analysis.Questionnaires;

/// <summary>
/// How many filled a questionnaire in at each visit, and by how much its score changed from baseline, by arm (EORTC and SISAQOL
/// ask for both).
/// </summary>
static class QuestionnaireAnalyses
{
    /// <summary>The two-sided level of intervals.</summary>
    public const double Confidence = 0.95;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        from plan in trial.Protocol.Analysis.Questionnaires
        let scores = trial.Questionnaires?.Scores.Where(score => score.Code == plan.Score).ToList()
        where scores is { Count: > 0 }
        select Of(trial, plan, scores, catalog);

    static NamedAnalysis Of(TrialData trial, QuestionnairePlan plan, List<Score> scores, GroupCatalog catalog)
    {
        var of = new QuestionnaireResults(plan.Id);
        var results = new ResultCollector(
            catalog,
            of.Id,
            plan.Label,
            "Count of participants; mean change with a t interval",
            "ADQS",
            "AVAL",
            AnalysisSets.FullId
        );
        var expected = plan.Expected is { } code ? trial.Questionnaires!.Expected.GetValueOrDefault(code) : null;
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            Participant[] members = [.. trial.Full.Where(who => who.Planned == arm)];
            foreach (var visit in Visits(scores))
            {
                var at = catalog.Named(By.Visit, visit).Group;
                // Of several scores of a visit the last counts.
                Score[] here =
                [
                    .. scores
                        .Where(score => score.Who.Planned == arm && score.Visit == visit)
                        .GroupBy(score => score.Who.Id)
                        .Select(own => own.Last()),
                ];
                results.Count(of.Received(arm.Id, at), here.Length);
                results.Percent(of.ReceivedPercent(arm.Id, at), here.Length, members.Length);
                if (expected is not null)
                {
                    Participant[] wanted = [.. members.Where(who => expected.Contains((who.Id, visit)))];
                    var ids = wanted.Select(who => who.Id).ToHashSet();
                    results.Count(of.Expected(arm.Id, at), wanted.Length);
                    results.Percent(of.Compliance(arm.Id, at), here.Count(score => ids.Contains(score.Who.Id)), wanted.Length);
                }
                var changes = here
                    .Where(score => !score.IsBaseline && score.Before is not null)
                    .Select(score => score.Value - score.Before!.Value);
                Change(results, of, arm.Id, at, Descriptive.Of(changes));
            }
        }
        return results.Done();
    }

    static void Change(ResultCollector results, QuestionnaireResults of, string arm, string visit, Descriptive summary)
    {
        if (summary.Count == 0)
            return;
        var half = summary.StandardDeviation is { } deviation
            ? StudentT.Critical(Confidence, summary.Count - 1) * deviation / Math.Sqrt(summary.Count)
            : (double?)null;
        results.Count(of.Changed(arm, visit), summary.Count);
        results.Add(
            of.Change(arm, visit),
            summary.Mean,
            summary.Mean - half,
            summary.Mean + half,
            value => Format.Fixed(value, 1)
        );
        results.Add(of.ChangeDeviation(arm, visit), summary.StandardDeviation, Format.Fixed(summary.StandardDeviation, 1));
    }

    /// <summary>The visits in the order of their numbers, else as they come.</summary>
    static IEnumerable<string> Visits(IEnumerable<Score> scores) =>
        scores
            .GroupBy(score => score.Visit)
            .OrderBy(visit => visit.Select(score => score.Order).Where(double.IsFinite).DefaultIfEmpty(double.MaxValue).Min())
            .Select(visit => visit.Key);

    /// <summary>Of whom a questionnaire was expected, and what baseline is.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Questionnaires is null)
            yield break;
        yield return new(
            "questionnaires.completion",
            "Questionnaire",
            "Completed: of everyone in the arm, those with a score at the visit; of several the last counts. Where the data say "
                + "of whom the questionnaire was expected, a second row is of those."
        );
        yield return new(
            "questionnaires.change",
            "Questionnaire",
            (
                trial.Datasets.Derived
                    ? "Baseline is the last score up to the day of randomization. "
                    : "Baseline is as ADQS has it (ABLFL, BASE). "
            )
                + $"Mean changes are of those with both scores, with {Format.Share(Confidence)} limits by Student's t; "
                + "nothing is imputed."
        );
    }
}

/// <summary>A score of a questionnaire at each visit.</summary>
/// <param name="Questionnaire">The id in the protocol.</param>
public sealed record QuestionnaireResults(string Questionnaire) : AnalysisResults($"Questionnaire.{Questionnaire}")
{
    /// <summary>How many have a score.</summary>
    public ResultRef Received(string arm, string visit) => At("received", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>Their percentage of everyone.</summary>
    public ResultRef ReceivedPercent(string arm, string visit) =>
        At("receivedPercent", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>Of how many it was expected; absent where the data do not say.</summary>
    public ResultRef Expected(string arm, string visit) => At("expected", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>The percentage of those who have a score.</summary>
    public ResultRef Compliance(string arm, string visit) => At("compliance", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>How many have a score here and at baseline.</summary>
    public ResultRef Changed(string arm, string visit) => At("n", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>The mean change from baseline.</summary>
    public IntervalRef Change(string arm, string visit) =>
        Interval("meanChange", "lower", "upper", new ResultGroup(By.Arm, arm), new(By.Visit, visit));

    /// <summary>The standard deviation of the change.</summary>
    public ResultRef ChangeDeviation(string arm, string visit) =>
        At("standardDeviation", new ResultGroup(By.Arm, arm), new(By.Visit, visit));
}
