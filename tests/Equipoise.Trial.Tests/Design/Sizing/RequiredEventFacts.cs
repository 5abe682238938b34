using Equipoise.Design.Sizing;

namespace Equipoise.Trial.Tests.Design.Sizing;

public sealed class RequiredEventFacts
{
    [Theory]
    // gsDesign 3.11, vignette SurvivalOverview: gsDesign::nEvents(hr = 0.7, alpha = 0.025, beta = 0.1) = 330.37791396381
    [InlineData(0.7, 0.025, 0.90, 1, 330.37791396381)]
    // The PATINA design, by Python: z = NormalDist().inv_cdf(.975) + NormalDist().inv_cdf(.9); 4 * z * z / math.log(.667) ** 2
    [InlineData(0.667, 0.025, 0.90, 1, 256.2835494126291)]
    public void Events_follow_Schoenfeld(double hazardRatio, double alpha, double power, double ratio, double expected) =>
        RequiredEvents.For(hazardRatio, alpha, power, ratio).ShouldBe(expected, 1e-12 * expected);

    [Fact]
    public void Two_to_one_allocation_needs_nine_eighths_of_the_events() =>
        // (1 + r)^2 / r is 4 at 1:1 and 4.5 at 2:1.
        (RequiredEvents.For(0.7, 0.025, 0.9, 2) / RequiredEvents.For(0.7, 0.025, 0.9)).ShouldBe(1.125, 1e-14);

    [Fact]
    public void Power_at_the_required_events_is_the_power_asked_for() =>
        RequiredEvents.PowerAt(RequiredEvents.For(0.75, 0.025, 0.8, 1.5), 0.75, 0.025, 1.5).ShouldBe(0.8, 1e-12);

    [Fact]
    public void Power_is_what_gsDesign_and_East_give() =>
        // gsDesign::nSurv(lambdaC = log(2)/10, hr = .5, gamma = 4, T = 42, minfup = 30, beta = NULL, method = "Schoenfeld"):
        // 39.0212178902393 events, power 0.581204588901871. East 6.5, in gsDesign's independent test of nSurv, prints 0.58120457,
        // in agreement to 2e-8.
        RequiredEvents.PowerAt(39.0212178902393, 0.5, 0.025).ShouldBe(0.581204588901871, 1e-12);

    [Theory]
    [InlineData(1, 0.025, 0.9)]
    [InlineData(0, 0.025, 0.9)]
    [InlineData(0.7, 0.6, 0.9)]
    [InlineData(0.7, 0.025, 0.01)]
    [InlineData(0.7, 0.025, double.NaN)]
    public void An_impossible_design_is_refused_with_its_value(double hazardRatio, double alpha, double power) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => RequiredEvents.For(hazardRatio, alpha, power))
            .ActualValue.ShouldNotBeNull();

    [Fact]
    public void PATINA_needs_257_events()
    {
        // patina.md and the reports: 90% power for hazard ratio 0.667 at one-sided 2.5% is 257 events.
        var design = FixedDesign.For(Examples.PatinaProtocol);
        design.Events.ShouldBe(257);
        design.Power.ShouldBe(0.9, 0.001);
        design.CriticalZ.ShouldBe(1.959963984540054, 1e-14);
    }
}
