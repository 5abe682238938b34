using Equipoise.Analysis;
using Equipoise.Datasets;

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
    public void Everyone_is_accounted_for(string operation, string count) =>
        Output.Printed($"Disposition/{operation}").ShouldBe(count);

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
    // Cycles of 28 days, dosing on 21. Participant 1: 21 days of 125, a cycle withheld, 21 of 100: 4725 of 63 x 125 = 7875, 60%.
    // Participant 2: 20 days of 125 so far, 100%. Between them: 80.
    [InlineData("relativeDoseIntensity[arm=drug]", 80)]
    // 1 January to 17 March is 77 days; 20 days; between them 48.5 days, over 30.4375.
    [InlineData("medianMonths[arm=drug]", 48.5 / 30.4375)]
    public void Exposure_follows_the_dosing_intervals(string operation, double value) =>
        Output.Raw($"Exposure.tablet/{operation}").ShouldBe(value, 1e-12);

    /// <summary>Days 1 to 21 of 28 at 125 mg. By hand: 42 dosing days given; those planned are 21 for every 28 days up to the last cycle, and its own.</summary>
    [Theory]
    [InlineData("2020-01-29", "2020-02-18", 100)] // on time: 42 of 21 + 21
    [InlineData("2020-02-05", "2020-02-25", 100 * 42 / 47.25)] // a week late: 35 days are 26.25 dosing days
    [InlineData("2020-01-29", "2020-02-07", 100)] // stopped on day 10 of cycle 2: 31 of 21 + 10
    public void A_cycle_that_came_late_lowers_the_dose_intensity(string from, string to, double percent)
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-01", "2020-01-21").Dosed(125, from, to);
        Outputs
            .Analyzed(SmallTrial.Protocol, sdtm.Tables())
            .Raw("Exposure.tablet/relativeDoseIntensity[arm=drug]")
            .ShouldBe(percent, 1e-12);
    }

    [Fact]
    public void One_row_over_many_cycles_counts_their_dosing_days_only()
    {
        // 1 January to 24 June 2020 is 176 days: 6 cycles and 8 days, 6 x 21 + 8 = 134 dosing days at 100 after 21 at 125 over 28 days.
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", on: "2019-12-04").Dosed(125, "2019-12-04", "2019-12-24").Dosed(100, "2020-01-01", "2020-06-24");
        Outputs
            .Analyzed(SmallTrial.Protocol, sdtm.Tables())
            .Raw("Exposure.tablet/relativeDoseIntensity[arm=drug]")
            .ShouldBe(100 * ((21 * 125) + (134 * 100)) / (125.0 * (21 + 134)), 1e-12);
    }

    [Fact]
    public void An_arm_that_does_not_give_a_treatment_has_no_exposure_to_it() =>
        Output.Results.At("Exposure.tablet/participants[arm=standard]").ShouldBeNull();

    /// <summary>SDTMIG 3.4, 6.1.3: EX has what was taken; what was not is in EC, with ECOCCUR N. The numbers are those above.</summary>
    [Fact]
    public void A_dose_that_EC_tells_as_not_given_counts_like_one_that_EX_tells_as_a_dose_of_0()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-01", "2020-01-21").Dosed(100, "2020-02-26", "2020-03-17");
        var data = sdtm.Tables().ToDictionary();
        // The second was planned for a day and not done: it says nothing of a stretch of days.
        data["EC"] = Table.Of(
            "EC",
            "Exposure as Collected",
            [("2020-01-29", "2020-02-18"), ("2020-04-22", "")],
            ColumnOf<(string From, string To)>.Text("USUBJID", _ => "1"),
            ColumnOf<(string From, string To)>.Text("ECTRT", _ => "TABLET"),
            ColumnOf<(string From, string To)>.Text("ECOCCUR", _ => "N"),
            ColumnOf<(string From, string To)>.Text("ECSTDTC", row => row.From),
            ColumnOf<(string From, string To)>.Text("ECENDTC", row => row.To)
        );

        var output = Outputs.Analyzed(SmallTrial.Protocol, data);

        output.Raw("Exposure.tablet/interrupted[arm=drug]").ShouldBe(1);
        output.Raw("Exposure.tablet/relativeDoseIntensity[arm=drug]").ShouldBe(60, 1e-12);
        Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables()).Raw("Exposure.tablet/interrupted[arm=drug]").ShouldBe(0);
    }

    static AnalysisOutput Analyze()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.ScreenFailure("s1", "Age in years");
        sdtm.ScreenFailure("s2", "Age in years");
        sdtm.Randomized("1", death: "2020-09-01")
            .Dosed(125, "2020-01-01", "2020-01-21")
            .Dosed(0, "2020-01-29", "2020-02-18")
            .Dosed(100, "2020-02-26", "2020-03-17")
            .Assessed("2020-03-25", "PD")
            .StoppedTreatment("2020-03-25", "PROGRESSIVE DISEASE");
        sdtm.Randomized("2").Dosed(125, "2020-01-01", "2020-01-20").Assessed("2020-03-25", "SD");
        sdtm.Randomized("3", "standard").LeftStudy("2020-01-05", "WITHDRAWAL BY SUBJECT");
        return Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
    }
}
