using System.Diagnostics;
using Equipoise.Analysis.Results;
using Equipoise.Trial.Tests.Datasets;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// Data of other houses are analyzed as they lie in their folders: the part <c>data</c> of the protocol says what they call
/// otherwise. Expected values are R's (survival), beside the data.
/// </summary>
public sealed class ForeignDataTests : IDisposable
{
    const string Head = """
        equipoise: 1
        trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}

        """;

    const string Plan = """test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS""";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ReferenceFact]
    public void Four_hundred_participants_with_an_arm_left_out_and_116_803_rows_that_nobody_needs_take_no_time()
    {
        var clock = Stopwatch.StartNew();
        var results = Analyze(
            Head
                + $$"""
                arms:
                  x: {label: Drug X, role: experimental, ratio: 1}
                  placebo: {label: Placebo, role: control, ratio: 1}
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
        // REFERENCE_TTE.csv: coxph(Surv(AVAL, 1 - CNSR) ~ ARM, ties = "efron"), survdiff; A against B.
        Raw(results, "PFS.Events/events[arm=x]").ShouldBe(79);
        Raw(results, "PFS.Events/participants[arm=placebo]").ShouldBe(134);
        Raw(results, "PFS.Cox/hazardRatio[arm=x]").ShouldBe(0.888710063892768, 1e-10);
        Raw(results, "PFS.Cox/lower[arm=x]").ShouldBe(0.653408921518827, 1e-10);
        Raw(results, "PFS.Cox/upper[arm=x]").ShouldBe(1.20874624091206, 1e-10);
        Raw(results, "PFS.LogRank/pTwoSided").ShouldBe(0.451881079648114, 1e-12);
        Raw(results, "OS.Cox/hazardRatio[arm=x]").ShouldBe(1.00003619573238, 1e-10);
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
            Head
                + $$"""
                arms:
                  x: {label: Drug X, role: experimental, ratio: 1}
                  placebo: {label: Placebo, role: control, ratio: 1}
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
        // R: coxph(Surv(AVAL, 1 - CNSR) ~ x, subset = cut(AGE, c(-Inf, 30, 40, Inf), right = FALSE) == "[30,40)"), and
        // anova(coxph(S ~ x + g), coxph(S ~ x * g)).
        Raw(results, "PFS.Subgroup.age-30-40/participants[arm=x;level=below-30]").ShouldBe(43);
        Raw(results, "PFS.Subgroup.age-30-40/hazardRatio[level=below-30]").ShouldBe(1.08697647163056, 1e-10);
        Raw(results, "PFS.Subgroup.age-30-40/hazardRatio[level=30-to-40]").ShouldBe(0.838627427638273, 1e-10);
        Raw(results, "PFS.Subgroup.age-30-40/upper[level=from-40]").ShouldBe(1.57247302179299, 1e-9);
        Raw(results, "PFS.Subgroup.age-30-40/pTwoSided").ShouldBe(0.751855317964021, 1e-9);
        Raw(results, "PFS.Subgroup.BMRKR2/hazardRatio[level=MEDIUM]").ShouldBe(0.768168602196569, 1e-10);
        Raw(results, "PFS.Subgroup.BMRKR2/pTwoSided").ShouldBe(0.773145101233016, 1e-9);
        Raw(results, "Baseline.age-30-40/count[arm=x;level=30-to-40]").ShouldBe(64);
        results.Grouping(By.Factor).Groups.Select(one => one.Label).ShouldBe(["Biomarker", "Age"]);
    }

    [ReferenceFact]
    public void One_file_may_be_both_data_sets_of_four_arms_and_2199_participants()
    {
        var results = Analyze(
            Head
                + """
                arms:
                  T: {label: "tablemab x 52 weeks", role: control, ratio: 1}
                  V: {label: "vismab x 52 weeks", role: experimental, ratio: 1}
                  TV: {label: "tablemab, then vismab", role: experimental, ratio: 1}
                  combo: {label: "tablemab + vismab 52 weeks", role: experimental, ratio: 1}
                randomize:
                  method: permuted blocks
                  block sizes: [4]
                  strata:
                    STR01: {label: Hormone receptor, ask: "Hormone receptor?", levels: [Positive, Negative]}
                    STR02: {label: Prior radiotherapy, ask: "Prior radiotherapy?", levels: [NO PRIOR USE, PRIOR USE]}
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: days}
                analysis:
                  PFS:
                    test: stratified log-rank
                    effect: stratified Cox, ties Efron
                    confidence: 95%
                    curves: log-log
                    median: as SAS
                  baseline: [age]
                data:
                  files: {ADSL: adtte.csv, ADTTE: adtte.csv}
                  sets: {full: everyone, safety: everyone}
                  arms: {"tablemab x 12 week -> vismab 34 weeks": TV}

                """,
            ReferenceData.PathOf("psi-vissig")
        );
        // INDEX.md: coxph(Surv(AVAL, 1 - CNSR) ~ TRT01P + strata(STR01, STR02)), and survdiff with the same strata.
        Raw(results, "PFS.Cox/hazardRatio[arm=V]").ShouldBe(0.9200, 5e-5);
        Raw(results, "PFS.Cox/hazardRatio[arm=TV]").ShouldBe(0.7109, 5e-5);
        Raw(results, "PFS.Cox/hazardRatio[arm=combo]").ShouldBe(0.5831, 5e-5);
        Raw(results, "PFS.LogRank/chiSquare").ShouldBe(32.0723, 5e-5);
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
