using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class ConditionalPowerTests
{
    static readonly Interim half = new(150, 1.2);

    // Lan, Simon and Halperin (1982): 1 - Φ((z_K - Z√t - D(1 - t)) / √(1 - t)), D the drift at the end.
    [Fact]
    public void With_one_look_to_come_it_is_the_formula_of_stochastic_curtailment()
    {
        var ahead = RemainingLooks.Final(300, 1.9686);
        foreach (var drift in new[] { 0, 1.2 / double.Sqrt(0.5), 3.0 })
            ConditionalPower
                .Of(half, ahead, drift / double.Sqrt(300))
                .TotalAbove.ShouldBe(Normal.UpperTail((1.9686 - 1.2 * double.Sqrt(0.5) - drift / 2) / double.Sqrt(0.5)), 1e-15);
        // Spiegelhalter and others (1986), flat prior.
        ConditionalPower
            .Predictive(half, ahead)
            .TotalAbove.ShouldBe(Normal.Cdf((1.2 / double.Sqrt(0.5) - 1.9686) * double.Sqrt(0.5) / double.Sqrt(0.5)), 1e-15);
    }

    [Fact]
    public void Averaged_over_the_interim_result_it_is_the_power()
    {
        var boundary = (Plans.Of(Plans.OBrienFlemingType, 0.4, 0.7, 1) with { Futility = Plans.NonBinding }).Solve();
        var (a, b, drift) = (boundary.FutilityZ[0]!.Value, boundary.EfficacyZ[0], boundary.Drift!.Value);
        RemainingLooks ahead = new([0.7, 1], [.. boundary.EfficacyZ.Skip(1)], [.. boundary.FutilityZ.Skip(1)]);
        var later = Simpson(
            a,
            b,
            z =>
                double.Exp(-double.Pow(z - drift * double.Sqrt(0.4), 2) / 2)
                / double.Sqrt(2 * double.Pi)
                * ConditionalPower.Of(new(0.4, z), ahead, drift).TotalAbove
        );
        (boundary.UnderAlternative!.Above[0] + later).ShouldBe(0.9, 1e-12);
    }

    [Fact]
    public void Under_an_effect_that_comes_late_it_is_the_power_when_averaged_over_the_interim_result()
    {
        double[] fractions = [0.4, 0.7, 1];
        double[] effects = [0.2, 0.7, 1];
        var boundary = (Plans.Of(Plans.OBrienFlemingType, fractions) with { Futility = Plans.NonBinding, RelativeEffects = effects }).Solve();
        var (a, b, drift) = (boundary.FutilityZ[0]!.Value, boundary.EfficacyZ[0], boundary.Drift!.Value);
        RemainingLooks ahead = new([0.7, 1], [.. boundary.EfficacyZ.Skip(1)], [.. boundary.FutilityZ.Skip(1)]);
        double[] toCome =
        [
            .. new[] { 1, 2 }.Select(k => drift * (effects[k] * fractions[k] - effects[0] * fractions[0]) / (fractions[k] - fractions[0])),
        ];
        var later = Simpson(
            a,
            b,
            z =>
                double.Exp(-double.Pow(z - drift * 0.2 * double.Sqrt(0.4), 2) / 2)
                / double.Sqrt(2 * double.Pi)
                * ConditionalPower.Of(new(0.4, z), ahead, toCome).TotalAbove
        );
        (boundary.UnderAlternative!.Above[0] + later).ShouldBe(0.9, 1e-12);
    }

    [Fact]
    public void Predictive_power_is_conditional_power_averaged_over_the_posterior()
    {
        RemainingLooks ahead = new([220, 300], [2.3, 2.0], [0.5, null]);
        foreach (var prior in new[] { null, new NormalPrior(0.1, 0.08), new NormalPrior(-0.05, 0.5) })
        {
            var posterior = prior is null ? half.Posterior() : half.Posterior(prior);
            var average = Average(posterior, θ => ConditionalPower.Of(half, ahead, θ));
            var exact = ConditionalPower.Predictive(half, ahead, prior);
            for (var k = 0; k < 2; k++)
            {
                exact.Above[k].ShouldBe(average(e => e.Above[k]), 1e-12);
                exact.Below[k].ShouldBe(average(e => e.Below[k]), 1e-12);
            }
        }
    }

    [Fact]
    public void Assurance_is_power_averaged_over_the_prior()
    {
        RemainingLooks ahead = new([100, 200, 300], [2.9, 2.4, 2.0]);
        var prior = new NormalPrior(0.15, 0.1);
        var average = Average(prior, θ => ExitProbabilities.Of([100, 200, 300], [-99, -99, -99], [2.9, 2.4, 2.0], θ));
        ConditionalPower.Assurance(ahead, prior).TotalAbove.ShouldBe(average(e => e.TotalAbove), 1e-12);
    }

    [Fact]
    public void Certainty_makes_predictive_power_conditional_and_assurance_power()
    {
        RemainingLooks ahead = new([220, 300], [2.3, 2.0]);
        var certain = new NormalPrior(0.12, 0);
        ConditionalPower.Predictive(half, ahead, certain).Above.ShouldBe(ConditionalPower.Of(half, ahead, 0.12).Above);
        ConditionalPower
            .Assurance(ahead, certain)
            .Above.ShouldBe(ExitProbabilities.Of([220, 300], [double.NegativeInfinity, double.NegativeInfinity], [2.3, 2.0], 0.12).Above);
        half.Posterior(certain).ShouldBe(certain);
    }

    [Fact]
    public void The_posterior_weighs_prior_and_data_by_their_precision()
    {
        half.Trend.ShouldBe(1.2 / double.Sqrt(150), 1e-16);
        half.Posterior().ShouldBe(new NormalPrior(half.Trend, 1 / double.Sqrt(150)));
        // A prior worth 50 units of information.
        var posterior = half.Posterior(new(0.2, 1 / double.Sqrt(50)));
        posterior.Mean.ShouldBe((50 * 0.2 + 150 * half.Trend) / 200, 1e-15);
        posterior.StandardDeviation.ShouldBe(1 / double.Sqrt(200), 1e-16);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Interim(0, 1)).Message.ShouldContain("above 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new Interim(1, double.NaN)).Message.ShouldContain("finite");
        Should.Throw<ArgumentOutOfRangeException>(() => new NormalPrior(0, -1)).Message.ShouldContain("0 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new NormalPrior(double.NaN, 1));
        Should
            .Throw<ArgumentOutOfRangeException>(() => ConditionalPower.Of(half, RemainingLooks.Final(150, 2), 0))
            .Message.ShouldContain("more information than the 150");
        Should.Throw<ArgumentException>(() => ConditionalPower.Of(half, new([200], [2, 2]), 0)).Message.ShouldContain("2 efficacy bounds for 1");
        Should.Throw<ArgumentException>(() => ConditionalPower.Of(half, new([200], [2], [1, 1]), 0)).Message.ShouldContain("2 futility bounds");
        Should.Throw<ArgumentOutOfRangeException>(() => ConditionalPower.Of(half, RemainingLooks.Final(300, 2), double.NaN));
        Should
            .Throw<ArgumentException>(() => ConditionalPower.Of(half, RemainingLooks.Final(300, 2), [0, 0]))
            .Message.ShouldContain("2 effects for 1 looks");
        Should.Throw<ArgumentException>(() => ConditionalPower.Assurance(new([], []), new(0, 1)));
    }

    static Func<Func<ExitProbabilities, double>, double> Average(NormalPrior belief, Func<double, ExitProbabilities> at) =>
        part =>
            Simpson(
                -8.5,
                8.5,
                x => double.Exp(-x * x / 2) / double.Sqrt(2 * double.Pi) * part(at(belief.Mean + belief.StandardDeviation * x))
            );

    static double Simpson(double from, double to, Func<double, double> f)
    {
        const int Steps = 1200;
        var h = (to - from) / Steps;
        var sum = f(from) + f(to);
        for (var i = 1; i < Steps; i++)
            sum += (i % 2 == 0 ? 2 : 4) * f(from + i * h);
        return sum * h / 3;
    }
}
