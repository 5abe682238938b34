using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Sharding;
using Equipoise.Design.Simulation.World;

namespace Equipoise.Trial.Tests.Design.Simulation.Sharding;

/// <summary>The hash of what is simulated: the same for the same trial, another for any other.</summary>
[Trait("Takes", "time")]
public sealed class SimulationStudyTests
{
    static readonly SimulatedTrial trial = ShardSample.Trial;

    public static TheoryData<string> Changes => [.. changes.Keys];

    static readonly Dictionary<string, SimulatedTrial> changes = new()
    {
        ["participants"] = trial with { Participants = 21 },
        ["accrual"] = trial with { Accrual = RatePiece.Constant(4.0000000000000009) },
        ["a further piece of accrual"] = trial with { Accrual = [new(0, 4), new(5, 4)] },
        ["arrival"] = trial with { Arrival = Arrival.EvenlySpaced },
        ["block sizes"] = trial with { Allocation = new AllocationWorld.PermutedBlocks([4, 2]) },
        ["method of allocation"] = trial with { Allocation = new AllocationWorld.Simple() },
        ["ratio"] = trial with { Allocation = new AllocationWorld.PermutedBlocks([2, 4]) { Experimental = 3 } },
        ["hazard"] = trial.WithHazardRatio(0.5),
        ["cured"] = trial with
        {
            Strata = [trial.Strata[0] with { Control = trial.Strata[0].Control with { CuredFraction = 0.1 } }],
        },
        ["dropout"] = trial with { ControlDropout = RatePiece.Constant(0.01) },
        ["dropout of the other arm"] = trial with { ExperimentalDropout = RatePiece.Constant(0.01) },
        ["a look at a month"] = trial with { Looks = [trial.Looks[0], new LookPlan.AtMonth(14) { EfficacyZ = 2 }] },
        ["a bound"] = trial with { Looks = [trial.Looks[0] with { FutilityZ = null }, trial.Looks[1]] },
        ["test"] = trial with { Test = new SimulatedTest.LogRank(Stratified: true) },
        ["estimate"] = trial with { EstimateHazardRatio = false },
        ["confidence"] = trial with { Confidence = 0.9 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_of_the_trial_changes_the_hash(string what) => Input(changes[what]).ShouldNotBe(Input(trial));

    [Fact]
    public void All_these_hashes_differ() => changes.Values.Select(Input).Distinct().Count().ShouldBe(changes.Count);

    [Fact]
    public void A_trial_that_is_made_again_has_the_same_hash()
    {
        var again = trial with
        {
            Accrual = new List<RatePiece> { new(0, 4) },
            Looks = [.. trial.Looks.Select(look => look with { })],
            Strata = [.. trial.Strata.Select(stratum => stratum with { Control = new([.. stratum.Control.Hazard]) })],
        };

        Input(again).ShouldBe(Input(trial));
        Input(trial).ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void The_hash_is_that_of_a_text_that_says_all_there_is_in_order_of_names()
    {
        var plain = trial with { Looks = [new LookPlan.AtMonth(0.1)], Allocation = new AllocationWorld.Simple() };

        // Written by hand from the trial above; log 2 / 6 and log 2 / 9 to 17 digits by Python.
        CanonicalText
            .Of(plain)
            .ShouldBe(
                """
                {"":"SimulatedTrial","Accrual":[{"":"RatePiece","FromMonth":0,"PerMonth":4}],"Allocation":{"":"Simple","Control":1,"Experimental":1},
                "Arrival":"Poisson","Confidence":0.95,"ControlDropout":[],"EstimateHazardRatio":true,"ExperimentalDropout":[],
                "Looks":[{"":"AtMonth","EfficacyZ":null,"FutilityZ":null,"Month":0.1}],"Participants":20,
                "Strata":[{"":"StratumWorld","Control":{"":"EventWorld","CuredFraction":0,"Hazard":[{"":"RatePiece","FromMonth":0,"PerMonth":0.11552453009332421}]},
                "Experimental":{"":"EventWorld","CuredFraction":0,"Hazard":[{"":"RatePiece","FromMonth":0,"PerMonth":0.07701635339554948}]},"Share":1}],
                "Test":{"":"LogRank","Stratified":false}}
                """.ReplaceLineEndings("")
            );
    }

    static string Input(SimulatedTrial of) => SimulationStudy.Of(of, 1, 10).Input;
}
