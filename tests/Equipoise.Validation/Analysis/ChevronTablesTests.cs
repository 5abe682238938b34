using Equipoise.Analysis;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Laboratory;
using Equipoise.Analysis.Results;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// Tables of the catalog of chevron (Roche's standard tables, snapshots at 739de49), row by row and number by number, from the
/// data of the same package: 45 participants in three arms.
/// </summary>
public sealed class ChevronTablesTests
{
    static readonly string[] arms = ["a", "b", "c"];
    static readonly string[] andAll = [.. arms, By.Everyone];

    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(
            OtherHouses.ChevronProtocol with
            {
                Treatments =
                [
                    new("drug-a", "Drug A", null, null, [], null, []),
                    new("drug-b", "Drug B", null, null, [], null, []),
                ],
                Analysis = OtherHouses.ChevronProtocol.Analysis with { Laboratory = ["ALT"] },
            },
            OtherHouses.ChevronTables("ADSL", "ADTTE", "ADEX", "ADLB")
        )
    );

    [ReferenceFact]
    public void The_baseline_is_that_of_DMT01()
    {
        var agreement = Of("DMT01, the baseline", "dmt01");
        var table = ChevronTable.Of("dmt01", "dmt01 can handle numeric NA values");
        var age = table.Under("Age (yr)");
        agreement.Printed("n", andAll.Select(arm => Printed($"Baseline.AAGE/n[arm={arm}]")), age["n"]);
        agreement.Printed("mean", andAll.Select(arm => $"{Age("mean", arm, 1)} ({Age("standardDeviation", arm, 1)})"), age["Mean (SD)"]);
        agreement.Printed("median", andAll.Select(arm => Age("median", arm, 1)), age["Median"]);
        agreement.Printed("range", andAll.Select(arm => $"{Age("minimum", arm, 0)} - {Age("maximum", arm, 0)}"), age["Min - Max"]);
        foreach (
            var (heading, variable) in new[] { ("Sex", "sex"), ("Age Group", "AGEGR1"), ("Ethnicity", "ETHNIC"), ("RACE", "RACE") }
        )
            foreach (var line in table.Under(heading).Lines.Where(line => line.Name != "n"))
            {
                var level = variable == "sex" ? line.Name[..1] : line.Name;
                agreement.Printed(line.Name, Shares($"Baseline.{variable}", "count", "percent", $";level={level}"), line.Cells);
            }
        agreement.ShouldBeComplete(atLeast: 99);

        static string Age(string operation, string arm, int places) =>
            Format.Fixed(output.Value.Raw($"Baseline.AAGE/{operation}[arm={arm}]"), places);
    }

    [ReferenceFact]
    public void The_status_in_the_study_and_of_treatment_is_that_of_DST01()
    {
        var agreement = Of("DST01, the status in the study and of treatment", "dst01");
        foreach (var line in ChevronTable.Of("dst01", "dst01 can create variants", print: 2).Lines.Where(line => line.Cells.Count > 0))
        {
            var status = line.Name.Split(' ')[0].ToLowerInvariant();
            var reason = line.Name.ToLowerInvariant().Replace(' ', '-').Replace('/', '-');
            agreement.Printed(
                line.Name,
                line.Name.EndsWith(" Treatment", StringComparison.Ordinal)
                        ? Shares("Disposition.Treatment", "participants", "percent", $";category={status}")
                    : line.Indent == 0 ? Shares("Disposition.Study", "participants", "percent", $";category={status}")
                    : Shares("Disposition.Study", "because", "becausePercent", $";reason={reason}"),
                line.Cells
            );
        }
        agreement.ShouldBeComplete(atLeast: 78);
    }

    [ReferenceFact]
    public void Durations_and_total_doses_are_those_of_EXT01()
    {
        var agreement = Of("EXT01, durations and total doses of two drugs", "ext01");
        var table = ChevronTable.Of("ext01", "ext01 functions with default argument value return expected result with test data");
        foreach (var (heading, treatment) in new[] { ("Drug A", "drug-a"), ("Drug B", "drug-b") })
        {
            var of = new ExposureSummaryResults(treatment);
            Compare(table.Under(heading, "Overall duration (days)"), of.Duration);
            Compare(table.Under(heading, "Total dose administered"), of.Total);
        }
        agreement.ShouldBeComplete(atLeast: 72);

        void Compare(ChevronTable block, Func<string, ExposureMeasure, ResultRef> at)
        {
            agreement.Printed("n", arms.Select(arm => Printed(at(arm, ExposureMeasure.Count).Address)), block["n"]);
            foreach (var (arm, cell) in arms.Zip(block["Mean (SD)"]))
            {
                var numbers = cell.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(double.Parse).ToArray();
                Mean($"{arm} mean", output.Value.Raw(at(arm, ExposureMeasure.Mean).Address), numbers[0]);
                Mean($"{arm} SD", output.Value.Raw(at(arm, ExposureMeasure.StandardDeviation).Address), numbers[1]);
            }
            agreement.Printed("median", arms.Select(arm => Printed(at(arm, ExposureMeasure.Median).Address)), block["Median"]);
            agreement.Printed(
                "range",
                arms.Select(arm =>
                    $"{Printed(at(arm, ExposureMeasure.Minimum).Address)} - {Printed(at(arm, ExposureMeasure.Maximum).Address)}"
                ),
                block["Min - Max"]
            );
        }

        // R rounds the half of 142.25 to the even digit, where numbers here are rounded as SAS does.
        void Mean(string what, double here, double published) =>
            agreement.Exactly(what, double.Round(here, 1, MidpointRounding.ToEven), published);
    }

    [ReferenceFact]
    public void Shifts_of_grades_are_those_of_LBT14()
    {
        const string Default = "lbt14 functions with default argument value return expected result with test data";
        var agreement = Of("LBT14, shifts of grades of alanine aminotransferase", "lbt14");
        var table = ChevronTable.Of("lbt14", Default, rules: 2);
        var (of, baseline) = (new LaboratoryShiftResults("ALT", IsLow: true), "");
        foreach (var line in table.Lines)
        {
            var grade = line.Name == "Not Low" ? "0" : line.Name;
            if (line.Indent == 0)
                baseline = grade;
            agreement.Printed(
                $"{baseline} to {line.Name}",
                line.Indent == 0
                    ? arms.Select(arm => Printed(of.AtBaseline(arm, baseline).Address))
                    : arms.Select(arm =>
                        output.Value.Raw(of.Shift(arm, baseline, grade).Address) is not 0 and var n
                            ? $"{n} ({Printed(of.ShiftPercent(arm, baseline, grade).Address)})"
                            : "0"
                    ),
                line.Cells
            );
        }
        // In the other direction nobody shifts.
        var high = new LaboratoryShiftResults("ALT", IsLow: false);
        var other = ChevronTable.Of("lbt14", $"{Default} when direction = high", rules: 2);
        agreement.Printed("high", arms.Select(arm => Printed(high.AtBaseline(arm, "0").Address)), other.Lines[0].Cells);
        agreement.Printed(
            "high, shift",
            arms.Select(arm => $"{Printed(high.Shift(arm, "0", "0").Address)} ({Printed(high.ShiftPercent(arm, "0", "0").Address)})"),
            other.Lines[1].Cells
        );
        agreement.ShouldBeComplete(atLeast: 66);
    }

    static Agreement Of(string what, string file) =>
        new(
            $"Analysis: chevron {what}, as printed",
            new Source.Published($"chevron @739de49 (Apache-2.0), tests/testthat/_snaps/{file}.md")
        );

    static string Printed(string address) => output.Value.Printed(address);

    static IEnumerable<string> Shares(string analysis, string count, string percent, string group) =>
        andAll.Select(arm =>
            output.Value.Raw($"{analysis}/{count}[arm={arm}{group}]") is not 0 and var n
                ? $"{n} ({Printed($"{analysis}/{percent}[arm={arm}{group}]")})"
                : "0"
        );
}
