using Equipoise.Design.Sizing;
using Equipoise.Design.TestPower;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Trial.Tests.Design.TestPower;

/// <summary>What must hold of the law of weighted log-rank statistics whatever the numbers; those are compared with R in Validation.</summary>
public sealed class WeightedLawFacts
{
    static readonly LogRankWeight[] usual = [.. MaxComboTest.UsualWeights];

    // Schoenfeld (1981): near the null Z has mean -log(hr) sqrt(d r)/(1 + r), and variance 1; what is left is of the order of log(hr).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Near_the_null_the_log_rank_test_has_the_mean_of_Schoenfeld(double ratio)
    {
        const double HazardRatio = 0.999;
        var law = Law(Trial([(0, HazardRatio)]) with { AllocationRatio = ratio });
        var schoenfeld = new EventFormula.Schoenfeld().Drift(law.Events, HazardRatio, ratio);
        law.Means[0].ShouldBe(schoenfeld, 0.001 * schoenfeld);
        for (var a = 0; a < usual.Length; a++)
            for (var b = 0; b < usual.Length; b++)
                law.Covariance[a, b].ShouldBe(law.NullCorrelation[a, b], 0.002);
    }

    [Fact]
    public void Without_an_effect_the_mean_is_0_and_the_covariance_that_of_the_null()
    {
        var law = Law(Trial([(0, 1)]));
        for (var a = 0; a < usual.Length; a++)
        {
            law.Means[a].ShouldBe(0, 1e-12);
            for (var b = 0; b < usual.Length; b++)
                law.Covariance[a, b].ShouldBe(law.NullCorrelation[a, b], 1e-9);
        }
    }

    // Tsiatis: with everyone in at once and nobody lost, weights of 1 and S have the correlation of their integrals over S from its
    // last value on: 1 - S of the events, (1 - S^2)/2 and (1 - S^3)/3.
    [Fact]
    public void Weights_correlate_as_integrals_over_the_survival_function()
    {
        var trial = Trial([(0, 1)]) with { Accrual = AccrualPlan.Uniform(1000, 1e-6) };
        trial = trial with { Strata = [trial.Strata[0] with { Dropout = PiecewiseRate.Constant(0) }] };
        var law = WeightedLaw.Of(ExpectedCourse.Of(trial), 9, [usual[0], usual[2]]);
        var s = Math.Exp(-Math.Log(2) / 6 * 9);
        law.NullCorrelation[0, 1].ShouldBe((1 - s * s) / 2 / Math.Sqrt((1 - s) * (1 - s * s * s) / 3), 1e-6);
    }

    [Fact]
    public void Strata_that_are_alike_change_no_mean()
    {
        var one = Trial([(0, 1), (4, 0.6)]);
        var half = one.Strata[0] with { Prevalence = 0.5 };
        var two = one with { Strata = [half, half] };
        var (whole, pooled, stratified) = (Law(one), Law(two), Law(two, isStratified: true));
        for (var a = 0; a < usual.Length; a++)
        {
            pooled.Means[a].ShouldBe(whole.Means[a], 1e-12);
            stratified.Means[a].ShouldBe(whole.Means[a], 1e-12);
            pooled.Covariance[a, a].ShouldBe(whole.Covariance[a, a], 1e-12);
            stratified.Covariance[a, a].ShouldBe(whole.Covariance[a, a], 1e-9);
        }
    }

    // Events of strata that do not differ in their effect: compared within them the log-rank test has the mean of Schoenfeld near the
    // null; compared together, it has less, for the prognosis it does not know.
    [Fact]
    public void Strata_that_differ_weaken_a_test_that_does_not_know_them()
    {
        var good = Trial([(0, 0.75)], median: 24).Strata[0] with { Prevalence = 0.5 };
        var poor = Trial([(0, 0.75)], median: 3).Strata[0] with { Prevalence = 0.5 };
        var trial = Trial([(0, 0.75)]) with { Strata = [good, poor] };
        var (together, within) = (Law(trial), Law(trial, isStratified: true));
        within.Means[0].ShouldBe(new EventFormula.Schoenfeld().Drift(within.Events, 0.75), 0.02);
        together.Means[0].ShouldBeLessThan(0.9 * within.Means[0]);
    }

    [Fact]
    public void A_modest_weight_until_the_entry_is_the_log_rank_test_and_one_until_the_end_that_of_1_over_S()
    {
        var course = ExpectedCourse.Of(Trial([(0, 1), (4, 0.6)]));
        var law = WeightedLaw.Of(
            course,
            24,
            [usual[0], new LogRankWeight.ModestlyWeighted(0), new LogRankWeight.ModestlyWeighted(24), new LogRankWeight.ModestlyWeighted(60)]
        );
        law.Means[1].ShouldBe(law.Means[0], 1e-12);
        law.Covariance[1, 1].ShouldBe(law.Covariance[0, 0], 1e-12);
        law.Means[3].ShouldBe(law.Means[2], 1e-12);
    }

    [Fact]
    public void What_has_no_law_is_refused()
    {
        var course = ExpectedCourse.Of(Trial([(0, 0.75)]));
        Should.Throw<ArgumentException>(() => WeightedLaw.Of(course, 24, [new LogRankWeight.Gehan()]));
        Should.Throw<ArgumentException>(() => WeightedLaw.Of(course, 24, []));
        Should.Throw<ArgumentOutOfRangeException>(() => WeightedLaw.Of(course, double.PositiveInfinity, usual));
    }

    static WeightedLaw Law(ExpectedTrial trial, bool isStratified = false) =>
        WeightedLaw.Of(ExpectedCourse.Of(trial), 24, usual, isStratified);

    static ExpectedTrial Trial((double, double)[] ratio, double median = 6) =>
        new()
        {
            Accrual = AccrualPlan.Uniform(621, 18),
            Strata =
            [
                new()
                {
                    ControlHazard = PiecewiseRate.OfMedian(median),
                    HazardRatio = new(ratio),
                    Dropout = PiecewiseRate.OfYearlyProbability(0.05),
                },
            ],
        };
}
