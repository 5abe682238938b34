using Equipoise.Analysis;
using Equipoise.Analysis.Questionnaires;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Completion, change and deterioration of scores of questionnaires. Expected values of the EORTC QLQ-C30 (random.cdisc.data, 400
/// participants, 116,803 rows) are R 4.2.2's: <c>t.test</c>, <c>survfit(conf.type = "log-log")</c> and <c>coxph</c> of survival
/// 3.5.3, computed from the same file.
/// </summary>
public sealed class QuestionnaireScores
{
    static readonly QuestionnairePlan health = new("health", "Global health status", "QS028QL2", true, 10, "EX028");

    static readonly Lazy<AnalysisOutput> oncology = new(() =>
    {
        var folder = ReferenceData.PathOf("random-cdisc");
        var data = new Dictionary<string, Table>
        {
            ["ADSL"] = Read("cadsl"),
            ["ADTTE"] = Read("cadtte"),
            ["ADQS"] = Read("cadqlqc"),
        };
        return Outputs.Analyzed(Protocol, data);

        Table Read(string name) => DatasetFile.Read(Path.Combine(folder, $"{name}.csv.gz"), new() { Cdisc = true });
    });

    static TrialProtocol Protocol =>
        Planned(
            ChevronTables.Protocol with
            {
                Analysis = ChevronTables.Protocol.Analysis with { Baseline = ["age", "sex"] },
            },
            health
        );

    [ReferenceTheory]
    [InlineData("a", "cycle-3-day-1", 134, 121, 134, 2.17661691542289, -3.69804567047865, 8.05127950132442, 34.3809240278195)]
    [InlineData("a", "cycle-5-day-1", 133, 117, 133, 3.69674185463659, -2.56691740936021, 9.96040111863339, 36.5179135656679)]
    [InlineData("b", "cycle-3-day-1", 134, 121, 134, -2.05223880597015, -7.70609026449895, 3.60161265255865, 33.0886471551156)]
    [InlineData("c", "cycle-5-day-1", 132, 118, 132, -2.52525252525253, -8.53736743563769, 3.48686238513264, 34.9168920289355)]
    public void Completion_and_change_at_a_visit_are_those_of_R(
        string arm,
        string visit,
        int received,
        int expected,
        int n,
        double mean,
        double lower,
        double upper,
        double deviation
    )
    {
        var of = new QuestionnaireResults("health");
        Raw(of.Received(arm, visit)).ShouldBe(received);
        Raw(of.Expected(arm, visit)).ShouldBe(expected);
        Raw(of.Changed(arm, visit)).ShouldBe(n);
        Raw(of.Change(arm, visit).Estimate).ShouldBe(mean, 1e-9);
        Raw(of.Change(arm, visit).Lower).ShouldBe(lower, 1e-9);
        Raw(of.Change(arm, visit).Upper).ShouldBe(upper, 1e-9);
        Raw(of.ChangeDeviation(arm, visit)).ShouldBe(deviation, 1e-9);
    }

    [ReferenceFact]
    public void Compliance_is_of_those_expected_and_no_change_is_told_before_baseline()
    {
        var of = new QuestionnaireResults("health");
        Raw(of.Compliance("a", "cycle-5-day-1")).ShouldBe(99.1452991452991, 1e-9);
        Raw(of.ReceivedPercent("a", "cycle-5-day-1")).ShouldBe(100.0 * 133 / 134, 1e-9);
        oncology.Value.Results.At(of.Change("a", "screening").Estimate.Address).ShouldBeNull();
    }

    [ReferenceTheory]
    [InlineData("a", 134, 78, 58, 30, 86)]
    [InlineData("b", 134, 89, 30, 30, 58)]
    [InlineData("c", 132, 90, 30, 30, 58)]
    public void The_time_to_deterioration_is_that_of_R(string arm, int n, int events, double median, double lower, double upper)
    {
        var of = new DeteriorationResults("health");
        Raw(of.Participants(arm)).ShouldBe(n);
        Raw(of.Deteriorated(arm)).ShouldBe(events);
        Raw(of.Median(arm).Estimate).ShouldBe(median);
        Raw(of.Median(arm).Lower).ShouldBe(lower);
        Raw(of.Median(arm).Upper).ShouldBe(upper);
    }

    [ReferenceTheory]
    [InlineData("a", 0.799240941967443, 0.589656055245677, 1.08331980590085)]
    [InlineData("c", 1.024389851226495, 0.764208031458483, 1.37315302129594)]
    public void The_hazard_ratio_of_deterioration_is_that_of_R(string arm, double ratio, double lower, double upper)
    {
        var of = new DeteriorationResults("health").HazardRatio(arm);
        Raw(of.Estimate).ShouldBe(ratio, 1e-9);
        Raw(of.Lower).ShouldBe(lower, 1e-9);
        Raw(of.Upper).ShouldBe(upper, 1e-9);
    }

    [ReferenceFact]
    public void The_report_shows_them()
    {
        var written = TrialReport.Render(Protocol, oncology.Value).ShouldBeOfType<ReportOutcome.Written>();
        written.Outputs.ShouldContain(output => output.Id == "questionnaire-health");
        written.Quoted.ShouldContain(new QuestionnaireResults("health").Compliance("a", "cycle-3-day-1").Address);
        written.Quoted.ShouldContain(new DeteriorationResults("health").HazardRatio("a").Estimate.Address);
        written.Text.ShouldContain("has deteriorated at the first score that is lower than at baseline by at least 10");
    }

    [Fact]
    public void From_SDTM_baseline_is_the_last_score_up_to_randomization_and_days_count_from_it()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01");
        sdtm.Randomized("2", "standard").Dosed(0, "2020-01-02", "2020-03-01");
        var data = new Dictionary<string, Table>(sdtm.Tables())
        {
            ["QS"] = Qs(
                ("1", "Screening", 1, "2019-12-01", 90),
                ("1", "Baseline", 2, "2020-01-01", 80), // the day of randomization
                ("1", "Cycle 4", 3, "2020-03-25", 75),
                ("1", "Cycle 7", 4, "2020-06-17", 70), // worse by 10 on day 169
                ("2", "Baseline", 2, "2020-01-01", 50),
                ("2", "Cycle 4", 3, "2020-03-25", 55)
            ),
        };
        var protocol = Planned(SmallTrial.Protocol, new QuestionnairePlan("vas", "Health today", "EQ5D0206", true, 10, null));
        var output = Outputs.Analyzed(protocol, data);
        var (of, late) = (new QuestionnaireResults("vas"), new DeteriorationResults("vas"));
        output.Raw(of.Change("drug", "cycle-4").Estimate.Address).ShouldBe(-5);
        output.Raw(of.Change("drug", "cycle-7").Estimate.Address).ShouldBe(-10);
        output.Printed(of.Received("standard", "cycle-7").Address).ShouldBe("0");
        output.Results.At(of.Expected("drug", "cycle-4").Address).ShouldBeNull();
        output.Printed(late.Deteriorated("drug").Address).ShouldBe("1");
        output.Raw(late.Median("drug").Estimate.Address).ShouldBe(169);
        output.Printed(late.Deteriorated("standard").Address).ShouldBe("0");
        output.Derived.ShouldContain(table => table.Name == "ADQS");
    }

    [Fact]
    public void Questionnaires_that_the_protocol_asks_for_and_the_data_lack_are_to_be_looked_at()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01");
        var output = Outputs.Analyzed(Planned(SmallTrial.Protocol, health), sdtm.Tables());
        output.Findings.Select(finding => $"{finding}").ShouldContain(line => line.Contains("questionnaires"));
        output.Results.Analyses.ShouldNotContain(analysis => analysis.Id.StartsWith("Questionnaire"));
    }

    static double Raw(Equipoise.Analysis.Results.ResultRef result) => oncology.Value.Raw(result.Address);

    static TrialProtocol Planned(TrialProtocol protocol, QuestionnairePlan plan) =>
        protocol with
        {
            Analysis = protocol.Analysis with { Questionnaires = [plan] },
        };

    static Table Qs(params (string Id, string Visit, double Number, string Day, double Value)[] rows) =>
        new(
            "QS",
            "",
            [
                new TextColumn("USUBJID", "", [.. rows.Select(row => row.Id)]),
                new TextColumn("QSTESTCD", "", [.. rows.Select(_ => "EQ5D0206")]),
                new TextColumn("QSTEST", "", [.. rows.Select(_ => "EQ VAS")]),
                new TextColumn("VISIT", "", [.. rows.Select(row => row.Visit)]),
                new NumberColumn("VISITNUM", "", [.. rows.Select(row => row.Number)]),
                new TextColumn("QSDTC", "", [.. rows.Select(row => row.Day)]),
                new NumberColumn("QSSTRESN", "", [.. rows.Select(row => row.Value)]),
            ]
        );
}
