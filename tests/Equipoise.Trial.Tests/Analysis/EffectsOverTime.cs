using Equipoise.Analysis;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets.Files;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Whether an effect changed over time, and what tells it then, on the CDISC pilot. R 4.2.2, survival 3.5-3:
/// f &lt;- coxph(Surv(AVAL, 1 - CNSR) ~ arm, adtte); cox.zph(f); summary(survfit(Surv(AVAL, 1 - CNSR) ~ arm, adtte), rmean = 189).
/// </summary>
public sealed class EffectsOverTime
{
    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(Examples.CdiscPilotProtocol, DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam")))
    );

    [ReferenceFact]
    public void The_test_of_proportional_hazards_is_that_of_R()
    {
        var of = new ProportionalHazardsResults("TTDE");

        output.Value.Raw(of.ChiSquare.Address).ShouldBe(1.04991763297, 1e-9);
        output.Value.Raw(of.DegreesOfFreedom.Address).ShouldBe(2);
        output.Value.Raw(of.PTwoSided.Address).ShouldBe(0.591579727197, 1e-9);
    }

    [ReferenceFact]
    public void Restricted_means_are_those_of_R_up_to_the_earliest_of_the_last_times()
    {
        var of = new RestrictedMeanResults("TTDE");
        double Raw(Equipoise.Analysis.Results.ResultRef result) => output.Value.Raw(result.Address);

        // The last times are 198, 190 and 189 days.
        Raw(of.Horizon).ShouldBe(189);
        Raw(of.Mean("placebo").Estimate).ShouldBe(137.3795653109, 1e-9);
        Raw(of.Mean("xanomeline-low").Estimate).ShouldBe(59.6296781260, 1e-9);
        Raw(of.Mean("xanomeline-high").Estimate).ShouldBe(48.6235994386, 1e-9);
        var (difference, error) = (59.6296781260 - 137.3795653109, Math.Sqrt((8.01723187487 * 8.01723187487) + (7.01048707077 * 7.01048707077)));
        Raw(of.Difference("xanomeline-low").Estimate).ShouldBe(difference, 1e-9);
        Raw(of.Difference("xanomeline-low").Upper).ShouldBe(difference + (1.959963984540054 * error), 1e-8);
    }
}
