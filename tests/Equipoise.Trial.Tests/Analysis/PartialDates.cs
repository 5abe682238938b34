using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Dates of which only the month or the year is known, and dates that cannot be.</summary>
public sealed class PartialDates
{
    /// <summary>
    /// First dose 2020-03-15, last 2020-06-01, treatment ended, 30 days after it: emergent from 2020-03-15 to 2020-07-01. An event
    /// is not emergent where every day on which it may have begun is outside, as <c>derive_var_trtemfl</c> of the R package admiral
    /// has it, also for what ended before treatment (its pull request 1445).
    /// </summary>
    [Theory]
    [InlineData("2020-02", "", "N")]
    [InlineData("2019", "", "N")]
    [InlineData("2020-03", "", "Y")]
    [InlineData("", "2020-01-20", "N")]
    [InlineData("2020", "2020-02", "N")]
    [InlineData("2020", "2020-03", "Y")]
    [InlineData("2020-03-14", "", "N")]
    [InlineData("2020-03-15", "", "Y")]
    [InlineData("2020-07-01", "", "Y")]
    [InlineData("2020-07-02", "", "N")]
    [InlineData("2020-08", "", "N")]
    [InlineData("2021", "", "N")]
    [InlineData("2020-04-01T08:30", "", "Y")]
    [InlineData("2020---15", "", "Y")]
    [InlineData("--05-15", "", "Y")]
    [InlineData("", "", "Y")]
    public void An_event_is_emergent_unless_every_day_that_it_may_have_begun_is_outside(string start, string end, string flag)
    {
        var sdtm = Dosed();
        sdtm.AdverseEvent("Fatigue", 2, start, end: end);
        Outputs.Analyzed(SmallTrial.Protocol, Tables).Dataset("ADAE").Text("TRTEMFL")[0].ShouldBe(flag);
    }

    [Theory]
    [InlineData("2020-13-45")]
    [InlineData("2020-02-30")]
    [InlineData("2021-02-29")]
    [InlineData("2020-13")]
    [InlineData("2020-UN-UN")]
    [InlineData("15MAR2020")]
    [InlineData("20200315")]
    [InlineData("--13-01")]
    public void A_date_that_cannot_be_is_refused_in_every_column_of_every_domain(string date)
    {
        var sdtm = Dosed();
        sdtm.AdverseEvent("Fatigue", 2, date, end: date)
            .Assessed(date, "SD")
            .Visited(date)
            .NewTherapy(date)
            .Dosed(125, date, date)
            .LeftStudy(date, "COMPLETED");
        made.Randomized("2", on: "2020-01-01", death: date);
        Outputs
            .Problems(SmallTrial.Protocol, Tables)
            .Where(problem => problem.Message == $"'{date}' is no date; what is not known is left out, as in 2021 or 2021-07.")
            .Select(problem => $"{problem.Dataset}.{problem.Column}")
            .Order()
            .ShouldBe([
                "AE.AEENDTC",
                "AE.AESTDTC",
                "CM.CMSTDTC",
                "DM.DTHDTC",
                "DS.DSSTDTC",
                "EX.EXENDTC",
                "EX.EXSTDTC",
                "RS.RSDTC",
                "SV.SVSTDTC",
            ]);
    }

    [Theory]
    [InlineData("DM.DTHDTC", "2020-05")]
    [InlineData("EX.EXSTDTC", "2020-05")]
    [InlineData("EX.EXENDTC", "2020-05")]
    [InlineData("CM.CMSTDTC", "2020")]
    [InlineData("DS.DSSTDTC", "2020-05")]
    [InlineData("RS.RSDTC", "2020-05")]
    public void Where_a_day_is_needed_a_partial_date_says_how_the_protocol_may_name_one(string variable, string date)
    {
        PutIn(variable, date);
        var problem = Outputs.Problems(SmallTrial.Protocol, Tables).ShouldHaveSingleItem();
        $"{problem.Dataset}.{problem.Column}".ShouldBe(variable);
        problem.Message.ShouldStartWith($"'{date}' is not a complete date");
        problem.Message.ShouldContain("'partial dates' in 'analysis'");
        foreach (var rule in Enum.GetValues<PartialDateRule>())
            Outputs.Analyzed(With(rule), Tables);
    }

    /// <summary>
    /// The first of the month, the 15th, July 1 of a year: the usual rules of statistical analysis plans. Conservative: a death on the
    /// day after the last visit. ADaMIG 1.3, 3.1.3: the flag is D where the day was imputed, M where month and day were.
    /// </summary>
    [Theory]
    [InlineData(PartialDateRule.FirstOfMonth, "2020-09", "2020-09-01", "D")]
    [InlineData(PartialDateRule.Middle, "2020-09", "2020-09-15", "D")]
    [InlineData(PartialDateRule.Middle, "2021", "2021-07-01", "M")]
    [InlineData(PartialDateRule.FirstOfMonth, "2021", "2021-01-01", "M")]
    [InlineData(PartialDateRule.Conservative, "2021", "2021-01-01", "M")]
    // Alive on 2020-08-20: the death of that month came on it or later.
    [InlineData(PartialDateRule.FirstOfMonth, "2020-08", "2020-08-20", "D")]
    [InlineData(PartialDateRule.Middle, "2020-08", "2020-08-20", "D")]
    [InlineData(PartialDateRule.Conservative, "2020-08", "2020-08-21", "D")]
    [InlineData(PartialDateRule.Conservative, "2020", "2020-08-21", "M")]
    public void A_partial_date_of_death_is_dated_by_the_named_rule_and_flagged(
        PartialDateRule rule,
        string date,
        string day,
        string flag
    )
    {
        var sdtm = Dosed(death: date);
        sdtm.Visited("2020-08-20");
        var output = Outputs.Analyzed(With(rule), Tables);
        var adsl = output.Dataset("ADSL");
        DateOf(adsl.Number("DTHDT")[0]).ShouldBe(day);
        adsl.Text("DTHDTF")[0].ShouldBe(flag);
        var (adtte, survival) = (output.Dataset("ADTTE"), 1);
        adtte.Text("PARAMCD")[survival].ShouldBe("OS");
        DateOf(adtte.Number("ADT")[survival]).ShouldBe(day);
        adtte.Text("ADTF")[survival].ShouldBe(flag);
        output
            .Results.Conventions.Select(convention => convention.Text)
            .ShouldContain($"Imputed in DM.DTHDTC: 1 {date} as {day}.");
    }

    [Fact]
    public void A_death_of_which_DS_alone_knows_and_only_the_month_ends_participation_on_the_day_that_the_rule_puts()
    {
        Dosed().LeftStudy("2020-09", "DEATH");
        var output = Outputs.Analyzed(With(PartialDateRule.Middle), Tables);
        var adsl = output.Dataset("ADSL");
        DateOf(adsl.Number("DTHDT")[0]).ShouldBe("2020-09-15");
        adsl.Text("EOSSTT")[0].ShouldBe("DISCONTINUED");
        adsl.Text("DCSREAS")[0].ShouldBe("DEATH");
        // DM to the month, DS to the day: the day is known, and nothing was imputed.
        var both = new HandMadeSdtm();
        both.Randomized("1", death: "2020-09").LeftStudy("2020-09-08", "DEATH");
        adsl = Outputs.Analyzed(SmallTrial.Protocol, both.Tables()).Dataset("ADSL");
        DateOf(adsl.Number("DTHDT")[0]).ShouldBe("2020-09-08");
        adsl.Has("DTHDTF").ShouldBeFalse();
    }

    [Fact]
    public void Doses_and_therapies_are_dated_by_the_rule_no_earlier_than_randomization()
    {
        var sdtm = made.Randomized("1", on: "2020-03-10").Dosed(125, "2020-03", "2020-06");
        sdtm.NewTherapy("2020-07").AdverseEvent("Fatigue", 1, "2020-04", end: "2020-05");
        var output = Outputs.Analyzed(With(PartialDateRule.FirstOfMonth), Tables);
        var adsl = output.Dataset("ADSL");
        (DateOf(adsl.Number("TRTSDT")[0]), adsl.Text("TRTSDTF")[0]).ShouldBe(("2020-03-10", "D"));
        (DateOf(adsl.Number("TRTEDT")[0]), adsl.Text("TRTEDTF")[0]).ShouldBe(("2020-06-01", "D"));
        var adae = output.Dataset("ADAE");
        (DateOf(adae.Number("ASTDT")[0]), adae.Text("ASTDTF")[0]).ShouldBe(("2020-04-01", "D"));
        (DateOf(adae.Number("AENDT")[0]), adae.Text("AENDTF")[0]).ShouldBe(("2020-05-01", "D"));
        // Conservative: what began on the first possible day, what ended on the last.
        adsl = Outputs.Analyzed(With(PartialDateRule.Conservative), Tables).Dataset("ADSL");
        DateOf(adsl.Number("TRTSDT")[0]).ShouldBe("2020-03-10");
        DateOf(adsl.Number("TRTEDT")[0]).ShouldBe("2020-06-30");
    }

    [Fact]
    public void Without_a_partial_date_no_flag_and_no_imputation_is_written()
    {
        Dosed(death: "2020-09-01");
        var output = Outputs.Analyzed(With(PartialDateRule.Middle), Tables);
        foreach (var table in output.Datasets)
            table.Columns.ShouldAllBe(column => !column.Name.EndsWith("DTF"));
        output.Results.Conventions.Count(convention => convention.Id.StartsWith("dates")).ShouldBe(1);
        Outputs
            .Analyzed(SmallTrial.Protocol, Tables)
            .Results.Conventions.ShouldAllBe(convention => !convention.Id.StartsWith("dates"));
    }

    [Theory]
    [InlineData("first of the month", PartialDateRule.FirstOfMonth)]
    [InlineData("15th of the month", PartialDateRule.Middle)]
    [InlineData("conservative", PartialDateRule.Conservative)]
    public void The_protocol_names_the_rule_in_its_analysis(string words, PartialDateRule rule)
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"));
        var named = text.Replace("\nanalysis:\n", $"\nanalysis:\n  partial dates: {words}\n");
        ProtocolFile
            .Parse(System.Text.Encoding.UTF8.GetBytes(named), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Analysis.PartialDates.ShouldBe(rule);
    }

    readonly HandMadeSdtm made = new();

    IReadOnlyDictionary<string, Equipoise.Datasets.Table> Tables => made.Tables();

    static TrialProtocol With(PartialDateRule rule) =>
        SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { PartialDates = rule },
        };

    HandMadeParticipant Dosed(string death = "") =>
        made.Randomized("1", on: "2020-03-10", death: death)
            .Dosed(125, "2020-03-15", "2020-06-01")
            .StoppedTreatment("2020-06-01", "ADVERSE EVENT");

    void PutIn(string variable, string date)
    {
        var sdtm = Dosed(death: variable == "DM.DTHDTC" ? date : "");
        switch (variable)
        {
            case "EX.EXSTDTC":
                sdtm.Dosed(100, date, "2020-07-01");
                break;
            case "EX.EXENDTC":
                sdtm.Dosed(100, "2020-05-02", date);
                break;
            case "CM.CMSTDTC":
                sdtm.NewTherapy(date);
                break;
            case "DS.DSSTDTC":
                sdtm.LeftStudy(date, "COMPLETED");
                break;
            case "RS.RSDTC":
                sdtm.Assessed(date, "SD");
                break;
        }
    }

    static string DateOf(double number) => $"{Equipoise.Datasets.SasDate.FromNumber(number):yyyy-MM-dd}";
}
