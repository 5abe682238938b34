using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// The rules of the small trial, one by one. Dates worked out by hand: randomization on 2020-01-01 is day 1, so day d is d - 1 days
/// later; 12 weeks are 84 days, and a gap of more than 2 x 84 + 2 x 7 = 182 days means two missed assessments.
/// </summary>
public sealed class CensoringRules
{
    [Fact]
    public void Progression_is_the_event_on_its_day()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "PD");
        // 31 + 29 + 31 + 30 + 31 days from January to May, then 17 of June, less the 0 of day 1: day 169.
        PfsOf(sdtm).ShouldBe(new("2020-06-17", 169, Censored: false, "Progression"));
    }

    [Fact]
    public void Death_is_the_event_when_it_comes_first()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2020-05-01").Assessed("2020-03-25", "PR");
        PfsOf(sdtm).ShouldBe(new("2020-05-01", 122, Censored: false, "Death"));
    }

    [Fact]
    public void Progression_and_death_on_one_day_count_as_progression()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2020-03-25").Assessed("2020-03-25", "PD");
        PfsOf(sdtm).Description.ShouldBe("Progression");
    }

    [Fact]
    public void Death_on_the_day_of_randomization_is_a_time_of_one_day()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2020-01-01");
        PfsOf(sdtm).ShouldBe(new("2020-01-01", 1, Censored: false, "Death"));
    }

    [Fact]
    public void Without_an_event_time_ends_at_the_last_assessment_that_could_be_evaluated()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "NE");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "No event by data cutoff"));
    }

    [Fact]
    public void Without_any_adequate_assessment_time_is_censored_on_day_one()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "NE");
        PfsOf(sdtm).ShouldBe(new("2020-01-01", 1, Censored: true, "No adequate assessment"));
    }

    [Fact]
    public void Withdrawal_is_named_as_the_reason_of_censoring()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").LeftStudy("2020-04-10", "WITHDRAWAL BY SUBJECT");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "Withdrawal from study"));
    }

    [Fact]
    public void A_new_therapy_before_progression_censors_at_the_last_adequate_assessment_before_it()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").NewTherapy("2020-05-01").Assessed("2020-06-17", "PD");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "New anticancer therapy"));
    }

    [Fact]
    public void A_new_therapy_without_any_event_censors_before_later_assessments()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").NewTherapy("2020-05-01").Assessed("2020-06-17", "SD");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "New anticancer therapy"));
    }

    [Fact]
    public void An_assessment_on_the_day_the_new_therapy_starts_still_counts()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").NewTherapy("2020-03-25").Assessed("2020-06-17", "PD");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "New anticancer therapy"));
    }

    [Fact]
    public void A_new_therapy_on_or_after_the_day_of_progression_changes_nothing()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-06-17", "PD").NewTherapy("2020-06-17");
        PfsOf(sdtm).ShouldBe(new("2020-06-17", 169, Censored: false, "Progression"));
    }

    [Theory]
    [InlineData("2020-09-23", false)] // 182 days after 2020-03-25: just inside two intervals and two windows
    [InlineData("2020-09-24", true)] // 183 days
    public void An_event_after_two_missed_assessments_is_censored_before_the_gap(string progression, bool censored)
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "NE").Assessed(progression, "PD");
        var time = PfsOf(sdtm);
        time.Censored.ShouldBe(censored);
        time.Date.ShouldBe(censored ? "2020-03-25" : progression);
        time.Description.ShouldBe(censored ? "Two or more missed assessments" : "Progression");
    }

    [Theory]
    [InlineData("2020-07-01", false)] // 182 days after randomization
    [InlineData("2020-07-02", true)]
    public void A_death_that_no_assessment_preceded_is_measured_from_randomization(string death, bool censored)
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: death);
        PfsOf(sdtm)
            .ShouldBe(
                censored
                    ? new("2020-01-01", 1, Censored: true, "Two or more missed assessments")
                    : new("2020-07-01", 183, Censored: false, "Death")
            );
    }

    [Fact]
    public void Of_two_rules_that_censor_the_earlier_date_wins()
    {
        // Missed assessments would censor at 2020-06-17, the new therapy already at 2020-03-25.
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1")
            .Assessed("2020-03-25", "SD")
            .NewTherapy("2020-05-01")
            .Assessed("2020-06-17", "SD")
            .Assessed("2021-06-17", "PD");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "New anticancer therapy"));
    }

    [Fact]
    public void Nothing_after_the_data_cutoff_counts()
    {
        var sdtm = new HandMadeSdtm(cutoff: "2020-06-16");
        sdtm.Randomized("1", death: "2020-07-01").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "PD");
        PfsOf(sdtm).ShouldBe(new("2020-03-25", 85, Censored: true, "No event by data cutoff"));
    }

    [Fact]
    public void An_adverse_event_is_still_open_at_a_cutoff_before_its_end()
    {
        var sdtm = new HandMadeSdtm(cutoff: "2020-06-16");
        sdtm.Randomized("1")
            .AdverseEvent("Cough", 1, "2020-05-01", end: "2020-06-17")
            .AdverseEvent("Rash", 1, "2020-05-01", end: "2020-06-16");
        var ends = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables()).Dataset("ADAE").Number("AENDT");
        ends.Values.Select(SasDate.FromNumber).ShouldBe([null, new DateOnly(2020, 6, 16)]);
    }

    [Fact]
    public void An_assessor_other_than_the_one_named_in_the_protocol_is_not_heard()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "PD", "INDEPENDENT ASSESSOR");
        PfsOf(sdtm).Censored.ShouldBeTrue();
    }

    [Fact]
    public void Survival_without_a_death_ends_on_the_last_day_known_alive()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "PD").AdverseEvent("Cough", 1, "2020-05-01").NewTherapy("2020-04-20");
        TimeOf(sdtm, "OS").ShouldBe(new("2020-05-01", 122, Censored: true, "No event by data cutoff"));
    }

    [Fact]
    public void A_visit_of_survival_follow_up_proves_life_long_after_the_last_assessment()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1")
            .Assessed("2020-03-25", "PD")
            .Visited("2021-01-01")
            .Visited("2021-06-01", occurred: "N")
            .Visited("2023-01-01");
        TimeOf(sdtm, "OS").ShouldBe(new("2021-01-01", 367, Censored: true, "No event by data cutoff"));
    }

    [Fact]
    public void The_day_on_which_contact_was_given_up_does_not_prove_life()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").LeftStudy("2020-12-01", "LOST TO FOLLOW-UP");
        TimeOf(sdtm, "OS").ShouldBe(new("2020-03-25", 85, Censored: true, "Lost to follow-up"));
    }

    [Fact]
    public void An_unblinding_neither_ends_anything_nor_proves_life()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD").Unblinded("2020-12-01");
        var plain = new HandMadeSdtm();
        plain.Randomized("1").Assessed("2020-03-25", "SD");
        var time = TimeOf(sdtm, "OS");
        time.ShouldBe(TimeOf(plain, "OS"));
        time.Date.ShouldBe("2020-03-25");
    }

    [Fact]
    public void Survival_knows_no_censoring_at_a_new_therapy()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2021-01-01").Assessed("2020-03-25", "SD").NewTherapy("2020-05-01");
        TimeOf(sdtm, "OS").ShouldBe(new("2021-01-01", 367, Censored: false, "Death"));
    }

    sealed record Time(string Date, int Days, bool Censored, string Description);

    static Time PfsOf(HandMadeSdtm sdtm) => TimeOf(sdtm, "PFS");

    /// <summary>The first participant's row; the time in months must be the day count over 30.4375.</summary>
    static Time TimeOf(HandMadeSdtm sdtm, string endpoint)
    {
        sdtm.Randomized("control", "standard").Assessed("2020-03-25", "SD");
        var adtte = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables()).Dataset("ADTTE");
        var row = Enumerable
            .Range(0, adtte.RowCount)
            .Single(r => adtte.Text("USUBJID")[r] == "1" && adtte.Text("PARAMCD")[r] == endpoint);
        var days = (int)adtte.Number("ADY")[row];
        adtte.Number("AVAL")[row].ShouldBe(days / 30.4375);
        return new(
            SasDate.FromNumber(adtte.Number("ADT")[row])!.Value.ToString("yyyy-MM-dd"),
            days,
            adtte.Number("CNSR")[row] == 1,
            adtte.Text("EVNTDESC")[row]
        );
    }
}
