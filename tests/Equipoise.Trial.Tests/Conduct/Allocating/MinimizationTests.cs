using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Protocol;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>
/// Minimization in the trial: the worked examples of the field, what is stored, and what is found when it is forged.
/// </summary>
public sealed class MinimizationTests
{
    static Arm[] Arms(params (string Id, int Ratio)[] arms) => [.. arms.Select(arm => new Arm(arm.Id, arm.Id, ArmRole.Experimental, arm.Ratio, []))];

    static Stratum Of(params string[] levels) => new([.. levels.Select((level, index) => new StratumValue($"f{index + 1}", level))]);

    static AllocationBasis.Minimized Weighed(Arm[] arms, Imbalance measure, IEnumerable<(string[] Levels, string Arm)> before, params string[] next)
    {
        var tally = new AllocationTally();
        foreach (var (levels, arm) in before)
            tally.Count(Of(levels), "1", arm);
        var method = new Minimizing(AllocationKey.ForRehearsal(1), new(measure, 0.85), arms);
        return method.Next(tally, Of(next), "1").Basis.ShouldBeOfType<AllocationBasis.Minimized>();
    }

    static void Gives(AllocationBasis.Minimized basis, string preferred, params double[] imbalances)
    {
        basis.Arms.Count.ShouldBe(imbalances.Length);
        foreach (var (arm, expected) in basis.Arms.Zip(imbalances))
            arm.Imbalance.ShouldBe(expected, 1e-14);
        basis.Preferred.ShouldBe([preferred]);
    }

    /// <summary>Sealed Envelope, Help, "Minimisation" (v11): six participants, then a man of 23.</summary>
    [Fact]
    public void The_example_of_sealed_envelope_prefers_the_new_drug()
    {
        var arms = Arms(("P", 1), ("N", 1));
        (string[], string)[] before =
        [
            (["M", "<30"], "P"),
            (["M", "30+"], "P"),
            (["F", "30+"], "N"),
            (["M", "<30"], "P"),
            (["F", "<30"], "N"),
            (["M", "30+"], "N"),
        ];
        var range = Weighed(arms, Imbalance.Range, before, "M", "<30");
        range.Margins.Select(margin => string.Join(':', margin.Counts)).ShouldBe(["3:1", "2:1"]);
        Gives(range, "N", 5, 1);
        Gives(Weighed(arms, Imbalance.Variance, before, "M", "<30"), "N", 6.5, 0.5);
        // (3 + 2)/√2 and (1 + 0)/√2; as printed there, 3.53553 and 0.70711.
        Gives(Weighed(arms, Imbalance.StandardDeviation, before, "M", "<30"), "N", 5 / double.Sqrt(2), 1 / double.Sqrt(2));
    }

    /// <summary>
    /// The README of the package "Allocation" on PyPI: sex and race; next, a Hispanic woman, to the second treatment.
    /// </summary>
    [Fact]
    public void The_example_of_a_package_for_python_prefers_the_second_treatment()
    {
        (string Sex, string Race, int First, int Second)[] table =
        [
            ("F", "Hispanic", 2, 2),
            ("F", "Other", 8, 7),
            ("M", "Other", 8, 9),
        ];
        var before = table.SelectMany(row =>
            Enumerable.Repeat((new[] { row.Sex, row.Race }, "T1"), row.First).Concat(Enumerable.Repeat((new[] { row.Sex, row.Race }, "T2"), row.Second))
        );
        var basis = Weighed(Arms(("T1", 1), ("T2", 1)), Imbalance.Range, before, "F", "Hispanic");
        basis.Margins.Select(margin => string.Join(':', margin.Counts)).ShouldBe(["10:9", "2:2"]);
        Gives(basis, "T2", 3, 1);
        Gives(Weighed(Arms(("T1", 1), ("T2", 1)), Imbalance.Variance, before, "F", "Hispanic"), "T2", 2.5, 0.5);
    }

    /// <summary>
    /// The tests of ttscience/unbiased: three arms, one (F, type 2) in A and one (M, type 2) in B; next (F, type 2).
    /// </summary>
    [Fact]
    public void The_three_arms_of_unbiased_prefer_the_third()
    {
        (string[], string)[] before = [(["F", "2"], "A"), (["M", "2"], "B")];
        var basis = Weighed(Arms(("A", 1), ("B", 1), ("C", 1)), Imbalance.Range, before, "F", "2");
        Gives(basis, "C", 4, 3, 1);
        basis.Arms.Select(arm => arm.Probability).ShouldBe([0.075, 0.075, 0.85], 1e-15);
    }

    /// <summary>
    /// The tests of ttscience/unbiased: 3:1:1 with one match in each arm; the control has a third, the others five thirds.
    /// </summary>
    [Fact]
    public void The_unequal_arms_of_unbiased_prefer_the_control()
    {
        var basis = Weighed(
            Arms(("control", 3), ("A", 1), ("B", 1)),
            Imbalance.Range,
            [(["F"], "control"), (["F"], "A"), (["F"], "B")],
            "F"
        );
        Gives(basis, "control", 1.0 / 3, 5.0 / 3, 5.0 / 3);
        // Han et al. with p = 0.85 for the smallest arm: 1 - (1 + 1)/(3 + 1)·0.15 for the control, the rest shared evenly.
        basis.Arms.Select(arm => arm.Probability).ShouldBe([0.925, 0.0375, 0.0375], 1e-15);
    }

    /// <summary>Four factors whose counts are 120:118, 60:63, 90:88 and 100:100; by hand, as in VALIDATION.md.</summary>
    [Fact]
    public void Four_factors_worked_by_hand_prefer_the_second_arm()
    {
        int[][] counts = [[120, 118], [60, 63], [90, 88], [100, 100]];
        var tally = new AllocationTally();
        // One factor at a time: who has this level of the factor has others of the rest.
        foreach (var (factor, pair) in counts.Index())
            foreach (var (arm, count) in pair.Index())
                for (var number = 0; number < count; number++)
                    tally.Count(Of([.. Enumerable.Range(0, 4).Select(other => other == factor ? "here" : "elsewhere")]), "1", arm == 0 ? "A" : "B");
        Gives(Next(Imbalance.Range), "B", 9, 7);
        Gives(Next(Imbalance.Variance), "B", 11.5, 9.5);

        AllocationBasis.Minimized Next(Imbalance measure) =>
            (AllocationBasis.Minimized)
                new Minimizing(AllocationKey.ForRehearsal(1), new(measure, 0.85), Arms(("A", 1), ("B", 1)))
                    .Next(tally, Of("here", "here", "here", "here"), "1")
                    .Basis!;
    }

    [Fact]
    public void Weights_and_the_site_count_as_the_protocol_says()
    {
        var tally = new AllocationTally();
        foreach (var (level, site, arm) in new[] { ("x", "1", "A"), ("x", "2", "A"), ("y", "2", "B"), ("y", "2", "B") })
            tally.Count(Of(level), site, arm);
        var plan = new RandomizationMethod.Minimization(Imbalance.Range, 0.85)
        {
            Weights = new Dictionary<string, double> { ["f1"] = 3 },
            SiteWeight = 0.5,
        };
        var basis = (AllocationBasis.Minimized)new Minimizing(AllocationKey.ForRehearsal(1), plan, Arms(("A", 1), ("B", 1))).Next(tally, Of("x"), "2").Basis!;
        // Factor x has 2:0, site 2 has 1:2. A would leave 3·3 + ½·0, B 3·1 + ½·2.
        basis.Margins[^1].ShouldSatisfyAllConditions(margin => margin.Factor.ShouldBe("site"), margin => margin.Level.ShouldBe("2"), margin => margin.Counts.ShouldBe([1, 2]));
        Gives(basis, "B", 9, 4);
    }

    [Fact]
    public void A_tie_is_broken_by_the_ratio_among_the_tied()
    {
        var three = Arms(("A", 2), ("B", 1), ("C", 1));
        // Nobody yet: one more is half a part of A and a whole part of B or C.
        Gives(Weighed(three, Imbalance.Range, [], "x"), "A", 0.5, 1, 1);
        var tied = Weighed(three, Imbalance.Range, [(["x"], "A"), (["x"], "A")], "x");
        // Counts over ratio 1, 0, 0: A leaves 1½; B leaves 1, 1, 0: 1; C the same.
        tied.Preferred.ShouldBe(["B", "C"]);
        // p = 0.85: P(B | B preferred) = 0.85, P(B | C preferred) = 1/3·0.15, half of each; A: 2/3·0.15.
        tied.Arms.Select(arm => arm.Probability).ShouldBe([0.1, 0.45, 0.45], 1e-15);
        var even = Weighed(Arms(("A", 1), ("B", 1)), Imbalance.Range, [], "x");
        even.Preferred.ShouldBe(["A", "B"]);
        even.Arms.Select(arm => arm.Probability).ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void What_led_to_each_arm_is_stored_and_verified()
    {
        using var trial = Variants.Open(Variants.MinimizationBySite).Enroll(1, 40);
        trial.Verified().ShouldSatisfyAllConditions(
            report => report.Problems.ShouldBeEmpty(),
            report => report.Replayed.ShouldBeTrue(),
            report => report.Allocations.ShouldBe(40)
        );
        var basis = trial.Allocations().Select(one => one.Basis.ShouldBeOfType<AllocationBasis.Minimized>()).ToList();
        basis.Select(one => one.Number).ShouldBe(Enumerable.Range(1, 40));
        basis.ShouldAllBe(one => one.Margins.Count == 5 && one.Arms.Count == 2);
        trial.Rows.Last(row => row.Kind == nameof(ParticipantRandomized)).Payload.ShouldContain("\"basis\":{\"method\":\"minimization\",\"number\":40,");
    }

    [Fact]
    public void A_log_read_again_from_its_rows_says_the_same()
    {
        using var trial = Variants.Open(Variants.MinimizationBySite).Enroll(1, 10);
        using var again = new TrialConduct(trial.Log, trial.TrialRules, TimeProvider.System);
        foreach (var one in trial.Allocations())
            EventJson.Write(again.State.Find(one.Participant)!.Randomized!).ShouldBe(EventJson.Write(one));
        again.State.RandomizedCount.ShouldBe(10);
    }

    [Theory]
    [InlineData("\"random\":\"", "\"random\":\"1", "its basis random is not what the log and the key give")]
    [InlineData("\"number\":7,", "\"number\":8,", "its basis number is not")]
    [InlineData("\"imbalance\":", "\"imbalance\":1", "its basis arms 1 imbalance is not")]
    [InlineData("\"preferred\":[", "\"preferred\":[\"low\",", "its basis preferred 1 is not")]
    [InlineData("\"probability\":", "\"probability\":1", "its basis arms 1 probability is not")]
    [InlineData("\"counts\":[", "\"counts\":[1", "its basis margins 1 counts 1 is not")]
    [InlineData("\"method\":\"minimization\"", "\"method\":\"simple\"", "it cannot be understood")]
    public void A_forged_step_of_the_choice_is_found_and_its_row_named(string from, string to, string found)
    {
        using var trial = Variants.Open(Variants.Minimization).Enroll(1, 9);
        var row = trial.Rows.Where(row => row.Kind == nameof(ParticipantRandomized)).ElementAt(6);
        row.Payload.ShouldContain(from);
        var report = trial.Verified(Forgery.Of(trial.Rows, row.Sequence, from, to));
        report.Problems.ShouldContain(problem => problem.Row == row.Sequence && problem.Words.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void A_basis_that_is_missing_or_of_another_method_is_found()
    {
        using var trial = Variants.Open(Variants.Minimization).Enroll(1, 3);
        var row = trial.Rows.Last(row => row.Kind == nameof(ParticipantRandomized));
        var at = row.Payload.IndexOf(",\"basis\"", StringComparison.Ordinal);
        trial
            .Verified(Forgery.Of(trial.Rows, row.Sequence, row.Payload[at..], "}"))
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe($"row {row.Sequence}: its basis is not what the log and the key give");
    }

    [Fact]
    public void Another_arm_in_the_past_changes_every_count_after_it_and_is_found_at_its_row()
    {
        using var trial = Variants.Open(Variants.Minimization).Enroll(1, 9);
        var row = trial.Rows.Where(row => row.Kind == nameof(ParticipantRandomized)).ElementAt(3);
        var arm = trial.Allocations()[3].Arm;
        var other = arm == "standard" ? "palbociclib" : "standard";
        trial.Verified(Forgery.Of(trial.Rows, row.Sequence, $"\"arm\":\"{arm}\",\"choices\"", $"\"arm\":\"{other}\",\"choices\"")).Problems[0].ToString()
            .ShouldBe($"row {row.Sequence}: its arm is not what the log and the key give");
    }

    [Fact]
    public void The_arms_of_sixteen_strata_stay_far_closer_than_by_a_coin()
    {
        using var minimized = Variants.Open(Variants.Minimization).Enroll(1, 120);
        var counts = minimized.Allocations().CountBy(one => one.Arm).ToDictionary();
        // Minimization at 0.85 leaves |difference| of 1 on average (research on PATINA's strata); 10 would be 4 standard
        // deviations.
        int.Abs(counts["palbociclib"] - counts["standard"]).ShouldBeLessThan(10);
        foreach (var level in minimized.Allocations().GroupBy(one => one.Stratum.Values[0].Level))
            int.Abs(level.Sum(one => one.Arm == "standard" ? 1 : -1)).ShouldBeLessThan(10);
    }
}
