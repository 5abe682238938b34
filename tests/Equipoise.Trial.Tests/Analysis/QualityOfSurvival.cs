using Equipoise.Analysis;
using Equipoise.Analysis.Quality;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Survival divided by its quality, on participants whose times are all known, so that means are plain means.</summary>
public sealed class QualityOfSurvival
{
    static readonly QualityResults of = new();

    [Fact]
    public void Parts_are_the_mean_days_of_toxicity_of_neither_and_of_relapse()
    {
        var output = Outputs.Analyzed(With(seed: 1), Trial().Tables());
        // Drug: days 1 to 85 and 1 to 169 without progression, 10 + 0 of them toxic (the second spell is of grade 2), deaths on days
        // 122 and 182 (2020-05-01, 2020-06-30). Standard: progressed on days 85 and 85, no toxicity, deaths on days 122 and 122.
        Days(output, of.Toxicity("drug")).ShouldBe(5, 1e-9);
        Days(output, of.WithoutSymptoms("drug")).ShouldBe(122, 1e-9);
        Days(output, of.Relapse("drug")).ShouldBe(25, 1e-9);
        Days(output, of.Toxicity("standard")).ShouldBe(0, 1e-9);
        Days(output, of.WithoutSymptoms("standard")).ShouldBe(85, 1e-9);
        Days(output, of.Relapse("standard")).ShouldBe(37, 1e-9);
        Days(output, of.Quality("drug")).ShouldBe(2.5 + 122 + 12.5, 1e-9);
        Days(output, of.QualityDifference("drug")).ShouldBe(137 - (85 + 18.5), 1e-9);
        output.Raw(of.RelativeGain("drug").Estimate.Address).ShouldBe(100 * 33.5 / 122, 1e-9);
        Days(output, of.Threshold("drug", "0-1")).ShouldBe(122 + 25 - (85 + 37), 1e-9);
        Days(output, of.Threshold("drug", "1-0")).ShouldBe(5 + 122 - 85, 1e-9);
    }

    [Fact]
    public void The_seed_names_the_draws_and_the_limits_hold_the_estimate()
    {
        var (first, again) = (Outputs.Analyzed(With(seed: 7), Trial().Tables()), Outputs.Analyzed(With(seed: 7), Trial().Tables()));
        var at = of.QualityDifference("drug");
        first.Raw(at.Lower.Address).ShouldBe(again.Raw(at.Lower.Address));
        first.Raw(at.Lower.Address).ShouldBeLessThanOrEqualTo(first.Raw(at.Estimate.Address));
        first.Raw(at.Upper.Address).ShouldBeGreaterThanOrEqualTo(first.Raw(at.Estimate.Address));
    }

    [Fact]
    public void Without_the_days_of_adverse_events_it_is_not_analyzed_and_that_is_said()
    {
        var protocol = HandMadeAdam.Protocol();
        var output = Outputs.Analyzed(
            protocol with
            {
                Analysis = protocol.Analysis with { Quality = With(1).Analysis.Quality! with { Survival = "PFS" } },
            },
            HandMadeAdam.Of(4).WithEvents(("1", "Fatigue", "3"))
        );
        output.Results.Find(of.Id).ShouldBeNull();
        output.Results.Conventions.ShouldContain(one => one.Text.StartsWith("Q-TWiST was not analyzed"));
    }

    static double Days(AnalysisOutput output, Equipoise.Analysis.Results.IntervalRef at) => output.Raw(at.Estimate.Address) * 30.4375;

    static HandMadeSdtm Trial()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2020-05-01")
            .Dosed(125, "2020-01-01", "2020-04-30")
            .Assessed("2020-03-25", "PD")
            .AdverseEvent("Neutropenia", 3, "2020-02-01", end: "2020-02-10");
        sdtm.Randomized("2", death: "2020-06-30")
            .Dosed(125, "2020-01-01", "2020-04-30")
            .Assessed("2020-03-25", "SD")
            .Assessed("2020-06-17", "PD")
            .AdverseEvent("Fatigue", 2, "2020-02-01", end: "2020-02-10");
        foreach (var id in (string[])["3", "4"])
            sdtm.Randomized(id, arm: "standard", death: "2020-05-01")
                .Dosed(125, "2020-01-01", "2020-04-30")
                .Assessed("2020-03-25", "PD");
        return sdtm;
    }

    static TrialProtocol With(int seed) =>
        SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with
            {
                Quality = new("PFS", "OS", Grade: 3, new(12, TimeUnit.Month), Toxicity: 0.5, Relapse: 0.5, Draws: 200, seed, 0.95),
            },
        };
}
