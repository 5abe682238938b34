using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests;

/// <summary>Results show themselves in a line, and the curves of all groups come in one call.</summary>
public sealed class ShortTextTests
{
    // R's survival::aml (Miller 1981): 11 maintained, 12 not.
    static readonly int[] time = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45];
    static readonly int[] status = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];
    static readonly int[] groups = [.. Enumerable.Range(0, 23).Select(row => row < 11 ? 0 : 1)];

    static readonly Observation[] rows =
    [
        .. time.Zip(status, (t, d) => d == 1 ? Observation.Event(t) : Observation.CensoredAt(t)),
    ];

    [Fact]
    public void The_curves_of_groups_are_those_of_each_alone()
    {
        var curves = KaplanMeier.EstimateEach(rows, groups);
        curves.Count.ShouldBe(2);
        for (var group = 0; group < 2; group++)
            curves[group].Steps.ShouldBe(KaplanMeier.Estimate([.. rows.Where((_, row) => groups[row] == group)]).Steps);
        // A group of which there is nobody has a curve without steps; weights go with their rows.
        KaplanMeier.EstimateEach(rows.AsSpan(0, 1), [2]).Select(curve => curve.Count).ShouldBe([0, 0, 1]);
        KaplanMeier.EstimateEach(rows, groups, weights: [.. groups.Select(group => (double)group)])[0].Count.ShouldBe(0);
    }

    [Fact]
    public void Groups_below_0_and_a_weight_too_few_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.EstimateEach(rows, [.. groups.Select(group => group - 1)]));
        Should.Throw<ArgumentException>(() => KaplanMeier.EstimateEach(rows, groups, weights: [1]));
    }

    [Fact]
    public void Each_result_is_a_line()
    {
        // R: survfit medians 31 (13, NA) and 23 (5, 33) on the log-log scale; survdiff 3.396; coxph 2.498 (0.916 to 6.813).
        KaplanMeier.EstimateEach(rows, groups)[1].ToString().ShouldBe("12 observed, 11 events, median 23 (95% 5 to 33)");
        KaplanMeier.Estimate([]).ToString().ShouldBe("0 observed, 0 events, median NE (95% NE to NE)");
        LogRankTest.Compare(rows, groups).ToString().ShouldBe("log-rank: chi-square 3.396, 1 df, p 0.06534");
        CoxRegression
            .Fit(rows, [.. groups.Select(group => (double)group)], ["x"])
            .ToString()
            .ShouldBe("x 2.498 (95% 0.9159 to 6.813), p 0.07371");
        RestrictedMean.Of(KaplanMeier.EstimateEach(rows, groups)[0], 200).ToString().ShouldBe("BeyondFollowUp up to 200");
    }
}
