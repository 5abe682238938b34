using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>Whether the tests of a look are those of the library of statistics, on the same participants.</summary>
[Trait("Takes", "time")]
public sealed class TestsAsInStatisticsTests
{
    const double Close = 1e-10;
    const double DaysPerMonth = 30.4375;

    static readonly double bound = Normal.Quantile(0.975);

    static readonly LogRankWeight[] weights =
    [
        new LogRankWeight.LogRank(),
        new LogRankWeight.FlemingHarrington(0, 1),
        new LogRankWeight.FlemingHarrington(1, 0),
        new LogRankWeight.FlemingHarrington(0.5, 2),
        new LogRankWeight.ModestlyWeighted(6),
        new LogRankWeight.ModestlyWeightedToSurvival(0.5),
        new LogRankWeight.Gehan(),
        new LogRankWeight.TaroneWare(),
        new LogRankWeight.PetoPeto(),
        new LogRankWeight.ModifiedPetoPeto(),
    ];

    public static TheoryData<int, bool> EachWeight
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var w = 0; w < weights.Length; w++)
            {
                data.Add(w, false);
                data.Add(w, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EachWeight))]
    public void Weighted_log_rank(int w, bool isStratified)
    {
        foreach (var sample in Samples(new SimulatedTest.WeightedLogRank(weights[w], isStratified)))
            Compare(
                sample.Look.Z,
                LogRankTest.Compare(sample.Observations, sample.Arms, isStratified ? sample.Strata : [], weights[w]).Z
            );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Max_combo_decides_as_its_p_value_does(bool isStratified)
    {
        var (rejected, kept, between) = (0, 0, 0);
        foreach (var sample in Samples(new SimulatedTest.MaxCombo([], isStratified)))
        {
            var test = MaxComboTest.Compare(sample.Observations, sample.Arms, isStratified ? sample.Strata : []);
            Compare(sample.Look.Z, test.Best?.Z);
            var rejects = test.PValueOneSided <= Normal.UpperTail(bound);
            sample.Look.Decision.ShouldBe(rejects ? LookDecision.Efficacy : LookDecision.NotRejected);
            rejected += rejects ? 1 : 0;
            kept += rejects ? 0 : 1;
            between += test.Best!.Z >= bound && test.Best.Z < Normal.Quantile(1 - 0.025 / 4) ? 1 : 0;
        }
        rejected.ShouldBeGreaterThan(5);
        kept.ShouldBeGreaterThan(5);
        between.ShouldBeGreaterThan(3); // where neither one statistic nor Bonferroni decides
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8.5)]
    [InlineData(300)]
    public void Restricted_mean(double month)
    {
        foreach (var sample in Samples(new SimulatedTest.RestrictedMean(month)))
            Compare(
                sample.Look.Z,
                RestrictedMeanComparison.Of(sample.CurveOf(0), sample.CurveOf(1), month).Difference.Z
            );
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(8.5, true)]
    [InlineData(12, false)]
    [InlineData(300, true)]
    public void Milestone(double month, bool isLogLog)
    {
        foreach (var sample in Samples(new SimulatedTest.Milestone(month, isLogLog)))
            Compare(
                sample.Look.Z,
                SurvivalDifference
                    .At(
                        sample.CurveOf(0),
                        sample.CurveOf(1),
                        month,
                        testScale: isLogLog ? IntervalTransformation.LogLog : IntervalTransformation.Plain
                    )
                    .Difference.Z
            );
    }

    [Fact]
    public void A_max_combo_test_is_not_compared_with_group_sequential_bounds()
    {
        var trial = Delayed(new SimulatedTest.MaxCombo());
        var problems = (trial with { Looks = [new LookPlan.AtEvents(30), .. trial.Looks] }).Problems();
        problems.ShouldHaveSingleItem().ShouldContain("Plan a single look");
    }

    static void Compare(double? z, double? expected)
    {
        (z is null).ShouldBe(expected is null);
        if (expected is { } known)
            z!.Value.ShouldBe(known, Close);
    }

    sealed record Sample(ReplayedLook Look, Observation[] Observations, int[] Arms, int[] Strata)
    {
        public KaplanMeier CurveOf(int arm) =>
            KaplanMeier.Estimate([.. Observations.Where((_, i) => Arms[i] == arm)], 0.95, IntervalTransformation.LogLog);
    }

    // Trials without ties in continuous time, and trials of whole days with many.
    static IEnumerable<Sample> Samples(SimulatedTest test)
    {
        for (var k = 0UL; k < 25; k++)
        {
            var replayed = Delayed(test).Replay(seed: 11, scenario: 0, k);
            var seen = replayed.Participants.Where(who => who.AtEnd is not null).ToList();
            yield return new(
                replayed.Looks[^1],
                [.. seen.Select(who => who.AtEnd!.Value)],
                [.. seen.Select(who => who.Arm)],
                [.. seen.Select(who => who.Stratum)]
            );
        }
        var world = Patina.AsItIs.Trial(new LookPlan.AtEvents(60) { EfficacyZ = bound }) with { Participants = 160, Test = test };
        for (var k = 0UL; k < 25; k++)
        {
            var replayed = world.Replay(seed: 11, scenario: 0, k);
            var seen = replayed.Participants.Where(who => who.Primary is not null).ToList();
            yield return new(
                replayed.Looks[^1].Found,
                [.. seen.Select(who => InMonths(who.Primary!.Value))],
                [.. seen.Select(who => who.Arm)],
                [.. seen.Select(who => who.Stratum)]
            );
        }
    }

    static Observation InMonths(Observation days) =>
        days.IsEvent ? Observation.Event(days.Time / DaysPerMonth) : Observation.CensoredAt(days.Time / DaysPerMonth);

    static SimulatedTrial Delayed(SimulatedTest test)
    {
        StratumWorld Stratum(double share, double median) =>
            new()
            {
                Share = share,
                Control = new(RatePiece.OfMedian(median)),
                Experimental = new(
                    [new(0, Math.Log(2) / median), new(3, Math.Log(2) / median * 0.45)]
                )
                {
                    CuredFraction = 0.05,
                },
            };
        return new()
        {
            Participants = 140,
            Accrual = RatePiece.Constant(12),
            Allocation = new AllocationWorld.PermutedBlocks([4]),
            Strata = [Stratum(0.6, 7), Stratum(0.4, 4)],
            Looks = [new LookPlan.AtEvents(100) { EfficacyZ = bound }],
            Test = test,
        };
    }
}
