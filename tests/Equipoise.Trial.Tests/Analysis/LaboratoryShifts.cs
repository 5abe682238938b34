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
    [ReferenceFact]
    public void The_report_leaves_out_the_direction_in_which_nobody_shifts_and_shows_the_other()
    {
        var protocol = Planned(OtherHouses.ChevronProtocol, "ALT");
        var output = Outputs.Analyzed(protocol, OtherHouses.ChevronTables("ADSL", "ADTTE", "ADLB"));
        var report = TrialReport.Render(protocol, output).ShouldBeOfType<ReportOutcome.Written>();
        report.Quoted.ShouldContain(new LaboratoryShiftResults("ALT", IsLow: true).Shift("a", "0", "4").Address);
        report.Quoted.ShouldNotContain(new LaboratoryShiftResults("ALT", IsLow: false).Shift("a", "0", "0").Address);
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
