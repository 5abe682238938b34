using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

public sealed class LogRankTrendTests
{
    static readonly Observation[] three =
    [
        .. Samples.Parse("1 2 4 6"),
        .. Samples.Parse("2 5 7+ 9"),
        .. Samples.Parse("4 8 9+ 11+"),
    ];
    static readonly int[] groups = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];

    [Fact]
    public void Of_two_groups_the_trend_is_the_log_rank_test()
    {
        var (observations, arms) = Samples.Together(Samples.Placebo, Samples.Mercaptopurine);
        var test = LogRankTest.Compare(observations, arms);
        test.Trend().Z.ShouldBe(test.Z, 1e-13);
        test.Trend().PValue.ShouldBe(test.PValue, 1e-15);
        test.Trend().PValueOneSided.ShouldBe(test.PValueOneSided, 1e-15);
    }

    [Fact]
    public void Longer_survival_with_higher_groups_is_above_0()
    {
        var test = LogRankTest.Compare(three, groups);
        test.Trend().Z!.Value.ShouldBePositive();
        test.Trend([2, 1, 0]).Z.ShouldBe(-test.Trend([0, 1, 2]).Z, 1e-14);
        test.Trend([0, 1, 2]).Scores.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Scores_in_other_units_change_nothing()
    {
        var test = LogRankTest.Compare(three, groups);
        test.Trend([1e6 + 10, 1e6 + 20, 1e6 + 30]).Z.ShouldBe(test.Trend().Z, 1e-9);
    }

    [Fact]
    public void Its_square_is_less_than_chi_square_unless_the_scores_are_the_best()
    {
        var test = LogRankTest.Compare(three, groups);
        var z = test.Trend().Z!.Value;
        (z * z).ShouldBeLessThan(test.ChiSquare!.Value);
    }

    [Fact]
    public void Equal_scores_make_no_trend_and_a_reason()
    {
        var trend = LogRankTest.Compare(three, groups).Trend([3, 3, 3]);
        trend.Status.ShouldBe(new LogRankStatus.NotEstimable("The groups that can be compared have the same score."));
        (trend.Z, trend.PValue, trend.PValueOneSided).ShouldBe((null, null, null));
        LogRankTest.Compare([], []).Trend().Status.ShouldBe(new LogRankStatus.NotEstimable("There is no event."));
    }

    [Fact]
    public void Scores_that_are_none_are_refused()
    {
        var test = LogRankTest.Compare(three, groups);
        Should.Throw<ArgumentException>(() => test.Trend([1, 2])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => test.Trend([1, 2, double.NaN])).Message.ShouldContain("group 2");
    }
}
