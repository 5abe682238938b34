using Equipoise.Analysis;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Five screened, two of them not randomized; counts made by hand.</summary>
public sealed class FlowAndExposure
{
    static readonly AnalysisOutput Output = Analyze();

    [Theory]
    [InlineData("screened", "5")]
    [InlineData("excluded", "2")]
    [InlineData("excludedBecause[reason=age-in-years]", "2")]
    [InlineData("randomized", "3")]
    [InlineData("randomized[arm=drug]", "2")]
    [InlineData("treated[arm=drug]", "2")]
    [InlineData("notTreated[arm=standard]", "1")]
    [InlineData("discontinuedTreatment[arm=drug]", "1")]
    [InlineData("discontinuedTreatmentBecause[arm=drug;reason=progressive-disease]", "1")]
    [InlineData("discontinuedTreatmentBecause[arm=standard;reason=progressive-disease]", "0")]
    [InlineData("onTreatmentAtCutoff[arm=drug]", "1")]
    [InlineData("withdrewFromStudy[arm=standard]", "1")]
    [InlineData("died[arm=drug]", "1")]
    [InlineData("analyzedFAS[arm=drug]", "2")]
    [InlineData("analyzedSAF[arm=standard]", "0")]
    public void Everyone_is_accounted_for(string operation, string count) => Output.Printed($"Disposition/{operation}").ShouldBe(count);

    [Fact]
    public void Reasons_are_printed_as_words()
    {
        var reasons = Output.Results.Grouping("reason").Groups;
        reasons.Single(reason => reason.Id == "progressive-disease").Label.ShouldBe("Disease progression");
        reasons.Single(reason => reason.Id == "age-in-years").Label.ShouldBe("Age in years");
    }

    [Theory]
    [InlineData("participants[arm=drug]", 2)]
    [InlineData("reduced[arm=drug]", 1)]
    [InlineData("interrupted[arm=drug]", 1)]
    [InlineData("lowestDose[arm=drug;dose=125]", 1)]
    [InlineData("lowestDose[arm=drug;dose=100]", 1)]
    [InlineData("lowestDose[arm=drug;dose=75]", 0)]
    // Participant 1: 10 days of 125, 10 withheld, 20 of 100 give 3250 of 40 x 125 = 5000: 65%. Participant 2: 100%. Between them: 82.5.
    [InlineData("relativeDoseIntensity[arm=drug]", 82.5)]
    // 40 days and 20 days: 30 days, over 30.4375.
    [InlineData("medianMonths[arm=drug]", 30 / 30.4375)]
    public void Exposure_follows_the_dosing_intervals(string operation, double value) =>
        Output.Raw($"Exposure.tablet/{operation}").ShouldBe(value, 1e-12);

    [Fact]
    public void An_arm_that_does_not_give_a_treatment_has_no_exposure_to_it() =>
        Output.Results.At("Exposure.tablet/participants[arm=standard]").ShouldBeNull();

    static AnalysisOutput Analyze()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.ScreenFailure("s1", "Age in years");
        sdtm.ScreenFailure("s2", "Age in years");
        sdtm.Randomized("1", death: "2020-09-01")
            .Dosed(125, "2020-01-01", "2020-01-10")
            .Dosed(0, "2020-01-11", "2020-01-20")
            .Dosed(100, "2020-01-21", "2020-02-09")
            .Assessed("2020-03-25", "PD")
            .StoppedTreatment("2020-03-25", "PROGRESSIVE DISEASE");
        sdtm.Randomized("2").Dosed(125, "2020-01-01", "2020-01-20").Assessed("2020-03-25", "SD");
        sdtm.Randomized("3", "standard").LeftStudy("2020-01-05", "WITHDRAWAL BY SUBJECT");
        return Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
    }
}
