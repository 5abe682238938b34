using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.Treatment.DoseRules;
using static Equipoise.Trial.Tests.Conduct.DoseRules.Clinic;

namespace Equipoise.Trial.Tests.Conduct.DoseRules;

/// <summary>
/// Every row of tables 2 and 3 of the US prescribing information of palbociclib, at its boundaries. Worked by hand from the label, which grades
/// neutrophils by CTCAE 4.0: grade 1 below the lower limit of normal to 1.5, grade 2 1.0 to below 1.5, grade 3 0.5 to below 1.0, grade 4 below 0.5.
/// </summary>
public sealed class PalbociclibLabelTests
{
    // "Grade 3, day 1 of cycle: withhold, repeat complete blood count monitoring within 1 week." Grade 4 at any time: withhold.
    [Theory]
    [InlineData(2.00, "Continue 125")]
    [InlineData(1.00, "Continue 125 (count-1-2)")]
    [InlineData(0.99, "Withhold 125 recheck+7 (count-3-day-1)")]
    [InlineData(0.50, "Withhold 125 recheck+7 (count-3-day-1)")]
    [InlineData(0.49, "Withhold 125 recheck+7 (count-4)")]
    public void On_day_1_grade_3_and_4_are_withheld(double neutrophils, string proposal) => Given(neutrophils).Proposes().ShouldBe(proposal);

    // "Day 15 of first 2 cycles: if grade 3 on day 15, continue at current dose to complete cycle and repeat complete blood count on day 22."
    [Theory]
    [InlineData(1.00, 1, 15, "Continue 125 (count-1-2)")]
    [InlineData(0.99, 1, 15, "Continue 125 recheck+7 (count-3-day-15)")]
    [InlineData(0.50, 2, 15, "Continue 125 recheck+7 (count-3-day-15)")]
    [InlineData(0.50, 2, 14, "Continue 125 recheck+8 (count-3-day-15)")]
    [InlineData(0.49, 1, 15, "Withhold 125 recheck+7 (count-4)")]
    [InlineData(0.50, 1, 22, "Continue 125 recheck+7 (count-3-other-day)")] // only grade 4 on day 22 has a rule of its own
    [InlineData(0.49, 1, 22, "Withhold 125 recheck+7 (count-4)")]
    [InlineData(0.50, 3, 15, "Continue 125 recheck+7 (count-3-other-day)")]
    public void On_day_15_of_the_first_two_cycles_grade_3_goes_on_to_day_22(double neutrophils, int cycle, int day, string proposal) =>
        Given(neutrophils, cycle, day).Proposes().ShouldBe(proposal);

    // "Grade 3 neutropenia with fever >= 38.5 C and/or infection, at any time: withhold ... resume at the next lower dose."
    [Theory]
    [InlineData(1.00, "Continue 125 (count-1-2)")]
    [InlineData(0.99, "Withhold 125 recheck+7 (neutropenia-3-with-fever)")]
    [InlineData(0.50, "Withhold 125 recheck+7 (neutropenia-3-with-fever)")]
    public void Grade_3_with_fever_is_withheld_on_any_day(double neutrophils, string proposal) =>
        Given(neutrophils, cycle: 5, day: 15, answers: new(FeverOrInfection: true)).Proposes().ShouldBe(proposal);

    // "When recovered to grade <= 2, start the next cycle at the same dose"; after fever or grade 4 "resume at the next lower dose".
    [Theory]
    [InlineData(0.99, 6, 0, "count-3-day-1", "Withhold 125 recheck+7 (count-3-day-1)")]
    [InlineData(1.00, 6, 0, "count-3-day-1", "Resume 125 (count-3-day-1)")]
    [InlineData(1.00, 7, 0, "count-3-day-1", "Resume 125 (count-3-day-1)")]
    [InlineData(1.00, 8, 0, "count-3-day-1", "Resume 125 consider 100 (count-3-day-1)")] // "> 1 week": consider dose reduction
    [InlineData(1.00, 5, 0, "neutropenia-3-with-fever", "Reduce 100 (neutropenia-3-with-fever)")]
    [InlineData(1.00, 5, 0, "count-4", "Reduce 100 (count-4)")]
    [InlineData(1.00, 5, 1, "count-4", "Reduce 75 (count-4)")]
    [InlineData(1.00, 5, 2, "count-4", "Stop  (lowest-dose)")] // "If further dose reduction below 75 mg/day is required, discontinue"
    [InlineData(0.49, 5, 2, "count-4", "Stop  (lowest-dose)")]
    [InlineData(0.49, 5, 0, "count-3-day-1", "Withhold 125 recheck+7 (count-4)")]
    public void A_withheld_drug_comes_back_when_recovered(double neutrophils, int days, int level, string pending, string proposal) =>
        Given(neutrophils, level: level).WithheldFor(days, pending).Proposes().ShouldBe(proposal);

    [Fact]
    public void A_count_of_the_day_on_which_it_was_withheld_is_no_recovery() =>
        Given(1.2).WithheldFor(0, "count-3-day-1").Proposes().ShouldStartWith("Withhold 125");

    [Fact]
    public void The_worst_dose_of_what_applied_while_it_was_withheld_counts() =>
        Given(1.2).WithheldFor(6, "count-3-day-1", "count-4").Proposes().ShouldStartWith("Reduce 100");

    // "... or recurrent grade 3 neutropenia on day 1 of subsequent cycles": consider dose reduction.
    [Fact]
    public void Recurrent_grade_3_on_day_1_asks_to_consider_a_lower_dose()
    {
        var again = Given(0.8, cycle: 3) with { Recurrent = true };
        again.Proposes().ShouldBe("Withhold 125 recheck+7 consider 100 (count-3-day-1)");
        var proposal = DoseProposals.Of(again, Label);
        proposal.NeedsJudgement.ShouldBeTrue();
        proposal.Rules.Select(rule => (rule.Id, rule.Judgement)).ShouldContain(("count-3-day-1-again", true));
        (again with { Level = 2 }).Proposes().ShouldBe("Withhold 75 recheck+7 (count-3-day-1)", "there is no lower dose to consider");
    }

    // Footnote a: "Table applies to all hematologic adverse reactions except lymphopenia."
    [Fact]
    public void Platelets_and_hemoglobin_have_the_same_rules_and_lymphocytes_have_none()
    {
        (Given(2.5) with { Counts = [Count("NEUT", 2.5, 2, Day), Count("PLAT", 49, 150, Day)] })
            .Proposes()
            .ShouldBe("Withhold 125 recheck+7 (count-3-day-1)");
        (Given(2.5) with { Counts = [Count("NEUT", 2.5, 2, Day), Count("PLAT", 24, 150, Day)] })
            .Proposes()
            .ShouldBe("Withhold 125 recheck+7 (count-4)");
        (Given(2.5) with { Counts = [Count("NEUT", 2.5, 2, Day), Count("HGB", 7.9, 12, Day)] })
            .Proposes()
            .ShouldBe("Withhold 125 recheck+7 (count-3-day-1)");
        Label.BloodCounts.ShouldNotContain("LYM");
        // The rule of fever is one of neutropenia.
        (
            Given(2.5, day: 15, cycle: 4, answers: new(FeverOrInfection: true)) with
            {
                Counts = [Count("NEUT", 2.5, 2, Day), Count("PLAT", 49, 150, Day)],
            }
        )
            .Proposes()
            .ShouldBe("Continue 125 recheck+7 (count-3-other-day)");
    }

    [Fact]
    public void A_cycle_does_not_begin_without_a_count_in_the_first_six_cycles()
    {
        Given(null).Proposes().ShouldBe("Withhold 125 recheck+0 (count-missing)");
        Given(null, cycle: 6).Proposes().ShouldBe("Withhold 125 recheck+0 (count-missing)");
        Given(null, cycle: 7).Proposes().ShouldBe("Continue 125 (count-missing-later)");
        Given(null, cycle: 1, day: 9).Proposes().ShouldBe("Continue 125");
    }

    // Table 2: "Monitor complete blood counts prior to the start of therapy and at the beginning of each cycle, as well as on Day 15 of the first 2 cycles."
    [Theory]
    [InlineData(1, 15, "Continue 125 recheck+0 (count-missing-day-15)")]
    [InlineData(2, 12, "Continue 125 recheck+0 (count-missing-day-15)")]
    [InlineData(2, 18, "Continue 125 recheck+0 (count-missing-day-15)")]
    [InlineData(3, 15, "Continue 125")]
    [InlineData(1, 11, "Continue 125")]
    [InlineData(1, 22, "Continue 125")] // unless day 15 had grade 3
    public void On_day_15_of_the_first_two_cycles_a_count_is_asked_for(int cycle, int day, string proposal)
    {
        Given(null, cycle, day).Proposes().ShouldBe(proposal);
        DoseProposals.Of(Given(null, cycle, day), Label).NeedsJudgement.ShouldBe(proposal.Contains("missing", StringComparison.Ordinal));
    }

    /// <summary>A count of day 8 is none of day 15, although it is no older than a week.</summary>
    [Theory]
    [InlineData(7, "Continue 125 recheck+0 (count-missing-day-15)")]
    [InlineData(4, "Continue 125 recheck+0 (count-missing-day-15)")]
    [InlineData(3, "Continue 125")]
    [InlineData(0, "Continue 125")]
    public void The_count_of_day_15_is_of_its_days(int before, string proposal) =>
        (Given(null, 1, 15) with { Counts = [Count("NEUT", 2.5, 2, Day.AddDays(-before))] }).Proposes().ShouldBe(proposal);

    // Table 2: "If Grade 3 on Day 15, continue at current dose to complete cycle and repeat complete blood count on Day 22."
    [Theory]
    [InlineData(0.8, 22, "count-missing-day-22")]
    [InlineData(0.8, 28, "count-missing-day-22")]
    [InlineData(1.2, 22, null)]
    public void On_day_22_a_count_is_asked_for_after_grade_3_on_day_15(double onDay15, int day, string? rule)
    {
        var known = Given(null, 1, day) with { LatestOfCycle = Count("NEUT", onDay15, 2, Day.AddDays(15 - day)) };
        DoseProposals.Of(known, Label).Rules.Select(applied => applied.Id).ShouldBe(rule is null ? [] : [rule]);
        var counted = known with { Counts = [Count("NEUT", 1.5, 2, Day)], LatestOfCycle = Count("NEUT", 1.5, 2, Day) };
        DoseProposals.Of(counted, Label).Rules.Select(applied => applied.Id).ShouldBe(["count-1-2"]);
    }

    // Table 3 is one of toxicities. What the drug did not cause is shown and proposes nothing; of the lung, section 5.2 asks to interrupt and evaluate.
    [Fact]
    public void An_event_that_the_drug_did_not_cause_is_no_toxicity()
    {
        var fracture = Given(2.5, answers: new(PersistsDespiteTreatment: true)) with { Events = [new("Hip fracture", 3, Day, false, false)] };
        fracture.Proposes().ShouldBe("Continue 125");
        DoseProposals.Of(fracture, Label).Because.ShouldContain("Hip fracture since 2018-04-05, grade 3, not related");
        (fracture with { Events = [new("Hip fracture", 3, Day, false)] }).Proposes().ShouldBe("Withhold 125 recheck+7 (other-3-persisting)");
        (fracture with { Events = [new("Pneumonitis", 3, Day, true, false)] }).Proposes().ShouldBe("Stop  (lung-severe)");
        (fracture with { Answers = new() }).WithheldFor(6, "other-3-persisting").Proposes().ShouldStartWith("Reduce 100");
    }

    // Table 3. "Grade >= 3 non-hematologic toxicity (if persisting despite optimal medical treatment): withhold until symptoms resolve to
    // grade <= 1, or grade <= 2 (if not considered a safety risk for the patient). Resume at the next lower dose."
    [Theory]
    [InlineData(2, true, "Continue 125 (other-1-2)")]
    [InlineData(3, false, "Continue 125")]
    [InlineData(3, true, "Withhold 125 recheck+7 (other-3-persisting)")]
    [InlineData(4, true, "Withhold 125 recheck+7 (other-3-persisting)")]
    public void Other_toxicity_is_withheld_from_grade_3_if_it_persists(int grade, bool persists, string proposal) =>
        (
            Given(2.5, answers: new(PersistsDespiteTreatment: persists)) with
            {
                Events = [new("Diarrhea", grade, Day, false)],
            }
        )
            .Proposes()
            .ShouldBe(proposal);

    [Theory]
    [InlineData(3, null, "Withhold 125 recheck+7 (other-3-persisting)")]
    [InlineData(2, true, "Withhold 125 recheck+7 (other-3-persisting)")]
    [InlineData(2, null, "Withhold 125 recheck+7 (other-3-persisting)")]
    [InlineData(2, false, "Reduce 100 (other-3-persisting)")]
    [InlineData(1, null, "Reduce 100 (other-3-persisting)")]
    [InlineData(0, null, "Reduce 100 (other-3-persisting)")]
    public void Other_toxicity_resolves_to_grade_1_or_to_grade_2_without_risk(int remaining, bool? risk, string proposal) =>
        (
            Given(2.5, answers: new(PersistsDespiteTreatment: false, RemainingGrade: remaining, RemainsARisk: risk)) with
            {
                Events = [new("Diarrhea", 3, Day.AddDays(-9), false)],
            }
        )
            .WithheldFor(6, "other-3-persisting")
            .Proposes()
            .ShouldBe(proposal);

    // "Permanently discontinue in patients with severe ILD/pneumonitis." Suspected: "interrupt immediately and evaluate the patient."
    [Theory]
    [InlineData(1, "Withhold 125 recheck+7 (lung-suspected)")]
    [InlineData(2, "Withhold 125 recheck+7 (lung-suspected)")]
    [InlineData(3, "Stop  (lung-severe)")]
    [InlineData(4, "Stop  (lung-severe)")]
    public void Inflammation_of_the_lung_interrupts_and_stops_when_severe(int grade, string proposal) =>
        (Given(2.5) with { Events = [new("Pneumonitis", grade, Day, true)] }).Proposes().ShouldBe(proposal);

    // "reduce the dose to 75 mg once daily"; Child-Pugh C: "the recommended dose is 75 mg once daily".
    [Fact]
    public void A_strong_inhibitor_or_a_severely_impaired_liver_means_75_mg()
    {
        Given(2.5, answers: new(StrongInhibitor: true)).Proposes().ShouldBe("Reduce 75 (strong-CYP3A-inhibitor)");
        Given(2.5, level: 1, answers: new(ChildPughC: true)).Proposes().ShouldBe("Reduce 75 (Child-Pugh-C)");
        Given(2.5, level: 2, answers: new(StrongInhibitor: true)).Proposes().ShouldBe("Continue 75 (strong-CYP3A-inhibitor)");
        Given(0.8, answers: new(StrongInhibitor: true)).Proposes().ShouldBe("Withhold 125 recheck+7 (count-3-day-1)");
        Given(1.2, answers: new(StrongInhibitor: true)).WithheldFor(5, "count-3-day-1").Proposes().ShouldStartWith("Reduce 75");
    }

    /// <summary>0.7 is grade 3 in version 4.03 and grade 2 in version 6; 0.3 is grade 4 and grade 3; 0.09 is grade 4 in both.</summary>
    [Theory]
    [InlineData(0.70, "CTCAE 4.03", "Withhold 125 recheck+7 (count-3-day-1)")]
    [InlineData(0.70, "CTCAE 6.0", "Continue 125 (count-1-2)")]
    [InlineData(0.30, "CTCAE 4.03", "Withhold 125 recheck+7 (count-4)")]
    [InlineData(0.30, "CTCAE 6.0", "Withhold 125 recheck+7 (count-3-day-1)")]
    [InlineData(0.09, "CTCAE 6.0", "Withhold 125 recheck+7 (count-4)")]
    public void The_grade_is_that_of_the_version_which_is_why_the_table_names_its_own(double neutrophils, string grading, string proposal) =>
        Given(neutrophils, grading: grading).Proposes().ShouldBe(proposal);

    /// <summary>Platelets of 210 without a lower limit of normal are at most grade 1: they keep no drug withheld.</summary>
    [Fact]
    public void A_count_whose_limit_of_normal_is_unknown_counts_at_its_worst()
    {
        var platelets = new BloodCount("PLAT", 210, "10^9/L", Day, 1, AtMost: true);
        (Given(1.2) with { Counts = [Count("NEUT", 1.2, 2, Day), platelets] })
            .WithheldFor(5, "count-3-day-1")
            .Proposes()
            .ShouldStartWith("Resume 125");
        platelets.ToString().ShouldBe("PLAT 210 10^9/L of 2018-04-05, grade 1 at most");
    }

    [Fact]
    public void The_table_grades_as_the_label_does()
    {
        Label.Grading.ShouldBe("CTCAE 4.03");
        CtcaeDictionary
            .Find(Label.Grading)!
            .Of("NEUT", "/uL")
            .Single()
            .Limits.ShouldBe(["< LLN", "< 1500", "< 1000", "< 500"], "footnote b of table 2");
        Label.Rules.ShouldAllBe(rule => rule.Says.Length > 20 && rule.From.Length > 0);
        Label.Rules.Select(rule => rule.Id).ShouldBeUnique();
    }

    [Fact]
    public void A_proposal_says_which_values_it_used()
    {
        var proposal = DoseProposals.Of(Given(0.45) with { Events = [new("Diarrhea", 2, Day.AddDays(-2), false)] }, Label);
        proposal.Because.ShouldBe(["NEUT 0.45 10^9/L of 2018-04-05, grade 4", "Diarrhea since 2018-04-03, grade 2"]);
        proposal.Rules[0].Says.ShouldStartWith("Grade 4, at any time: Withhold");
    }
}
