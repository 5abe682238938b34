using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Tests.Curves;

public sealed class PartitionedSurvivalTests
{
    // R 4.2.2, survival 3.5-3: S of survfit at d - 1, and mean(toxic on d) among those with time >= d, over d = 1 to 30.
    static readonly PartitionedTimes[] censored =
    [
        new(10, true, 25, true, [(2, 5)]),
        new(12, false, 12, false, [(1, 3), (8, 20)]),
        new(20, true, 40, false, []),
        new(33, false, 33, false, [(15, 33)]),
        new(28, true, 28, true, [(20, 22)]),
        new(40, false, 40, false, []),
    ];

    [Fact]
    public void Censored_times_are_divided_as_a_plain_sum_in_R_divides_them()
    {
        var parts = PartitionedSurvival.Of(censored, 30).ShouldNotBeNull();
        parts.Toxicity.ShouldBe(5.95833333333333, 1e-12);
        parts.WithoutSymptoms.ShouldBe(18.2083333333333, 1e-12);
        parts.Relapse.ShouldBe(4.43333333333333, 1e-12);
        parts.Survival.ShouldBe(parts.Toxicity + parts.WithoutSymptoms + parts.Relapse, 1e-12);
        parts.Quality(0.5, 0.5).ShouldBe(5.95833333333333 / 2 + 18.2083333333333 + 4.43333333333333 / 2, 1e-12);
    }

    [Fact]
    public void Times_that_are_all_known_are_plain_means()
    {
        // Days 1 to 4 and 1 to 10 without progression, 2 and 0 of them toxic, deaths on days 6 and 10.
        var parts = PartitionedSurvival.Of([new(4, true, 6, true, [(3, 9)]), new(10, true, 10, true, [])], 12).ShouldNotBeNull();
        parts.Toxicity.ShouldBe(1, 1e-12);
        parts.WithoutSymptoms.ShouldBe(6, 1e-12);
        parts.Relapse.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_horizon_beyond_what_the_curve_tells_has_no_means() =>
        PartitionedSurvival.Of([new(4, true, 6, false, []), new(5, false, 6, false, [])], 6).ShouldBeNull();

    [Fact]
    public void Of_nobody_there_are_no_means() => PartitionedSurvival.Of([], 6).ShouldBeNull();
}
