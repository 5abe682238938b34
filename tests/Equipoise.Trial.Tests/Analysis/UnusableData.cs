using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

public sealed class UnusableData
{
    [Fact]
    public void Every_missing_column_is_named_at_once()
    {
        var data = new Dictionary<string, Table>
        {
            ["ADSL"] = Text("ADSL", ("USUBJID", ["1"]), ("TRT01P", ["New drug"])),
            ["ADTTE"] = Text("ADTTE", ("USUBJID", ["1"]), ("PARAMCD", ["PFS"])),
        };
        var problems = Outputs.Problems(SmallTrial.Protocol, data).Select(problem => problem.ToString()).ToList();
        problems.ShouldContain("ADSL: no flag says who was randomized: FASFL, ITTFL or RANDFL is needed, or 'sets: full' in 'data'.");
        problems.ShouldContain("ADSL: nothing says who was treated: SAFFL or TRTSDT is needed, or 'sets: safety' in 'data'.");
        problems.ShouldContain("ADSL.AGE: the column is missing; the protocol asks for 'age'.");
        problems.ShouldContain("ADSL.STRAT1: the column is missing; the protocol asks for 'response'.");
        problems.ShouldContain("ADTTE.AVAL: the column is missing.");
        problems.ShouldContain("ADTTE.CNSR: the column is missing.");
    }

    [Fact]
    public void Every_missing_domain_is_named_with_what_needs_it()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1");
        foreach (var domain in (string[])["DS", "EX", "RS", "CM", "AE", "SUPPDM"])
            sdtm.Remove(domain);
        Outputs
            .Problems(SmallTrial.Protocol, sdtm.Tables())
            .Select(problem => problem.Dataset)
            .ShouldBe(["SUPPDM", "DS", "EX", "RS", "CM", "AE"]);
    }

    [Fact]
    public void An_arm_that_the_protocol_does_not_know_is_named_with_its_row()
    {
        var data = Adam(arm: "Mystery", cnsr: "0", aval: "3");
        var problem = Outputs.Problems(TwoRows, data)[0];
        problem.ToString().ShouldBe("ADSL.TRT01P row 2: 'Mystery' is no arm of the protocol, which has 'New drug', 'Standard'.");
    }

    [Theory]
    [InlineData("", "3", "ADTTE.CNSR row 2: CNSR must be 0 for an event, or a positive number for a censored time.")]
    [InlineData("0", "-1", "ADTTE.AVAL row 2: a time to event must be a number, 0 or more.")]
    [InlineData("0", "soon", "ADTTE.AVAL row 2: 'soon' is not a number.")]
    public void A_cell_that_cannot_be_used_is_named_with_its_row(string cnsr, string aval, string message) =>
        Outputs.Problems(TwoRows, Adam("Standard", cnsr, aval)).Select(problem => problem.ToString()).ShouldContain(message);

    [Fact]
    public void Nobody_of_the_full_analysis_set_may_lack_an_outcome()
    {
        var data = new Dictionary<string, Table>(Adam("Standard", "0", "3"));
        data["ADTTE"] = Text(
            "ADTTE",
            ("USUBJID", ["1"]),
            ("PARAMCD", ["PFS"]),
            ("AVAL", ["5"]),
            ("AVALU", ["MONTHS"]),
            ("CNSR", ["1"])
        );
        Outputs
            .Problems(TwoRows, data)
            .ShouldHaveSingleItem()
            .Message.ShouldBe("1 of 2 participants to be analyzed have no row of PFS, first '2'.");
    }

    [Fact]
    public void An_event_that_SDTM_cannot_give_is_refused_before_anything_is_computed()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1");
        var protocol = SmallTrial.Protocol with
        {
            Endpoints =
            [
                SmallTrial.Protocol.Endpoints[0] with
                {
                    Events = [new EndpointEvent.Named("stroke")],
                },
                SmallTrial.Protocol.Endpoints[1],
            ],
        };
        Outputs
            .Problems(protocol, sdtm.Tables())
            .Select(problem => problem.Message)
            .ShouldContain("PFS: the event 'stroke' cannot be derived from SDTM; give ADSL and ADTTE.");
    }

    [Fact]
    public void A_missing_stratum_stops_a_stratified_analysis()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", response: "");
        sdtm.Randomized("2", "standard");
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with
            {
                TimeToEvent = [SmallTrial.Plan("PFS", stratified: true), SmallTrial.Plan("OS", stratified: false)],
            },
        };
        Outputs
            .Problems(protocol, sdtm.Tables())
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("ADSL.STRAT1 row 1: '1' has no value of the stratification factor 'response'.");
    }

    [Fact]
    public void Responses_of_which_none_is_by_the_assessor_of_the_protocol_are_refused()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "PD", "INDEPENDENT ASSESSOR");
        Outputs
            .Problems(SmallTrial.Protocol, sdtm.Tables())
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("RS.RSEVAL: no response is by 'investigator', as the protocol demands, only by 'INDEPENDENT ASSESSOR'.");
    }

    [Fact]
    public void No_data_at_all_is_one_problem() =>
        Outputs
            .Problems(SmallTrial.Protocol, new Dictionary<string, Table>())
            .ShouldHaveSingleItem()
            .Dataset.ShouldBe("ADSL and ADTTE");

    static TrialProtocol TwoRows =>
        SmallTrial.Protocol with
        {
            Analysis = new([SmallTrial.Plan("PFS", stratified: false)], [], null),
        };

    static Dictionary<string, Table> Adam(string arm, string cnsr, string aval) =>
        new()
        {
            ["ADSL"] = Text(
                "ADSL",
                ("USUBJID", ["1", "2"]),
                ("TRT01P", ["New drug", arm]),
                ("FASFL", ["Y", "Y"]),
                ("SAFFL", ["N", "N"])
            ),
            ["ADTTE"] = Text(
                "ADTTE",
                ("USUBJID", ["1", "2"]),
                ("PARAMCD", ["PFS", "PFS"]),
                ("AVAL", ["5", aval]),
                ("CNSR", ["1", cnsr])
            ),
        };

    static Table Text(string name, params (string Name, string[] Values)[] columns) =>
        new(name, "", [.. columns.Select(column => new TextColumn(column.Name, "", column.Values))]);
}
