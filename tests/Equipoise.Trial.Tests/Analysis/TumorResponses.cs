using Equipoise.Analysis;
using Equipoise.Analysis.Response;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Best overall responses from the assessments of SDTM, what is read from a given ADRS, and how long responses lasted.</summary>
public sealed class TumorResponses
{
    // The example of derive_param_confirmed_bor in admiralonco (Apache-2.0), tests 1 and 2: start, assessments.
    static readonly (string Id, string Start, string Seen)[] admiralonco =
    [
        ("1", "2020-01-01", "2020-01-01 PR, 2020-02-01 CR, 2020-02-16 NE, 2020-03-01 CR, 2020-04-01 SD"),
        ("2", "2019-12-12", "2020-01-01 SD, 2020-02-01 PR, 2020-03-01 SD, 2020-03-13 CR"),
        ("3", "2019-11-11", "2019-11-12 CR, 2019-12-02 CR, 2020-01-01 SD"),
        ("4", "2019-12-30", "2020-01-01 PR, 2020-03-01 SD, 2020-04-01 SD, 2020-05-01 PR, 2020-05-15 NON-CR/NON-PD"),
        ("5", "2020-01-01", "2020-01-01 PR, 2020-01-10 SD, 2020-01-20 PR, 2020-05-15 NON-CR/NON-PD"),
        ("6", "2020-02-02", "2020-02-06 PR, 2020-02-16 CR, 2020-03-30 PR"),
        ("7", "2020-02-02", "2020-02-06 PR, 2020-02-16 CR, 2020-04-01 NE"),
        ("8", "2020-04-01", ""),
        ("9", "2020-02-01", "2020-02-16 PD, 2020-03-06 SD"),
    ];

    [Theory]
    [InlineData("1", "CR", "2020-02-01")]
    [InlineData("2", "SD", "2020-02-01")]
    [InlineData("3", "SD", "2020-01-01")]
    [InlineData("4", "SD", "2020-03-01")]
    [InlineData("5", "NON-CR/NON-PD", "2020-05-15")]
    [InlineData("6", "SD", "2020-03-30")]
    [InlineData("7", "NE", "2020-02-06")]
    [InlineData("8", "MISSING", null)]
    [InlineData("9", "PD", "2020-02-16")]
    public void Confirmed_best_responses_are_those_of_admiralonco(string id, string category, string? on)
    {
        var sdtm = new HandMadeSdtm();
        foreach (var (who, start, seen) in admiralonco)
        {
            var participant = sdtm.Randomized(who, on: start);
            foreach (var one in seen.Split(", ", StringSplitOptions.RemoveEmptyEntries))
                participant.Assessed(one.Split(' ')[0], one.Split(' ')[1]);
        }
        // ref_start_window = 28, ref_confirm = 28.
        var output = Outputs.Analyzed(With(Plan(confirmed: true, stable: 28, benefit: null)), sdtm.Tables());
        var (value, day) = Row(output.Dataset("ADRS"), id, "CBOR");
        value.ShouldBe(category);
        day.ShouldBe(on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));
    }

    [ReferenceTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_responses_of_pharmaverse_are_derived_from_its_assessments_as_in_its_ADRS(bool confirmed)
    {
        var given = DatasetFile.Read(ReferenceData.PathOf("pharmaverse", "adam", "adrs_onco.csv.gz"));
        var (ids, codes, values) = (Texts(given, "USUBJID"), Texts(given, "PARAMCD"), Texts(given, "AVALC"));
        var starts = Texts(given, "RANDDT");
        var rs = DatasetFile.Read(ReferenceData.PathOf("pharmaverse", "sdtm", "rs_onco_recist.csv.gz"));
        var (who, judge, said, when) = (Texts(rs, "USUBJID"), Texts(rs, "RSEVAL"), Texts(rs, "RSSTRESC"), Texts(rs, "RSDTC"));
        var sdtm = new HandMadeSdtm();
        foreach (var id in who.Distinct())
        {
            var participant = sdtm.Randomized(id, on: starts[Array.IndexOf(ids, id)]);
            for (var row = 0; row < who.Length; row++)
                if (who[row] == id && judge[row] == "INVESTIGATOR")
                    participant.Assessed(when[row], said[row]);
        }
        // One day is known by its month alone. The templates of admiralonco: 28 days for stable disease and confirmation, 42 for
        // clinical benefit.
        var protocol = With(Plan(confirmed, stable: 28, benefit: 42));
        var adrs = Outputs
            .Analyzed(
                protocol with
                {
                    Analysis = protocol.Analysis with { PartialDates = PartialDateRule.FirstOfMonth },
                },
                sdtm.Tables()
            )
            .Dataset("ADRS");
        who.Distinct().Count().ShouldBe(8);
        foreach (var id in who.Distinct())
            foreach (var code in confirmed ? (string[])["CBOR", "CRSP", "CCB"] : ["BOR", "RSP", "CB"])
            {
                var row = Enumerable.Range(0, ids.Length).Single(row => ids[row] == id && codes[row] == code);
                Row(adrs, id, code).Value.ShouldBe(values[row], $"{id} {code}");
            }
    }

    [Fact]
    public void A_response_lasts_from_its_first_day_to_progression_and_counts_only_until_another_therapy()
    {
        var sdtm = new HandMadeSdtm();
        // Confirmed from 2020-03-25 on, 84 days later progressed: 85 days, both ends counted.
        sdtm.Randomized("1").Assessed("2020-03-25", "PR").Assessed("2020-05-20", "CR").Assessed("2020-06-17", "PD");
        // Its only response came after another therapy had begun.
        sdtm.Randomized("2").Assessed("2020-03-25", "SD").NewTherapy("2020-04-01").Assessed("2020-06-17", "PR");
        sdtm.Randomized("3", arm: "standard").Assessed("2020-03-25", "SD");
        var output = Outputs.Analyzed(With(Plan(confirmed: true, stable: 42, benefit: 168)), sdtm.Tables());
        var (rate, duration) = (new ResponseRateResults(ResponseRateResults.Objective), new DurationOfResponseResults());
        output.Raw(rate.Responders("drug").Address).ShouldBe(1);
        output.Raw(rate.Participants("drug").Address).ShouldBe(2);
        output.Raw(rate.Rate("drug").Estimate.Address).ShouldBe(50);
        output.Raw(duration.Responders("drug").Address).ShouldBe(1);
        output.Raw(duration.Events("drug").Address).ShouldBe(1);
        output.Raw(duration.Median("drug").Estimate.Address).ShouldBe(85 / 30.4375, 1e-12);
        output.Raw(new ResponseRateResults(ResponseRateResults.ClinicalBenefit).Responders("standard").Address).ShouldBe(0);
    }

    [Fact]
    public void An_overall_response_that_RECIST_does_not_have_is_refused()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "CHECK");
        Outputs
            .Problems(With(Plan(confirmed: true, stable: 42, benefit: null)), sdtm.Tables())
            .ShouldContain(problem => problem.Column == "RSSTRESC" && problem.Message.Contains("'CHECK' is no overall response"));
    }

    [Fact]
    public void Without_ADRS_beside_given_ADaM_responses_are_not_analyzed_and_that_is_said()
    {
        var protocol = HandMadeAdam.Protocol();
        var output = Outputs.Analyzed(
            protocol with
            {
                Analysis = protocol.Analysis with { Response = Plan(confirmed: true, stable: 42, benefit: null) },
            },
            HandMadeAdam.Of(4)
        );
        output.Results.Find("Response.Objective").ShouldBeNull();
        output.Findings.ShouldContain(finding => finding.Dataset == "ADRS" && finding.Message.Contains("not analyzed"));
    }

    [ReferenceTheory]
    [InlineData("a", "66.7%", "39.5%", "93.9%", 10)]
    [InlineData("b", "60.0%", "31.9%", "88.1%", 9)]
    [InlineData("c", "73.3%", "47.6%", "99.0%", 11)]
    public void The_rates_of_the_standard_table_RSPT01_are_found(string arm, string rate, string lower, string upper, int count)
    {
        var of = new ResponseRateResults(ResponseRateResults.Objective);
        Chevron.Raw(of.Responders(arm).Address).ShouldBe(count);
        Chevron.Printed(of.Rate(arm).Estimate.Address).ShouldBe(rate);
        Chevron.Printed(of.Rate(arm).Lower.Address).ShouldBe(lower);
        Chevron.Printed(of.Rate(arm).Upper.Address).ShouldBe(upper);
    }

    [ReferenceTheory]
    [InlineData("a", "CR", 4, 0.95, 52.38)]
    [InlineData("a", "PR", 6, 11.87, 68.13)]
    [InlineData("a", "SD", 5, 6.14, 60.52)]
    [InlineData("b", "CR", 4, 0.95, 52.38)]
    [InlineData("b", "PR", 5, 6.14, 60.52)]
    [InlineData("b", "SD", 6, 11.87, 68.13)]
    [InlineData("c", "CR", 7, 18.09, 75.25)]
    [InlineData("c", "PR", 4, 0.95, 52.38)]
    [InlineData("c", "SD", 4, 0.95, 52.38)]
    public void The_categories_of_the_standard_table_RSPT01_are_found(string arm, string category, int count, double lower, double upper)
    {
        var of = new BestResponseResults();
        Chevron.Raw(of.Participants(arm, category).Address).ShouldBe(count);
        Chevron.Raw(of.Rate(arm, category).Lower.Address).ShouldBe(lower, 5e-3);
        Chevron.Raw(of.Rate(arm, category).Upper.Address).ShouldBe(upper, 5e-3);
    }

    // Printed: chevron's rspt01.md. Digits of the stratified differences and odds ratios: R 4.2.2, the formula of tern's
    // prop_diff_cmh and mantelhaen.test(correct = FALSE), by STRATA2. chevron's stratified odds ratio is the unstratified one.
    [ReferenceTheory]
    [InlineData("b", "-6.7", "-47.7", "34.4", "1.0000", 0.75, "0.17", "3.33", -7.6923076923, -41.6011295748, 26.2165141902, 0.669878098189, 0.7115384615, 0.1563658793, 3.2378354184)]
    [InlineData("c", "6.7", "-32.7", "46.0", "1.0000", 1.375, "0.29", "6.60", 9.2198581560, -19.0209680161, 37.4606843281, 0.625717510060, 1.5803571429, 0.2717323935, 9.1911334766)]
    public void The_comparisons_of_the_standard_table_RSPT01_are_found(
        string arm,
        string difference,
        string lower,
        string upper,
        string p,
        double odds,
        string oddsLower,
        string oddsUpper,
        double stratified,
        double stratifiedLower,
        double stratifiedUpper,
        double pStratified,
        double common,
        double commonLower,
        double commonUpper
    )
    {
        var of = new ResponseRateResults(ResponseRateResults.Objective);
        Chevron.Printed(of.Difference(arm).Estimate.Address).ShouldBe(difference);
        Chevron.Printed(of.Difference(arm).Lower.Address).ShouldBe(lower);
        Chevron.Printed(of.Difference(arm).Upper.Address).ShouldBe(upper);
        Chevron.Raw(of.PTwoSided(arm).Address).ToString("F4", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(p);
        // 55 / 40 is 1.375: 1.38 by our rule of halves, 1.37 in the table.
        Chevron.Raw(of.OddsRatio(arm).Estimate.Address).ShouldBe(odds, 1e-12);
        Chevron.Printed(of.OddsRatio(arm).Lower.Address).ShouldBe(oddsLower);
        Chevron.Printed(of.OddsRatio(arm).Upper.Address).ShouldBe(oddsUpper);
        Chevron.Raw(of.StratifiedDifference(arm).Estimate.Address).ShouldBe(stratified, 1e-8);
        Chevron.Raw(of.StratifiedDifference(arm).Lower.Address).ShouldBe(stratifiedLower, 1e-8);
        Chevron.Raw(of.StratifiedDifference(arm).Upper.Address).ShouldBe(stratifiedUpper, 1e-8);
        Chevron.Raw(of.PStratified(arm).Address).ShouldBe(pStratified, 1e-9);
        Chevron.Raw(of.StratifiedOddsRatio(arm).Estimate.Address).ShouldBe(common, 1e-9);
        Chevron.Raw(of.StratifiedOddsRatio(arm).Lower.Address).ShouldBe(commonLower, 1e-9);
        Chevron.Raw(of.StratifiedOddsRatio(arm).Upper.Address).ShouldBe(commonUpper, 1e-9);
    }

    static ResponsePlan Plan(bool confirmed, int stable, int? benefit) =>
        new(
            confirmed,
            new(28, TimeUnit.Day),
            new(stable, TimeUnit.Day),
            benefit is { } days ? new Duration(days, TimeUnit.Day) : null,
            ProportionInterval.ClopperPearson,
            RiskDifferenceInterval.Newcombe,
            Stratified: false,
            0.95
        );

    static TrialProtocol With(ResponsePlan plan) =>
        SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { Response = plan },
        };

    static (string Value, DateOnly? On) Row(Table adrs, string id, string code)
    {
        var (ids, codes) = (Texts(adrs, "USUBJID"), Texts(adrs, "PARAMCD"));
        var row = Enumerable.Range(0, ids.Length).Single(row => ids[row] == id && codes[row] == code);
        return (Texts(adrs, "AVALC")[row], SasDate.FromNumber(((NumberColumn)adrs.Find("ADT")!)[row]));
    }

    static string[] Texts(Table table, string column) => table.Text(column).Values;

    static AnalysisOutput Chevron => chevron.Value;

    static readonly Lazy<AnalysisOutput> chevron = new(() =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                """
                equipoise: 1
                trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
                arms:
                  a: {label: "A: Drug X", role: control, ratio: 1}
                  b: {label: "B: Placebo", role: experimental, ratio: 1}
                  c: {label: "C: Combination", role: experimental, ratio: 1}
                randomize:
                  method: permuted blocks
                  block sizes: [3]
                  strata:
                    STRATA2: {label: Two, ask: "Two?", levels: [S1, S2]}
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: months}
                analysis:
                  PFS: {test: log-rank, effect: "Cox, ties exact", confidence: 95%, curves: log-log, median: as R}
                  response:
                    confirmed: yes
                    stable for: 6 weeks
                    interval: Wald, corrected
                    difference: Wald, corrected
                    stratified: yes
                    test: Fisher
                    confidence: 95%
                    parameter: BESRSPI
                  baseline: [age]
                data:
                  sets: {full: ITTFL = Y, safety: SAFFL = Y}

                """
            ),
            OtherHouses.Tables(
                "tlg-golden/chevron-syn_data",
                ("ADSL", "adsl.csv.gz"),
                ("ADTTE", "adtte.csv.gz"),
                ("ADRS", "adrs.csv.gz")
            )
        )
    );
}
