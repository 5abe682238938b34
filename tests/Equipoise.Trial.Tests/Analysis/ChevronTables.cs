using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Tables of the catalog of chevron (Roche's standard tables, snapshots at 739de49), row by row and number by number, from the
/// data of the same package: 45 participants in three arms.
/// </summary>
public sealed class ChevronTables
{
    static readonly string[] arms = ["a", "b", "c", By.Everyone];
    static readonly Lazy<AnalysisOutput> output = new(() => Outputs.Analyzed(Protocol, Data));

    static AnalysisOutput Output => output.Value;

    [ReferenceTheory]
    [InlineData("AAGE", "Age (yr)")]
    public void Numbers_at_baseline_are_those_of_DMT01(string variable, string heading)
    {
        var block = ChevronTable.Of("dmt01", "dmt01 can handle numeric NA values").Under(heading);
        block["n"].ShouldBe(Each($"Baseline.{variable}/n[arm={{0}}]"));
        block["Mean (SD)"]
            .ShouldBe(
                arms.Select(arm =>
                    $"{Fixed($"Baseline.{variable}/mean[arm={arm}]", 1)} ({Fixed($"Baseline.{variable}/standardDeviation[arm={arm}]", 1)})"
                )
            );
        block["Median"].ShouldBe(arms.Select(arm => Fixed($"Baseline.{variable}/median[arm={arm}]", 1)));
        block["Min - Max"]
            .ShouldBe(
                arms.Select(arm =>
                    $"{Fixed($"Baseline.{variable}/minimum[arm={arm}]", 0)} - {Fixed($"Baseline.{variable}/maximum[arm={arm}]", 0)}"
                )
            );
    }

    [ReferenceTheory]
    [InlineData("Sex", "sex", "Male", "M")]
    [InlineData("Sex", "sex", "Female", "F")]
    [InlineData("Age Group", "AGEGR1", "<65", "<65")]
    [InlineData("Ethnicity", "ETHNIC", "HISPANIC OR LATINO", "HISPANIC OR LATINO")]
    [InlineData("Ethnicity", "ETHNIC", "NOT REPORTED", "NOT REPORTED")]
    [InlineData("RACE", "RACE", "AMERICAN INDIAN OR ALASKA NATIVE", "AMERICAN INDIAN OR ALASKA NATIVE")]
    [InlineData("RACE", "RACE", "ASIAN", "ASIAN")]
    [InlineData("RACE", "RACE", "BLACK OR AFRICAN AMERICAN", "BLACK OR AFRICAN AMERICAN")]
    [InlineData("RACE", "RACE", "WHITE", "WHITE")]
    public void Levels_at_baseline_are_those_of_DMT01(string heading, string variable, string row, string level) =>
        ChevronTable
            .Of("dmt01", "dmt01 can handle numeric NA values")
            .Under(heading)[row]
            .ShouldBe(Shares($"Baseline.{variable}", "count", "percent", $";level={level}"));

    [ReferenceTheory]
    [InlineData("Completed", "participants", "percent", "category=completed")]
    [InlineData("Discontinued", "participants", "percent", "category=discontinued")]
    [InlineData("ADVERSE EVENT", "because", "becausePercent", "reason=adverse-event")]
    [InlineData("DEATH", "because", "becausePercent", "reason=death")]
    [InlineData("LACK OF EFFICACY", "because", "becausePercent", "reason=lack-of-efficacy")]
    [InlineData("PHYSICIAN DECISION", "because", "becausePercent", "reason=physician-decision")]
    [InlineData("PROTOCOL VIOLATION", "because", "becausePercent", "reason=protocol-violation")]
    [InlineData("WITHDRAWAL BY PARENT/GUARDIAN", "because", "becausePercent", "reason=withdrawal-by-parent-guardian")]
    public void The_status_in_the_study_is_that_of_DST01(string row, string count, string percent, string group) =>
        ChevronTable
            .Of("dst01", "dst01 can create variants")
            .Rows[row]
            .ShouldBe(Shares("Disposition.Study", count, percent, $";{group}"));

    [ReferenceTheory]
    [InlineData("Completed Treatment", "completed")]
    [InlineData("Ongoing Treatment", "ongoing")]
    [InlineData("Discontinued Treatment", "discontinued")]
    public void The_status_of_treatment_is_that_of_DST01(string row, string status) =>
        ChevronTable
            .Of("dst01", "dst01 can create variants", part: 2)
            .Rows[row]
            .ShouldBe(Shares("Disposition.Treatment", "participants", "percent", $";category={status}"));

    internal static IEnumerable<string> Each(string address) => arms.Select(arm => Output.Printed(string.Format(address, arm)));

    static string Fixed(string address, int places) => Format.Fixed(Output.Raw(address), places);

    static IEnumerable<string> Shares(string analysis, string count, string percent, string group) =>
        arms.Select(arm =>
            Output.Raw($"{analysis}/{count}[arm={arm}{group}]") is not 0 and var n
                ? $"{n} ({Output.Printed($"{analysis}/{percent}[arm={arm}{group}]")})"
                : "0"
        );

    internal static Dictionary<string, Table> Data =>
        new(DatasetFile.ReadFolder(ReferenceData.PathOf("tlg-golden", "chevron-syn_data")));

    internal static TrialProtocol Protocol =>
        Examples.CdiscPilotProtocol with
        {
            Trial = Examples.CdiscPilotProtocol.Trial with { Id = "AB12345" },
            Arms =
            [
                new("a", "A: Drug X", ArmRole.Experimental, 1, []),
                new("b", "B: Placebo", ArmRole.Control, 1, []),
                new("c", "C: Combination", ArmRole.Experimental, 1, []),
            ],
            Endpoints =
            [
                new("OS", "Overall survival", TimeOrigin.Randomization, [new EndpointEvent.Death()], [], TimeUnit.Month),
            ],
            Analysis = new(
                [
                    new(
                        "OS",
                        false,
                        TieMethod.Efron,
                        0.95,
                        IntervalTransformation.LogLog,
                        QuantileRule.Sas,
                        [],
                        []
                    ),
                ],
                ["AAGE", "AGEGR1", "sex", "ETHNIC", "RACE"],
                null
            ),
            PlainWords = null,
        };
}
