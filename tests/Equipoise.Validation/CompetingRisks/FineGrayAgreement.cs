using Equipoise.Statistics;
using Equipoise.Statistics.Regression.CompetingRisks;

namespace Equipoise.Validation.CompetingRisks;

/// <summary>Subdistribution hazards beside cmprsk's crr, cause-specific hazards beside coxph.</summary>
public sealed class FineGrayAgreement
{
    const double Iterated = 1e-9;
    static readonly Expected expected = Expected.Read("competing-risks");

    [Fact]
    public void Coefficients_covariance_and_incidence_are_those_of_crr()
    {
        var agreement = new Agreement(
            "Fine-Gray",
            expected.Call("cmprsk::crr(time, cause, x, failcode, cengroup, gtol = 1e-13), predict.crr")
        );
        var x = SampleCovariates;
        Compare("crr untied", Sample.Observe(Sample.Untied), x, default, agreement);
        Compare("crr tied", Sample.Observe(Sample.Tied), x, default, agreement);
        // With cengroup, crr's variance is another: see below.
        Compare("crr groups", Sample.Observe(Sample.Tied), x, Sample.Groups, agreement, withVariance: false);
        agreement.ShouldBeComplete(atLeast: 60);
    }

    [Fact]
    public void With_censoring_groups_the_variance_is_that_of_the_formula_by_loops_over_everything()
    {
        var agreement = new Agreement(
            "Fine-Gray with censoring groups",
            new Source.SecondProgram("Fine and Gray's variance with G, q and π of each group by loops over everything, in R")
        );
        foreach (var (name, times) in new[] { ("loops untied", Sample.Untied), ("loops tied", Sample.Tied) })
        {
            var fit = FineGray.Fit(Sample.Observe(times), SampleCovariates, ["x", "z"], 1, Sample.Groups);
            for (var i = 0; i < 2; i++)
            {
                agreement.Within(Iterated, $"{name} coef {i + 1}", fit.Coefficients[i].Estimate, expected[name, $"coef {i + 1}"]);
                for (var j = 0; j < 2; j++)
                    agreement.Within(Iterated, $"{name} var", fit.Covariance[i, j], expected[name, $"var {i + 1} {j + 1}"]);
            }
        }
        agreement.ShouldBeComplete(atLeast: 12);
    }

    [Fact]
    public void With_censoring_groups_the_infinitesimal_jackknife_is_nearer_to_this_variance_than_to_that_of_crr()
    {
        // Moving the weight of one row at a time shows what the variance must be near; cmprsk 2.2-11 misses it with cengroup
        // only.
        var fit = FineGray.Fit(Sample.Observe(Sample.Untied), SampleCovariates, ["x", "z"], 1, Sample.Groups);
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
            {
                var (entry, jackknife) = ($"var {i + 1} {j + 1}", expected["jackknife groups", $"var {i + 1} {j + 1}"]!.Value);
                var ours = double.Abs(fit.Covariance[i, j]!.Value - jackknife);
                var theirs = double.Abs(expected["crr untied groups", entry]!.Value - jackknife);
                (4 * ours).ShouldBeLessThan(theirs);
            }
    }

    [Fact]
    public void With_late_entries_coefficients_and_covariance_are_those_of_coxph_on_the_rows_of_finegray()
    {
        var agreement = new Agreement("Fine-Gray with late entries", expected.Call(finegray));
        Compare("Geskus untied", Sample.Observe(Sample.Untied));
        Compare("Geskus tied", Sample.Observe(Sample.Tied));
        Compare("Geskus late", Sample.Late);
        Compare("Geskus untied late", Sample.UntiedLate);
        agreement.ShouldBeComplete(atLeast: 64);

        void Compare(string sample, CompetingObservation[] rows) =>
            CompareGeskus(sample, rows, SampleCovariates, default, agreement);
    }

    [Fact]
    public void With_late_entries_and_censoring_groups_the_fit_is_that_of_weights_by_loops_over_everything()
    {
        var agreement = new Agreement(
            "Fine-Gray with late entries and censoring groups",
            new Source.SecondProgram("The weights of Geskus by loops over everything, then coxph, in R")
        );
        CompareGeskus("loops late", Sample.Late, SampleCovariates, default, agreement);
        CompareGeskus("loops groups", Sample.Late, SampleCovariates, Sample.Groups, agreement);
        agreement.ShouldBeComplete(atLeast: 32);
    }

    [ReferenceFact]
    public void Fine_Gray_on_mgus2_by_age_is_coxph_on_the_rows_of_finegray()
    {
        var agreement = new Agreement("Fine-Gray on mgus2, at risk from the age of the diagnosis", expected.Call(finegray));
        var (rows, x) = Sample.Mgus2ByAge();
        CompareGeskus("Geskus mgus2 by age", rows, x, default, agreement);
        agreement.ShouldBeComplete(atLeast: 16);
    }

    const string finegray =
        "finegray(Surv(entry, time, cause) ~ x + z, id = id), "
        + "coxph(Surv(fgstart, fgstop, fgstatus) ~ x + z, weights = fgwt, cluster = id, ties = \"breslow\")";

    static void CompareGeskus(
        string sample,
        CompetingObservation[] rows,
        double[] x,
        ReadOnlySpan<int> groups,
        Agreement agreement
    )
    {
        for (var cause = 1; cause <= 2; cause++)
        {
            var name = $"{sample} {cause}";
            var fit = FineGray.Fit(rows, x, ["x", "z"], cause, groups, weights: RiskSetWeights.Geskus);
            fit.Status.ShouldBe(new FitStatus.Converged());
            for (var i = 0; i < 2; i++)
            {
                agreement.Within(Iterated, $"{name} coef {i + 1}", fit.Coefficients[i].Estimate, expected[name, $"coef {i + 1}"]);
                for (var j = 0; j < 2; j++)
                    agreement.Within(Iterated, $"{name} var", fit.Covariance[i, j], expected[name, $"var {i + 1} {j + 1}"]);
            }
            agreement.Within(Iterated, $"{name} loglik", fit.LogLikelihood, expected[name, "loglik"]);
            agreement.Within(Iterated, $"{name} null", fit.LogLikelihoodNull, expected[name, "null"]);
        }
    }

    static double[] SampleCovariates => [.. Sample.X.Zip(Sample.Z).SelectMany(pair => new[] { pair.First, pair.Second })];

    [ReferenceFact]
    public void Fine_Gray_on_mgus2_is_crr()
    {
        var agreement = new Agreement(
            "Fine-Gray on mgus2",
            expected.Call("cmprsk::crr(time, cause, cbind(age, male), gtol = 1e-13)")
        );
        var (observations, ages, male) = Sample.Mgus2();
        Compare(
            "crr mgus2",
            observations,
            [.. ages.Zip(male).SelectMany(pair => new[] { pair.First, pair.Second })],
            default,
            agreement
        );
        agreement.ShouldBeComplete(atLeast: 50);
    }

    [ReferenceFact]
    public void Cause_specific_hazards_of_mgus2_are_those_of_coxph()
    {
        var agreement = new Agreement(
            "Cause-specific Cox on mgus2",
            expected.Call("coxph(Surv(time, cause == k) ~ age + male, ties)")
        );
        var (observations, ages, male) = Sample.Mgus2();
        double[] x = [.. ages.Zip(male).SelectMany(pair => new[] { pair.First, pair.Second })];
        foreach (var ties in new[] { TieMethod.Efron, TieMethod.Breslow })
            for (var cause = 1; cause <= 2; cause++)
            {
                var name = $"Cox mgus2 {cause} {(ties == TieMethod.Efron ? "efron" : "breslow")}";
                var fit = CauseSpecificCox.Fit(observations, cause, x, ["age", "male"], ties: ties);
                for (var j = 0; j < 2; j++)
                {
                    agreement.Within(Iterated, $"{name} coef", fit.Coefficients[j].Estimate, expected[name, $"coef {j + 1}"]);
                    agreement.Within(Iterated, $"{name} se", fit.Coefficients[j].StandardError, expected[name, $"se {j + 1}"]);
                }
                agreement.Within(Iterated, $"{name} null", fit.LogLikelihoodNull, expected[name, "null"]);
                agreement.Within(Iterated, $"{name} loglik", fit.LogLikelihood, expected[name, "loglik"]);
            }
        agreement.ShouldBeComplete(atLeast: 24);
    }

    static void Compare(
        string sample,
        CompetingObservation[] observations,
        double[] x,
        ReadOnlySpan<int> censoringGroups,
        Agreement agreement,
        bool withVariance = true
    )
    {
        double[] means = [x.Where((_, i) => i % 2 == 0).Average(), x.Where((_, i) => i % 2 == 1).Average()];
        for (var cause = 1; cause <= 2; cause++)
        {
            var name = $"{sample} {cause}";
            var fit = FineGray.Fit(observations, x, ["x", "z"], cause, censoringGroups);
            fit.Status.ShouldBe(new FitStatus.Converged());
            for (var i = 0; i < 2; i++)
            {
                agreement.Within(Iterated, $"{name} coef {i + 1}", fit.Coefficients[i].Estimate, expected[name, $"coef {i + 1}"]);
                for (var j = 0; j < 2 && withVariance; j++)
                    agreement.Within(Iterated, $"{name} var", fit.Covariance[i, j], expected[name, $"var {i + 1} {j + 1}"]);
            }
            agreement.Within(Iterated, $"{name} loglik", fit.LogLikelihood, expected[name, "loglik"]);
            agreement.Within(Iterated, $"{name} null", fit.LogLikelihoodNull, expected[name, "null"]);
            foreach (var step in fit.Baseline)
                if (expected.Has(name, $"incidence {step.Time}"))
                    agreement.Within(
                        Iterated,
                        $"{name} incidence {step.Time}",
                        fit.Incidence(means, step.Time),
                        expected[name, $"incidence {step.Time}"]
                    );
        }
    }
}
