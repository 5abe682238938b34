using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class NormalTests
{
    // From the Taylor series of erf in decimal arithmetic of 400 digits.
    [Theory]
    [InlineData(0.5, 3.08537538725986882e-01)]
    [InlineData(1.96, 2.49978951482204351e-02)]
    [InlineData(3, 1.34989803163009458e-03)]
    [InlineData(5, 2.86651571879193912e-07)]
    [InlineData(10, 7.61985302416052545e-24)]
    [InlineData(20, 2.75362411860623374e-89)]
    public void The_tail_keeps_its_digits_however_far(double z, double expected)
    {
        Normal.UpperTail(z).ShouldBe(expected, expected * 1e-13);
        Normal.Cdf(-z).ShouldBe(expected, expected * 1e-13);
        Normal.Cdf(z).ShouldBe(1 - expected, 1e-15);
    }

    // R 4.2.2: qnorm(p), 16 digits.
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Quantiles_have_all_digits_of_R(double p, double expected) =>
        Normal.Quantile(p).ShouldBe(expected, double.Abs(expected) * 4e-16);

    // The three ranges of the algorithm, their borders (|p - 0.5| = 0.425 and p = e^-25) included.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.075)]
    [InlineData(0.0749999)]
    [InlineData(1e-5)]
    [InlineData(1.4e-11)]
    [InlineData(1.3e-11)]
    [InlineData(1e-300)]
    public void The_quantile_of_a_probability_has_that_probability(double p)
    {
        Normal.Cdf(Normal.Quantile(p)).ShouldBe(p, p * 2e-13);
        if (p > 1e-5)
            Normal.Quantile(1 - p).ShouldBe(-Normal.Quantile(p), 1e-12);
    }

    [Fact]
    public void The_ends_are_infinite_and_beyond_them_there_is_nothing()
    {
        Normal.Quantile(0.5).ShouldBe(0);
        Normal.Quantile(0).ShouldBe(double.NegativeInfinity);
        Normal.Quantile(1).ShouldBe(double.PositiveInfinity);
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Quantile(-1e-9));
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Quantile(double.NaN));
    }
}
