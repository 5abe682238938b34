using Equipoise.Analysis.Results;

namespace Equipoise.Trial.Tests.Analysis;

public sealed class PrintedNumbers
{
    [Theory]
    // Halves go away from zero on the decimal value, as SAS prints them; the binary value of each of these lies below the half.
    [InlineData(0.745, 2, "0.75")]
    [InlineData(1.005, 2, "1.01")]
    [InlineData(2.675, 2, "2.68")]
    [InlineData(-0.745, 2, "-0.75")]
    [InlineData(0.5, 0, "1")]
    [InlineData(2.5, 0, "3")]
    [InlineData(0.744999, 2, "0.74")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(44.25, 1, "44.3")]
    public void Halves_are_rounded_away_from_zero(double value, int decimals, string printed) =>
        Format.Fixed(value, decimals).ShouldBe(printed);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_cannot_be_estimated_prints_as_NE(double value)
    {
        Format.Ratio(value).ShouldBe("NE");
        Format.Percent(value).ShouldBe("NE");
        Format.Time(value, inDays: true).ShouldBe("NE");
        Format.PValue(double.NaN).ShouldBe("NE");
    }

    [Theory]
    [InlineData(0.02045, "0.0205")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00009999, "<0.0001")]
    [InlineData(0, "<0.0001")]
    [InlineData(0.99995, ">0.9999")]
    [InlineData(1, ">0.9999")]
    public void A_p_value_has_four_decimals_and_is_never_zero_or_one(double p, string printed) => Format.PValue(p).ShouldBe(printed);

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.04, "0.0%")] // 1 of 2500 is not none
    [InlineData(99.96, "100.0%")] // nor 2499 all
    [InlineData(100, "100%")]
    [InlineData(79.65, "79.7%")]
    public void Only_none_is_0_percent_and_only_all_is_100_percent(double percent, string printed) => Format.Percent(percent).ShouldBe(printed);

    [Theory]
    [InlineData(33, true, "33")]
    [InlineData(33.5, true, "33.5")]
    [InlineData(44, false, "44.0")]
    public void Days_are_whole_where_they_are_and_months_have_one_decimal(double time, bool inDays, string printed) =>
        Format.Time(time, inDays).ShouldBe(printed);
}
