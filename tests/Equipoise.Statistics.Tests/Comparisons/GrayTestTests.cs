using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;
using static Equipoise.Statistics.Tests.CompetingSamples;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class GrayTestTests
{
    [Fact]
    public void Without_an_event_of_the_cause_there_is_no_test()
    {
        var test = GrayTest.Compare(Parse("1:2 2+ 3:2"), [0, 1, 1]);
        (test.Status, test.ChiSquare, test.PValue, test.DegreesOfFreedom).ShouldBe((GrayStatus.NoEvents, null, null, 0));
        GrayTest.Compare([], []).Status.ShouldBe(GrayStatus.NoEvents);
    }

    [Fact]
    public void One_group_cannot_differ()
    {
        GrayTest.Compare(Parse("1:1 2:2 3+"), [0, 0, 0]).Status.ShouldBe(GrayStatus.NoContrast);
        GrayTest.Compare(Parse("1:1"), [1]).Status.ShouldBe(GrayStatus.NoContrast);
        GrayTest.Compare(Parse("1:1 2:1 3:1 4:1"), [0, 0, 1, 1], strata: [0, 0, 1, 1]).Status.ShouldBe(GrayStatus.NoContrast);
    }

    // Computed with cmprsk 2.2-11, cuminc(time, cause, group, strata, rho)$Tests["1", ].
    [Theory]
    [InlineData("2:1 3:1 3:1 3+ 3:1", "0 1 0 1 1", "", 0, 4.2370396434435831, 1)]
    [InlineData("1:1 2:1 2:1", "0 0 1", "", 0, 0.37500000000000028, 1)]
    [InlineData("1:1 1+ 2:2 2:1 2:1 3:1 3:1 3:1 3:2", "0 1 2 0 1 2 0 1 2", "", 0, 6.1063128004133729, 2)]
    [InlineData("4:2 3:1 4:2 1:2 1:1 1:1 4:1 2:1 1:2 4:2 2:1", "1 0 1 1 1 0 1 1 1 1 0", "1 1 2 1 2 1 2 2 1 1 1", 0.5, 6.0050243364358247, 1)]
    [InlineData("1:2 2:2 3:2 4:2 5:2 6:2 7:2 8:2 9:2 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 11:1",
        "0 0 0 0 0 0 0 0 0 0 1 1 1 1 1 1 1 1 1 1", "", 0, 56.849865800259565, 1)]
    [InlineData("1:2 2:2 3:2 4:2 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 11:1",
        "0 0 0 0 0 0 1 1 1 1 1 1 1 1 1 1", "", 0, 3.482554944930603469, 1)]
    public void Heavy_late_ties_count_as_in_cmprsk(string rows, string groups, string strata, double rho, double χ2, int degrees)
    {
        var test = GrayTest.Compare(Parse(rows), Numbers(groups), strata: Numbers(strata), rho: rho);
        test.ChiSquare.ShouldNotBeNull().ShouldBe(χ2, 1e-11 * χ2);
        test.DegreesOfFreedom.ShouldBe(degrees);

        static int[] Numbers(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
    }

    [Fact]
    public void Where_ties_take_more_than_the_variance_there_is_no_test()
    {
        // Of group 0 nine of ten died of another cause, then all have the event at one time: cmprsk says -255.7, p = 1.
        var rows = Parse("1:2 2:2 3:2 4:2 5:2 6:2 7:2 8:2 9:2 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1 10:1");
        var test = GrayTest.Compare(rows, [.. rows.Select((_, row) => row < 10 ? 0 : 1)]);
        (test.Status, test.ChiSquare, test.PValue).ShouldBe((GrayStatus.NoVariance, null, null));
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_and_row()
    {
        var rows = Parse("1:1 2+");
        Should.Throw<ArgumentException>(() => GrayTest.Compare(rows, [0]));
        Should.Throw<ArgumentException>(() => GrayTest.Compare(rows, [0, -1])).Message.ShouldContain("row 1");
        Should.Throw<ArgumentException>(() => GrayTest.Compare(rows, [0, 1], strata: [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => GrayTest.Compare(rows, [0, 1], cause: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => GrayTest.Compare(rows, [0, 1], rho: -1));
    }

    [Fact]
    public void Entries_before_the_first_time_change_nothing_and_a_row_from_the_first_event_on_only_is_no_part_of_it() =>
        ForTrials(rows =>
        {
            var plain = GrayTest.Compare(Observe(rows), Groups(rows));
            var early = GrayTest.Compare([.. rows.Select(row => row.Of(row.Time, 0.5))], Groups(rows));
            // Somebody who enters after all the others are gone meets none of them.
            CompetingObservation[] more = [.. Observe(rows), CompetingObservation.CensoredAt(30, entry: 20)];
            var after = GrayTest.Compare(more, [.. Groups(rows), 1]);
            return plain.ChiSquare.Equals(early.ChiSquare)
                && (after.Status == GrayStatus.ZeroBeforeLateEntries || plain.ChiSquare.Equals(after.ChiSquare));
        });

    [Fact]
    public void Where_all_at_risk_have_had_the_event_before_others_enter_there_is_no_test()
    {
        var test = GrayTest.Compare(
            [
                CompetingObservation.Event(1, 1),
                CompetingObservation.Event(4, 1, entry: 2),
                CompetingObservation.Event(1, 2),
                CompetingObservation.Event(3, 1),
            ],
            [0, 0, 1, 1]
        );
        (test.Status, test.ChiSquare, test.PValue).ShouldBe((GrayStatus.ZeroBeforeLateEntries, null, null));
    }

    // Cause 1 has the same incidence in both groups, 0.4·(1 - exp(-t)); the others, and who enters when, do not. A test that took
    // those who enter late for early ones rejects too often.
    [Fact]
    public void With_late_entries_that_differ_between_groups_the_test_has_its_level()
    {
        const int trials = 4000;
        var rejected = 0;
        for (var trial = 0u; trial < trials; trial++)
        {
            var stream = new RandomStream(20_261_129, trial, 0);
            var (rows, groups) = (new List<CompetingObservation>(), new List<int>());
            while (rows.Count < 160)
            {
                var group = rows.Count % 2;
                var cause = stream.Happens(0.4) ? 1 : 2;
                var time = stream.Exponential(cause == 1 ? 1 : group == 0 ? 0.5 : 2);
                var entry = stream.Happens(group == 0 ? 0.3 : 0.7) ? stream.Uniform() : double.NegativeInfinity;
                var censored = double.Max(0, entry) + stream.Exponential(0.3);
                if (entry >= time)
                    continue; // never seen
                groups.Add(group);
                rows.Add(
                    censored < time
                        ? CompetingObservation.CensoredAt(censored, entry)
                        : CompetingObservation.Event(time, cause, entry)
                );
            }
            rejected += GrayTest.Compare([.. rows], [.. groups]).PValue < 0.05 ? 1 : 0;
        }
        // Within three standard errors of a share of 4000 trials, 0.0034 each. Without the entries it is 0.078.
        (rejected / (double)trials).ShouldBe(0.05, 0.0103);
    }

    [Fact]
    public void The_score_adds_to_0_and_equal_groups_do_not_differ() =>
        ForTrials(rows =>
        {
            CompetingObservation[] twice = [.. rows.Concat(rows).Select(row => row.Observation)];
            int[] groups = [.. rows.Select(_ => 0), .. rows.Select(_ => 1)];
            var (same, other) = (GrayTest.Compare(twice, groups), GrayTest.Compare(Observe(rows), Groups(rows), rho: 1));
            return (same.ChiSquare is null || same.ChiSquare < 1e-20) && Math.Abs(other.Score.Sum()) < 1e-12;
        });

    [Fact]
    public void Only_the_order_of_times_matters_and_not_that_of_rows_or_groups() =>
        ForTrials(rows =>
        {
            var a = GrayTest.Compare(Observe(rows), Groups(rows), rho: 0.5);
            var b = GrayTest.Compare([.. Observe(rows).Reverse()], [.. Groups(rows).Reverse()], rho: 0.5);
            CompetingObservation[] squared = [.. rows.Select(row => row.Of(row.Time * row.Time, double.NegativeInfinity))];
            var c = GrayTest.Compare(squared, Groups(rows), rho: 0.5);
            var d = GrayTest.Compare(Observe(rows), [.. Groups(rows).Select(group => 2 - group)], rho: 0.5);
            return a.ChiSquare.Equals(b.ChiSquare)
                && a.ChiSquare.Equals(c.ChiSquare)
                && a.DegreesOfFreedom == d.DegreesOfFreedom
                && (a.ChiSquare is null || Math.Abs(a.ChiSquare.Value - d.ChiSquare!.Value) < 1e-6 * (1 + a.ChiSquare.Value));
        });

    [Fact]
    public void Strata_that_repeat_the_data_double_score_and_variance() =>
        ForTrials(rows =>
        {
            var once = GrayTest.Compare(Observe(rows), Groups(rows));
            int[] strata = [.. rows.Select(_ => 5), .. rows.Select(_ => 9)];
            var twice = GrayTest.Compare(
                [.. Observe(rows), .. Observe(rows)],
                [.. Groups(rows), .. Groups(rows)],
                strata: strata
            );
            return once.ChiSquare is null || Near(2 * once.ChiSquare, twice.ChiSquare);
        });

    static CompetingObservation[] Observe(Row[] rows) => Array.ConvertAll(rows, row => row.Observation);

    static int[] Groups(Row[] rows) => Array.ConvertAll(rows, row => row.Group);
}
