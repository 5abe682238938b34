using Equipoise.Analysis;
using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// The standard tables TTET01 and RSPT01 of chevron (Apache-2.0, snapshots at 739de49), row by row: 45 simulated participants, each
/// arm with drug X. Digits beyond those of the tables are R's.
/// </summary>
public sealed class ChevronEfficacyTests
{
    static readonly string[] arms = ["a", "b", "c"];
    static readonly string[] compared = ["b", "c"];

    static readonly Lazy<AnalysisOutput> unstratified = new(() => Survival("", "none"));
    static readonly Lazy<AnalysisOutput> stratified = new(() => Survival("stratified ", "plain"));
    static readonly Lazy<AnalysisOutput> responses = new(Responses);

    [ReferenceFact]
    public void The_times_to_an_event_are_those_of_TTET01()
    {
        var agreement = Of("TTET01, events, curves, models, tests and the difference at 6 months", "ttet01");
        var (events, curves, landmark) = (new EventsResults("PFS"), new KaplanMeierResults("PFS"), new LandmarkResults("PFS"));
        var (plain, strata) = (unstratified.Value, stratified.Value);
        var table = ChevronTable.Of("ttet01", "ttet01 works as expected for stratified and unstratified analysis", print: 1);

        Compare("Patients with event (%)", arm => $"{Number(events.Events(arm))} ({Short(events.Percent(arm))})");
        Compare("Death", arm => $"{Number(events.EventsBy(arm, "death"))}");
        Compare("Disease Progression", arm => $"{Number(events.EventsBy(arm, "disease-progression"))}");
        var without = table["Patients without event (%)"].Select(cell => cell.Split(' ')[0]);
        agreement.Printed("without event", arms.Select(arm => $"{Number(events.Censored(arm))}"), without);
        Compare("Median", arm => Printed(curves.Median(arm).Estimate));
        Compare("95% CI", arm => $"({Printed(curves.Median(arm).Lower)}, {Printed(curves.Median(arm).Upper)})");
        Compare("25% and 75%-ile", arm => $"{Printed(curves.FirstQuartile(arm).Estimate)}, {Printed(curves.ThirdQuartile(arm).Estimate)}");
        // A plus marks a censored maximum here, {1} there.
        agreement.Printed(
            "Range",
            arms.Select(arm => $"{Printed(curves.Minimum(arm))} to {Printed(curves.Maximum(arm))}"),
            table["Range"].Select(cell => cell.Replace(" {1}", "+", StringComparison.Ordinal))
        );
        foreach (var (heading, output) in new[] { ("Stratified Analysis", strata), ("Unstratified Analysis", plain) })
        {
            var block = table.Under(heading);
            agreement.Printed(
                $"{heading}, P",
                compared.Select(arm => output.Printed(new LogRankResults("PFS", arm).PTwoSided.Address)),
                block["p-value (log-rank)"]
            );
            IntervalRef Ratio(string arm) => new CoxResults("PFS").HazardRatio(arm);
            agreement.Printed($"{heading}, ratio", compared.Select(arm => output.Printed(Ratio(arm).Estimate.Address)), block["Hazard Ratio"]);
            agreement.Printed(
                $"{heading}, limits",
                compared.Select(arm => $"({output.Printed(Ratio(arm).Lower.Address)}, {output.Printed(Ratio(arm).Upper.Address)})"),
                block["95% CI"]
            );
        }
        var months = table.Under("6 MONTHS");
        agreement.Printed("at risk", arms.Select(arm => $"{Number(landmark.AtRisk(arm, "6"))}"), months["Patients remaining at risk"]);
        agreement.Printed("free", arms.Select(arm => Fixed(curves.Survival(arm, "6").Estimate)), months["Event Free Rate (%)"]);
        agreement.Printed("free, limits", arms.Select(arm => Limits(curves.Survival(arm, "6"))), months["95% CI"]);
        agreement.Printed(
            "difference",
            compared.Select(arm => Fixed(landmark.Difference(arm, "6").Estimate)),
            months["Difference in Event Free Rate"]
        );
        var difference = months.Under("Difference in Event Free Rate");
        agreement.Printed("difference, limits", compared.Select(arm => Limits(landmark.Difference(arm, "6"))), difference["95% CI"]);
        agreement.Printed(
            "difference, P",
            compared.Select(arm => Format.Fixed(strata.Raw(landmark.PTwoSided(arm, "6").Address), 4)),
            difference["p-value (Z-test)"]
        );
        // The test at a landmark is made only where the plan has it.
        plain.Results.At(landmark.PTwoSided("b", "6").Address).ShouldBeNull();
        agreement.ShouldBeComplete(atLeast: 68);

        void Compare(string row, Func<string, string> cell) => agreement.Printed(row, arms.Select(cell), table[row]);

        double Number(ResultRef result) => plain.Raw(result.Address);

        // The table prints NE for a quantile to which the curve never comes; here that is NR.
        string Printed(ResultRef result) => plain.Printed(result.Address) is var cell && cell == Format.NotReached ? "NE" : cell;

        // The percentages of events have no .0 there.
        string Short(ResultRef result) => plain.Printed(result.Address).Replace(".0%", "%", StringComparison.Ordinal);

        string Fixed(ResultRef result) => Format.Fixed(Number(result), 2);

        string Limits(IntervalRef of) => $"({Fixed(of.Lower)}, {Fixed(of.Upper)})";
    }

    [ReferenceFact]
    public void The_difference_at_six_months_has_the_interval_of_the_Greenwood_errors()
    {
        var agreement = new Agreement(
            "Analysis: chevron TTET01, all digits of the differences at 6 months",
            new Source.R("summary(survfit(Surv(AVAL / 30.4375, 1 - CNSR) ~ ARM, conf.type = \"log-log\"), times = 6)")
        );
        var landmark = new LandmarkResults("PFS");
        foreach (
            var (arm, difference, limit, p) in new[]
            {
                ("b", -20.0, 33.737368316844, 0.245278116807),
                ("c", 0.0, 31.648456809659, 1.0),
            }
        )
        {
            var of = landmark.Difference(arm, "6");
            agreement.Within(1e-9, arm, stratified.Value.Raw(of.Estimate.Address), difference, 1);
            agreement.Within(1e-9, $"{arm} lower", stratified.Value.Raw(of.Lower.Address), difference - limit);
            agreement.Within(1e-9, $"{arm} upper", stratified.Value.Raw(of.Upper.Address), difference + limit);
            agreement.Within(1e-9, $"{arm} p", stratified.Value.Raw(landmark.PTwoSided(arm, "6").Address), p);
        }
        agreement.ShouldBeComplete(atLeast: 8);
    }

    [ReferenceFact]
    public void The_responses_are_those_of_RSPT01()
    {
        var agreement = Of("RSPT01, rates of response, categories, differences, odds ratios", "rspt01");
        var (of, best) = (new ResponseRateResults(ResponseRateResults.Objective), new BestResponseResults());
        var table = ChevronTable.Of("rspt01", "rspt01 works as expected");
        Compare(arms, "Responders", arm => $"{Printed(of.Responders(arm))} ({Printed(of.Rate(arm).Estimate)})");
        Compare(arms, "95% CI (Wald, with correction)", arm => Bare(of.Rate(arm)));
        Compare(compared, "Difference in Response rate (%)", arm => Printed(of.Difference(arm).Estimate));
        agreement.Printed(
            "difference, limits",
            compared.Select(arm => Bare(of.Difference(arm))),
            table.Under("Difference in Response rate (%)")["95% CI (Wald, with correction)"]
        );
        Compare(compared, "p-value (Fisher's Exact Test)", arm => Format.Fixed(Raw(of.PTwoSided(arm)), 4));
        // 55 / 40 is 1.375: rounded to the even digit of its binary value there, up here.
        Compare(
            compared,
            "Odds Ratio (95% CI)",
            arm =>
                (Raw(of.OddsRatio(arm).Estimate) is 1.375 ? "1.37" : Printed(of.OddsRatio(arm).Estimate))
                + $" ({Printed(of.OddsRatio(arm).Lower)} - {Printed(of.OddsRatio(arm).Upper)})"
        );
        foreach (
            var (heading, code) in new[]
            {
                ("Complete Response (CR)", "CR"),
                ("Partial Response (PR)", "PR"),
                ("Stable Disease (SD)", "SD"),
            }
        )
        {
            Compare(arms, heading, arm => $"{Printed(best.Participants(arm, code))} ({Printed(best.Rate(arm, code).Estimate)})");
            var limits = table.Under(heading)["95% CI (Wald, with correction)"];
            agreement.Printed(
                $"{code}, limits",
                arms.Select(arm => $"({Format.Fixed(Raw(best.Rate(arm, code).Lower), 2)}, {Format.Fixed(Raw(best.Rate(arm, code).Upper), 2)})"),
                limits
            );
        }
        var strata = ChevronTable
            .Of("rspt01", "rspt01 works as expected for stratified and unstratified analysis")
            .Under("Stratified Analysis");
        agreement.Printed(
            "stratified",
            compared.Select(arm => Printed(of.StratifiedDifference(arm).Estimate)),
            strata["Difference in Response rate (%)"]
        );
        agreement.Printed(
            "stratified, limits",
            compared.Select(arm => Bare(of.StratifiedDifference(arm))),
            strata.Under("Difference in Response rate (%)")["95% CI (CMH, without correction)"]
        );
        agreement.Printed(
            "stratified, P",
            compared.Select(arm => Format.Fixed(Raw(of.PStratified(arm)), 4)),
            strata["p-value (Cochran-Mantel-Haenszel Test)"]
        );
        agreement.ShouldBeComplete(atLeast: 70);

        void Compare(string[] columns, string row, Func<string, string> cell) =>
            agreement.Printed(row, columns.Select(cell), table[row]);
    }

    [ReferenceFact]
    public void Stratified_differences_and_odds_ratios_are_those_of_R()
    {
        // chevron's stratified odds ratio is the unstratified one: R's stands here instead.
        var agreement = new Agreement(
            "Analysis: chevron RSPT01, all digits of stratified differences and odds ratios",
            new Source.R("prop_diff_cmh of tern as a formula, mantelhaen.test(correct = FALSE), by STRATA2", "R 4.2.2, stats 4.2.2")
        );
        var of = new ResponseRateResults(ResponseRateResults.Objective);
        Compare("b", (-7.6923076923, -41.6011295748, 26.2165141902), 0.669878098189, (0.7115384615, 0.1563658793, 3.2378354184));
        Compare("c", (9.2198581560, -19.0209680161, 37.4606843281), 0.625717510060, (1.5803571429, 0.2717323935, 9.1911334766));
        agreement.ShouldBeComplete(atLeast: 14);

        void Compare(string arm, (double, double, double) difference, double p, (double, double, double) odds)
        {
            Is(of.StratifiedDifference(arm), difference);
            agreement.Within(1e-9, $"{arm} p", Raw(of.PStratified(arm)), p);
            Is(of.StratifiedOddsRatio(arm), odds);
        }

        void Is(IntervalRef at, (double Estimate, double Lower, double Upper) expected)
        {
            agreement.Within(1e-9, at.Estimate.Address, Raw(at.Estimate), expected.Estimate);
            agreement.Within(1e-9, at.Lower.Address, Raw(at.Lower), expected.Lower);
            agreement.Within(1e-9, at.Upper.Address, Raw(at.Upper), expected.Upper);
        }
    }

    static double Raw(ResultRef result) => responses.Value.Raw(result.Address);

    static string Printed(ResultRef result) => responses.Value.Printed(result.Address);

    /// <summary>Limits in percent, without its sign as the table has them.</summary>
    static string Bare(IntervalRef of) => $"({Printed(of.Lower)}, {Printed(of.Upper)})".Replace("%", "", StringComparison.Ordinal);

    static Agreement Of(string what, string file) =>
        new(
            $"Analysis: chevron {what}, as printed",
            new Source.Published($"chevron @739de49 (Apache-2.0), tests/testthat/_snaps/{file}.md")
        );

    static AnalysisOutput Survival(string stratified, string landmarkTest) =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                $$"""
                {{OtherHouses.Chevron}}randomize:
                  method: permuted blocks
                  block sizes: [3]
                  strata:
                    STRATA1: {label: One, ask: "One?", levels: [A, B, C]}
                    STRATA2: {label: Two, ask: "Two?", levels: [S1, S2]}
                endpoints:
                  PFS: {label: Progression-free survival, from: randomization, event: progression or death, unit: months}
                analysis:
                  PFS:
                    test: {{stratified}}log-rank
                    effect: "{{stratified}}Cox, ties exact"
                    confidence: 95%
                    curves: log-log
                    median: as R
                    comparisons: pairwise
                    landmarks: [6 months]
                    landmark test: {{landmarkTest}}
                  baseline: [age]
                {{OtherHouses.ChevronData}}
                """
            ),
            OtherHouses.ChevronTables("ADSL", "ADTTE")
        );

    static AnalysisOutput Responses() =>
        Outputs.Analyzed(
            OtherHouses.Protocol(
                $$"""
                {{OtherHouses.Chevron}}randomize:
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
                {{OtherHouses.ChevronData}}
                """
            ),
            OtherHouses.ChevronTables("ADSL", "ADTTE", "ADRS")
        );
}
