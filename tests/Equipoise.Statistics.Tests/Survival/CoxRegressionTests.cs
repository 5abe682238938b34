using Equipoise.Statistics.Survival;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class CoxRegressionTests
{
    [Fact]
    public void Breslow_ties_give_the_closed_form_of_Therneau_and_Grambsch()
    {
        // Appendix E.1: beta = log((3 + sqrt(33)) / 2).
        var fit = CoxRegression.Fit(Samples.Test1, Samples.Test1Covariate, ["x"], ties: TieMethod.Breslow);
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients[0].Estimate.ShouldBe(Math.Log((3 + Math.Sqrt(33)) / 2), 1e-14);
    }

    [Fact]
    public void Efron_ties_give_the_closed_form_of_Therneau_and_Grambsch()
    {
        // Appendix E.1: beta = log(2 sqrt(23/3) cos(acos(45/23 sqrt(3/23)) / 3)) = 1.676857.
        var fit = CoxRegression.Fit(Samples.Test1, Samples.Test1Covariate, ["x"]);
        var expected = Math.Log(2 * Math.Sqrt(23 / 3.0) * Math.Cos(Math.Acos(45 / 23.0 * Math.Sqrt(3 / 23.0)) / 3));
        fit.Coefficients[0].Estimate.ShouldBe(expected, 1e-14);
        expected.ShouldBe(1.676857, 5e-7);
    }
}
