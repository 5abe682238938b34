using Equipoise.Statistics.Comparisons;

namespace Equipoise.Statistics.Tests.Comparisons;

/// <summary>What must hold of the log-rank test of intervals; its numbers are compared with R in Validation.</summary>
public sealed class IntervalLogRankTests
{
    static readonly double[] weeks = [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45, 9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161];
    static readonly bool[] relapsed =
    [
        true, true, true, true, true, false, true, true, true, true, true, true, true, true, false, true, true, false, true, true, false, true, false,
    ];
    static readonly int[] arm = [.. weeks.Select((_, i) => i < 12 ? 0 : 1)];

    // Of exact and right-censored times Sun's scores are events less the Nelson-Aalen hazard until then (Sun 1996), ties too.
    [Fact]
    public void Of_times_that_are_known_its_sums_are_observed_minus_expected_events_of_the_log_rank_test()
    {
        IntervalObservation[] intervals =
        [
            .. weeks.Zip(relapsed, (t, event_) => event_ ? IntervalObservation.Exactly(t) : IntervalObservation.RightCensored(t)),
        ];
        Observation[] times = [.. weeks.Zip(relapsed, (t, event_) => event_ ? Observation.Event(t) : Observation.CensoredAt(t))];
        var test = IntervalLogRankTest.Compare(intervals, arm);
        var logRank = LogRankTest.Compare(times, arm);
        for (var group = 0; group < 2; group++)
            test.ScoreSums[group].ShouldBe(logRank.Observed[group] - logRank.Expected[group], 1e-9);
        test.Z!.Value.ShouldBeGreaterThan(0);
        test.PValueOneSided!.Value.ShouldBe(test.PValue!.Value / 2, 1e-12);
    }

    [Theory]
    [InlineData(IntervalScores.Sun)]
    [InlineData(IntervalScores.Finkelstein)]
    public void Scores_add_up_to_0_and_a_weight_of_2_is_two_rows(IntervalScores kind)
    {
        IntervalObservation[] rows =
        [
            IntervalObservation.Between(1, 4),
            IntervalObservation.Between(3, 6),
            IntervalObservation.RightCensored(5),
            IntervalObservation.LeftCensored(2),
            IntervalObservation.Between(4, 8),
            IntervalObservation.Exactly(7),
        ];
        int[] groups = [0, 1, 0, 1, 0, 1];
        var weighted = IntervalLogRankTest.Compare(rows, groups, kind, [2, 1, 1, 1, 3, 0]);
        var repeated = IntervalLogRankTest.Compare(
            [rows[0], rows[0], rows[1], rows[2], rows[3], rows[4], rows[4], rows[4]],
            [0, 0, 1, 0, 1, 0, 0, 0],
            kind
        );
        weighted.ScoreSums.Sum().ShouldBe(0, 1e-9);
        weighted.ChiSquare!.Value.Statistic.ShouldBe(repeated.ChiSquare!.Value.Statistic, 1e-9);
        weighted.Scores[5].ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_compared_is_not_estimable_with_its_reason()
    {
        IntervalObservation[] rows = [IntervalObservation.Between(1, 4), IntervalObservation.Between(3, 6)];
        Reason(IntervalLogRankTest.Compare(rows, [0, 0])).ShouldContain("two groups");
        Reason(IntervalLogRankTest.Compare([], [])).ShouldContain("two groups");
        IntervalObservation[] alike = [IntervalObservation.RightCensored(3), IntervalObservation.RightCensored(3)];
        Reason(IntervalLogRankTest.Compare(alike, [0, 1])).ShouldContain("same score");
        Should.Throw<ArgumentException>(() => IntervalLogRankTest.Compare(rows, [0]));
        Should.Throw<ArgumentOutOfRangeException>(() => IntervalLogRankTest.Compare(rows, [0, -1]));

        static string Reason(IntervalLogRankTest test)
        {
            (test.ChiSquare, test.PValue, test.Z).ShouldBe((null, null, null));
            return test.Status.ShouldBeOfType<LogRankStatus.NotEstimable>().Reason;
        }
    }
}
