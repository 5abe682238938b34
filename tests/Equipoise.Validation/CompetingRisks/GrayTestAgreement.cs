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

    // The loops are held by cmprsk, through Grays_test_is_that_of_cuminc, where nobody enters late.
    [Fact]
    public void With_late_entries_Grays_test_is_that_of_loops_over_everything()
    {
        var agreement = new Agreement(
            "Gray's test with late entries",
            new Source.SecondProgram("the score, its variance and χ² by loops over everything, in R")
        );
        Compare("Gray loops untied", Sample.Observe(Sample.Untied));
        Compare("Gray loops tied", Sample.Observe(Sample.Tied));
        Compare("Gray loops crowded", Sample.Observe(Sample.Crowded));
        Compare("Gray loops late", Sample.Late);
        Compare("Gray loops untied late", Sample.UntiedLate);
        agreement.ShouldBeComplete(atLeast: 130);

        void Compare(string name, CompetingObservation[] rows)
        {
            for (var cause = 1; cause <= 2; cause++)
            {
                var test = GrayTest.Compare(rows, Sample.Groups, cause);
                for (var k = 0; k < 3; k++)
                {
                    agreement.Within(SumsOfAHundred, $"{name} score", test.Score[k], expected[name, $"score {cause} {k + 1}"]);
                    for (var l = 0; l < 3; l++)
                        agreement.Within(
                            SumsOfAHundred,
                            $"{name} variance",
                            test.Variance[k, l],
                            expected[name, $"variance {cause} {k + 1} {l + 1}"]
                        );
                }
                agreement.Within(SumsOfAHundred, $"{name} statistic", test.ChiSquare, expected[name, $"statistic {cause}"]);
            }
        }
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
