using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Resampling;

namespace Equipoise.Statistics.Tests.Resampling;

public sealed class BootstrapTests
{
    // A second program (Python) of Philox4x32-10, held by the known answer of its authors for zeros (6627e8d5 e169c58d bc57ac4c
    // 9b00dbd8), with counter (block, 0, "boot", draw) and the seed as key; 52 bits of each 64 make the uniform number.
    [Theory]
    [InlineData(1UL, 0, 10, 0, "8 5 5 3 0 0 8 8 1 7")]
    [InlineData(1UL, 7, 4, 6, "3 1 1 1 9 7 6 8 9 8")]
    [InlineData((1UL << 40) + 3, 7, 4, 6, "2 0 2 0 5 5 9 5 7 9")]
    public void Draw_k_of_a_seed_is_always_the_same(ulong seed, int draw, int first, int second, string rows)
    {
        int[] strata = [.. Enumerable.Repeat(3, first), .. Enumerable.Repeat(8, second)];
        string.Join(' ', BootstrapDraws.Of(strata.Length, seed, strata).Rows(draw)).ShouldBe(rows);
    }

    [Fact]
    public void A_cluster_is_drawn_whole_and_every_stratum_keeps_its_number_of_them()
    {
        int[] clusters = [7, 7, 2, 5, 5, 5, 9];
        int[] strata = [1, 1, 0, 0, 0, 0, 1];
        var draws = BootstrapDraws.Of(7, 20, strata, clusters);
        draws.Units.ShouldBe(4);
        for (var draw = 0; draw < 50; draw++)
        {
            var times = new int[7];
            foreach (var row in draws.Rows(draw))
                times[row]++;
            (times[0], times[3], times[4]).ShouldBe((times[1], times[4], times[5]));
            (times[0] + times[6], times[2] + times[3]).ShouldBe((2, 2));
        }
    }

    // R: quantile(x, c(0.05, 0.95, 0.1, 0.9), type = 6); at 5% of 11 values R gives the first, which no draw is beyond: here none.
    [Theory]
    [InlineData(0.8, 1.1, 9.62)]
    [InlineData(0.5, 2.6, 9.0)]
    [InlineData(0.9, null, null)]
    public void Limits_are_quantiles_of_R_s_type_6(double confidence, double? lower, double? upper)
    {
        double[] x = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7, 9.3];
        var limits = Values(x, confidence);
        (limits.Lower is null, limits.Upper is null).ShouldBe((lower is null, upper is null));
        (limits.Lower ?? 0).ShouldBe(lower ?? 0, 1e-15);
        (limits.Upper ?? 0).ShouldBe(upper ?? 0, 1e-15);
        (limits.Draws, limits.NotEstimable).ShouldBe((11, 0));
        limits.StandardError!.Value.ShouldBe(3.26507691682, 1e-11); // sd(x)
    }

    [Fact]
    public void The_fewest_draws_of_a_level_are_those_that_have_its_limits()
    {
        foreach (var (confidence, fewest) in new[] { (0.95, 39), (0.9, 19), (0.99, 199), (0.5, 3), (0.1, 2) })
        {
            Bootstrap.FewestDraws(confidence).ShouldBe(fewest);
            var limits = Values([.. Enumerable.Range(1, fewest).Select(i => (double)i)], confidence);
            (limits.Lower is null, limits.Upper is null).ShouldBe((false, false));
        }
        var few = Values([.. Enumerable.Range(1, 38).Select(i => (double)i)], 0.95);
        (few.Lower, few.Upper).ShouldBe((null, null));
    }

    [Fact]
    public void An_infinite_value_counts_in_the_order_and_one_that_does_not_exist_is_left_out_and_counted()
    {
        var values = Enumerable.Range(1, 39).Select(i => i <= 38 ? i : double.PositiveInfinity).Append(double.NaN).ToArray();
        var limits = Values(values, 0.95);
        (limits.Lower, limits.Upper, limits.StandardError, limits.Draws, limits.NotEstimable).ShouldBe((1, null, null, 39, 1));
        limits.ToString().ShouldBe("95% 1 to NE of 39 draws, not estimable in 1 more");
        Values([double.NaN], 0.95).ToString().ShouldBe("95% NE to NE of 0 draws, not estimable in 1 more");
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var trial = SyntheticTrial.Of(300, strata: 1);
        int[] arms = [.. trial.Observations.Select((_, row) => row % 2)];
        BootstrapLimits[] At(int threads) =>
            [
                .. Bootstrap.Limits(
                    BootstrapDraws.Of(300, 5, arms),
                    200,
                    2,
                    (rows, values) =>
                    {
                        var drawn = new Observation[rows.Length];
                        for (var i = 0; i < drawn.Length; i++)
                            drawn[i] = trial.Observations[rows[i]];
                        var curve = KaplanMeier.Estimate(drawn);
                        (values[0], values[1]) = (curve.Median.Estimate, curve.At(drawn[0].Time).Survival);
                    },
                    threads: threads
                ),
            ];
        var one = At(1);
        At(2).ShouldBe(one);
        At(7).ShouldBe(one);
    }

    // Without censoring survival at a time is a share, and of draws of 20 with 6 events the count is binomial: R's qbinom(c(0.025,
    // 0.975), 20, 0.7) are 10 and 18, and its standard error √(20·0.7·0.3).
    [Fact]
    public void The_limits_of_a_share_are_quantiles_of_the_binomial()
    {
        Observation[] rows = [.. Enumerable.Range(1, 20).Select(i => Observation.Event(i))];
        var limits = Bootstrap.Limits(
            BootstrapDraws.Of(20, 11),
            9999,
            1,
            (drawn, values) =>
            {
                var observations = new Observation[drawn.Length];
                for (var i = 0; i < observations.Length; i++)
                    observations[i] = rows[drawn[i]];
                values[0] = KaplanMeier.Estimate(observations).At(6).Survival;
            }
        )[0];
        limits.Lower!.Value.ShouldBe(0.5, 1e-12);
        limits.Upper!.Value.ShouldBe(0.9, 1e-12);
        // A standard deviation of 9999 draws is known to 1 in √(2·9999): three of these are 0.022.
        limits.StandardError!.Value.ShouldBe(0.10246950765959598, 0.022 * 0.1025);
    }

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        var made = 0;
        Should.Throw<OperationCanceledException>(() =>
            Bootstrap.Limits(
                BootstrapDraws.Of(3, 1),
                1_000_000,
                1,
                (_, _) =>
                {
                    if (Interlocked.Increment(ref made) == 10)
                        stop.Cancel();
                },
                cancellation: stop.Token
            )
        );
        made.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var draws = BootstrapDraws.Of(2, 1);
        static void Nothing(ReadOnlySpan<int> rows, Span<double?> values) { }
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Limits(draws, 0, 1, Nothing));
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Limits(draws, 1, 0, Nothing));
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Limits(draws, int.MaxValue, 2, Nothing));
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Limits(draws, 1, 1, Nothing, threads: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.Limits(draws, 1, 1, Nothing, confidence: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Bootstrap.FewestDraws(0));
        Should.Throw<ArgumentOutOfRangeException>(() => BootstrapDraws.Of(-1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => draws.Rows(-1));
        Should.Throw<ArgumentException>(() => BootstrapDraws.Of(2, 1, strata: [1]));
        Should.Throw<ArgumentException>(() => BootstrapDraws.Of(2, 1, clusters: [1]));
        Should
            .Throw<ArgumentException>(() => BootstrapDraws.Of(2, 1, strata: [0, 1], clusters: [4, 4]))
            .Message.ShouldContain("Cluster 4 is in strata 0 and 1");
    }

    // The draws are of no matter here: each gives the next value.
    static BootstrapLimits Values(double[] values, double confidence)
    {
        var next = -1;
        return Bootstrap.Limits(
            BootstrapDraws.Of(1, 1),
            values.Length,
            1,
            (_, of) => of[0] = double.IsNaN(values[Interlocked.Increment(ref next)]) ? null : values[next],
            confidence,
            threads: 1
        )[0];
    }
}
