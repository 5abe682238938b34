using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.Survival;

/// <summary>Two curves compared at a time, by their areas, and after a landmark: R's answers (R/curves.R).</summary>
public sealed class TwoCurvesTests
{
    const double Reach = 1e-12;

    static readonly Expected expected = Expected.Read("curves");

    sealed record Trial(string Name, Observation[] Observations, int[] Groups, double[] Times, double[] Taus, double Landmark)
    {
        public KaplanMeier Curve(int group, IntervalTransformation scale = IntervalTransformation.LogLog) =>
            KaplanMeier.Estimate([.. Observations.Where((_, i) => Groups[i] == group)], 0.95, scale);
    }

    static readonly Trial[] small =
    [
        Of("aml", CurveSample.Nonmaintained, CurveSample.Maintained, [13, 20, 40], [20, 45], 12),
        Of("leukemia", CurveSample.Placebo, CurveSample.Mercaptopurine, [8, 10, 20], [10, 23], 6),
    ];

    static IEnumerable<Trial> Large =>
        [
            new("lung by sex", CurveTables.Lung.Observations, CurveTables.Lung.Groups, [90, 180, 365, 700], [365, 700], 180),
            new(
                "veteran by treatment",
                CurveTables.Veteran.Observations,
                CurveTables.Veteran.Groups,
                [30, 90, 180, 365],
                [180, 365],
                60
            ),
            new(
                "gbsg by hormone",
                CurveTables.Gbsg.Observations,
                CurveTables.Gbsg.Groups,
                [180, 365, 1000, 2000],
                [1000, 2000],
                365
            ),
        ];

    [Fact]
    public void Small_trials_compared_at_a_time_by_area_and_after_a_landmark_give_Rs_answers() =>
        Compare(small, "aml and 6-MP", atLeast: 200);

    [ReferenceFact]
    public void Larger_trials_compared_at_a_time_by_area_and_after_a_landmark_give_Rs_answers() =>
        Compare(Large, "lung, veteran and gbsg", atLeast: 350);

    [ReferenceFact]
    public void The_stratified_difference_of_restricted_means_is_that_of_Rs_strata()
    {
        var agreement = new Agreement(
            "stratified differences of restricted means: veteran by cell type, gbsg by grade",
            expected.Call("summary(survfit(...), rmean = tau) in each stratum, combined by size and by inverse variance")
        );
        Add("veteran by cell type", CurveTables.Veteran, CurveTables.Strata("veteran", "celltype"), 100);
        Add("gbsg by grade", CurveTables.Gbsg, CurveTables.Strata("gbsg", "grade"), 1500);
        agreement.ShouldBeComplete(atLeast: 8);

        void Add(string name, (Observation[] Observations, int[] Groups) table, int[] strata, double tau)
        {
            foreach (
                var (weighting, word) in new[]
                {
                    (StratumWeighting.Size, "size"),
                    (StratumWeighting.InverseVariance, "inverse variance"),
                }
            )
            {
                var stratified = StratifiedRestrictedMean.Of(table.Observations, table.Groups, strata, tau, weighting);
                agreement.Within(Reach, $"{name} {word}", stratified.Difference.Estimate, expected[name, $"{word} difference"]);
                agreement.Within(Reach, $"{name} {word} SE", stratified.Difference.StandardError, expected[name, $"{word} se"]);
            }
        }
    }

    static void Compare(IEnumerable<Trial> trials, string which, int atLeast)
    {
        var agreement = new Agreement(
            $"milestones, restricted means and landmarks of two groups: {which}",
            expected.Call(
                "summary(survfit(...), times), summary(survfit(...), rmean), survfit(subset = time > landmark), and arithmetic"
            )
        );
        foreach (var trial in trials)
        {
            foreach (var time in trial.Times)
                Milestone(trial, time, agreement);
            foreach (var tau in trial.Taus)
                Means(trial, tau, agreement);
            Landmark(trial, agreement);
        }
        agreement.ShouldBeComplete(atLeast);
    }

    static void Milestone(Trial trial, double time, Agreement agreement)
    {
        var (control, experimental) = (trial.Curve(0), trial.Curve(1));
        var plain = SurvivalDifference.At(control, experimental, time).Difference;
        Add("difference", plain.Estimate);
        Add("se", plain.StandardError);
        Add("plain lower", plain.Lower);
        Add("plain upper", plain.Upper);
        Add("z", plain.Z);
        Add("p", plain.PValue);
        var mover = SurvivalDifference.At(control, experimental, time, DifferenceInterval.Mover).Difference;
        Add("mover lower", mover.Lower);
        Add("mover upper", mover.Upper);
        foreach (
            var (scale, name) in new[]
            {
                (IntervalTransformation.LogLog, "log-log"),
                (IntervalTransformation.Log, "log"),
                (IntervalTransformation.Logit, "logit"),
                (IntervalTransformation.ArcSine, "arcsin"),
            }
        )
            Add($"{name} z", SurvivalDifference.At(control, experimental, time, testScale: scale).Difference.Z);
        foreach (var group in new[] { 0, 1 })
        {
            var counts = trial.Curve(group).CountsAt(time)[0];
            agreement.Exactly($"{trial.Name} at risk {group}", counts.AtRisk, expected[trial.Name, $"at risk {group}@{time}"]);
            agreement.Exactly(
                $"{trial.Name} events {group}",
                counts.Events,
                expected[trial.Name, $"events before {group}@{time}"]
            );
            agreement.Exactly(
                $"{trial.Name} censored {group}",
                counts.Censored,
                expected[trial.Name, $"censored before {group}@{time}"]
            );
        }

        void Add(string quantity, double? actual) =>
            agreement.Within(Reach, $"{trial.Name} {quantity} at {time}", actual, expected[trial.Name, $"{quantity}@{time}"]);
    }

    static void Means(Trial trial, double tau, Agreement agreement)
    {
        var means = RestrictedMeanComparison.Of(trial.Curve(0), trial.Curve(1), tau);
        Add("rmst 0", means.Control.Mean);
        Add("rmst se 0", means.Control.StandardError);
        Add("rmst 1", means.Experimental.Mean);
        Add("rmst se 1", means.Experimental.StandardError);
        Add("rmst difference", means.Difference.Estimate);
        Add("rmst difference se", means.Difference.StandardError);
        Add("rmst lower", means.Difference.Lower);
        Add("rmst upper", means.Difference.Upper);
        Add("rmst p", means.Difference.PValue);
        Add("rmst ratio", means.Ratio.Estimate);
        Add("rmst ratio lower", means.Ratio.Lower);
        Add("rmst ratio upper", means.Ratio.Upper);
        Add("rmst ratio p", means.Ratio.PValue);

        void Add(string quantity, double? actual) =>
            agreement.Within(Reach, $"{trial.Name} {quantity} to {tau}", actual, expected[trial.Name, $"{quantity}@{tau}"]);
    }

    static void Landmark(Trial trial, Agreement agreement)
    {
        var analysis = LandmarkAnalysis.Of(trial.Observations, trial.Groups, trial.Landmark);
        agreement.Within(Reach, $"{trial.Name} log-rank", analysis.LogRank.ChiSquare, expected[trial.Name, "landmark chisq"]);
        foreach (var time in trial.Times.Where(time => time > trial.Landmark))
            foreach (var (curve, group) in new[] { (analysis.Control, 0), (analysis.Experimental, 1) })
            {
                var at = curve.At(time);
                Add("surv", at.Survival);
                Add("std.err", at.StandardError);
                if (at.Survival == 1)
                    continue; // R's log-log limits of 1 are NA, these are [1, 1]
                Add("lower", at.Lower);
                Add("upper", at.Upper);

                void Add(string quantity, double? actual) =>
                    agreement.Within(
                        Reach,
                        $"{trial.Name} landmark {quantity} {group} at {time}",
                        actual,
                        expected[trial.Name, $"landmark {quantity} {group}@{time}"]
                    );
            }
    }

    static Trial Of(
        string name,
        Observation[] control,
        Observation[] experimental,
        double[] times,
        double[] taus,
        double landmark
    ) =>
        new(
            name,
            [.. control, .. experimental],
            [.. control.Select(_ => 0), .. experimental.Select(_ => 1)],
            times,
            taus,
            landmark
        );
}
