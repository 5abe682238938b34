using System.IO.Compression;
using System.Text.RegularExpressions;
using Equipoise.Analysis;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Tables 14-1.01, 14-1.02 and 14-2.01 of the study report of the CDISC pilot (June 2006), cell by cell. The report wrote
/// ADSL before there was a standard; what CDISC calls EOSSTT and DCSREAS today, and the origin that joins race and ethnicity, is
/// made here of the variables of the file (COMP24FL, DCREASCD, RACE, ETHNIC), and nothing else.
/// </summary>
public sealed partial class CsrTables
{
    static readonly string[] arms = ["placebo", "xanomeline-low", "xanomeline-high", By.Everyone];

    static readonly Lazy<AnalysisOutput> output = new(Analyze);
    static readonly Lazy<string[]> report = new(() =>
    {
        using var file = File.OpenRead(ReferenceData.PathOf("cdisc-pilot", "docs", "csr-section14-tables.txt.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n');
    });

    [ReferenceTheory]
    [InlineData("Intent-To-Treat (ITT)", "Disposition/analyzedFAS[arm={0}]", 3)]
    [InlineData("Safety", "Disposition/analyzedSAF[arm={0}]", 3)]
    [InlineData("Efficacy", "Baseline.EFFFL/count[arm={0};level=Y]", 4)]
    [InlineData("Complete Week 24", "Baseline.COMP24FL/count[arm={0};level=Y]", 4)]
    public void Populations_are_those_of_table_14_1_01(string row, string address, int columns) =>
        Cells("Table 14-1.01", row)
            .Take(columns)
            .Select(cell => cell.Count)
            .ShouldBe(arms.Take(columns).Select(arm => (int)Raw(string.Format(address, arm))));

    [ReferenceTheory]
    [InlineData("Completed Week 24", "participants", "percent", "category=completed")]
    [InlineData("Early Termination (prior to Week 24)", "participants", "percent", "category=discontinued")]
    [InlineData("Adverse Event", "because", "becausePercent", "reason=adverse-event")]
    [InlineData("Death", "because", "becausePercent", "reason=death")]
    [InlineData("Lack of Efficacy[2]", "because", "becausePercent", "reason=lack-of-efficacy")]
    [InlineData("Lost to Follow-up", "because", "becausePercent", "reason=lost-to-follow-up")]
    [InlineData("Subject decided to withdraw", "because", "becausePercent", "reason=withdrew-consent")]
    [InlineData("Physician decided to withdraw subject", "because", "becausePercent", "reason=physician-decision")]
    [InlineData("Protocol criteria not met", "because", "becausePercent", "reason=i-e-not-met")]
    [InlineData("Protocol violation", "because", "becausePercent", "reason=protocol-violation")]
    [InlineData("Sponsor decision", "because", "becausePercent", "reason=sponsor-decision")]
    public void The_end_of_the_study_is_that_of_table_14_1_02(string row, string count, string percent, string group) =>
        Compare("Table 14-1.02", row, $"Disposition.Study/{count}[arm={{0}};{group}]", $"Disposition.Study/{percent}[arm={{0}};{group}]");

    [ReferenceTheory]
    [InlineData("Age (y)", "<65 yrs", "AGEGR1", "<65")]
    [InlineData("Age (y)", "65-80 yrs", "AGEGR1", "65-80")]
    [InlineData("Age (y)", ">80 yrs", "AGEGR1", ">80")]
    [InlineData("Sex", "Male", "sex", "M")]
    [InlineData("Sex", "Female", "sex", "F")]
    [InlineData("Race (Origin)", "Caucasian", "ORIGIN", "Caucasian")]
    [InlineData("Race (Origin)", "African Descent", "ORIGIN", "African Descent")]
    [InlineData("Race (Origin)", "Hispanic", "ORIGIN", "Hispanic")]
    [InlineData("Duration of disease", "<12 months", "DURDSGR1", "<12")]
    [InlineData("Duration of disease", ">=12 months", "DURDSGR1", ">=12")]
    [InlineData("Baseline BMI", "25-<30", "BMIBLGR1", "25-<30")]
    [InlineData("Baseline BMI", ">=30", "BMIBLGR1", ">=30")]
    public void Levels_are_counted_as_in_table_14_2_01(string after, string row, string variable, string level) =>
        Compare(
            after,
            row,
            $"Baseline.{variable}/count[arm={{0}};level={level}]",
            $"Baseline.{variable}/percent[arm={{0}};level={level}]"
        );

    [ReferenceTheory]
    [InlineData("Age (y)", "age")]
    [InlineData("MMSE", "MMSETOT")]
    [InlineData("Duration of disease", "DURDIS")]
    [InlineData("Years of education", "EDUCLVL")]
    [InlineData("Baseline weight(kg)", "WEIGHTBL")]
    [InlineData("Baseline height(cm)", "HEIGHTBL")]
    [InlineData("Baseline BMI", "BMIBL")]
    public void Numbers_are_summarized_as_in_table_14_2_01(string heading, string variable)
    {
        foreach (
            var (row, operation, places) in new[]
            {
                ("Mean", "mean", 1),
                ("SD", "standardDeviation", 2),
                ("Median", "median", 1),
                ("Min", "minimum", 1),
                ("Max", "maximum", 1),
            }
        )
            Texts(heading, row)
                .Take(4)
                .ShouldBe(
                    arms.Select(arm => Format.Fixed(Raw($"Baseline.{variable}/{operation}[arm={arm}]"), places)),
                    $"{heading} {row}"
                );
        Texts("Table 14-2.01", heading)
            .SkipWhile(text => text != "n")
            .Skip(1)
            .Take(4)
            .ShouldBe(arms.Select(arm => Output.Printed($"Baseline.{variable}/n[arm={arm}]")));
    }

    [ReferenceTheory]
    [InlineData("Age (y)", "age")]
    [InlineData("<65 yrs", "AGEGR1")]
    [InlineData("Sex", "sex")]
    [InlineData("MMSE", "MMSETOT")]
    [InlineData("Duration of disease", "DURDIS")]
    [InlineData("<12 months", "DURDSGR1")]
    [InlineData("Years of education", "EDUCLVL")]
    [InlineData("Baseline weight(kg)", "WEIGHTBL")]
    [InlineData("Baseline height(cm)", "HEIGHTBL")]
    [InlineData("Baseline BMI", "BMIBL")]
    [InlineData("<25", "BMIBLGR1")]
    public void P_values_that_the_plan_asks_for_are_those_of_table_14_2_01(string row, string variable) =>
        Output.Printed($"Baseline.{variable}/pValue").ShouldBe(Texts("Table 14-2.01", row)[^1]);

    [ReferenceFact]
    public void The_report_shows_P_values_only_where_the_plan_asks_for_them()
    {
        var tested = TrialReport.Render(Protocol, Output).ShouldBeOfType<ReportOutcome.Written>();
        tested.Quoted.ShouldContain("Baseline.age/pValue");
        tested.Text.ShouldContain("Arms that chance made differ by chance, whatever P is.");
        var plain = Protocol with { Analysis = Protocol.Analysis with { BaselineTests = false } };
        var untested = Outputs.Analyzed(plain, Data());
        untested.Results.At("Baseline.age/pValue").ShouldBeNull();
        TrialReport.Render(plain, untested).ShouldBeOfType<ReportOutcome.Written>().Quoted.ShouldNotContain("Baseline.age/pValue");
        tested.Outputs.Single(table => table.Id == "disposition").Analyses.ShouldContain(new StatusResults(OfTreatment: false).Id);
    }

    static AnalysisOutput Output => output.Value;

    static TrialProtocol Protocol =>
        Examples.CdiscPilotProtocol with
        {
            Analysis = Examples.CdiscPilotProtocol.Analysis with
            {
                Baseline =
                [
                    "age",
                    "AGEGR1",
                    "sex",
                    "ORIGIN",
                    "MMSETOT",
                    "DURDIS",
                    "DURDSGR1",
                    "EDUCLVL",
                    "WEIGHTBL",
                    "HEIGHTBL",
                    "BMIBL",
                    "BMIBLGR1",
                    "EFFFL",
                    "COMP24FL",
                ],
                BaselineTests = true,
            },
        };

    static AnalysisOutput Analyze() => Outputs.Analyzed(Protocol, Data());

    static Dictionary<string, Table> Data()
    {
        var data = new Dictionary<string, Table>(DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam")));
        var adsl = data["ADSL"];
        var (completed, reason) = (Text("COMP24FL"), Text("DCREASCD"));
        var (race, ethnicity) = (Text("RACE"), Text("ETHNIC"));
        data["ADSL"] = new(
            "ADSL",
            adsl.Label,
            [
                .. adsl.Columns,
                Made("EOSSTT", row => completed[row] == "Y" ? "COMPLETED" : "DISCONTINUED"),
                Made("DCSREAS", row => completed[row] == "Y" ? "" : reason[row]),
                Made(
                    "ORIGIN",
                    row =>
                        ethnicity[row] == "HISPANIC OR LATINO" ? "Hispanic"
                        : race[row] == "WHITE" ? "Caucasian"
                        : race[row] == "BLACK OR AFRICAN AMERICAN" ? "African Descent"
                        : "Other"
                ),
            ]
        );
        return data;

        TextColumn Text(string name) => (TextColumn)adsl.Find(name)!;
        TextColumn Made(string name, Func<int, string> value) =>
            new(name, "", [.. Enumerable.Range(0, adsl.RowCount).Select(value)]);
    }

    static double Raw(string address) => Output.Raw(address);

    static void Compare(string after, string row, string count, string percent)
    {
        var cells = Cells(after, row);
        cells.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var (arm, cell) in arms.Zip(cells))
        {
            Raw(string.Format(count, arm)).ShouldBe(cell.Count, $"{row} {arm}");
            if (cell.Percent is { } printed)
                Format.Fixed(Raw(string.Format(percent, arm)), 0).ShouldBe(printed, $"{row} {arm}");
        }
    }

    /// <summary>Counts with percentages; a bare 0 has none.</summary>
    static IReadOnlyList<(int Count, string? Percent)> Cells(string after, string row) =>
        [
            .. CountAndPercent()
                .Matches(Line(after, row))
                .Select(match => (int.Parse(match.Groups["n"].Value), match.Groups["p"] is { Success: true } p ? p.Value : null)),
        ];

    static string[] Texts(string after, string row) =>
        Line(after, row).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What stands behind the name of the first such row after another.</summary>
    static string Line(string after, string row)
    {
        var lines = report.Value.SkipWhile(line => !line.TrimStart().StartsWith(after, StringComparison.Ordinal));
        var line = lines.First(line => line.TrimStart().StartsWith($"{row} ", StringComparison.Ordinal)).TrimStart();
        return line[row.Length..];
    }

    [GeneratedRegex(@"(?<![\d.])(?<n>\d+)(?:\s+\(\s*<?(?<p>\d+)%\))?(?![\d.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountAndPercent();
}
