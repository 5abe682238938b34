using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Validation.Simulation;

/// <summary>Designs that other software sizes by formula for an effect that comes late: simulated, they have about the power that was asked for.</summary>
[Trait("Takes", "time")]
public sealed class NonProportionalTests
{
    // gsDesign2 1.1.8: enroll 12 months, control median 15 months, hazard ratio 1 for 4 months, then 0.6, dropout hazard 0.001, analysis in month 36,
    // 90% power at one-sided 2.5%; the participants that each test needs, rounded to even numbers. RMST and milestone as npsurvSS has them.
    [Theory]
    [InlineData("fixed_design_ahr", 440, "log-rank")]
    [InlineData("fixed_design_fh(rho = 0, gamma = 0.5)", 350, "FH")]
    [InlineData("fixed_design_maxcombo(rho = c(0, 0, .5), gamma = c(0, .5, .5))", 376, "MaxCombo")]
    [InlineData("fixed_design_milestone(tau = 18)", 632, "milestone")]
    [InlineData("fixed_design_rmst(tau = 18)", 1482, "RMST")]
    public void Tests_have_the_power_for_which_gsDesign2_sizes_them(string call, int participants, string test)
    {
        var agreement = new Agreement($"Simulated power of a late effect: {test}", new Source.R(call, "gsDesign2 1.1.8"));
        var control = new EventWorld(RatePiece.OfMedian(15));
        var trial = new SimulatedTrial
        {
            Participants = participants,
            Accrual = RatePiece.Constant(participants / 12.0),
            Arrival = Arrival.EvenlySpaced,
            Allocation = new AllocationWorld.PermutedBlocks([2, 4]),
            Strata =
            [
                new()
                {
                    Share = 1,
                    Control = control,
                    Experimental = new([new(0, Math.Log(2) / 15), new(4, 0.6 * Math.Log(2) / 15)]),
                },
            ],
            ControlDropout = RatePiece.Constant(0.001),
            ExperimentalDropout = RatePiece.Constant(0.001),
            Looks = [new LookPlan.AtMonth(36) { EfficacyZ = 1.959963984540054 }],
            Test = test switch
            {
                "FH" => new SimulatedTest.WeightedLogRank(new LogRankWeight.FlemingHarrington(0, 0.5)),
                "MaxCombo" => new SimulatedTest.MaxCombo([
                    new LogRankWeight.LogRank(),
                    new LogRankWeight.FlemingHarrington(0, 0.5),
                    new LogRankWeight.FlemingHarrington(0.5, 0.5),
                ]),
                "milestone" => new SimulatedTest.Milestone(18, LogLog: true),
                "RMST" => new SimulatedTest.RestrictedMean(18),
                _ => new SimulatedTest.LogRank(),
            },
        };
        var tally = TrialSimulator.Run(trial, new() { Seed = 36, Trials = 20_000, Threads = 2 });
        // The Monte-Carlo standard error is 0.002; the formulas are good to about a percentage point.
        agreement.Within(0.02, "power", tally.Power!.Value.Estimate, 0.9);
        agreement.ShouldBeComplete(atLeast: 1);
    }
}
