using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>Degenerate samples, ties in floating point, idle strata and shifted covariates: R's answers (R/hard-cases.R) and the truth.</summary>
public sealed class HardCasesSampleTests
{
    static readonly Expected expected = Expected.Read("hard-cases");
    static readonly ClassicTrial kidney = ClassicTrial.Kidney;
    static readonly double[] sex = Array.ConvertAll(kidney.Strata, code => (double)code);

    [Fact]
    public void Times_that_differ_in_the_last_bit_are_different()
    {
        var agreement = new Agreement(
            "Kaplan-Meier on times that differ in the last bit",
            expected.Call("survfit(timefix = FALSE)")
        );
        var almost2 = Math.Sqrt(2) * Math.Sqrt(2);
        double[] times = [1, 2, almost2, 2, almost2, 3];
        var steps = KaplanMeier.Estimate([.. times.Select(time => Observation.Event(time))]).Steps;
        for (var i = 0; i < 4; i++)
        {
            agreement.Exactly($"time {i + 1}", steps[i].Time, expected["last bit", $"time {i + 1}"]);
            agreement.Within(1e-15, $"survival {i + 1}", steps[i].Survival, expected["last bit", $"survival {i + 1}"]);
        }
        agreement.ShouldBeComplete(atLeast: 8);
        steps.Count.ShouldBe(4);
    }

    [ReferenceFact]
    public void Days_tie_and_years_between_dates_do_not()
    {
        // R with its default timefix merges such times again and gives the answer of days for both; SAS does not.
        var agreement = new Agreement(
            "Cox on follow-up in days, and in years between dates, where rounding breaks ties (lung)",
            expected.Call("coxph(Surv(years, status) ~ sex, timefix = FALSE)")
        );
        var table = TimeToEventTable.Read("r-survival", "lung.csv");
        double[] days = [.. table.Number("time").Values];
        double[] years = [.. days.Select((time, i) => (From(i) + time) / 365.25 - From(i) / 365.25)];
        foreach (var (name, times) in new[] { ("lung days", days), ("lung years", years) })
        {
            Observation[] observations =
            [
                .. times.Select(
                    (time, i) => table.Number("status")[i] == 2 ? Observation.Event(time) : Observation.CensoredAt(time)
                ),
            ];
            agreement.Exactly($"{name} distinct times", times.Distinct().Count(), expected[name, "distinct times"]);
            Compare(name, CoxRegression.Fit(observations, [.. table.Number("sex").Values], ["sex"]), agreement);
        }
        agreement.ShouldBeComplete(atLeast: 2 * 6);

        static double From(int row) => 7305 + 37 * ((row + 1) % 100);
    }

    [Fact]
    public void One_to_four_participants_who_all_have_the_event_have_limits_until_survival_is_0()
    {
        var agreement = new Agreement(
            "Kaplan-Meier limits of one to four events, down to survival 0",
            expected.Call("survfit(Surv(1:n, rep(1, n)) ~ 1, conf.type)")
        );
        (IntervalTransformation, string)[] scales =
        [
            (IntervalTransformation.LogLog, "log-log"),
            (IntervalTransformation.Log, "log"),
            (IntervalTransformation.Plain, "plain"),
            (IntervalTransformation.Logit, "logit"),
            (IntervalTransformation.ArcSine, "arcsin"),
        ];
        for (var n = 1; n <= 4; n++)
            foreach (var (scale, name) in scales)
                foreach (
                    var step in KaplanMeier
                        .Estimate([.. Enumerable.Range(1, n).Select(time => Observation.Event(time))], transformation: scale)
                        .Steps
                )
                {
                    agreement.Within(
                        1e-14,
                        $"{n} {name} {step.Time}",
                        step.Survival,
                        expected[$"{n} events", $"{name} survival {step.Time}"]
                    );
                    agreement.Within(
                        1e-13,
                        $"{n} {name} {step.Time} lower",
                        step.Lower,
                        expected[$"{n} events", $"{name} lower {step.Time}"]
                    );
                    agreement.Within(
                        1e-13,
                        $"{n} {name} {step.Time} upper",
                        step.Upper,
                        expected[$"{n} events", $"{name} upper {step.Time}"]
                    );
                }
        agreement.ShouldBeComplete(atLeast: 10 * 5 * 3);
    }

    [Fact]
    public void A_group_that_left_before_the_first_event_counts_for_nothing()
    {
        var agreement = new Agreement(
            "Log-rank test with a group that is never at risk",
            expected.Call("survdiff(Surv(time, status) ~ group)")
        );
        var test = LogRankTest.Compare(CoxTestData.Parse("3 4 5+ 6 7 8+ 1+ 2+"), [0, 0, 0, 1, 1, 1, 2, 2]);
        agreement.Within(1e-13, "chi-square", test.ChiSquare, expected["group never at risk", "chi-square"]);
        agreement.Exactly("degrees of freedom", test.DegreesOfFreedom, 1);
        for (var group = 0; group < 3; group++)
            agreement.Within(
                1e-13,
                $"expected {group + 1}",
                test.Expected[group],
                expected["group never at risk", $"expected {group + 1}"]
            );
        agreement.ShouldBeComplete(atLeast: 5);
    }

    [Fact]
    public void Idle_strata_and_covariates_that_say_nothing_change_nothing()
    {
        var agreement = new Agreement(
            "Cox with a stratum of one, a stratum without events, constant and collinear covariates: kidney infections",
            expected.Call("coxph(Surv(time, status) ~ sex + strata(disease)), and with further rows and covariates")
        );
        Compare("kidney by disease", CoxRegression.Fit(kidney.Observations, sex, ["sex"], kidney.Groups), agreement);
        var more = CoxRegression.Fit(
            [.. kidney.Observations, .. CoxTestData.Parse("50 3+ 90+")],
            [.. sex, 2, 1, 2],
            ["sex"],
            [.. kidney.Groups, 8, 9, 9]
        );
        Compare("kidney with idle strata", more, agreement);
        var collinear = CoxRegression.Fit(
            kidney.Observations,
            [.. sex.SelectMany((code, i) => new[] { code, 7, CoxTestData.KidneyAges[i], CoxTestData.KidneyAges[i] - 2 * code })],
            ["sex", "constant", "age", "both"]
        );
        collinear.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["constant", "both"]);
        Compare("kidney with collinear covariates", collinear, agreement);
        agreement.ShouldBeComplete(atLeast: 5 + 5 + 11);
    }

    [Fact]
    public void A_covariate_ten_million_higher_in_each_stratum_has_the_coefficient_it_has_without()
    {
        // R answers -0.0000393542 instead of -1.46961, with "Ran out of iterations and did not converge": it centers all strata at one mean.
        var agreement = new Agreement(
            "Cox with a covariate shifted by 10⁷ in each stratum: kidney infections",
            expected.Call("coxph(Surv(time, status) ~ sex + strata(disease)), not shifted")
        );
        foreach (var shift in new[] { 1e7, -1e7, 1e12 })
        {
            double[] shifted = [.. sex.Select((code, i) => code + shift * kidney.Groups[i])];
            Compare("kidney by disease", CoxRegression.Fit(kidney.Observations, shifted, ["sex"], kidney.Groups), agreement);
        }
        agreement.ShouldBeComplete(atLeast: 3 * 5);
    }

    [Fact]
    public void Covariates_that_drift_with_time_by_what_all_at_risk_share_have_their_coefficients_without_drift()
    {
        // Everybody at risk in a period between events is shifted alike, in the end by tens of thousands: no common scale or center would do.
        var agreement = new Agreement(
            "Cox with covariates that drift by up to 1000 from one event time to the next: kidney infections",
            expected.Call("coxph(Surv(time, status) ~ sex + age), not drifting")
        );
        var rows = CoxTestData.Cut(kidney.Observations);
        foreach (var (ties, name) in new[] { (TieMethod.Efron, "kidney efron"), (TieMethod.Breslow, "kidney breslow") })
            foreach (var drift in new[] { 0.0, 1, 10, 1000 })
            {
                double[] x =
                [
                    .. rows.SelectMany(row =>
                    new[] { sex[row.Row] + drift * row.Period, CoxTestData.KidneyAges[row.Row] - drift * row.Period }
                ),
            ];
                Compare(name, CoxRegression.Fit([.. rows.Select(row => row.Piece)], x, ["sex", "age"], ties: ties), agreement);
            }
        agreement.ShouldBeComplete(atLeast: 2 * 4 * 7);
    }

    [Fact]
    public void Breslows_ties_are_a_Poisson_regression_with_a_rate_for_each_event_time()
    {
        var agreement = new Agreement(
            "Cox with Breslow's ties as a Poisson regression: kidney infections",
            expected.Call("glm(event ~ factor(time) + sex + age - 1, family = poisson), a row per participant and event time")
        );
        double[] x = [.. sex.SelectMany((code, i) => new[] { code, CoxTestData.KidneyAges[i] })];
        var fit = CoxRegression.Fit(kidney.Observations, x, ["sex", "age"], ties: TieMethod.Breslow);
        for (var j = 0; j < 2; j++)
        {
            agreement.Within(
                1e-11,
                $"coefficient {j + 1}",
                fit.Coefficients[j].Estimate,
                expected["kidney Poisson", $"coefficient {j + 1}"]
            );
            // R's standard error is that of the weights before the last step.
            agreement.Within(
                1e-9,
                $"standard error {j + 1}",
                fit.Coefficients[j].StandardError,
                expected["kidney Poisson", $"standard error {j + 1}"]
            );
        }
        agreement.ShouldBeComplete(atLeast: 4);
    }

    static void Compare(string name, CoxFit fit, Agreement agreement)
    {
        for (var j = 0; j < fit.Coefficients.Count; j++)
        {
            agreement.Within(
                1e-10,
                $"{name} coefficient {j + 1}",
                fit.Coefficients[j].Estimate,
                expected[name, $"coefficient {j + 1}"]
            );
            agreement.Within(
                1e-10,
                $"{name} error {j + 1}",
                fit.Coefficients[j].StandardError,
                expected[name, $"standard error {j + 1}"]
            );
        }
        agreement.Within(1e-13, $"{name} null log-likelihood", fit.LogLikelihoodNull, expected[name, "null log-likelihood"]);
        agreement.Within(1e-13, $"{name} log-likelihood", fit.LogLikelihood, expected[name, "log-likelihood"]);
        agreement.Within(1e-10, $"{name} score test", fit.Score?.Statistic, expected[name, "score test"]);
    }
}
