using Equipoise.Analysis;
using Equipoise.Analysis.Laboratory;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Worst grades of laboratory values after baseline, and shifts from it.</summary>
public sealed class LaboratoryShifts
{
    static readonly string[] arms = ["a", "b", "c"];

    static readonly Lazy<AnalysisOutput> chevron = new(() =>
        Outputs.Analyzed(Planned(ChevronTables.Protocol, "ALT"), ChevronTables.Data)
    );

    [ReferenceTheory]
    [InlineData("0", "Not Low", "0 1 2 3 4")]
    [InlineData("1", "1", "0")]
    [InlineData("2", "2", "0 4")]
    [InlineData("3", "3", "3")]
    public void Shifts_are_those_of_LBT14_row_by_row(string baseline, string heading, string grades)
    {
        // The snapshot names grade 0 "Not Low"; a row of a grade at baseline stands further to the left than those under it.
        var table = ChevronTable.Of(
            "lbt14",
            "lbt14 functions with default argument value return expected result with test data",
            rules: 2
        );
        var of = new LaboratoryShiftResults("ALT", IsLow: true);
        table.First(heading, indent: 8).ShouldBe(arms.Select(arm => chevron.Value.Printed(of.AtBaseline(arm, baseline).Address)));
        var under = table.UnderFirst(heading, indent: 8);
        under.Keys.ShouldBe(grades.Split(' ').Select(grade => grade == "0" ? "Not Low" : grade));
        foreach (var grade in grades.Split(' '))
            under[grade == "0" ? "Not Low" : grade]
                .ShouldBe(
                    arms.Select(arm =>
                        chevron.Value.Raw(of.Shift(arm, baseline, grade).Address) is not 0 and var n
                            ? $"{n} ({chevron.Value.Printed(of.ShiftPercent(arm, baseline, grade).Address)})"
                            : "0"
                    ),
                    $"{heading} to {grade}"
                );
    }

    [ReferenceFact]
    public void In_the_other_direction_nobody_shifts_as_in_LBT14()
    {
        var of = new LaboratoryShiftResults("ALT", IsLow: false);
        arms.Select(arm => chevron.Value.Printed(of.Shift(arm, "0", "0").Address)).ShouldBe(["15", "15", "15"]);
        arms.Select(arm => chevron.Value.Printed(of.ShiftPercent(arm, "0", "0").Address)).ShouldBe(["100%", "100%", "100%"]);
        // The report leaves such a direction out, and shows the other.
        var report = TrialReport
            .Render(Planned(ChevronTables.Protocol, "ALT"), chevron.Value)
            .ShouldBeOfType<ReportOutcome.Written>();
        report.Quoted.ShouldContain(new LaboratoryShiftResults("ALT", IsLow: true).Shift("a", "0", "4").Address);
        report.Quoted.ShouldNotContain(of.Shift("a", "0", "0").Address);
    }

    [Fact]
    public void From_SDTM_baseline_is_the_last_value_up_to_the_first_dose_and_the_worst_one_counts_until_the_window()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01").StoppedTreatment("2020-03-01", "ADVERSE EVENT");
        sdtm.Randomized("2").Dosed(125, "2020-01-02", "2020-03-01");
        var data = new Dictionary<string, Table>(sdtm.Tables())
        {
            ["LB"] = Lb(
                ("1", "NEUT", "2019-12-20", 1.9, "LOW", "1", "Neutrophil count decreased"),
                ("1", "NEUT", "2020-01-02", 3.0, "NORMAL", "0", ""), // baseline: the day of the first dose
                ("1", "NEUT", "2020-01-16", 0.9, "LOW", "3", "Neutrophil count decreased"),
                ("1", "NEUT", "2020-02-01", 1.2, "LOW", "2", "Neutrophil count decreased"),
                ("1", "NEUT", "2020-06-01", 0.3, "LOW", "4", "Neutrophil count decreased"), // after the window
                ("2", "NEUT", "2020-01-02", 1.2, "LOW", "2", "Neutrophil count decreased"),
                ("2", "PLAT", "2020-01-16", 90, "LOW", "1", "Platelet count decreased") // not analyzed
            ),
        };
        var protocol = Planned(
            SmallTrial.Protocol with
            {
                FollowUp = SmallTrial.Protocol.FollowUp! with
                {
                    Laboratory = [new LaboratoryTest("neutrophils", "NEUT", "10^9/L", 2, 7.5, [])],
                },
            },
            "neutrophils"
        );
        var output = Outputs.Analyzed(protocol, data);
        var low = new LaboratoryShiftResults("neutrophils", IsLow: true);
        output.Printed(low.Participants("drug").Address).ShouldBe("2");
        output.Printed(low.Shift("drug", "0", "3").Address).ShouldBe("1");
        output.Printed(low.AtBaseline("drug", "2").Address).ShouldBe("1");
        output.Printed(low.Shift("drug", "2", LaboratoryShiftResults.NotRecorded).Address).ShouldBe("1");
        output.Results.At(low.AtWorst("drug", "4").Address).ShouldBeNull();
        output.Printed(new LaboratoryShiftResults("neutrophils", IsLow: false).AtWorst("drug", "0").Address).ShouldBe("1");
        output.Derived.ShouldContain(table => table.Name == "ADLB");

        // What was derived gives the same numbers again.
        var again = Outputs.Analyzed(protocol, output.Datasets.ToDictionary(table => table.Name));
        again.Printed(low.Shift("drug", "0", "3").Address).ShouldBe("1");
    }

    [Fact]
    public void Values_that_the_protocol_asks_for_and_the_data_lack_are_to_be_looked_at()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01");
        var output = Outputs.Analyzed(Planned(SmallTrial.Protocol, "NEUT"), sdtm.Tables());
        output.Findings.Select(finding => $"{finding}").ShouldContain(line => line.Contains("laboratory tests"));
        output.Results.Analyses.ShouldNotContain(analysis => analysis.Id.StartsWith("Laboratory"));
    }

    [Fact]
    public void A_grade_that_is_none_of_CTCAE_is_a_problem_of_the_data()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01");
        var protocol = Planned(SmallTrial.Protocol, "NEUT");
        var adam = Outputs.Analyzed(protocol, sdtm.Tables()).Datasets.ToDictionary(table => table.Name);
        adam["ADLB"] = new(
            "ADLB",
            "",
            [
                new TextColumn("USUBJID", "", ["1"]),
                new TextColumn("PARAMCD", "", ["NEUT"]),
                new TextColumn("ONTRTFL", "", ["Y"]),
                new TextColumn("ATOXGR", "", ["GRADE 7"]),
            ]
        );
        var outcome = TrialAnalysis.Analyze(protocol, adam).ShouldBeOfType<AnalysisOutcome.Rejected>();
        outcome.Problems.ShouldContain(problem => problem.Column == "ATOXGR" && problem.Message.Contains("is no CTCAE grade"));
    }

    static TrialProtocol Planned(TrialProtocol protocol, params string[] tests) =>
        protocol with
        {
            Analysis = protocol.Analysis with { Laboratory = tests },
        };

    static Table Lb(params (string Id, string Code, string Day, double Value, string Range, string Grade, string Term)[] rows) =>
        new(
            "LB",
            "",
            [
                new TextColumn("USUBJID", "", [.. rows.Select(row => row.Id)]),
                new TextColumn("LBTESTCD", "", [.. rows.Select(row => row.Code)]),
                new TextColumn("LBTEST", "", [.. rows.Select(row => row.Code)]),
                new NumberColumn("LBSTRESN", "", [.. rows.Select(row => row.Value)]),
                new TextColumn("LBNRIND", "", [.. rows.Select(row => row.Range)]),
                new TextColumn("LBTOXGR", "", [.. rows.Select(row => row.Grade)]),
                new TextColumn("LBTOX", "", [.. rows.Select(row => row.Term)]),
                new TextColumn("LBDTC", "", [.. rows.Select(row => row.Day)]),
            ]
        );
}
