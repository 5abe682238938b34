using Equipoise.Datasets;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.Survival;

/// <summary>The data sets of R's survival package; expected values from R 4.2.2 with survival 3.5-3 (REFERENCE_RESULTS.csv).</summary>
public sealed class RSurvivalTests
{
    [ReferenceFact]
    public void Every_data_set_of_Rs_survival_package_gives_Rs_answers()
    {
        var reference = TimeToEventTable.Read("r-survival", "REFERENCE_RESULTS.csv");
        var agreement = new Agreement(
            "Kaplan-Meier, log-rank and Cox on the data sets of R survival",
            new Source.R("survfit, survdiff, coxph")
        );
        foreach (var row in Enumerable.Range(0, reference.RowCount))
            if (reference.Text("ties")[row] is var ties && ties != "exact") // these are below
                Compare(reference, row, ties == "efron" ? TieMethod.Efron : TieMethod.Breslow, agreement);
        agreement.ShouldBeComplete(atLeast: 24 * 20);
    }

    [ReferenceFact]
    public void Exact_ties_on_every_data_set_of_Rs_survival_package_give_Rs_answers()
    {
        var reference = TimeToEventTable.Read("r-survival", "REFERENCE_RESULTS.csv");
        var agreement = new Agreement(
            "Cox with exact partial likelihood on the data sets of R survival",
            new Source.R("coxph(ties = \"exact\"), survdiff")
        );
        foreach (var row in Enumerable.Range(0, reference.RowCount).Where(row => reference.Text("ties")[row] == "exact"))
        {
            double Expected(string column) => reference.Number(column)[row];
            string[] arms = [TimeToEventTable.CellsOf(reference, "ref")[row], TimeToEventTable.CellsOf(reference, "cmp")[row]];
            var name = $"{reference.Text("dataset")[row]} {reference.Text("endpoint")[row]} {arms[1]}";
            var (observations, groups) = Load(reference.Text("dataset")[row], reference.Text("endpoint")[row]).Among(arms);
            var fit = CoxAgreement.Compare(name, observations, groups, TieMethod.Discrete, Expected, agreement);
            agreement.Within(1e-8, $"{name} hazard ratio", fit.Coefficients[0].HazardRatio, Expected("hr"));
            agreement.Within(1e-13, $"{name} null log-likelihood", fit.LogLikelihoodNull, Expected("loglik0"));
            agreement.Within(1e-13, $"{name} log-likelihood", fit.LogLikelihood, Expected("loglik1"));
            agreement.Within(1e-11, $"{name} score test is log-rank", fit.Score?.Statistic, Expected("logrank_pair_chisq"));
        }
        agreement.ShouldBeComplete(atLeast: 13 * 11);
    }

    static void Compare(Table reference, int row, TieMethod ties, Agreement agreement)
    {
        double Expected(string column) => reference.Number(column)[row];
        var (arms, name) = (
            new[] { TimeToEventTable.CellsOf(reference, "ref")[row], TimeToEventTable.CellsOf(reference, "cmp")[row] },
            $"{reference.Text("dataset")[row]} {reference.Text("endpoint")[row]} {ties}"
        );
        var table = Load(reference.Text("dataset")[row], reference.Text("endpoint")[row]);

        string[] prefixes = ["ref", "cmp"];
        foreach (var (prefix, arm) in prefixes.Zip(arms))
        {
            var curve = KaplanMeier.Estimate(table.Arm(arm));
            agreement.Exactly($"{name} {arm} n", curve.Count, Expected($"n_{prefix}"));
            agreement.Exactly($"{name} {arm} events", curve.Events, Expected($"ev_{prefix}"));
            agreement.Exactly($"{name} {arm} median", curve.Median.Estimate, Expected($"med_{prefix}"));
            agreement.Exactly($"{name} {arm} log-log lower", curve.Median.Lower, Expected($"med_{prefix}_loglog_l"));
            agreement.Exactly($"{name} {arm} log-log upper", curve.Median.Upper, Expected($"med_{prefix}_loglog_u"));
            var log = KaplanMeier.Estimate(table.Arm(arm), transformation: IntervalTransformation.Log).Median;
            agreement.Exactly($"{name} {arm} log lower", log.Lower, Expected($"med_{prefix}_log_l"));
            agreement.Exactly($"{name} {arm} log upper", log.Upper, Expected($"med_{prefix}_log_u"));
        }

        var (observations, groups) = table.Among(arms);
        var fit = CoxAgreement.Compare(name, observations, groups, ties, Expected, agreement);
        agreement.Within(1e-8, $"{name} hazard ratio", fit.Coefficients[0].HazardRatio, Expected("hr"));
        agreement.Within(1e-13, $"{name} null log-likelihood", fit.LogLikelihoodNull, Expected("loglik0"));
        agreement.Within(1e-13, $"{name} log-likelihood", fit.LogLikelihood, Expected("loglik1"));

        var pair = LogRankTest.Compare(observations, groups);
        agreement.Within(1e-11, $"{name} log-rank", pair.ChiSquare, Expected("logrank_pair_chisq"));
        agreement.Within(1e-11, $"{name} log-rank p", pair.PValue, Expected("logrank_pair_p"));
        var (everyone, everyGroup) = table.Among(table.Arms);
        var all = LogRankTest.Compare(everyone, everyGroup);
        agreement.Within(1e-11, $"{name} log-rank of all arms", all.ChiSquare, Expected("logrank_all_chisq"));
        agreement.Exactly($"{name} degrees of freedom", all.DegreesOfFreedom, Expected("logrank_all_df"));
    }

    static TimeToEventTable Load(string dataset, string endpoint)
    {
        var table = TimeToEventTable.Read("r-survival", (dataset == "bladder1st" ? "bladder" : dataset) + ".csv");
        TimeToEventTable Of(string time, string status, double eventCode, string arm) =>
            TimeToEventTable.Of(table, time, status, eventCode, arm, _ => true);
        return dataset switch
        {
            "aml" => Of("time", "status", 1, "x"),
            "lung" => Of("time", "status", 2, "sex"),
            "veteran" => Of("time", "status", 1, "trt"),
            "ovarian" => Of("futime", "fustat", 1, "rx"),
            "gbsg" => Of("rfstime", "status", 1, "hormon"),
            "colon" => TimeToEventTable.Of(
                table,
                "time",
                "status",
                1,
                "rx",
                row => table.Number("etype")[row] == (endpoint == "Recurrence" ? 1 : 2)
            ),
            "pbc" => Of("time", "status", 2, "trt"),
            "kidney" => Of("time", "status", 1, "sex"),
            "mgus2" => Of("futime", "death", 1, "sex"),
            "bladder1st" => TimeToEventTable.Of(table, "stop", "event", 1, "rx", row => table.Number("enum")[row] == 1),
            _ => throw new DataException($"REFERENCE_RESULTS.csv names {dataset}, which this test does not know."),
        };
    }
}
