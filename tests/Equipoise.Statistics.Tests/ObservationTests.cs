namespace Equipoise.Statistics.Tests;

public sealed class ObservationTests
{
    [Fact]
    public void A_censored_time_prints_with_a_plus()
    {
        Observation.Event(5).ToString().ShouldBe("5");
        Observation.CensoredAt(5.25).ToString().ShouldBe("5.25+");
        default(Observation).ToString().ShouldBe("0+");
    }

    [Fact]
    public void Minus_zero_is_zero() => Observation.Event(-0.0).ShouldBe(Observation.Event(0));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_time_that_cannot_be_is_refused(double time)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Observation.Event(time));
        Should.Throw<ArgumentOutOfRangeException>(() => Observation.CensoredAt(time));
    }
}
