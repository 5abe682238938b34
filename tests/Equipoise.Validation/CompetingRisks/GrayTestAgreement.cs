using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Validation.CompetingRisks;

/// <summary>Gray's test beside cmprsk, whose author is Gray.</summary>
public sealed class GrayTestAgreement
{
    const double SumsOfAHundred = 1e-11;
    static readonly Expected expected = Expected.Read("competing-risks");

    [Fact]
    public void Grays_test_is_that_of_cuminc()
    {
        var agreement = new Agreement("Gray's test", expected.Call("cmprsk::cuminc(time, cause, group, strata, rho)$Tests"));
        foreach (var rho in new[] { 0, 1, 0.5 })
            foreach (var (name, times) in new[] { ("untied", Sample.Untied), ("tied", Sample.Tied), ("crowded", Sample.Crowded) })
            {
                var observations = Sample.Observe(times);
                Compare($"Gray two groups {name} {rho}", observations, Sample.Z, default, rho, agreement);
                Compare($"Gray three groups {name} {rho}", observations, Sample.Groups, default, rho, agreement);
                Compare($"Gray stratified {name} {rho}", observations, Sample.Groups, Sample.Strata, rho, agreement);
            }
        agreement.ShouldBeComplete(atLeast: 162);
    }

    [ReferenceFact]
    public void Grays_test_of_the_sexes_in_mgus2_is_that_of_cuminc()
    {
        var agreement = new Agreement("Gray's test on mgus2", expected.Call("cmprsk::cuminc(time, cause, sex)$Tests"));
        var (observations, _, male) = Sample.Mgus2();
        Compare("Gray mgus2", observations, male, default, 0, agreement);
        agreement.ShouldBeComplete(atLeast: 6);
    }

    static void Compare(
        string name,
        CompetingObservation[] observations,
        int[] groups,
        ReadOnlySpan<int> strata,
        double rho,
        Agreement agreement
    )
    {
        for (var cause = 1; cause <= 2; cause++)
        {
            var test = GrayTest.Compare(observations, groups, cause, strata, rho);
            agreement.Within(SumsOfAHundred, $"{name} statistic {cause}", test.ChiSquare, expected[name, $"statistic {cause}"]);
            agreement.Within(SumsOfAHundred, $"{name} p {cause}", test.PValue, expected[name, $"p {cause}"]);
            agreement.Exactly($"{name} df {cause}", test.DegreesOfFreedom, expected[name, $"df {cause}"]);
        }
    }
}
