using System.Reflection;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Trial.Tests.Architecture;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>One seed, one answer: whatever the threads, the shards, the processor.</summary>
[Trait("Takes", "time")]
public sealed class SameBits
{
    // What the processor can do is told to a child process so.
    const string WithoutVectors = "DOTNET_EnableHWIntrinsic";
    const string WithoutWideVectors = "DOTNET_EnableAVX512";
    const string WithNarrowVectorsAlone = "DOTNET_EnableAVX";

    [Fact]
    public void The_number_of_threads_changes_no_bit() =>
        SmallTrials.Run(SmallTrials.Varied, 1500, threads: 3).ShouldBe(SmallTrials.Run(SmallTrials.Varied, 1500, threads: 1));

    [Fact]
    public void Shards_of_any_length_in_any_order_merge_to_the_whole()
    {
        var whole = SmallTrials.Run(SmallTrials.Varied, 1000);
        SimulationTally[] shards =
        [
            SmallTrials.Run(SmallTrials.Varied, 300, first: 700),
            SmallTrials.Run(SmallTrials.Varied, 1),
            SmallTrials.Run(SmallTrials.Varied, 0, first: 12),
            SmallTrials.Run(SmallTrials.Varied, 699, first: 1),
        ];
        SimulationTally.Merge(shards).ShouldBe(whole);
        SimulationTally.Merge(shards).ToJson().ShouldBe(whole.ToJson());
    }

    [Fact]
    public void A_tally_survives_its_file()
    {
        var tally = SmallTrials.Run(SmallTrials.Varied, 500);
        SimulationTally.FromJson(tally.ToJson()).ShouldBe(tally);
        tally.Trials.ShouldBe(500);
    }

    [Fact]
    public void A_replayed_trial_is_the_trial_of_the_run()
    {
        for (var index = 0UL; index < 20; index++)
        {
            var last = SmallTrials.Varied.Replay(20261126, 0, index).Looks[^1];
            var alone = SmallTrials.Run(SmallTrials.Varied, 1, first: index);
            var ticks = (Int128)(last.Month * 2097152); // 2^21 a month; their squares need more bits than a double has
            alone.Months.ShouldBe(new(1, ExactSum.Of(last.Month), new(ticks * ticks)));
            alone.LogHazardRatio.Sum.ShouldBe(ExactSum.Of(last.LogHazardRatio ?? 0));
            alone.Rejections.ShouldBe(last.Decision == LookDecision.Efficacy ? 1 : 0);
        }
    }

    [Fact]
    public void Seed_scenario_and_index_each_name_another_trial()
    {
        double Of(ulong seed, uint scenario, ulong index) =>
            SmallTrials.Varied.Replay(seed, scenario, index).Participants[0].Arrival;
        new[] { Of(1, 0, 0), Of(2, 0, 0), Of(1UL << 32, 0, 0), Of(1, 1, 0), Of(1, 0, 1), Of(1, 0, 1UL << 32), Of(1, 0, 1UL << 55) }
            .ShouldBeUnique();
    }

    [Fact]
    public void With_one_scenario_number_two_worlds_share_their_random_numbers()
    {
        var trial = SmallTrials.Benchmark(0.75, SmallTrials.ThreeLooks);
        var (here, there) = (
            trial.Replay(1, 0, 7),
            SmallTrials.Benchmark(1.5, SmallTrials.ThreeLooks).Replay(1, 0, 7)
        );
        for (var i = 0; i < here.Participants.Count; i++)
        {
            var (a, b) = (here.Participants[i], there.Participants[i]);
            (a.Arrival, a.Arm, a.Dropout).ShouldBe((b.Arrival, b.Arm, b.Dropout));
            // The same unit exponential at twice the hazard, to half a tick each.
            (a.Event!.Value / b.Event!.Value).ShouldBe(a.Arm == 1 ? 2 : 1, 1e-3);
        }
    }

    [Fact]
    public void The_tallies_of_two_trials_have_the_digest_that_is_written_here()
    {
        if (Environment.GetEnvironmentVariable(WithoutVectors) == "0")
            Vector128.IsHardwareAccelerated.ShouldBeFalse();
        if (Environment.GetEnvironmentVariable(WithoutWideVectors) == "0")
            Vector512.IsHardwareAccelerated.ShouldBeFalse();
        if (Environment.GetEnvironmentVariable(WithNarrowVectorsAlone) == "0")
            Vector256.IsHardwareAccelerated.ShouldBeFalse();
        var tallies =
            SmallTrials.Run(SmallTrials.Benchmark(0.75, SmallTrials.ThreeLooks), 300).ToJson()
            + SmallTrials.Run(SmallTrials.Varied, 300).ToJson();
        // Recorded with vectors of 512 bits; the next test computes it with narrower ones and with none.
        (Digest: Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tallies))), SimulationStudy.Streams).ShouldBe(
            ("27803d37950cc16e40c7348abb5ac892b76048bec7fef67ee1e5207d8fd3156c", 1),
            "A trial of a seed comes out otherwise than before: raise SimulationStudy.Streams, so that old shards do not merge with new ones."
        );
    }

    [Fact]
    public void The_width_of_the_vectors_changes_no_bit()
    {
        foreach (var trial in new[] { SmallTrials.Varied, SmallTrials.Benchmark(0.75, SmallTrials.ThreeLooks) })
        {
            var narrow = Tally<Register128>(trial);
            Tally<Register256>(trial).ShouldBe(narrow);
            Tally<Register512>(trial).ShouldBe(narrow);
        }

        static SimulationTally Tally<R>(SimulatedTrial trial)
            where R : struct, IRegister<R>
        {
            var workspace = trial.Open<R>(20261126, 0);
            for (var index = 0UL; index < 200; index++)
                workspace.Add(index);
            return workspace.ToTally();
        }
    }

    [Theory]
    [InlineData(WithoutVectors)]
    [InlineData(WithoutWideVectors)]
    [InlineData(WithNarrowVectorsAlone)]
    public void A_processor_with_narrower_vectors_or_none_gives_the_same_digest(string without)
    {
        var assembly = Assembly.GetExecutingAssembly().Location;
        var filter = $"FullyQualifiedName~{nameof(SameBits)}.{nameof(The_tallies_of_two_trials_have_the_digest_that_is_written_here)}";
        DotNet
            .Run(
                Path.GetDirectoryName(assembly)!,
                new Dictionary<string, string> { [without] = "0" },
                "vstest",
                assembly,
                $"--TestCaseFilter:{filter}"
            )
            .ShouldMatch(@"Passed:\s+1\b");
    }
}
