using Equipoise.Design.Simulation.Sharding;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Design.Simulation.Sharding;

/// <summary>Shards put together.</summary>
public sealed class ShardMergeTests
{
    [Fact]
    public void Any_division_in_any_order_merges_to_the_bits_of_one_run()
    {
        var whole = ShardSample.Simulate(1, new(0, 100)).ToJson();
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(1, 30).ToArbitrary(),
                of =>
                {
                    (string, Shard)[] shards =
                    [
                        .. ShardNumber.All(of).Reverse().Select(number => ($"{number}", ShardSample.Shard(number.Shard, of))),
                    ];
                    return ((ShardMerge.Complete)ShardMerge.Of(shards)).Tally.ToJson() == whole;
                }
            )
        );
    }

    [Fact]
    public void Divisions_of_different_size_merge_if_each_trial_is_in_one()
    {
        var merged = Complete(("c", ShardSample.Shard(2, 2)), ("a", ShardSample.Shard(1, 4)), ("b", ShardSample.Shard(2, 4)));

        merged.Tally.ShouldBe(ShardSample.Simulate(1, new(0, 100)));
        merged.Seconds.ShouldBe(0.75);
        merged.Study.ShouldBe(ShardSample.Shard(1, 1).Study);
    }

    [Fact]
    public void Trials_in_no_shard_are_named_with_the_shards_that_they_are() =>
        Problems(("a", ShardSample.Shard(2, 5)), ("b", ShardSample.Shard(4, 5)))
            .ShouldBe([
                "No file holds trials 0 to 19 of 100 in all: shard 1/5.",
                "No file holds trials 40 to 59 of 100 in all: shard 3/5.",
                "No file holds trials 80 to 99 of 100 in all: shard 5/5.",
            ]);

    [Fact]
    public void Several_shards_in_a_row_are_missing_as_one() =>
        Problems(("a", ShardSample.Shard(1, 5))).ShouldBe(["No file holds trials 20 to 99 of 100 in all: shards 2/5 to 5/5."]);

    [Fact]
    public void Trials_in_two_shards_are_named_with_both_files() =>
        Problems(("a", ShardSample.Shard(1, 2)), ("b", ShardSample.Shard(2, 3)), ("c", ShardSample.Shard(3, 3)))
            .ShouldBe(["b: holds trials 33 to 49, which a holds too."]);

    [Fact]
    public void The_same_shard_twice_overlaps() =>
        Problems(("a", ShardSample.Shard(1, 1)), ("b", ShardSample.Shard(1, 1)))
            .ShouldBe(["b: holds trials 0 to 99, which a holds too."]);

    [Fact]
    public void A_shard_of_anything_else_is_foreign_and_what_it_differs_in_is_said()
    {
        var own = ShardSample.Shard(1, 2);
        var other = own.Study with { Input = new string('0', 64) };
        Problems(
                ("a", own),
                ("b", ShardSample.Shard(2, 2, seed: 7)),
                ("c", ShardSample.Shard(2, 2, trials: 90)),
                ("d", ShardSample.Shard(2, 2) with { Study = other }),
                ("e", ShardSample.Shard(2, 2) with { Study = own.Study with { Scenario = 3 } }),
                ("f", ShardSample.Shard(2, 2) with { Study = own.Study with { Engine = "another" } })
            )
            .ShouldBe([
                "b: does not belong here: it has seed 7, not 1 as a.",
                "c: does not belong here: it is of 90 trials in all, not of 100 as a.",
                $"d: does not belong here: it simulates another trial (SHA-256 000000000000..., not {own.Study.Input[..12]}...) as a.",
                "e: does not belong here: it has scenario 3, not 0 as a.",
                $"f: does not belong here: it was made by another, not by {SimulationStudy.ThisEngine} as a.",
                "No file holds trials 50 to 99 of 100 in all: shard 2/2.",
            ]);
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(3, 3)]
    [InlineData(2, 5)]
    [InlineData(1L << 50, 999)]
    public void Shards_are_contiguous_whole_and_of_equal_size_to_within_one_trial(long trials, int of)
    {
        TrialRange[] ranges = [.. ShardNumber.All(of).Select(number => number.RangeOf(trials))];

        ranges[0].First.ShouldBe(0);
        ranges[^1].End.ShouldBe(trials);
        ranges.Zip(ranges.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.First);
        (ranges.Max(range => range.Count) - ranges.Min(range => range.Count)).ShouldBeLessThanOrEqualTo(1);
    }

    static ShardMerge.Complete Complete(params (string File, Shard Shard)[] shards) =>
        ShardMerge.Of(shards).ShouldBeOfType<ShardMerge.Complete>();

    static string[] Problems(params (string File, Shard Shard)[] shards) =>
        [.. ShardMerge.Of(shards).ShouldBeOfType<ShardMerge.Rejected>().Problems.Select(problem => problem.ToString())];
}
