using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(1, 12.7062047361747)]
    [InlineData(2, 4.30265272974946)]
    [InlineData(5, 2.57058183563631)]
    [InlineData(29, 2.0452296421327)]
    [InlineData(132, 1.97809884192412)]
    public void Critical_values_are_those_of_R(double degrees, double critical) =>
        (StudentT.Critical(0.95, degrees) / critical).ShouldBe(1, 1e-12); // qt(0.975, df)

    [Fact]
    public void With_very_many_degrees_of_freedom_it_is_normal() =>
        StudentT.Critical(0.95, 1e9).ShouldBe(1.959963984540054, 1e-8);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(0.95, 0)]
    public void A_level_or_degrees_that_cannot_be_are_refused(double confidence, double degrees) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StudentT.Critical(confidence, degrees));
}
