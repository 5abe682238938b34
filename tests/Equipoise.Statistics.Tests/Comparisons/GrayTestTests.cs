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
