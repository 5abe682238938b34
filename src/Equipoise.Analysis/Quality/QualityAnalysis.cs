using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Resampling;

namespace Equipoise.Analysis.Quality;

/// <summary>
/// Survival divided by its quality: time with toxicity, time without symptoms and toxicity, time after progression, and what they
/// are worth together.
/// </summary>
static class QualityAnalysis
{
    static readonly double[] grid = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } =
        new((trial, catalog) => QualityTimes.From(trial) is { } times ? [Of(trial, times, catalog)] : [], Conventions);

    static NamedAnalysis Of(TrialData trial, QualityTimes times, GroupCatalog catalog)
    {
        var (plan, of) = (times.Plan, new QualityResults());
        var unit = trial.Protocol.Endpoint(plan.Progression).Unit;
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Quality-adjusted time without symptoms and toxicity",
            "Partitioned survival; percentile bootstrap by participant",
            "ADTTE",
            "AVAL",
            AnalysisSets.FullId
        );
        Arm[] arms = [trial.Protocol.Control, .. trial.Protocol.Experimental];
        int[] numbers = [.. times.Arms.Select(arm => Array.IndexOf(arms, arm))];
        var horizon = Math.Max(1, plan.To.WholeDays);
        var values = Values(plan, arms.Length);
        var estimates = new double?[values.Count];
        Fill([.. Enumerable.Range(0, numbers.Length)], estimates);
        var limits = Bootstrap.Limits(
            BootstrapDraws.Of(numbers.Length, (ulong)plan.Seed, numbers),
            plan.Draws,
            values.Count,
            Fill,
            plan.Confidence
        );
        foreach (var arm in arms)
            catalog.Arm(arm);
        for (var value = 0; value < values.Count; value++)
        {
            var at = values[value].At(of, arms[values[value].Arm].Id, catalog);
            // Limits of draws of which some have no value would be of the lucky ones.
            var (lower, upper) = limits[value].NotEstimable > 0 ? (null, null) : (limits[value].Lower, limits[value].Upper);
            var scale = values[value].IsPercent ? 1 : unit.Days();
            results.Add(
                at,
                estimates[value] / scale,
                lower / scale,
                upper / scale,
                values[value].IsPercent ? Format.Percent : time => Format.Fixed(time, 1)
            );
        }
        results.Count(of.WithoutStart, times.WithoutStart);
        return results.Done();

        void Fill(ReadOnlySpan<int> rows, Span<double?> found)
        {
            var parts = new PartitionedSurvival?[arms.Length];
            for (var arm = 0; arm < parts.Length; arm++)
            {
                var inArm = new List<PartitionedTimes>();
                foreach (var row in rows)
                    if (numbers[row] == arm)
                        inArm.Add(times.Of[row]);
                parts[arm] = PartitionedSurvival.Of(inArm.ToArray(), horizon);
            }
            for (var value = 0; value < values.Count; value++)
                found[value] =
                    parts[values[value].Arm] is { } part && parts[0] is { } control ? values[value].Of(part, control) : null;
        }
    }

    /// <summary>A number that is estimated and drawn again: in an arm, or of an arm less the control.</summary>
    sealed record Value(
        int Arm,
        Func<QualityResults, string, GroupCatalog, IntervalRef> At,
        Func<PartitionedSurvival, PartitionedSurvival, double> Of,
        bool IsPercent = false
    );

    static List<Value> Values(QualityPlan plan, int arms)
    {
        var values = new List<Value>();
        double Q(PartitionedSurvival part) => part.Quality(plan.Toxicity, plan.Relapse);
        for (var arm = 0; arm < arms; arm++)
        {
            values.Add(new(arm, (of, id, _) => of.Toxicity(id), (part, _) => part.Toxicity));
            values.Add(new(arm, (of, id, _) => of.WithoutSymptoms(id), (part, _) => part.WithoutSymptoms));
            values.Add(new(arm, (of, id, _) => of.Relapse(id), (part, _) => part.Relapse));
            values.Add(new(arm, (of, id, _) => of.Quality(id), (part, _) => Q(part)));
            if (arm == 0)
                continue;
            values.Add(new(arm, (of, id, _) => of.ToxicityDifference(id), (part, control) => part.Toxicity - control.Toxicity));
            values.Add(
                new(
                    arm,
                    (of, id, _) => of.WithoutDifference(id),
                    (part, control) => part.WithoutSymptoms - control.WithoutSymptoms
                )
            );
            values.Add(new(arm, (of, id, _) => of.RelapseDifference(id), (part, control) => part.Relapse - control.Relapse));
            values.Add(new(arm, (of, id, _) => of.QualityDifference(id), (part, control) => Q(part) - Q(control)));
            values.Add(
                new(
                    arm,
                    (of, id, _) => of.RelativeGain(id),
                    (part, control) => 100 * (Q(part) - Q(control)) / control.Survival,
                    IsPercent: true
                )
            );
            foreach (var toxicity in grid)
                foreach (var relapse in grid)
                    values.Add(
                        new(
                            arm,
                            (of, id, catalog) => of.Threshold(id, Pair(catalog, toxicity, relapse)),
                            (part, control) => part.Quality(toxicity, relapse) - control.Quality(toxicity, relapse)
                        )
                    );
        }
        return values;
    }

    static string Pair(GroupCatalog catalog, double toxicity, double relapse) =>
        catalog
            .Group(
                By.Utilities,
                $"{Format.Exact(toxicity)}-{Format.Exact(relapse)}",
                $"{Format.Exact(toxicity)} and {Format.Exact(relapse)}"
            )
            .Group;

    /// <summary>What each part is, and how its limits are made; or that it was not analyzed.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Protocol.Analysis.Quality is not { } plan)
            yield break;
        var applies = new QualityResults().Id;
        if (QualityTimes.From(trial) is not { } times)
        {
            yield return new(
                "quality",
                applies,
                "Q-TWiST was not analyzed: it needs graded adverse events with the days on which they began (ASTDT), and the day "
                    + "from which time counts (STARTDT)."
            );
            yield break;
        }
        yield return new(
            "quality",
            applies,
            $"Q-TWiST up to {plan.To}: toxicity is time before progression with an adverse event of grade {plan.Grade} or more, "
                + "in which a day counts once and an event without an end lasts to progression; relapse is time alive after "
                + $"progression. Time with toxicity is worth {Format.Exact(plan.Toxicity)}, after progression "
                + $"{Format.Exact(plan.Relapse)}, else 1. Means are areas under the Kaplan-Meier curves; toxicity is the share "
                + "with it among those at risk of progression (Glasziou, Simes and Gelber, 1990)."
        );
        yield return new(
            "quality.bootstrap",
            applies,
            $"{Format.Share(plan.Confidence)} limits are percentiles of {Format.Count(plan.Draws)} draws of participants within "
                + $"arms, seed {Format.Count(plan.Seed)}. The relative gain is the difference over the mean survival of the "
                + "control."
        );
        if (times.WithoutStart > 0)
            yield return new(
                "quality.starts",
                applies,
                $"{Format.Count(times.WithoutStart)} adverse events of that grade have no day on which they began, and are left "
                    + "out."
            );
    }
}

/// <summary>Survival divided by its quality, in the unit of the endpoint of progression.</summary>
public sealed record QualityResults() : AnalysisResults("QTWiST")
{
    /// <summary>The mean time with toxicity in an arm.</summary>
    public IntervalRef Toxicity(string arm) => Of("toxicity", arm);

    /// <summary>The mean time without progression and toxicity.</summary>
    public IntervalRef WithoutSymptoms(string arm) => Of("withoutSymptoms", arm);

    /// <summary>The mean time alive after progression.</summary>
    public IntervalRef Relapse(string arm) => Of("relapse", arm);

    /// <summary>The mean time, each part as much as the plan says that it is worth.</summary>
    public IntervalRef Quality(string arm) => Of("quality", arm);

    /// <summary>The time with toxicity less that of the control.</summary>
    public IntervalRef ToxicityDifference(string arm) => Of("toxicityDifference", arm);

    /// <summary>The time without progression and toxicity less that of the control.</summary>
    public IntervalRef WithoutDifference(string arm) => Of("withoutSymptomsDifference", arm);

    /// <summary>The time after progression less that of the control.</summary>
    public IntervalRef RelapseDifference(string arm) => Of("relapseDifference", arm);

    /// <summary>The quality-adjusted time less that of the control.</summary>
    public IntervalRef QualityDifference(string arm) => Of("qualityDifference", arm);

    /// <summary>That difference in percent of the mean survival of the control.</summary>
    public IntervalRef RelativeGain(string arm) => Of("relativeGain", arm);

    /// <summary>The difference of the quality-adjusted times where the parts are worth so much.</summary>
    public IntervalRef Threshold(string arm, string utilities) =>
        Interval("threshold", "thresholdLower", "thresholdUpper", new ResultGroup(By.Arm, arm), new(By.Utilities, utilities));

    /// <summary>How many adverse events were left out because no day is known on which they began.</summary>
    public ResultRef WithoutStart => At("withoutStart");

    IntervalRef Of(string what, string arm) => Interval(what, $"{what}Lower", $"{what}Upper", new ResultGroup(By.Arm, arm));
}
