using Equipoise.Analysis;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Texts of the data are told apart as they stand; what is blank or ungraded stays in the account.</summary>
public sealed class NamesInTheData
{
    [Fact]
    public void Descriptions_that_differ_in_a_sign_are_two_rows_with_addresses_of_their_own()
    {
        var output = Described(
            "Progression < 12 weeks",
            "Progression < 12 weeks",
            "Progression > 12 weeks",
            "Progression > 12 weeks",
            "进展",
            "死亡"
        );
        Rows(output, "PFS.Events", "eventsBy")
            .ShouldBe([
                ("Progression < 12 weeks", "1", "1"),
                ("Progression > 12 weeks", "1", "1"),
                ("进展", "1", "0"),
                ("死亡", "0", "1"),
            ]);
        output.Printed("PFS.Events/eventsBy[arm=drug;component=progression-12-weeks]").ShouldBe("1");
        output.Printed("PFS.Events/eventsBy[arm=drug;component=progression-12-weeks-2]").ShouldBe("1");
    }

    [Fact]
    public void Descriptions_that_differ_in_capitals_only_print_alike_and_are_one() =>
        Rows(Described("Death", "DEATH", "death", "Death"), "PFS.Events", "eventsBy").ShouldBe([("Death", "2", "2")]);

    [Fact]
    public void Blank_descriptions_have_a_row_so_that_the_parts_sum_to_the_whole()
    {
        var output = Described("Death", "", "", "Death");
        Rows(output, "PFS.Events", "eventsBy").ShouldBe([("Death", "1", "1"), ("Not stated", "1", "1")]);
        output.Printed("PFS.Events/events[arm=drug]").ShouldBe("2");
    }

    [Fact]
    public void Whoever_had_only_ungraded_events_is_in_a_row_of_worst_grades()
    {
        var output = Outputs.Analyzed(
            HandMadeAdam.Protocol(),
            HandMadeAdam.Of(4).WithEvents(("1", "X", ""), ("1", "Y", "2"), ("3", "X", ""), ("2", "X", "3"))
        );
        output.Printed("AE.Overview/participants[arm=drug;category=any]").ShouldBe("2");
        Rows(output, "AE.WorstGrade", "participants")
            .ShouldBe([
                ("Grade 1", "0", "0"),
                ("Grade 2", "1", "0"),
                ("Grade 3", "0", "1"),
                ("Grade 4", "0", "0"),
                ("Grade 5", "0", "0"),
                ("Grade not recorded", "1", "0"),
            ]);
    }

    [Fact]
    public void Where_every_participant_has_a_grade_there_is_no_row_for_grades_not_recorded() =>
        Rows(
                Outputs.Analyzed(HandMadeAdam.Protocol(), HandMadeAdam.Of(2).WithEvents(("1", "X", "1"), ("1", "Y", ""))),
                "AE.WorstGrade",
                "participants"
            )
            .Count()
            .ShouldBe(5);

    [Fact]
    public void Terms_that_differ_in_capitals_only_are_one_in_the_more_frequent_spelling_and_a_blank_one_is_named()
    {
        var output = Outputs.Analyzed(
            HandMadeAdam.Protocol(),
            HandMadeAdam
                .Of(4)
                .WithEvents(("1", "Neutropenia", "1"), ("3", "NEUTROPENIA", "3"), ("2", "Neutropenia ", "1"), ("4", "", "1"))
        );
        Rows(output, "AE.Term", "participants").ShouldBe([("Neutropenia", "2", "1"), ("No coding available", "0", "1")]);
        output
            .Findings.Select(finding => finding.ToString())
            .ShouldContain(
                "ADAE.AEDECOD: 'Neutropenia' and 'NEUTROPENIA' differ in capitals only and are counted as one term, 'Neutropenia'."
            );
    }

    [Fact]
    public void Everyone_treated_completed_discontinued_or_is_ongoing_and_every_reason_to_leave_is_counted()
    {
        var data = HandMadeAdam
            .Of(6)
            .With("ADSL", "EOTSTT", "COMPLETED", "DISCONTINUED", "ONGOING", "COMPLETED", "DISCONTINUED", "")
            .With("ADSL", "DCTREAS", "", "ADVERSE EVENT", "", "", "Lost (to follow-up)", "")
            .With("ADSL", "EOSSTT", "COMPLETED", "DISCONTINUED", "ONGOING", "DISCONTINUED", "DISCONTINUED", "DISCONTINUED")
            .With("ADSL", "DCSREAS", "", "PHYSICIAN DECISION", "", "LACK OF EFFICACY", "PHYSICIAN DECISION", "")
            .WithEvents();
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), data);
        foreach (var (arm, completed, discontinued, ongoing, notStated) in new[] { ("drug", 1, 1, 1, 0), ("standard", 1, 1, 0, 1) })
        {
            output.Raw($"Disposition/completedTreatment[arm={arm}]").ShouldBe(completed);
            output.Raw($"Disposition/discontinuedTreatment[arm={arm}]").ShouldBe(discontinued);
            output.Raw($"Disposition/onTreatmentAtCutoff[arm={arm}]").ShouldBe(ongoing);
            output.Raw($"Disposition/treatmentStatusNotStated[arm={arm}]").ShouldBe(notStated);
            output.Raw($"Disposition/treated[arm={arm}]").ShouldBe(completed + discontinued + ongoing + notStated);
        }
        Rows(output, "Disposition", "leftStudyBecause")
            .ShouldBe([("Physician decision", "1", "1"), ("Lack of efficacy", "0", "1"), ("Not stated", "0", "1")]);
        Rows(output, "Disposition", "discontinuedTreatmentBecause")
            .ShouldBe([("Adverse event", "0", "1"), ("Lost (to follow-up)", "1", "0")]);
        output
            .Findings.Select(finding => finding.ToString())
            .ShouldContain("ADSL.EOTSTT row 6: '6' has neither completed nor discontinued treatment nor is it ongoing: ''.");
    }

    /// <summary>Participants with these descriptions of their events, in turn in both arms.</summary>
    static AnalysisOutput Described(params string[] descriptions) =>
        Outputs.Analyzed(
            HandMadeAdam.Protocol(),
            HandMadeAdam.Of(descriptions.Length).With("ADTTE", "EVNTDESC", descriptions).WithEvents()
        );

    /// <summary>The groups of an operation beside the arm as printed, with the numbers of both arms.</summary>
    static IEnumerable<(string Label, string Drug, string Standard)> Rows(AnalysisOutput output, string analysis, string operation)
    {
        var results = output.Results.Find(analysis)!.Results.Where(result => result.Operation == operation).ToList();
        return
            from result in results
            where result.Groups[0].Group == "drug"
            let other = result.Groups[1]
            select (
                output.Results.Grouping(other.Grouping).Groups.Single(named => named.Id == other.Group).Label,
                result.Formatted,
                results.Single(one => one.Groups[0].Group == "standard" && one.Groups[1] == other).Formatted
            );
    }
}
