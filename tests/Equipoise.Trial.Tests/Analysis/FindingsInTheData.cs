using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>One cause is one line, and what data sets say against each other is told without stopping an analysis.</summary>
public sealed class FindingsInTheData
{
    [Fact]
    public void Four_hundred_rows_of_one_cause_are_one_line()
    {
        var adam = HandMadeAdam.Of(401).WithEvents().With("ADTTE", "AVALU", [.. Enumerable.Repeat("COUNT", 401)]);
        Lines(Outputs.Problems(HandMadeAdam.Protocol(), adam))
            .ShouldContain(
                "ADTTE.AVALU rows 1, 2, 3 and 398 more: 'COUNT' is no unit of time that is known: DAYS, WEEKS, MONTHS or YEARS."
            );
        var sdtm = new HandMadeSdtm();
        for (var id = 1; id <= 254; id++)
            sdtm.Add("DM", "SMALL", $"{id}", $"{id}", "01", "60", "F", "DRUG", "New drug", "DRUG", "New drug", "2020-01-01", "");
        Lines(Outputs.Problems(SmallTrial.Protocol, sdtm.Tables()))
            .ShouldHaveSingleItem()
            .ShouldStartWith("DS.DSDECOD, 254 times, first: '1' has an arm in DM but no row RANDOMIZED");
    }

    [Fact]
    public void A_cause_is_data_set_column_and_message_without_the_identifiers_and_values_of_its_row()
    {
        DataProblem[] problems =
        [
            new("ADSL", "AGE", 7, "'old' is not a number."),
            new("ADSL", "AGE", 3, "'young' is not a number."),
            new("ADSL", "AGE", null, "the column is missing."),
            new("ADSL", "SEX", 3, "'young' is not a number."),
            new("ADTTE", "AGE", 3, "'young' is not a number."),
            new("ADAE", "AETOXGR", 1, "6 is no CTCAE grade."),
            new("ADAE", "AETOXGR", 2, "7.5 is no CTCAE grade."),
        ];
        Lines(problems)
            .ShouldBe([
                "ADSL.AGE rows 3 and 7: 'young' is not a number.",
                "ADSL.AGE: the column is missing.",
                "ADSL.SEX row 3: 'young' is not a number.",
                "ADTTE.AGE row 3: 'young' is not a number.",
                "ADAE.AETOXGR rows 1 and 2: 6 is no CTCAE grade.",
            ]);
        Lines([.. Enumerable.Range(0, 25).Select(column => new DataProblem("ADSL", $"COL{column}", 1, "is wrong."))])
            .ToList()
            .ShouldSatisfyAllConditions(lines => lines.Count.ShouldBe(21), lines => lines[20].ShouldBe("and 5 more."));
    }

    [Fact]
    public void Survival_shorter_than_progression_free_survival_and_deaths_that_disagree_are_listed()
    {
        // 1: dies at 3 months and progresses at 5. 2: alive, and dead by ADSL. 3: dead, and alive by ADSL.
        var adam = HandMadeAdam.Of(3).WithEvents().With("ADSL", "DTHFL", "Y", "Y", "N");
        var pfs = adam["ADTTE"];
        adam["ADTTE"] = new(
            "ADTTE",
            "",
            [
                Both("USUBJID", ["1", "2", "3"]),
                new TextColumn("PARAMCD", "", [.. pfs.Text("PARAMCD").Values, "OS", "OS", "OS"]),
                new TextColumn("AVAL", "", [.. pfs.Text("AVAL").Values, "3", "9", "9"]),
                Both("AVALU", [.. pfs.Text("AVALU").Values]),
                new TextColumn("CNSR", "", [.. pfs.Text("CNSR").Values, "0", "1", "0"]),
            ]
        );
        var protocol = HandMadeAdam.Protocol() with
        {
            Analysis = SmallTrial.Protocol.Analysis with { Baseline = [] },
        };
        Findings(protocol, adam)
            .ShouldBe([
                "ADTTE.AVAL row 4: '1' has a shorter OS than PFS, which a death ends as well.",
                "ADTTE.CNSR row 5: '2' is alive by OS and died by ADSL (DTHFL).",
                "ADTTE.CNSR row 6: '3' died by OS and is alive by ADSL (DTHFL).",
            ]);

        static TextColumn Both(string name, string[] values) => new(name, "", [.. values, .. values]);
    }

    [Fact]
    public void An_adverse_event_after_death_a_time_beyond_the_cutoff_and_a_dose_of_another_arm_are_listed()
    {
        var adam = HandMadeAdam
            .Of(2)
            .WithEvents(("1", "Fatigue", "1"))
            .With("ADAE", "ASTDT", "2020-05-02")
            .With("ADSL", "DTHDT", "2020-05-01", "2020-02-01")
            .With("ADSL", "RANDDT", "2020-01-01", "2020-02-02")
            .With("ADSL", "DCUTDT", "2020-06-30", "2020-06-30")
            .With("ADTTE", "ADT", "2020-05-01", "2020-07-01");
        adam["EX"] = new(
            "EX",
            "",
            [
                new TextColumn("USUBJID", "", ["1", "2"]),
                new TextColumn("EXTRT", "", ["TABLET", "TABLET"]),
                new NumberColumn("EXDOSE", "", [125, 125]),
                new TextColumn("EXSTDTC", "", ["2020-05-03", "2020-01-01"]),
            ]
        );
        Findings(HandMadeAdam.Protocol(), adam)
            .ShouldBe([
                "ADSL.DTHDT row 2: '2' died before randomization.",
                "ADTTE.ADT row 2: '2' is followed beyond the data cutoff.",
                "ADAE.ASTDT row 1: an adverse event of '1' began after death.",
                "EX.EXSTDTC row 1: a dose of '1' was given after death.",
                "EX.EXTRT row 2: '2' was dosed with 'TABLET', which the arm 'Standard' does not give.",
            ]);
    }

    [Fact]
    public void Codes_that_are_averaged_and_columns_without_a_label_are_listed()
    {
        var adam = HandMadeAdam.Of(2).WithEvents().With("ADSL", new NumberColumn("RACE", "", [1, 5]));
        Findings(HandMadeAdam.Protocol("RACE"), adam)
            .ShouldBe([
                "ADSL.RACE: codes are summarized as if they measured something: give the variable its words instead of its numbers.",
            ]);
        Findings(HandMadeAdam.Protocol("BMI"), adam.With("ADSL", new NumberColumn("BMI", "", [22, 25])))
            .ShouldBe(["ADSL.BMI: the column has no label, so that the report prints its name."]);
        // A measurement is no code, and a labeled column has its name.
        Findings(HandMadeAdam.Protocol("BMI"), adam.With("ADSL", new NumberColumn("BMI", "Body mass index", [22, 25])))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_only_a_screen_failure_has_is_no_row_of_the_baseline_table()
    {
        var adam = HandMadeAdam.Of(2).WithEvents();
        adam["ADSL"] = new(
            "ADSL",
            "",
            [
                new TextColumn("USUBJID", "", ["1", "2", "s"]),
                new TextColumn("TRT01P", "", ["New drug", "Standard", "Screen Failure"]),
                new TextColumn("FASFL", "", ["Y", "Y", ""]),
                new TextColumn("SAFFL", "", ["Y", "Y", ""]),
                new TextColumn("RACE", "Race", ["WHITE", "BLACK OR AFRICAN AMERICAN", "ASIAN"]),
            ]
        );
        Outputs
            .Analyzed(HandMadeAdam.Protocol("RACE"), adam)
            .Results.Grouping("level")
            .Groups.Select(group => group.Label)
            .ShouldBe(["Black or African American", "White"]);
    }

    [Fact]
    public void A_death_without_any_date_is_listed_because_no_endpoint_has_it()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1");
        sdtm.Randomized("2", death: "2020-05-01");
        var data = sdtm.Tables().With("DM", "DTHFL", "Y", "");
        Findings(SmallTrial.Protocol, data)
            .ShouldBe([
                "DM.DTHFL row 1: '1' died, but no date of death is recorded: no endpoint has this death.",
                "DM.DTHFL row 2: '2' has a date of death and is not flagged as dead.",
            ]);
    }

    static IEnumerable<string> Findings(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data) =>
        Outputs.Analyzed(protocol, data).Findings.Select(finding => finding.ToString());

    static IEnumerable<string> Lines(IReadOnlyList<DataProblem> problems) => DataFinding.Lines(problems);
}
