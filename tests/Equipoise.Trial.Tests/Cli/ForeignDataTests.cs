using System.Diagnostics;
using Equipoise.Analysis.Results;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// Data of other houses are analyzed as they lie in their folders: the part <c>data</c> of the protocol says what they call
/// otherwise. What comes out is compared with R in Validation.
/// </summary>
public sealed class ForeignDataTests : IDisposable
{
    const string Plan = """test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS""";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ReferenceFact]
    public void Four_hundred_participants_with_an_arm_left_out_and_116_803_rows_that_nobody_needs_take_no_time()
    {
        var clock = Stopwatch.StartNew();
        var results = Analyze(
            OtherHouses.Oncology
                + $$"""
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: days}
                  OS: {label: Overall survival, from: randomization, event: death, unit: days}
                analysis:
                  PFS: {{{Plan}}}
                  OS: {{{Plan}}}
                  baseline: [age, sex, RACE]
                  safety: {count: worst grade per participant, show terms in: 5% of either arm}
                data:
                  files: {ADSL: cadsl.csv.gz, ADTTE: cadtte.csv.gz, ADAE: cadae.csv.gz}
                  sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}
                  arms: {"A: Drug X": x, "B: Placebo": placebo}
                  leave out: ["C: Combination"]
                  labels: {RACE: Race}
                  order: {RACE: [WHITE, ASIAN]}

                """,
            ReferenceData.PathOf("random-cdisc")
        );
        // 116,803 rows of questionnaires lie beside; a tenth of this is usual.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        // The numbers are compared in Validation.
        Raw(results, "PFS.Events/events[arm=x]").ShouldBe(79);
        results
            .Conventions.Select(one => one.Text)
            .ShouldContain("Left out of every data set: 132 participants of 'C: Combination'.");
        // The record is of the files, whole.
        results
            .Provenance.Data.Select(source => (source.Name, source.File, source.Rows))
            .ShouldBe([("ADAE", "cadae.csv.gz", 1934), ("ADSL", "cadsl.csv.gz", 400), ("ADTTE", "cadtte.csv.gz", 2000)]);
    }

    [ReferenceFact]
    public void Subgroups_are_of_any_variable_of_ADSL_and_of_numbers_cut_into_groups()
    {
        var results = Analyze(
            OtherHouses.Oncology
                + $$"""
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: days}
                analysis:
                  PFS: {{{Plan}}, subgroups: [BMRKR2, age: [30, 40]]}
                  baseline: [age, age: [30, 40]]
                data:
                  files: {ADSL: cadsl.csv.gz, ADTTE: cadtte.csv.gz}
                  sets: {full: ITTFL = Y, safety: SAFFL = Y}
                  arms: {"A: Drug X": x, "B: Placebo": placebo}
                  leave out: ["C: Combination"]
                  labels: {BMRKR2: Biomarker}

                """,
            ReferenceData.PathOf("random-cdisc")
        );
        Raw(results, "Baseline.age-30-40/count[arm=x;level=30-to-40]").ShouldBe(64);
        results.Grouping(By.Factor).Groups.Select(one => one.Label).ShouldBe(["Biomarker", "Age"]);
    }

    [ReferenceFact]
    public void One_file_may_be_both_data_sets_of_four_arms_and_2199_participants()
    {
        var results = Analyze(
            OtherHouses.PsiVissig(data: "files: {ADSL: adtte.csv, ADTTE: adtte.csv}"),
            ReferenceData.PathOf("psi-vissig")
        );
        // The numbers of the models are compared in Validation.
        string[] arms = ["T", "V", "TV", "combo"];
        arms.Sum(arm => Raw(results, $"PFS.Events/participants[arm={arm}]")).ShouldBe(2199);
        Raw(results, "PFS.LogRank/degreesOfFreedom").ShouldBe(3);
    }

    ReportingEvent Analyze(string protocol, string data)
    {
        var (exit, _, error) = CommandLine.Run(
            "analyze",
            "--protocol",
            folder.File("protocol.yaml", protocol),
            "--data",
            data,
            "--out",
            folder.File("out")
        );
        exit.ShouldBe(0, error);
        return ResultsJson.Read(File.ReadAllText(folder.File("out/results.json")));
    }

    static double Raw(ReportingEvent results, string address) =>
        results.At(address).ShouldNotBeNull(address).Raw.ShouldNotBeNull(address);
}
