using Equipoise.Design.Simulation;
using Equipoise.Design.Sizing;
using Equipoise.Design.TestPower;
using Equipoise.Protocol.Reading;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Validation.Sizing;

/// <summary>The law of weighted log-rank statistics under a design's hazards, and the power of MaxCombo, against R and against sizes of gsDesign2.</summary>
public sealed class WeightedPowerTests
{
    static readonly Expected expected = Expected.Read("weighted-power");

    static readonly (string Name, LogRankWeight Weight)[] weights =
    [
        ("FH(0; 0)", new LogRankWeight.FlemingHarrington(0, 0)),
        ("FH(0; 0.5)", new LogRankWeight.FlemingHarrington(0, 0.5)),
        ("FH(0; 1)", new LogRankWeight.FlemingHarrington(0, 1)),
        ("FH(1; 0)", new LogRankWeight.FlemingHarrington(1, 0)),
        ("FH(1; 1)", new LogRankWeight.FlemingHarrington(1, 1)),
        ("FH(0.5; 0.5)", new LogRankWeight.FlemingHarrington(0.5, 0.5)),
        ("MB(6)", new LogRankWeight.ModestlyWeighted(6)),
    ];

    // 400 events of 621 with an effect after 4 months; 75 of 150 in 2:1; as the first with 20% of the experimental arm lost in a year; and month 36
    // of 350, the analysis on a day.
    static readonly (string Name, ExpectedTrial Trial, bool WaitsForEvents)[] cases =
    [
        ("late", Trial(621, 18, 6, [(0, 1), (4, 0.6)], PiecewiseRate.OfYearlyProbability(0.05)), true),
        (
            "unequal",
            Trial(150, 18, 6, [(0, 0.5)], PiecewiseRate.OfYearlyProbability(0.05)) with
            {
                AllocationRatio = 2,
            },
            true
        ),
        (
            "losses",
            Trial(
                621,
                18,
                6,
                [(0, 1), (4, 0.6)],
                PiecewiseRate.OfYearlyProbability(0.05),
                PiecewiseRate.OfYearlyProbability(0.2)
            ),
            true
        ),
        ("day", Day(350), false),
    ];

    [Fact]
    public void Means_and_correlations_are_those_of_the_integrals()
    {
        var agreement = new Agreement(
            "Weighted log-rank tests under a design's hazards: means and correlations",
            expected.Call("integrate(rel.tol = 1e-12) of Tsiatis's drift and variance, the pooled curve in closed form")
        );
        foreach (var (name, trial, waits) in cases.Where(one => one.Name != "losses"))
        {
            var law = Law(name, trial, waits);
            foreach (var (a, (weight, _)) in weights.Index())
            {
                agreement.Within(1e-13, $"{name} {weight}", law.Means[a], expected[name, $"mean {weight}"]);
                agreement.Within(1e-13, $"{name} {weight}", law.NullCorrelation[0, a], expected[name, $"correlation {weight}"]);
            }
        }
        agreement.ShouldBeComplete(atLeast: 42);
    }

    [Fact]
    public void Variances_under_the_alternative_are_those_of_what_each_participant_adds()
    {
        var agreement = new Agreement(
            "Weighted log-rank tests under a design's hazards: variances of Z, and means where the arms are lost unequally",
            new Source.SecondProgram("sums over 60,000 cells a piece of what each participant adds to Z, in R (weighted-power.R)")
        );
        foreach (var (name, trial, waits) in cases)
        {
            var law = Law(name, trial, waits);
            foreach (var (a, (weight, _)) in weights.Index())
            {
                // Cells of second order, 60,000 of them, and a difference for the rate of Z.
                agreement.Within(1e-9, $"{name} {weight}", law.Covariance[a, a], expected[name, $"variance {weight}"]);
                if (name == "losses")
                    agreement.Within(1e-9, $"{name} {weight}", law.Means[a], expected[name, $"mean {weight}"]);
            }
        }
        agreement.ShouldBeComplete(atLeast: 35);
    }

    [Fact]
    public void The_power_of_MaxCombo_is_that_of_its_normal_law()
    {
        var agreement = new Agreement(
            "MaxCombo under a design's hazards: critical value and power of FH(0, 0), FH(0, 0.5), FH(0.5, 0.5)",
            expected.Call("uniroot and pmvnorm(algorithm = TVPACK(1e-14)) at the means, correlations and covariances above")
        );
        foreach (var name in (string[])["late", "unequal"])
        {
            var (test, refusal) = PlannedTest.Of(Plan(name), new SimulatedTest.MaxCombo([weights[0].Weight, weights[1].Weight, weights[5].Weight]));
            refusal.ShouldBeNull();
            agreement.Within(1e-9, $"{name} critical", test!.CriticalZ, expected[name, "combo z"]);
            agreement.Within(1e-6, $"{name} power", test.Power, expected[name, "combo power"]);
            // The script finds the month on a coarser grid: to 1e-7.
            agreement.Within(1e-7, $"{name} near the null", test.PowerNearNull, expected[name, "combo power near the null"]);
        }
        agreement.ShouldBeComplete(atLeast: 6);
    }

    // Enroll 12 months, control median 15, hazard ratio 1 for 4 months and 0.6 then, dropout hazard 0.001, month 36, 90% at one-sided 2.5%. Its
    // variances are neither those of the null nor those here: a percentage point.
    [Theory]
    [InlineData("fixed_design_ahr", 440, 0, 0)]
    [InlineData("fixed_design_fh(rho = 0, gamma = 0.5)", 350, 0, 0.5)]
    public void The_sizes_of_gsDesign2_have_about_the_power_that_it_sizes_for(string call, int participants, double rho, double gamma)
    {
        var agreement = new Agreement($"Power by formula of a late effect: {call}", new Source.R(call, "gsDesign2 1.1.8"));
        var law = WeightedLaw.Of(
            ExpectedCourse.Of(Day(participants)),
            36,
            [new LogRankWeight.FlemingHarrington(rho, gamma)],
            waitsForEvents: false
        );
        agreement.Within(
            0.012,
            "power",
            Normal.Cdf(law.Means[0] - 1.959963984540054),
            0.9
        );
        agreement.ShouldBeComplete(atLeast: 1);
    }

    static WeightedLaw Law(string name, ExpectedTrial trial, bool waits) =>
        WeightedLaw.Of(
            ExpectedCourse.Of(trial),
            expected[name, "month"]!.Value,
            [.. weights.Select(one => one.Weight)],
            waitsForEvents: waits
        );

    static ExpectedTrial Day(int participants) =>
        Trial(participants, 12, 15, [(0, 1), (4, 0.6)], PiecewiseRate.Constant(0.001));

    static ExpectedTrial Trial(
        int participants,
        double accrual,
        double median,
        (double, double)[] ratio,
        PiecewiseRate dropout,
        PiecewiseRate? experimentalDropout = null
    ) =>
        new()
        {
            Accrual = AccrualPlan.Uniform(participants, accrual),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfMedian(median),
                    HazardRatio = new(ratio),
                    ControlDropout = dropout,
                    ExperimentalDropout = experimentalDropout ?? dropout,
                },
            ],
        };

    static TrialDesign Plan(string name)
    {
        var text = File.ReadAllText(Repository.At("bench", "scenarios", "benchmark.yaml"));
        text =
            name == "late"
                ? text.Replace(
                        "hazard ratio: 0.75",
                        "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 0.6 } ]",
                        StringComparison.Ordinal
                    )
                    .Replace("participants: 518", "participants: 621", StringComparison.Ordinal)
                : text.Replace("hazard ratio: 0.75", "hazard ratio: 0.5", StringComparison.Ordinal)
                    .Replace("participants: 518", "participants: 150", StringComparison.Ordinal)
                    .Replace("role: experimental, ratio: 1", "role: experimental, ratio: 2", StringComparison.Ordinal)
                    .Replace("block sizes: [4]", "block sizes: [3]", StringComparison.Ordinal)
                    .Replace("at 400 events", "at 75 events", StringComparison.Ordinal);
        var protocol = ((ProtocolReading.Accepted)ProtocolFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), name)).Protocol;
        return ((DesignOutcome.Planned)TrialPlanning.Plan(protocol)).Design;
    }
}
