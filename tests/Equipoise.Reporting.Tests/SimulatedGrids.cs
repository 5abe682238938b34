using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Protocol;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Tests;

/// <summary>Grids to be shown: one simulated, others made up, so that every number on the page is known.</summary>
static class SimulatedGrids
{
    /// <summary>Hazard ratio by dropout, the null hypothesis among them, 200 trials each.</summary>
    public static SimulatedGrid Simulated { get; } =
        Of(
            ["hazard ratio", "dropout"],
            [
                .. from ratio in new[] { 0.6, 0.7, 0.8, 1 }
                from dropout in new[] { ("none", 0.0), ("5% yearly", 0.05), ("10% yearly", 0.1) }
                select new SimulatedCell([$"{ratio}", dropout.Item1], Tally(ratio, dropout.Item2), ratio == 1),
            ]
        );

    /// <summary>
    /// Ten thousand made-up trials of two looks. By hand: power 0.9012 unless told otherwise; mean events 345.5 with standard deviation 20, so
    /// a standard error of 0.2; mean months 48.25 with 5 and 0.05; 518 participants in each; mean log hazard ratio -0.405 with 0.1 and 0.001.
    /// The first look is made in the eighth of a month that begins at 20, the final one in that at 50.
    /// </summary>
    public static SimulationTally MadeUp(long rejections = 9_012) =>
        SimulationTally.FromJson(
            $$"""
            {"trials":10000,"rejections":{{rejections}},"neverReached":0,"looks":[{{Look(10_000, 4_000, 150, 160)}},{{Look(5_850, rejections - 4_000, 838, 400)}}],
            "months":{{Moments(48.25, 5)}},"events":{{Moments(345.5, 20)}},"participants":{{Moments(518, 0)}},"logHazardRatio":{{Moments(-0.405, 0.1)}},
            "hazardRatioNotEstimable":0,"covered":9480}
            """
        );

    public static SimulationTally WithoutTrials { get; } =
        MadeUp() with
        {
            Trials = 0,
            Rejections = 0,
            Looks = [],
            Months = default,
            Events = default,
            Participants = default,
            LogHazardRatio = default,
            Covered = null,
        };

    public static SimulatedGrid Of(IReadOnlyList<string> names, IReadOnlyList<SimulatedCell> cells) =>
        new()
        {
            TrialId = "PATINA",
            Title = "What if the effect is smaller, and more are lost?",
            Names = names,
            Cells = cells,
            Seed = 20_261,
            Luck = GridLuck.Common,
            ProtocolSha256 = new('a', 64),
            PlannedPower = 0.9,
            OneSidedAlpha = 0.025,
        };

    /// <summary>A grid of one name with these values, each with made-up trials.</summary>
    public static SimulatedGrid Over(string name, params IReadOnlyList<string> values) =>
        Of([name], [.. values.Select((value, i) => new SimulatedCell([value], MadeUp(9_000 + (10 * i))))]);

    static SimulationTally Tally(double ratio, double dropout) =>
        TrialSimulator.Run(
            new SimulatedTrial
            {
                Participants = 150,
                Accrual = RatePiece.Constant(12),
                Allocation = new AllocationWorld.PermutedBlocks([2, 2]),
                Strata =
                [
                    new()
                    {
                        Share = 1,
                        Control = new(RatePiece.OfMedian(9)),
                        Experimental = new EventWorld(RatePiece.OfMedian(9)).Times(ratio),
                    },
                ],
                ControlDropout = RatePiece.OfYearlyProbability(dropout),
                ExperimentalDropout = RatePiece.OfYearlyProbability(dropout),
                Looks =
                [
                    new LookPlan.AtEvents(60) { EfficacyZ = 2.797, FutilityZ = 0 },
                    new LookPlan.AtEvents(110) { EfficacyZ = 1.977 },
                ],
                EstimateHazardRatio = true,
            },
            new() { Seed = 20_261, Trials = 200 }
        );

    static string Look(long reached, long efficacy, long futility, int bin) =>
        $$"""
            {"reached":{{reached}},"efficacy":{{efficacy}},"futility":{{futility}},"notEstimable":0,"months":{{Moments(20, 1)}},"events":{{Moments(
                172.5,
                3
            )}},"participants":{{Moments(518, 0)}},"logHazardRatio":{{Moments(-0.405, 0.1)}},"monthHistogram":[[{{bin}},{{reached}}]]}
            """;

    // The sum and the sum of squares that have this mean and this standard deviation.
    static string Moments(double mean, double deviation)
    {
        const int N = 10_000;
        return $$"""{"count":{{N}},"sum":"{{ExactSum.Of(N * mean)}}","sumOfSquares":"{{ExactSum.Of(
            (N * mean * mean) + ((N - 1) * deviation * deviation)
        )}}"}""";
    }
}
