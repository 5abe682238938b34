using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>The likelihoods of Cox's model beside Efron's and Breslow's, against cox-likelihoods.R.</summary>
public sealed class CoxLikelihoodTests
{
    static readonly Expected expected = Expected.Read("cox-likelihoods");

    [Fact]
    public void Exact_ties_of_leukemia_maintenance_give_Rs_answers()
    {
        var agreement = new Agreement(
            "Cox with exact partial likelihood: leukemia maintenance",
            expected.Call("coxph(ties = \"exact\"), survdiff")
        );
        var fit = Aml(TieMethod.Discrete);
        Compare("discrete aml", fit, agreement);
        agreement.Within(1e-13, "score", fit.Score?.Statistic, expected["discrete aml", "score test"]);
        agreement.Within(1e-13, "log-rank", fit.Score?.Statistic, expected["aml", "log-rank"]);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [ReferenceFact]
    public void Exact_ties_of_larger_data_give_Rs_answers()
    {
        var agreement = new Agreement(
            "Cox with exact partial likelihood: strata, heavy ties, late entries and offsets (lung, veteran, heart)",
            expected.Call("coxph(ties = \"exact\")")
        );
        var (lung, veteran, heart) = (CoxData.Lung(), CoxData.Veteran(), CoxData.Heart());
        CompareDiscrete("discrete lung", lung.Fit(TieMethod.Discrete), agreement);
        CompareDiscrete("discrete lung by institution", lung.Fit(TieMethod.Discrete, stratified: true), agreement);
        CompareDiscrete("discrete veteran", veteran.Fit(TieMethod.Discrete, stratified: true), agreement);
        CompareDiscrete("discrete veteran months", CoxData.VeteranMonths().Fit(TieMethod.Discrete), agreement);
        CompareDiscrete("discrete heart", heart.Fit(TieMethod.Discrete), agreement);
        agreement.ShouldBeComplete(atLeast: 5 * 3 + 2 * 14);
    }

    [Fact]
    public void Exact_marginal_ties_of_leukemia_maintenance_give_the_integral_of_R()
    {
        var agreement = new Agreement(
            "Cox with exact marginal likelihood (SAS TIES=EXACT): leukemia maintenance",
            expected.Call(
                "the integral of DeLong, Guirguis and So (1994) by integrate, its maximum by Newton's method, limits by uniroot"
            )
        );
        var fit = Aml(TieMethod.ExactMarginal);
        Compare("marginal aml", fit, agreement);
        Limits("marginal aml", 1, fit, agreement, 1e-10);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [ReferenceFact]
    public void Exact_marginal_ties_of_whole_months_give_the_integral_of_R()
    {
        var agreement = new Agreement(
            "Cox with exact marginal likelihood (SAS TIES=EXACT): veterans in whole months",
            expected.Call("the integral of DeLong, Guirguis and So (1994) by integrate, its maximum by Newton's method")
        );
        Compare("marginal veteran months", CoxData.VeteranMonths().Fit(TieMethod.ExactMarginal), agreement);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [Fact]
    public void At_no_effect_all_choices_and_all_orders_are_equally_likely()
    {
        var agreement = new Agreement(
            "Exact partial and exact marginal likelihood without effect",
            new Source.Identity("at β = 0 both are 1 over the number of choices of d among n")
        );
        agreement.Within(1e-14, "aml", Aml(TieMethod.ExactMarginal).LogLikelihoodNull, Aml(TieMethod.Discrete).LogLikelihoodNull);
        agreement.ShouldBeComplete(atLeast: 1);
    }

    [Fact]
    public void Profile_limits_of_leukemia_maintenance_are_roots_of_Rs_likelihoods()
    {
        var agreement = new Agreement(
            "Profile-likelihood limits: leukemia maintenance",
            expected.Call("uniroot over coxph with the coefficient held")
        );
        foreach (
            var (ties, word) in new[]
            {
                (TieMethod.Efron, "efron"),
                (TieMethod.Breslow, "breslow"),
                (TieMethod.Discrete, "exact"),
            }
        )
            Limits($"profile aml {word}", 1, Aml(ties), agreement, 1e-10);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    [ReferenceFact]
    public void Profile_limits_of_several_coefficients_are_roots_of_Rs_likelihoods()
    {
        var agreement = new Agreement(
            "Profile-likelihood limits: two and three covariates (veteran, lung)",
            expected.Call("uniroot over coxph with an offset")
        );
        foreach (
            var (ties, word) in new[]
            {
                (TieMethod.Efron, "efron"),
                (TieMethod.Breslow, "breslow"),
                (TieMethod.Discrete, "exact"),
            }
        )
            Limits($"profile veteran months {word}", 2, CoxData.VeteranMonths().Fit(ties), agreement, 1e-10);
        Limits("profile lung efron", 3, CoxData.Lung().Fit(TieMethod.Efron), agreement, 1e-10);
        agreement.ShouldBeComplete(atLeast: 18);
    }

    [Fact]
    public void Firths_penalty_on_small_data_gives_the_maximum_of_Rs_penalized_likelihood()
    {
        var agreement = new Agreement(
            "Cox with Firth's penalty: leukemia maintenance, one event, an arm without events",
            expected.Call("coxph(iter.max = 0) for log-likelihood and information, numDeriv for slopes, uniroot for limits")
        );
        CompareFirth("firth aml efron", Aml(TieMethod.Efron, Penalty.Firth), agreement);
        CompareFirth("firth aml breslow", Aml(TieMethod.Breslow, Penalty.Firth), agreement);
        CompareFirth("firth aml exact", Aml(TieMethod.Discrete, Penalty.Firth), agreement);
        CompareFirth("firth one event", CoxData.OneEvent().Fit(TieMethod.Efron, penalty: Penalty.Firth), agreement);
        CompareFirth("firth no events", CoxData.NoEventsInOneGroup().Fit(TieMethod.Efron, penalty: Penalty.Firth), agreement);
        agreement.ShouldBeComplete(atLeast: 5 * 2 + 6 * 4);
    }

    [ReferenceFact]
    public void Firths_penalty_on_heavy_ties_gives_the_maximum_of_Rs_penalized_likelihood()
    {
        var agreement = new Agreement(
            "Cox with Firth's penalty: veterans in whole months",
            expected.Call("coxph(iter.max = 0) for log-likelihood and information, numDeriv for slopes, uniroot for limits")
        );
        var data = CoxData.VeteranMonths(karnoUnit: 10);
        CompareFirth("firth veteran months efron", data.Fit(TieMethod.Efron, penalty: Penalty.Firth), agreement);
        CompareFirth("firth veteran months breslow", data.Fit(TieMethod.Breslow, penalty: Penalty.Firth), agreement);
        agreement.ShouldBeComplete(atLeast: 2 * (2 + 2 * 4));
    }

    static void CompareDiscrete(string name, CoxFit fit, Agreement agreement)
    {
        Compare(name, fit, agreement);
        agreement.Within(1e-11, $"{name} score", fit.Score?.Statistic, expected[name, "score test"]);
    }

    static void CompareFirth(string name, CoxFit fit, Agreement agreement)
    {
        Compare(name, fit, agreement);
        Limits(name, fit.Coefficients.Count, fit, agreement, 1e-9);
    }

    static void Compare(string name, CoxFit fit, Agreement agreement)
    {
        fit.Status.ShouldBe(new FitStatus.Converged(), name);
        for (var i = 0; i < fit.Coefficients.Count; i++)
        {
            agreement.Within(
                1e-9,
                $"{name} coefficient {i + 1}",
                fit.Coefficients[i].Estimate,
                expected[name, $"coefficient {i + 1}"]
            );
            agreement.Within(
                1e-9,
                $"{name} error {i + 1}",
                fit.Coefficients[i].StandardError,
                expected[name, $"standard error {i + 1}"]
            );
        }
        agreement.Within(1e-12, $"{name} null log-likelihood", fit.LogLikelihoodNull, expected[name, "null log-likelihood"]);
        agreement.Within(1e-12, $"{name} log-likelihood", fit.LogLikelihood, expected[name, "log-likelihood"]);
    }

    static void Limits(string name, int count, CoxFit fit, Agreement agreement, double tolerance)
    {
        var limits = fit.ProfileLimits();
        for (var i = 0; i < count; i++)
        {
            agreement.Within(tolerance, $"{name} lower {i + 1}", limits[i].Lower.Value, expected[name, $"lower {i + 1}"]);
            agreement.Within(tolerance, $"{name} upper {i + 1}", limits[i].Upper.Value, expected[name, $"upper {i + 1}"]);
        }
    }

    static CoxFit Aml(TieMethod ties, Penalty penalty = Penalty.None) => CoxData.Aml().Fit(ties, penalty: penalty);
}
