using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class LogRankWorkspaceTests
{
    sealed record Columns(double[] Times, bool[] Events, int[] Groups, int[] Strata)
    {
        public Observation[] Observations =>
            [.. Times.Zip(Events, (time, isEvent) => isEvent ? Observation.Event(time) : Observation.CensoredAt(time))];
    }

    static Columns Trial(int count, int strata, Func<double, int, double> time)
    {
        var trial = SyntheticTrial.Of(count, strata);
        return new(
            [.. trial.Observations.Select((o, row) => time(o.Time, row))],
            [.. trial.Observations.Select(o => o.IsEvent)],
            trial.Groups,
            trial.Strata
        );
    }

    static readonly Func<double, int, double> days = (time, _) => time;
    static readonly Func<double, int, double> continuous = (time, row) => time == 3 ? 0 : Math.Sqrt(time) * (1 + row % 97 * 1e-3);
    static readonly Func<double, int, double> nearlyEqual = (_, row) => 1 + row % 50 * 2.220446049250313e-16;

    public static TheoryData<int, int, string> Shapes =>
        new()
        {
            { 518, 1, "days" },
            { 518, 8, "days" },
            { 518, 8, "continuous" },
            { 6000, 3, "continuous" },
            { 400, 2, "nearly equal" },
            { 3000, 700, "continuous" },
            { 2, 1, "days" },
        };

    static Columns Of(int count, int strata, string shape) =>
        Trial(
            count,
            strata,
            shape == "days" ? days
                : shape == "continuous" ? continuous
                : nearlyEqual
        );

    [Theory]
    [MemberData(nameof(Shapes))]
    public void It_gives_the_log_rank_test(int count, int strata, string shape)
    {
        var trial = Of(count, strata, shape);
        var test = LogRankTest.Compare(trial.Observations, trial.Groups, trial.Strata);
        var sums = new LogRankWorkspace(count, strata).Compare(trial.Times, trial.Events, trial.Groups, trial.Strata);
        ((double)sums.Observed).ShouldBe(test.Observed[1]);
        sums.Expected.ShouldBe(test.Expected[1], 1e-12 * count);
        sums.Variance.ShouldBe(test.Variance[1, 1], 1e-12 * count);
        if (test.Z is null)
            sums.Z.ShouldBeNull();
        else
        {
            sums.Z.ShouldBe(test.Z, 1e-12);
            sums.PValue.ShouldBe(test.PValue, 1e-12);
            sums.PValueOneSided.ShouldBe(test.PValueOneSided, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_order_of_rows_changes_no_bit(int count, int strata, string shape)
    {
        var trial = Of(count, strata, shape);
        var workspace = new LogRankWorkspace(count, strata);
        var sums = workspace.Compare(trial.Times, trial.Events, trial.Groups, trial.Strata);
        workspace
            .Compare(
                [.. trial.Times.Reverse()],
                [.. trial.Events.Reverse()],
                [.. trial.Groups.Reverse()],
                [.. trial.Strata.Reverse()]
            )
            .ShouldBe(sums);
    }

    [Theory]
    [InlineData("days")]
    [InlineData("continuous")]
    public void No_test_allocates(string shape)
    {
        var trial = Of(518, 8, shape);
        var workspace = new LogRankWorkspace(518, 8);
        var z = 0.0;
        Allocated
            .By(() =>
            {
                for (var repetition = 0; repetition < 1000; repetition++)
                    z += workspace.Compare(trial.Times, trial.Events, trial.Groups, trial.Strata).Z ?? 0;
            })
            .ShouldBe(0);
        z.ShouldNotBe(0);
    }

    [Fact]
    public void Nothing_of_one_test_is_left_in_the_next()
    {
        var (large, small) = (Of(518, 8, "continuous"), Of(60, 8, "days"));
        var workspace = new LogRankWorkspace(518, 8);
        workspace.Compare(large.Times, large.Events, large.Groups, large.Strata);
        workspace
            .Compare(small.Times, small.Events, small.Groups)
            .ShouldBe(new LogRankWorkspace(60).Compare(small.Times, small.Events, small.Groups));
    }

    [Fact]
    public void Without_events_a_second_group_or_anybody_there_is_no_test()
    {
        var workspace = new LogRankWorkspace(2, 3);
        workspace.Compare([1, 2], [false, false], [0, 1]).Z.ShouldBeNull();
        workspace.Compare([1, 2], [true, true], [1, 1]).ShouldBe(new LogRankSums(2, 2, 0));
        workspace.Compare([1], [true], [1]).PValue.ShouldBeNull();
        workspace.Compare([], [], []).ShouldBe(new LogRankSums(0, 0, 0));
    }

    [Fact]
    public void Columns_that_make_no_trial_are_refused()
    {
        var workspace = new LogRankWorkspace(2, 3);
        Should.Throw<ArgumentException>(() => workspace.Compare([1, 2, 3], [true, true, true], [0, 1, 1]));
        Should.Throw<ArgumentException>(() => workspace.Compare([1, 2], [true], [0, 1]));
        Should.Throw<ArgumentException>(() => workspace.Compare([1, 2], [true, true], [0, 1], [0]));
        Should
            .Throw<ArgumentOutOfRangeException>(() => workspace.Compare([1, 2], [true, true], [0, 2]))
            .Message.ShouldContain("row 1");
        Should
            .Throw<ArgumentOutOfRangeException>(() => workspace.Compare([1, 2], [true, true], [0, 1], [0, 3]))
            .Message.ShouldContain("row 1");
        Should
            .Throw<ArgumentOutOfRangeException>(() => workspace.Compare([1, 2], [true, true], [0, 1], [-1, 0]))
            .Message.ShouldContain("row 0");
        foreach (var wrong in (double[])[-1, double.NaN, double.PositiveInfinity])
            Should
                .Throw<ArgumentOutOfRangeException>(() => workspace.Compare([1, wrong], [true, true], [0, 1]))
                .Message.ShouldContain("row 1");
        Should.Throw<ArgumentOutOfRangeException>(() => new LogRankWorkspace(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new LogRankWorkspace(1, 0));
    }
}
