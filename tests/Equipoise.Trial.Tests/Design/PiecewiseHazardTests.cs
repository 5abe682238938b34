using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Design;

public sealed class PiecewiseHazardTests
{
    // 0.5 per month for two months, then 0.1, then 0.25 from month 12 on: a cumulative hazard of 1 at month 2 and of 2 at month 12.
    static readonly PiecewiseHazard hazard = new([(0, 0.5), (2, 0.1), (12, 0.25)]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(1, 2)]
    [InlineData(1.3, 5)]
    [InlineData(2, 12)]
    [InlineData(3, 16)]
    public void Time_is_where_the_cumulative_hazard_by_hand_reaches_the_amount(double cumulative, double month) =>
        hazard.TimeOf(cumulative).ShouldBe(month, 1e-12);

    [Fact]
    public void A_hazard_of_log_2_over_the_median_is_survived_to_the_median_by_one_half() =>
        new PiecewiseHazard([(0, Math.Log(2) / 29)]).TimeOf(Math.Log(2)).ShouldBe(29, 1e-12);

    [Fact]
    public void What_the_hazard_never_reaches_has_no_time() => new PiecewiseHazard([(0, 0.5), (2, 0)]).TimeOf(1.5).ShouldBe(double.PositiveInfinity);
}
