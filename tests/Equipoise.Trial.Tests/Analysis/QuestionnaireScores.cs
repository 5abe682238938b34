using Equipoise.Analysis.Questionnaires;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Completion, change and deterioration of scores of questionnaires, worked out by hand.</summary>
public sealed class QuestionnaireScores
{
    static readonly QuestionnairePlan health = new("health", "Global health status", "QS028QL2", true, 10, "EX028");

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
