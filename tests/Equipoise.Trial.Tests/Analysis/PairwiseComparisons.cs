using System.Globalization;
using System.Text;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// Each experimental arm with the control alone, on data of others. Expected values are R's (survival 3.5.3), beside the data.
/// </summary>
public sealed class PairwiseComparisons
{
    const string Head = """
        equipoise: 1
        trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}

        """;

    [ReferenceTheory]
    [InlineData("V", 0.9314, 0.7680, 1.1295)]
    [InlineData("TV", 0.7096, 0.5817, 0.8657)]
    [InlineData("combo", 0.5871, 0.4762, 0.7238)]
    public void Each_of_three_arms_has_a_stratified_model_and_test_of_its_own(string arm, double ratio, double lower, double upper)
    {
        // coxph(Surv(AVAL, 1 - CNSR) ~ TRT01P + strata(STR01, STR02)) on the participants of the two arms.
        var of = new CoxResults("PFS").HazardRatio(arm);
        Vissig.Raw(of.Estimate.Address).ShouldBe(ratio, 5e-5);
        Vissig.Raw(of.Lower.Address).ShouldBe(lower, 5e-5);
        Vissig.Raw(of.Upper.Address).ShouldBe(upper, 5e-5);
        var test = new LogRankResults("PFS", arm);
        Vissig.Raw(test.DegreesOfFreedom.Address).ShouldBe(1);
        Vissig.Raw(test.Z.Address).ShouldBeGreaterThan(0);
        Vissig.Results.At(new LogRankResults("PFS").PTwoSided.Address).ShouldBeNull();
        Vissig.Results.Conventions.ShouldContain(one => one.Id == "PFS.reference" && one.Text.Contains("(pairwise)"));
    }

    [ReferenceFact]
    public void Every_row_of_the_reference_of_five_endpoints_and_three_treatments_of_ties_is_found()
    {
        var rows = File.ReadAllLines(ReferenceData.PathOf("random-cdisc", "REFERENCE_TTE.csv"));
        var head = rows[0].Split(',').ToList();
        foreach (var row in rows.Skip(1).Select(row => row.Split(',')))
        {
            string Text(string column) => row[head.IndexOf(column)];
            var (endpoint, arm) = (Text("PARAMCD"), Text("cmp") == "A: Drug X" ? "x" : "combination");
            var one = Oncology(Text("ties"), "log-log");
            Is(one, new CoxResults(endpoint).HazardRatio(arm), Text("hr"), Text("hr_l"), Text("hr_u"));
            Is(one, new LogRankResults(endpoint, arm).ChiSquare, Text("logrank_chisq"));
            Is(one, new LogRankResults(endpoint, arm).PTwoSided, Text("logrank_p"));
            foreach (var (of, name) in new[] { ("placebo", "ref"), (arm, "cmp") })
            {
                Is(one, new EventsResults(endpoint).Participants(of), Text($"n_{name}"));
                Is(one, new EventsResults(endpoint).Events(of), Text($"ev_{name}"));
                foreach (var (curves, scale) in new[] { ("plain", "plain"), ("log-log", "loglog") })
                    Is(
                        Oncology(Text("ties"), curves),
                        new KaplanMeierResults(endpoint).Median(of),
                        Text($"med_{name}"),
                        Text($"med_{name}_{scale}_l"),
                        Text($"med_{name}_{scale}_u")
                    );
            }
            Is(Oncology(Text("ties"), "log-log", "SEX"), new CoxResults(endpoint).HazardRatio(arm).Estimate, Text("hr_strat_sex"));
        }
    }

    [ReferenceFact]
    public void Two_strata_and_a_restricted_mean_to_a_day_of_the_plan_are_those_of_R()
    {
        // coxph(Surv(AVAL, 1 - CNSR) ~ ARM + strata(STRATA1, BMRKR2)); survRM2-style difference to 270 days.
        var ratio = new CoxResults("PFS").HazardRatio("x");
        var two = Oncology("efron", "log-log", "STRATA1", "BMRKR2");
        two.Raw(ratio.Estimate.Address).ShouldBe(0.8732, 5e-5);
        two.Raw(ratio.Lower.Address).ShouldBe(0.6271, 5e-5);
        two.Raw(ratio.Upper.Address).ShouldBe(1.2160, 5e-5);
        var means = new RestrictedMeanResults("PFS");
        two.Raw(means.Horizon.Address).ShouldBe(270);
        two.Raw(means.Difference("x").Estimate.Address).ShouldBe(0.354, 5e-4);
        two.Raw(means.Difference("x").Lower.Address).ShouldBe(-16.492, 5e-4);
        two.Raw(means.Difference("x").Upper.Address).ShouldBe(17.199, 5e-4);
    }

    static AnalysisOutput Vissig => vissig.Value;

    static readonly Lazy<AnalysisOutput> vissig = new(() =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
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
                        comparisons: pairwise
                        subgroups: [STR01]
                      baseline: [age]
                    data:
                      sets: {full: everyone, safety: everyone}
                      arms: {"tablemab x 12 week -> vismab 34 weeks": TV}

                    """
            ),
            OtherHouses.Tables("psi-vissig", ("ADSL", "adtte.csv"), ("ADTTE", "adtte.csv"))
        )
    );

    static readonly Dictionary<string, AnalysisOutput> oncology = [];

    /// <summary>The three arms of random.cdisc.data; a, b and c of its treatments, the placebo as control.</summary>
    static AnalysisOutput Oncology(string ties, string curves, params string[] strata)
    {
        var key = string.Join(' ', [ties, curves, .. strata]);
        if (oncology.TryGetValue(key, out var known))
            return known;
        string[] ids = ["PFS", "OS", "EFS", "CRSD", "TNE"];
        var levels = new Dictionary<string, string>
        {
            ["SEX"] = "F, M",
            ["STRATA1"] = "A, B, C",
            ["BMRKR2"] = "LOW, MEDIUM, HIGH",
        };
        var stratified = strata.Length > 0 ? "stratified " : "";
        var text = new StringBuilder(Head)
            .AppendLine("arms:")
            .AppendLine("  x: {label: Drug X, role: experimental, ratio: 1}")
            .AppendLine("  placebo: {label: Placebo, role: control, ratio: 1}")
            .AppendLine("  combination: {label: Combination, role: experimental, ratio: 1}");
        if (strata.Length > 0)
            text.AppendLine("randomize:").AppendLine("  method: permuted blocks").AppendLine("  block sizes: [3]").AppendLine("  strata:");
        foreach (var factor in strata)
            text.AppendLine(CultureInfo.InvariantCulture, $"    {factor}: {{label: {factor}, ask: \"{factor}?\", levels: [{levels[factor]}]}}");
        text.AppendLine("endpoints:");
        foreach (var id in ids)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {id}: {{label: {id}, from: randomization, event: named {id}, unit: days}}");
        text.AppendLine("analysis:");
        foreach (var id in ids)
            text.Append(CultureInfo.InvariantCulture, $"  {id}: {{test: {stratified}log-rank, effect: \"{stratified}Cox, ties {ties}\", ")
                .Append(CultureInfo.InvariantCulture, $"confidence: 95%, curves: {curves}, median: as R prints, ")
                .AppendLine("comparisons: pairwise, restricted mean to: 270 days}");
        text.AppendLine("  baseline: [age]")
            .AppendLine("data:")
            .AppendLine("  sets: {full: ITTFL = Y, safety: ITTFL = Y & SAFFL = Y}")
            .AppendLine("  arms: {\"A: Drug X\": x, \"B: Placebo\": placebo, \"C: Combination\": combination}");
        var data = OtherHouses.Tables("random-cdisc", ("ADSL", "cadsl.csv.gz"), ("ADTTE", "cadtte.csv.gz"));
        // Lesions are counted, and a count is no time; as days they have the numbers of the reference.
        var units = data["ADTTE"].Text("AVALU").Values;
        var changed = data.With(
            "ADTTE",
            new TextColumn("AVALU", "", [.. units.Select(unit => unit == "COUNT" ? "DAYS" : unit)])
        );
        return oncology[key] = Outputs.Analyzed(OtherHouses.Protocol(text.ToString()), changed);
    }

    static void Is(AnalysisOutput output, IntervalRef of, string estimate, string lower, string upper)
    {
        Is(output, of.Estimate, estimate);
        Is(output, of.Lower, lower);
        Is(output, of.Upper, upper);
    }

    // A blank of the reference is NA in R: not estimable.
    static void Is(AnalysisOutput output, ResultRef of, string expected)
    {
        var found = output.ShouldHave(of.Address).Raw;
        if (expected.Length == 0)
            found.ShouldBeNull(of.Address);
        else
        {
            var value = double.Parse(expected, CultureInfo.InvariantCulture);
            // coxph stops when the likelihood changes by 1e-9 of itself: with eps = 1e-14 it gives 1.15173955920989 for TNE, not
            // the 1.15173955788592 of the reference.
            var tolerance = of.Analysis.EndsWith(".Cox", StringComparison.Ordinal) ? 1e-8 : 1e-9;
            found.ShouldNotBeNull(of.Address).ShouldBe(value, tolerance * Math.Max(1, Math.Abs(value)), of.Address);
        }
    }
}
