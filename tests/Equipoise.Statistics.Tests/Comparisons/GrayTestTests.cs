using Equipoise.Statistics.Comparisons;
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
        Should
            .Throw<ArgumentException>(() => GrayTest.Compare([CompetingObservation.Event(2, 1, entry: 1)], [0]))
            .Message.ShouldContain("Row 0");
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
