using Equipoise.Analysis.Quality;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Validation.Analysis;

/// <summary>Survival divided by its quality, on participants whose times are all known, so that means are plain means.</summary>
public sealed class QualityTests
{
    static readonly QualityResults of = new();

    [Fact]
    public void Parts_are_the_mean_days_of_toxicity_of_neither_and_of_relapse()
    {
        var agreement = new Agreement(
            "Analysis: Q-TWiST, its parts, gain and thresholds",
            new Source.ClosedForm("without censoring a restricted mean is the mean of the days, Gelber and others (1989)")
        );
        var output = Outputs.Analyzed(With(seed: 1), Trial().Tables());
        // Drug: days 1 to 85 and 1 to 169 without progression, 10 + 0 of them toxic (the second spell is of grade 2), deaths on days
        // 122 and 182 (2020-05-01, 2020-06-30). Standard: progressed on days 85 and 85, no toxicity, deaths on days 122 and 122.
        Days(of.Toxicity("drug"), 5);
        Days(of.WithoutSymptoms("drug"), 122);
        Days(of.Relapse("drug"), 25);
        Days(of.Toxicity("standard"), 0);
        Days(of.WithoutSymptoms("standard"), 85);
        Days(of.Relapse("standard"), 37);
        Days(of.Quality("drug"), 2.5 + 122 + 12.5);
        Days(of.QualityDifference("drug"), 137 - (85 + 18.5));
        Days(of.Threshold("drug", "0-1"), 122 + 25 - (85 + 37));
        Days(of.Threshold("drug", "1-0"), 5 + 122 - 85);
        agreement.Within(1e-11, "relative gain", output.Raw(of.RelativeGain("drug").Estimate.Address), 100 * 33.5 / 122);
        agreement.ShouldBeComplete(atLeast: 11);

        void Days(IntervalRef at, double days) =>
            agreement.Within(1e-11, at.Estimate.Address, output.Raw(at.Estimate.Address) * 30.4375, days, double.Max(1, days));
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
