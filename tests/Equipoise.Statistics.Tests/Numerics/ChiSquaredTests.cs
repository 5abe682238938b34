using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class ChiSquaredTests
{
    // From the same recurrence in decimal arithmetic of 400 digits; 3.84... at 1 df and 16.7929 (Freireich) are also in every table.
    [Theory]
    [InlineData(3.841458820694124, 1, 5.00000000000000583e-02)]
    [InlineData(0.001, 1, 9.74772879369960377e-01)]
    [InlineData(16.7929, 1, 4.16889915860823391e-05)]
    [InlineData(200, 1, 2.08848758376254488e-45)]
    [InlineData(5, 2, 8.20849986238988000e-02)]
    [InlineData(7.5, 3, 5.75584519726364055e-02)]
    [InlineData(300, 7, 6.04964185655631941e-61)]
    [InlineData(100, 99, 4.52958511320931401e-01)]
    [InlineData(0.5, 10, 9.99993388289438956e-01)]
    public void The_tail_keeps_its_digits(double x, int degreesOfFreedom, double expected) =>
        ChiSquared.UpperTail(x, degreesOfFreedom).ShouldBe(expected, expected * 1e-13);

    [Fact]
    public void With_one_degree_of_freedom_it_is_the_square_of_a_normal()
    {
        foreach (var z in new[] { 0.1, 1, 2.5, 7 })
            ChiSquared.UpperTail(z * z, 1).ShouldBe(2 * Normal.UpperTail(z), Normal.UpperTail(z) * 1e-13);
    }

    [Fact]
    public void The_ends_are_certain_and_wrong_arguments_are_refused()
    {
        ChiSquared.UpperTail(0, 3).ShouldBe(1);
        ChiSquared.UpperTail(double.PositiveInfinity, 3).ShouldBe(0);
        ChiSquared.UpperTail(double.NaN, 3).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => ChiSquared.UpperTail(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ChiSquared.UpperTail(-1, 1));
    }
}
