using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Rates;

namespace Equipoise.Statistics.Tests.Rates;

/// <summary>Tests of counts and of means against R 4.2.2: fisher.test, chisq.test(correct = FALSE), anova(lm()).</summary>
public sealed class CountTests
{
    [Theory]
    [InlineData(3, 10, 9, 12, 0.08355730956350146, 0.04560609668968799, 0.9952199503283095)]
    [InlineData(77, 84, 65, 86, 0.006533129364778907, 0.9990221606143792, 0.003926609056363969)] // CDISC pilot, printed .0065
    [InlineData(76, 84, 65, 86, 0.01363769150282841, 0.9976723716805884, 0.008123933490863794)] // printed .0136
    [InlineData(2, 84, 0, 86, 0.2426731639401322, 1, 0.2426731639401322)]
    [InlineData(500, 1000, 430, 1000, 0.001971518091684435, 0.999274380486319, 0.0009857590458422182)]
    [InlineData(5, 10, 5, 10, 1, 0.6718591006516704, 0.6718591006516703)]
    [InlineData(0, 10, 0, 12, 1, 1, 1)]
    public void Fishers_exact_test_gives_the_probabilities_of_R(
        long events,
        long count,
        long controlEvents,
        long controlCount,
        double two,
        double less,
        double greater
    )
    {
        var table = new TwoByTwo(events, count, controlEvents, controlCount);
        var test = FisherTest.Of(table);
        (test.PValue / two).ShouldBe(1, 1e-12);
        (test.PLess / less).ShouldBe(1, 1e-12);
        (test.PGreater / greater).ShouldBe(1, 1e-12);
        var exchanged = FisherTest.Of(table.Exchanged());
        (exchanged.PValue / two).ShouldBe(1, 1e-12);
        (exchanged.PLess / greater).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Fishers_exact_test_of_very_many_does_not_overflow() =>
        FisherTest.Of(new(50_000, 100_000, 50_000, 100_000)).PValue.ShouldBe(1, 1e-9);

    [Fact]
    public void Pearsons_test_gives_the_statistic_of_R_and_that_of_the_pilots_age_groups()
    {
        // Age groups of the CDISC pilot by arm, of which table 14-2.01 prints .1439.
        var pilot = PearsonChiSquare.Of([14, 42, 30, 8, 47, 29, 11, 55, 18], 3).ShouldNotBeNull();
        pilot.Statistic.ShouldBe(6.85203772018556, 1e-12);
        pilot.DegreesOfFreedom.ShouldBe(4);
        pilot.PValue.ShouldBe(0.1439170255025025, 1e-14);
        var small = PearsonChiSquare.Of([12, 5, 9, 20], 2).ShouldNotBeNull();
        small.Statistic.ShouldBe(6.758041147493481, 1e-12);
        small.PValue.ShouldBe(0.009332615276831187, 1e-15);
    }

    [Fact]
    public void Rows_and_columns_without_a_count_change_no_test_and_one_row_has_none()
    {
        PearsonChiSquare.Of([12, 0, 5, 0, 0, 0, 9, 0, 20], 3).ShouldBe(PearsonChiSquare.Of([12, 5, 9, 20], 2));
        PearsonChiSquare.Of([0, 5, 9, 0, 0, 0], 3).ShouldBeNull();
        PearsonChiSquare.Of([4, 0, 3, 0], 2).ShouldBeNull();
        Should.Throw<ArgumentException>(() => PearsonChiSquare.Of([1, 2, 3], 2));
        Should.Throw<ArgumentOutOfRangeException>(() => PearsonChiSquare.Of([1, 2, 3, -1], 2));
    }

    [Fact]
    public void An_analysis_of_variance_gives_the_sums_of_R()
    {
        // PlantGrowth, from R's datasets.
        double[] weights =
        [
            .. new[] { 4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14 },
            .. new[] { 4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69 },
            .. new[] { 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26 },
        ];
        int[] groups = [.. Enumerable.Range(0, 30).Select(i => i / 10)];
        var plants = OneWayAnova.Of(weights, groups).ShouldNotBeNull();
        plants.Between.ShouldBe(3.76634, 1e-12);
        plants.Within.ShouldBe(10.49209, 1e-12);
        (plants.BetweenDegrees, plants.WithinDegrees).ShouldBe((2, 27));
        plants.F.ShouldNotBeNull().ShouldBe(4.846087862380135, 1e-12);
        plants.PValue.ShouldNotBeNull().ShouldBe(0.01590995832562294, 1e-14);
    }

    [Fact]
    public void An_analysis_of_one_group_of_single_values_or_of_equal_ones_has_no_ratio()
    {
        OneWayAnova.Of([1, 2, 3], [1, 1, 1]).ShouldBeNull();
        OneWayAnova.Of([1, 2, 3], [1, 2, 3]).ShouldBeNull();
        OneWayAnova.Of([1, 1, 2, 2], [1, 1, 2, 2]).ShouldNotBeNull().PValue.ShouldBeNull();
        Should.Throw<ArgumentException>(() => OneWayAnova.Of([1, 2], [1]));
    }
}
