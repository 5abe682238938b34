using Equipoise.Datasets;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>
/// The simulated oncology trial of random.cdisc.data (Apache-2.0), three arms and five endpoints; expected values from R 4.2.2 with
/// survival 3.5-3 (REFERENCE_TTE.csv), among them medians with plain limits and hazard ratios stratified by sex.
/// </summary>
public sealed class RandomCdiscTests
{
    [ReferenceFact]
    public void A_simulated_oncology_trial_gives_Rs_answers()
    {
        var (reference, data) = (
            TimeToEventTable.Read("random-cdisc", "REFERENCE_TTE.csv"),
            TimeToEventTable.Read("random-cdisc", "cadtte.csv.gz")
        );
        var agreement = new Agreement(
            "Kaplan-Meier, log-rank and Cox on simulated oncology ADTTE (random.cdisc.data)",
            new Source.R("survfit, survdiff, coxph")
        );
        for (var row = 0; row < reference.RowCount; row++)
            Compare(data, reference, row, Ties(reference.Text("ties")[row]), agreement);
        agreement.ShouldBeComplete(atLeast: 30 * 18);
    }

    static TieMethod Ties(string word) =>
        word switch
        {
            "efron" => TieMethod.Efron,
            "breslow" => TieMethod.Breslow,
            "exact" => TieMethod.Discrete,
            _ => throw new DataException($"REFERENCE_TTE.csv has ties {word}, which this test does not know."),
        };

    static void Compare(Table data, Table reference, int row, TieMethod ties, Agreement agreement)
    {
        double Expected(string column) => reference.Number(column)[row];
        var (endpoint, arms) = (reference.Text("PARAMCD")[row], new[] { reference.Text("ref")[row], reference.Text("cmp")[row] });
        var name = $"{endpoint} {arms[1]} {ties}";
        int[] rows =
        [
            .. Enumerable
                .Range(0, data.RowCount)
                .Where(i =>
                    data.Text("PARAMCD")[i] == endpoint
                    && arms.Contains(data.Text("ARM")[i])
                    && !double.IsNaN(data.Number("AVAL")[i])
                ),
        ];
        Observation[] observations =
        [
            .. rows.Select(i =>
                data.Number("CNSR")[i] == 0
                    ? Observation.Event(data.Number("AVAL")[i])
                    : Observation.CensoredAt(data.Number("AVAL")[i])
            ),
        ];
        int[] groups = [.. rows.Select(i => Array.IndexOf(arms, data.Text("ARM")[i]))];
        int[] sexes = [.. rows.Select(i => data.Text("SEX")[i] == "F" ? 0 : 1)];

        foreach (var (suffix, group) in new[] { ("ref", 0), ("cmp", 1) })
        {
            Observation[] arm = [.. observations.Where((_, i) => groups[i] == group)];
            var (logLog, plain) = (
                KaplanMeier.Estimate(arm),
                KaplanMeier.Estimate(arm, transformation: IntervalTransformation.Plain)
            );
            agreement.Exactly($"{name} {suffix} n", logLog.Count, Expected($"n_{suffix}"));
            agreement.Exactly($"{name} {suffix} events", logLog.Events, Expected($"ev_{suffix}"));
            agreement.Within(1e-14, $"{name} {suffix} median", logLog.Median.Estimate, Expected($"med_{suffix}"));
            agreement.Within(1e-14, $"{name} {suffix} log-log lower", logLog.Median.Lower, Expected($"med_{suffix}_loglog_l"));
            agreement.Within(1e-14, $"{name} {suffix} log-log upper", logLog.Median.Upper, Expected($"med_{suffix}_loglog_u"));
            agreement.Within(1e-14, $"{name} {suffix} plain lower", plain.Median.Lower, Expected($"med_{suffix}_plain_l"));
            agreement.Within(1e-14, $"{name} {suffix} plain upper", plain.Median.Upper, Expected($"med_{suffix}_plain_u"));
        }

        var x = Array.ConvertAll(groups, group => (double)group);
        var fit = CoxRegression.Fit(observations, x, ["arm"], ties: ties).Coefficients[0];
        agreement.Within(1e-8, $"{name} hazard ratio", fit.HazardRatio, Expected("hr"));
        agreement.Within(1e-8, $"{name} lower", fit.Lower, Expected("hr_l"));
        agreement.Within(1e-8, $"{name} upper", fit.Upper, Expected("hr_u"));
        var stratified = CoxRegression.Fit(observations, x, ["arm"], sexes, ties: ties).Coefficients[0];
        agreement.Within(1e-8, $"{name} stratified hazard ratio", stratified.HazardRatio, Expected("hr_strat_sex"));
        var test = LogRankTest.Compare(observations, groups);
        // R subtracts expected from observed events: of a difference near 0 only the digits that the sums had are left, so that 1e-6 is the
        // scale of a smaller statistic. OS, drug X: R has 3.798901375268e-8, exact fractions 3.798901375174856e-8, and this ...166727e-8.
        agreement.Within(
            1e-11,
            $"{name} log-rank",
            test.ChiSquare,
            Expected("logrank_chisq"),
            double.Max(1e-6, Expected("logrank_chisq"))
        );
        agreement.Within(1e-11, $"{name} log-rank p", test.PValue, Expected("logrank_p"));
    }
}
