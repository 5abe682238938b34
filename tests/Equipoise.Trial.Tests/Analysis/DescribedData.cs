using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>What the part <c>data</c> of a protocol says of the data, and what that changes.</summary>
public sealed class DescribedData
{
    [Fact]
    public void Participants_of_an_arm_left_out_are_in_no_data_set_and_are_counted()
    {
        var output = Analyzed(new() { LeaveOut = ["third"] }, WithThird().WithEvents(("3", "Fatigue", "1"), ("1", "Fatigue", "1")));
        output.Raw("PFS.Events/participants[arm=drug]").ShouldBe(1);
        output.Results.Conventions.ShouldContain(one => one.Text == "Left out of every data set: 2 participants of 'third'.");
        output.Results.Provenance.Data.Single(source => source.Name == "ADSL").Rows.ShouldBe(4);
        output.Dataset("ADAE").RowCount.ShouldBe(1);
    }

    [Fact]
    public void A_problem_keeps_its_row_when_others_before_it_were_left_out() =>
        Outputs
            .Problems(
                Protocol(new() { LeaveOut = ["Third"] }),
                WithThird("Third", "Third", "New drug", "Standard").With("ADSL", "SAFFL", "Y", "Y", "Y", "yes")
            )
            .ShouldHaveSingleItem()
            .Row.ShouldBe(4);

    [Fact]
    public void A_value_that_no_row_has_is_told_with_the_nearest_that_some_have() =>
        Outputs
            .Problems(Protocol(new() { LeaveOut = ["Thrid"] }), WithThird("New drug", "Standard", "New drug", "Third"))
            .Select(problem => problem.ToString())
            .ShouldContain("protocol: data: no TRT01P of ADSL is 'Thrid'; did you mean 'Third'?");

    [Fact]
    public void Arms_sets_and_the_unit_may_have_names_of_their_own()
    {
        var data = HandMadeAdam
            .Of(4)
            .With("ADSL", "GROUP", "A", "B", "A", "B")
            .Without("ADSL", "TRT01P")
            .Without("ADSL", "FASFL")
            .With("ADSL", "REGION", "Asia", "Asia", "asia", "Europe")
            .Without("ADTTE", "AVALU");
        var output = Analyzed(
            new()
            {
                PlannedArm = "GROUP",
                Arms = new Dictionary<string, string> { ["A"] = "drug", ["B"] = "standard" },
                Full = new("REGION = Asia", [("REGION", "ASIA")]),
                UnitOfTime = TimeUnit.Month,
            },
            data
        );
        output.Raw("PFS.Events/participants[arm=drug]").ShouldBe(2);
        output.Raw("PFS.Events/participants[arm=standard]").ShouldBe(1);
        output.Raw("PFS.KaplanMeier/median[arm=drug]").ShouldBe(5);
        output.Results.Groupings[0].Variable.ShouldBe("GROUP");
    }

    [Fact]
    public void Codes_may_be_counted_under_a_label_in_an_order()
    {
        var data = HandMadeAdam.Of(4).With("ADSL", new NumberColumn("REGION1N", "", [10, 2, 1, 1]));
        var described = new DataDescription
        {
            Labels = new Dictionary<string, string> { ["REGION1N"] = "Region" },
            Order = new Dictionary<string, IReadOnlyList<string>> { ["REGION1N"] = ["2"] },
            Count = ["REGION1N"],
        };
        var output = Outputs.Analyzed(HandMadeAdam.Protocol("REGION1N") with { Data = described }, data);
        var levels = output.Results.Groupings.Single(grouping => grouping.Id == "level").Groups.Select(group => group.Id);
        levels.ShouldBe(["2", "1", "10"]);
        output.Findings.ShouldNotContain(finding => finding.Column == "REGION1N");
    }

    [Fact]
    public void Without_a_rule_of_censoring_nothing_is_derived() =>
        Outputs
            .Problems(
                SmallTrial.Protocol with { Endpoints = [SmallTrial.Protocol.Endpoint("PFS") with { Censoring = [] }] },
                new HandMadeSdtm().Tables()
            )
            .Select(problem => problem.ToString())
            .ShouldContain("protocol: PFS: without 'censor' no time can be derived from SDTM; write it, or give ADSL and ADTTE.");

    static Dictionary<string, Table> WithThird(params string[] arms)
    {
        if (arms.Length == 0)
            arms = ["New drug", "Standard", "Third", "Third"];
        return HandMadeAdam.Of(4).With("ADSL", "TRT01P", arms).With("ADSL", "TRT01A", arms);
    }

    static TrialProtocol Protocol(DataDescription data) => HandMadeAdam.Protocol() with { Data = data };

    static AnalysisOutput Analyzed(DataDescription described, IReadOnlyDictionary<string, Table> data) =>
        Outputs.Analyzed(Protocol(described), data);
}
