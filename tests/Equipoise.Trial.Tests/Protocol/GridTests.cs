using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Reading a grid: lists of values, each put in its place in the protocol or in the scenario.</summary>
public sealed class GridTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("equipoise-grid-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_combination_is_a_cell_and_the_last_name_varies_fastest()
    {
        var grid = Accepted(
            """
            equipoise grid: 1
            title: What if the effect is smaller, and more are lost?
            truth:
              hazard ratio: [0.6, 0.75]
              dropout: [none, 5% yearly, 10% yearly]
            """
        );
        grid.Names.ShouldBe(["hazard ratio", "dropout"]);
        grid.Cells.Select(cell => string.Join(" | ", cell.Values))
            .ShouldBe(["0.6 | none", "0.6 | 5% yearly", "0.6 | 10% yearly", "0.75 | none", "0.75 | 5% yearly", "0.75 | 10% yearly"]);
        grid.Luck.ShouldBe(GridLuck.Common);
        var (plan, truth) = (grid.Cells[5].Plan.Design!, grid.Cells[5].Truth);
        // The plan stays as promised; only what is true varies.
        (plan.HazardRatio.Pieces[0].Ratio, $"{plan.Dropout}").ShouldBe((0.667, "5% lost a year"));
        (truth.HazardRatio.Pieces[0].Ratio, $"{truth.Dropout}").ShouldBe((0.75, "10% lost a year"));
    }

    [Fact]
    public void A_plan_may_vary_anywhere_in_the_protocol()
    {
        var grid = Accepted(
            """
            equipoise grid: 1
            title: How often to look, and how often to scan
            luck: own
            plan:
              design.looks: [ { at: [100%], efficacy: Pocock }, { at: [50%, 100%], efficacy: Lan-DeMets O'Brien-Fleming } ]
              follow up.tumor assessment.every: [8 weeks, 12 weeks]
            """
        );
        grid.Cells.Count.ShouldBe(4);
        grid.Luck.ShouldBe(GridLuck.Own);
        grid.Cells[2].Plan.Design!.Looks!.Fractions.ShouldBe([0.5, 1]);
        grid.Cells[2].Plan.FollowUp!.TumorAssessment!.Every.WholeDays.ShouldBe(56);
        grid.Cells[2].Values[0].ShouldBe("{ at: [50%, 100%], efficacy: Lan-DeMets O'Brien-Fleming }");
    }

    [Fact]
    public void One_way_to_say_a_thing_takes_the_place_of_another() =>
        Accepted(
            """
            equipoise grid: 1
            title: A hazard that falls
            truth: { control hazard: [ [ { from: 0 months, hazard: 0.03 }, { from: 12 months, hazard: 0.01 } ] ] }
            """
        )
            .Cells[0]
            .Truth.Strata[0]
            .Control.Pieces.Count.ShouldBe(2);

    [Fact]
    public void A_world_may_vary()
    {
        var grid = Accepted(
            """
            equipoise grid: 1
            title: How much is lost by missed scans
            world: { missed assessments: [0%, 20%], arms.standard.withdrawal: [0.01] }
            """,
            Path.Combine(Path.GetDirectoryName(Examples.ProtocolPath("patina"))!, "scenario.yaml")
        );
        grid.Cells.Select(cell => cell.World!.MissedAssessments).ShouldBe([0, 0.2]);
        grid.Cells[0].World!.Arms["standard"].Withdrawal.ShouldBe(0.01);
    }

    [Fact]
    public void A_value_that_its_place_does_not_take_is_named_with_the_combination() =>
        Problems(
            """
            equipoise grid: 1
            title: Impossible
            truth: { hazard ratio: [0.7, 0] }
            """
        )
            .ShouldHaveSingleItem()
            .Message.ShouldBe("is '0' (with hazard ratio 0)");

    // Line 3 of the grid, and not of the protocol.
    [Fact]
    public void A_value_that_its_place_does_not_take_is_shown_where_the_grid_has_it() =>
        Problems(
            """
            equipoise grid: 1
            title: Impossible
            truth: { hazard ratio: [0.7, 11] }
            """
        )
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                problem => problem.File.ShouldEndWith("grid.yaml"),
                problem => (problem.Line, problem.Column).ShouldBe((3, 30))
            );

    [Fact]
    public void What_is_true_may_be_that_there_is_no_effect_and_what_is_planned_may_not()
    {
        Accepted("equipoise grid: 1\ntitle: The null\ntruth: { hazard ratio: [0.667, 1] }")
            .Cells.Select(cell => cell.Truth.HazardRatio.Pieces[0].Ratio)
            .ShouldBe([0.667, 1]);
        Accepted("equipoise grid: 1\ntitle: None at any time\ntruth: { hazard ratio: [ [ { from: 0 months, ratio: 1 } ] ] }")
            .Cells.ShouldHaveSingleItem();
        Problems("equipoise grid: 1\ntitle: A plan for nothing\nplan: { design.hazard ratio: [1] }")
            .ShouldHaveSingleItem()
            .Message.ShouldBe("is '1' (with design.hazard ratio 1)");
    }

    [Fact]
    public void A_name_that_nothing_has_is_refused() =>
        Problems(
            """
            equipoise grid: 1
            title: A slip
            truth: { hazard ration: [0.7] }
            """
        )
            .ShouldHaveSingleItem()
            .Remedy.ShouldBe("did you mean 'hazard ratio'?");

    [Fact]
    public void A_grid_of_nothing_is_refused() =>
        Problems("equipoise grid: 1\ntitle: Nothing").ShouldHaveSingleItem().Message.ShouldBe("varies nothing");

    [Fact]
    public void A_world_without_a_scenario_is_refused() =>
        Problems("equipoise grid: 1\ntitle: World\nworld: { missed assessments: [0%] }")
            .ShouldHaveSingleItem()
            .Message.ShouldBe("varies the world of a scenario, and none is simulated");

    [Fact]
    public void A_grid_too_large_is_refused() =>
        Problems(
            $"equipoise grid: 1\ntitle: Large\ntruth: {{ hazard ratio: [{string.Join(", ", Enumerable.Range(1, 101).Select(i => $"0.{i:000}"))}], dropout: [{string.Join(", ", Enumerable.Range(1, 101).Select(i => $"0.{i:000} yearly"))}] }}"
        )
            .ShouldHaveSingleItem()
            .Message.ShouldBe("has 10201 combinations");

    [Fact]
    public void A_missing_file_is_named() =>
        GridFile
            .Read(Path.Combine(folder, "none.yaml"), Examples.ProtocolPath("patina"))
            .ShouldBeOfType<GridReading.Rejected>()
            .Problems.ShouldHaveSingleItem()
            .Message.ShouldBe("does not exist");

    Grid Accepted(string text, string? scenario = null)
    {
        var reading = Read(text, scenario);
        (reading as GridReading.Rejected)?.Problems.ShouldBeEmpty();
        return reading.ShouldBeOfType<GridReading.Accepted>().Grid;
    }

    IReadOnlyList<ProtocolProblem> Problems(string text) => Read(text, null).ShouldBeOfType<GridReading.Rejected>().Problems;

    GridReading Read(string text, string? scenario)
    {
        var path = Path.Combine(folder, "grid.yaml");
        File.WriteAllText(path, text);
        return GridFile.Read(path, Examples.ProtocolPath("patina"), scenario);
    }
}
