using Equipoise.Statistics.Regression.CompetingRisks;
using Equipoise.Statistics.Regression.Cox;
using static Equipoise.Statistics.Tests.CompetingSamples;

namespace Equipoise.Statistics.Tests.Regression.CompetingRisks;

public sealed class CauseSpecificCoxTests
{
    [Fact]
    public void Events_of_other_causes_are_censorings()
    {
        double[] x = [0, 1, 0, 1, 1];
        var fit = CauseSpecificCox.Fit(Parse("1:1 2:2 3:1 4+ 5:1"), 1, x, ["x"]);
        var cox = CoxRegression.Fit(Samples.Parse("1 2+ 3 4+ 5"), x, ["x"]);
        fit.Coefficients[0].ShouldBe(cox.Coefficients[0]);
        fit.Events.ShouldBe(3);
    }

    [Fact]
    public void A_cause_that_nobody_had_has_no_fit()
    {
        CauseSpecificCox.Fit(Parse("1:1 2+"), 2, [0, 1], ["x"]).Status.ShouldBe(new FitStatus.NoEvents());
        Should.Throw<ArgumentOutOfRangeException>(() => CauseSpecificCox.Fit(Parse("1:1"), 0, [0], ["x"]));
    }
}
