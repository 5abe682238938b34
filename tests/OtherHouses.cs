using System.Text;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Tests;

/// <summary>Data sets of the reference data, with a protocol written for them.</summary>
static class OtherHouses
{
    /// <summary>The lines with which a protocol begins.</summary>
    public const string Head = """
        equipoise: 1
        trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}

        """;

    /// <summary>random.cdisc.data: the arms that are compared.</summary>
    public const string Oncology = $$"""
        {{Head}}arms:
          x: {label: Drug X, role: experimental, ratio: 1}
          placebo: {label: Placebo, role: control, ratio: 1}

        """;

    /// <summary>random.cdisc.data: what its sets and arms are called, without the third arm.</summary>
    public const string OncologyData = """
        data:
          sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}
          arms: {"A: Drug X": x, "B: Placebo": placebo}
          leave out: ["C: Combination"]

        """;

    /// <summary>chevron's simulated data: 45 participants in three arms, of which the first is the control.</summary>
    public const string Chevron = $$"""
        {{Head}}arms:
          a: {label: "A: Drug X", role: control, ratio: 1}
          b: {label: "B: Placebo", role: experimental, ratio: 1}
          c: {label: "C: Combination", role: experimental, ratio: 1}

        """;

    /// <summary>chevron: what its sets are called.</summary>
    public const string ChevronData = """
        data:
          sets: {full: ITTFL = Y, safety: SAFFL = Y}

        """;

    /// <summary>chevron's arms with overall survival and the variables of a baseline table; other parts are put in by the test.</summary>
    public static TrialProtocol ChevronProtocol { get; } =
        Protocol(
            $$"""
            {{Chevron}}endpoints:
              OS: {label: Overall survival, from: randomization, event: death, unit: days}
            analysis:
              OS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as R}
              baseline: [AAGE, AGEGR1, sex, ETHNIC, RACE]
            {{ChevronData}}
            """
        );

    /// <summary>Data sets of chevron by their names.</summary>
    public static Dictionary<string, Table> ChevronTables(params string[] names) =>
        Tables("tlg-golden/chevron-syn_data", [.. names.Select(name => (name, $"{name.ToLowerInvariant()}.csv.gz"))]);

    /// <summary>The four arms of psi-vissig with their stratified plan.</summary>
    /// <param name="plan">A line more of the plan, such as "comparisons: pairwise".</param>
    /// <param name="data">A line more of the part <c>data</c>.</param>
    public static string PsiVissig(string plan = "subgroups: [STR01]", string data = "labels: {AGE: Age}") =>
        $$"""
        {{Head}}arms:
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
            {{plan}}
          baseline: [age]
        data:
          {{data}}
          sets: {full: everyone, safety: everyone}
          arms: {"tablemab x 12 week -> vismab 34 weeks": TV}

        """;

    /// <summary>The protocol that a text is.</summary>
    public static TrialProtocol Protocol(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            ProtocolReading.Rejected rejected => throw new ShouldAssertException(string.Join('\n', rejected.Problems)),
            _ => throw new InvalidOperationException("No reading."),
        };

    /// <summary>Files of a folder under the names of the data sets that they are.</summary>
    public static Dictionary<string, Table> Tables(string folder, params (string Name, string File)[] files) =>
        files.ToDictionary(
            file => file.Name,
            file =>
            {
                var table = DatasetFile.Read(ReferenceData.PathOf([.. folder.Split('/'), file.File]));
                return new Table(file.Name, table.Label, table.Columns);
            }
        );
}
