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

namespace Equipoise.Validation.Analysis;

/// <summary>
/// Tables 14-1.01, 14-1.02 and 14-2.01 of the study report of the CDISC pilot (June 2006), cell by cell. The report wrote
/// ADSL before there was a standard; what CDISC calls EOSSTT and DCSREAS today, and the origin that joins race and ethnicity, is
/// made here of the variables of the file (COMP24FL, DCREASCD, RACE, ETHNIC), and nothing else.
/// </summary>
public sealed partial class StudyReportTests
{
    static readonly string[] arms = ["placebo", "xanomeline-low", "xanomeline-high", By.Everyone];

    static readonly Lazy<AnalysisOutput> output = new(Analyze);
    static readonly Lazy<string[]> report = new(() =>
    {
        using var file = File.OpenRead(ReferenceData.PathOf("cdisc-pilot", "docs", "csr-section14-tables.txt.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n');
    });

    [ReferenceFact]
    public void Populations_are_those_of_table_14_1_01()
    {
        var agreement = Of("14-1.01, populations");
        Compare("Intent-To-Treat (ITT)", "Disposition/analyzedFAS[arm={0}]", 3);
        Compare("Safety", "Disposition/analyzedSAF[arm={0}]", 3);
        Compare("Efficacy", "Baseline.EFFFL/count[arm={0};level=Y]", 4);
        Compare("Complete Week 24", "Baseline.COMP24FL/count[arm={0};level=Y]", 4);
        agreement.ShouldBeComplete(atLeast: 14);

        void Compare(string row, string address, int columns)
        {
            foreach (var (arm, cell) in arms.Take(columns).Zip(Cells("Table 14-1.01", row)))
                agreement.Exactly($"{row} {arm}", Raw(string.Format(address, arm)), cell.Count);
        }
    }

    [ReferenceFact]
    public void The_end_of_the_study_is_that_of_table_14_1_02()
    {
        var agreement = Of("14-1.02, the end of the study and its reasons");
        Compare("Completed Week 24", "participants", "percent", "category=completed");
        Compare("Early Termination (prior to Week 24)", "participants", "percent", "category=discontinued");
        foreach (
            var (row, reason) in new[]
            {
                ("Adverse Event", "adverse-event"),
                ("Death", "death"),
                ("Lack of Efficacy[2]", "lack-of-efficacy"),
                ("Lost to Follow-up", "lost-to-follow-up"),
                ("Subject decided to withdraw", "withdrew-consent"),
                ("Physician decided to withdraw subject", "physician-decision"),
                ("Protocol criteria not met", "i-e-not-met"),
                ("Protocol violation", "protocol-violation"),
                ("Sponsor decision", "sponsor-decision"),
            }
        )
            Compare(row, "because", "becausePercent", $"reason={reason}");
        agreement.ShouldBeComplete(atLeast: 88);

        void Compare(string row, string count, string percent, string group) =>
            CompareRow(
                agreement,
                "Table 14-1.02",
                row,
                $"Disposition.Study/{count}[arm={{0}};{group}]",
                $"Disposition.Study/{percent}[arm={{0}};{group}]"
            );
    }

    [ReferenceFact]
    public void The_baseline_is_that_of_table_14_2_01()
    {
        var agreement = Of("14-2.01, the baseline with its P values");
        foreach (
            var (after, row, variable, level) in new[]
            {
                ("Age (y)", "<65 yrs", "AGEGR1", "<65"),
                ("Age (y)", "65-80 yrs", "AGEGR1", "65-80"),
                ("Age (y)", ">80 yrs", "AGEGR1", ">80"),
                ("Sex", "Male", "sex", "M"),
                ("Sex", "Female", "sex", "F"),
                ("Race (Origin)", "Caucasian", "ORIGIN", "Caucasian"),
                ("Race (Origin)", "African Descent", "ORIGIN", "African Descent"),
                ("Race (Origin)", "Hispanic", "ORIGIN", "Hispanic"),
                ("Duration of disease", "<12 months", "DURDSGR1", "<12"),
                ("Duration of disease", ">=12 months", "DURDSGR1", ">=12"),
                ("Baseline BMI", "25-<30", "BMIBLGR1", "25-<30"),
                ("Baseline BMI", ">=30", "BMIBLGR1", ">=30"),
            }
        )
            CompareRow(
                agreement,
                after,
                row,
                $"Baseline.{variable}/count[arm={{0}};level={level}]",
                $"Baseline.{variable}/percent[arm={{0}};level={level}]"
            );
        foreach (var (heading, variable) in numbers)
        {
            foreach (var (row, operation, places) in statistics)
                agreement.Printed(
                    $"{heading} {row}",
                    arms.Select(arm => Format.Fixed(Raw($"Baseline.{variable}/{operation}[arm={arm}]"), places)),
                    Texts(heading, row).Take(4)
                );
            agreement.Printed(
                $"{heading} n",
                arms.Select(arm => Output.Printed($"Baseline.{variable}/n[arm={arm}]")),
                Texts("Table 14-2.01", heading).SkipWhile(text => text != "n").Skip(1).Take(4)
            );
        }
        foreach (
            var (row, variable) in numbers.Concat([
                ("<65 yrs", "AGEGR1"),
                ("Sex", "sex"),
                ("<12 months", "DURDSGR1"),
                ("<25", "BMIBLGR1"),
            ])
        )
            agreement.Printed($"{row} P", Output.Printed($"Baseline.{variable}/pValue"), Texts("Table 14-2.01", row)[^1]);
        agreement.ShouldBeComplete(atLeast: 270);
    }

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

    static void CompareRow(Agreement agreement, string after, string row, string count, string percent)
    {
        var cells = Cells(after, row);
        cells.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var (arm, cell) in arms.Zip(cells))
        {
            agreement.Exactly($"{row} {arm}", Raw(string.Format(count, arm)), cell.Count);
            if (cell.Percent is { } printed)
                agreement.Printed($"{row} {arm} %", Format.Fixed(Raw(string.Format(percent, arm)), 0), printed);
        }
    }

    static Agreement Of(string table) =>
        new(
            $"Analysis: study report of the CDISC pilot, table {table}, as printed",
            new Source.Published("clinical study report of CDISCPILOT01 (June 2006), section 14 (phuse-scripts @11b416b)")
        );

    static readonly (string Heading, string Variable)[] numbers =
    [
        ("Age (y)", "age"),
        ("MMSE", "MMSETOT"),
        ("Duration of disease", "DURDIS"),
        ("Years of education", "EDUCLVL"),
        ("Baseline weight(kg)", "WEIGHTBL"),
        ("Baseline height(cm)", "HEIGHTBL"),
        ("Baseline BMI", "BMIBL"),
    ];

    static readonly (string Row, string Operation, int Places)[] statistics =
    [
        ("Mean", "mean", 1),
        ("SD", "standardDeviation", 2),
        ("Median", "median", 1),
        ("Min", "minimum", 1),
        ("Max", "maximum", 1),
    ];

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
