using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class GammaAndBetaTests
{
    [Fact]
    public void Closed_forms_hold_to_the_last_digits()
    {
        foreach (var p in new[] { 1e-300, 1e-12, 0.01, 0.4 })
        {
            (Gamma.UpperQuantile(p, 1) / -Math.Log(p)).ShouldBe(1, 1e-14);
            (Beta.Quantile(p, 7, 1) / Math.Pow(p, 1 / 7.0)).ShouldBe(1, 1e-14);
        }
        Gamma.UpperTail(5, 3).ShouldBe(Math.Exp(-5) * (1 + 5 + 12.5), 1e-15);
        Beta.Cdf(0.3, 1, 4).ShouldBe(1 - Math.Pow(0.7, 4), 1e-15);
        Gamma.Quantile(0.5, 0.5).ShouldBe(0.6744897501960817 * 0.6744897501960817 / 2, 1e-14); // half the median of chi-squared 1
    }

    [Fact]
    public void A_quantile_leads_back_to_its_probability()
    {
        foreach (var a in new[] { 0.3, 1, 4.5, 60, 1e4, 1e7 })
            foreach (var p in new[] { 1e-8, 0.025, 0.5, 0.9 })
            {
                // at 1e7, one unit of x in the last place is 1e-12 of the tail
                (Gamma.Cdf(Gamma.Quantile(p, a), a) / p).ShouldBe(1, 1e-11);
                foreach (var b in new[] { 0.4, 3, 5e3 })
                {
                    var x = Beta.Quantile(p, a, b);
                    if (x < 0.99) // nearer to 1, 1 - x has too few digits left to lead back
                        (Beta.Cdf(x, a, b) / p).ShouldBe(1, 1e-9);
                }
            }
    }

    [Theory]
    // No event: 1 - (α/2)^(1/n), written without cancellation as -expm1(log(α/2)/n).
    [InlineData(0.025, 1, 1e9, 3.6888794473100202e-09)]
    [InlineData(0.025, 1, 1e12, 3.6888794541071319e-12)]
    // R 4.2.2: qbeta(p, a, b, lower.tail = FALSE)
    [InlineData(0.025, 4, 999_997, 8.7672477881452194e-06)]
    [InlineData(0.025, 4, 1e12 - 3, 8.7672730697170473e-12)]
    [InlineData(0.3, 2, 3, 0.50840475487258452)]
    [InlineData(0.8, 2, 30, 0.026671614709633522)]
    public void An_upper_quantile_keeps_its_digits_where_it_is_tiny(double p, double a, double b, double x) =>
        (Beta.UpperQuantile(p, a, b) / x).ShouldBe(1, 1e-12);

    [Fact]
    public void Ends_are_ends()
    {
        Gamma.Quantile(0, 3).ShouldBe(0);
        Gamma.Quantile(1, 3).ShouldBe(double.PositiveInfinity);
        Gamma.UpperTail(double.PositiveInfinity, 3).ShouldBe(0);
        Beta.Quantile(0, 3, 2).ShouldBe(0);
        Beta.Quantile(1, 3, 2).ShouldBe(1);
        Beta.Cdf(1, 3, 2).ShouldBe(1);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Gamma.Quantile(1.1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Gamma.Cdf(-1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Gamma.Cdf(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Beta.Quantile(0.5, double.NaN, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Beta.Cdf(2, 1, 3));
    }
}
