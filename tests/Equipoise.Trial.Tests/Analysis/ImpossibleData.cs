using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>What cannot have happened, and marks that say neither yes nor no, are told and not read as something else.</summary>
public sealed class ImpossibleData
{
    [Fact]
    public void A_death_before_randomization_is_a_problem_and_not_an_event_on_day_1()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", on: "2020-03-10", death: "2020-03-01");
        Problems(sdtm).ShouldBe(["DM.DTHDTC row 1: '1' died before randomization."]);
    }

    [Fact]
    public void A_death_of_which_DS_alone_knows_is_held_to_the_same()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", on: "2020-03-10").LeftStudy("2020-03-01", "DEATH");
        Problems(sdtm).ShouldBe(["DS.DSSTDTC row 2: '1' died before randomization."]);
    }

    [Theory]
    [InlineData("2020-02")]
    [InlineData("2019")]
    public void A_death_that_can_only_have_come_before_randomization_is_one_under_every_rule_for_partial_dates(string death)
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", on: "2020-03-10", death: death);
        foreach (var rule in Enum.GetValues<PartialDateRule>())
            Outputs
                .Problems(
                    SmallTrial.Protocol with
                    {
                        Analysis = SmallTrial.Protocol.Analysis with { PartialDates = rule },
                    },
                    sdtm.Tables()
                )
                .ShouldHaveSingleItem()
                .Message.ShouldBe("'1' died before randomization.");
    }

    [Fact]
    public void A_dose_a_progression_and_a_first_dose_after_death_are_named_with_their_rows()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", on: "2020-03-10").Dosed(125, "2020-03-01", "2020-03-20").Assessed("2020-02-01", "PD");
        sdtm.Randomized("2", on: "2020-03-10", death: "2020-03-20").Dosed(125, "2020-03-25", "2020-03-30");
        Problems(sdtm)
            .ShouldBe([
                "EX.EXSTDTC row 1: '1' was dosed before randomization.",
                "RS.RSDTC row 1: '1' had progressed before randomization.",
                "DM.DTHDTC row 2: '2' died before the first dose.",
            ]);
    }

    [Theory]
    [InlineData("ADSL", "FASFL", "1")]
    [InlineData("ADSL", "SAFFL", "y")]
    [InlineData("ADSL", "DTHFL", "YES")]
    [InlineData("ADSL", "SYNTHET", "true")]
    [InlineData("ADAE", "TRTEMFL", "TRUE")]
    [InlineData("ADAE", "AESER", "n")]
    [InlineData("ADAE", "AESDTH", "U")]
    public void A_flag_of_ADaM_that_is_neither_Y_nor_N_nor_blank_is_refused_with_its_row(string dataset, string flag, string value)
    {
        var data = HandMadeAdam.Of(2).WithEvents(("1", "Fatigue", "1"), ("2", "Fatigue", "1"));
        Outputs.Analyzed(HandMadeAdam.Protocol(), data.With(dataset, flag, "Y", "N"));
        Outputs
            .Problems(HandMadeAdam.Protocol(), data.With(dataset, flag, "Y", value))
            .Select(problem => problem.ToString())
            .ShouldContain($"{dataset}.{flag} row 2: '{value}' is no value of a flag, which is Y, N or blank.");
    }

    [Fact]
    public void Other_names_of_the_full_analysis_set_are_held_to_the_same()
    {
        foreach (var flag in (string[])["ITTFL", "RANDFL"])
            Outputs
                .Problems(
                    HandMadeAdam.Protocol(),
                    HandMadeAdam.Of(2).Without("ADSL", "FASFL").With("ADSL", flag, "Y", "1").WithEvents()
                )
                .ShouldContain(problem => problem.Column == flag && problem.Row == 2);
    }

    [Fact]
    public void Flags_of_SDTM_are_held_to_the_same()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Add("TS", "SYNTHET", "yes");
        sdtm.Randomized("1").Visited("2020-02-01", "y").AdverseEvent("Fatigue", 1, "2020-02-01", serious: "true");
        Problems(sdtm)
            .ShouldBe([
                "TS.TSVAL: 'yes' is no value of the flag SYNTHET, which is Y, N or blank.",
                "SV.SVOCCUR row 1: 'y' is no value of a flag, which is Y, N or blank.",
                "AE.AESER row 1: 'true' is no value of a flag, which is Y, N or blank.",
            ]);
    }

    [Fact]
    public void A_dose_of_0_is_a_dose_where_its_treatment_has_no_other()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-01-22");
        sdtm.Randomized("2").Dosed(0, "2020-01-02", "2020-01-22");
        sdtm.Randomized("3", "standard");
        sdtm.Add("EX", "3", "PLACEBO", "0", "2020-01-02", "2020-01-22");
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Printed("Disposition/treated[arm=standard]").ShouldBe("1");
        // Withheld: the tablet has positive doses.
        output.Printed("Disposition/treated[arm=drug]").ShouldBe("1");
    }

    static IEnumerable<string> Problems(HandMadeSdtm sdtm) =>
        Outputs.Problems(SmallTrial.Protocol, sdtm.Tables()).Select(problem => problem.ToString());
}
