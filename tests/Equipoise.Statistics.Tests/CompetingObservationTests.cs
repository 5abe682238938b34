namespace Equipoise.Statistics.Tests;

public sealed class CompetingObservationTests
{
    [Fact]
    public void An_observation_prints_its_time_its_cause_and_its_entry()
    {
        CompetingObservation.Event(5, 2).ToString().ShouldBe("5:2");
        CompetingObservation.CensoredAt(5.25).ToString().ShouldBe("5.25+");
        CompetingObservation.Event(5, 1, entry: 2).ToString().ShouldBe("(2, 5:1]");
        default(CompetingObservation).ToString().ShouldBe("0+");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_time_that_cannot_be_is_refused(double time)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CompetingObservation.Event(time, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => CompetingObservation.CensoredAt(time));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_cause_that_cannot_be_is_refused(int cause) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CompetingObservation.Event(1, cause));

    [Fact]
    public void An_entry_at_or_after_the_end_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CompetingObservation.Event(2, 1, entry: 2));
        Should.Throw<ArgumentOutOfRangeException>(() => CompetingObservation.CensoredAt(2, entry: double.NaN));
    }

    [Fact]
    public void Of_one_cause_the_events_of_the_others_are_censorings()
    {
        CompetingObservation.Event(5, 2, entry: 1).OfCause(2).ToString().ShouldBe("(1, 5]");
        CompetingObservation.Event(5, 2, entry: 1).OfCause(1).ToString().ShouldBe("(1, 5+]");
        CompetingObservation.Event(5, 2).OfAnyCause().ToString().ShouldBe("5");
    }
}
