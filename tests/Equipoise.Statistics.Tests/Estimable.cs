namespace Equipoise.Statistics.Tests;

/// <summary>Numbers that may not be estimable, compared within a tolerance.</summary>
static class Estimable
{
    public static void ShouldBe(this double? actual, double? expected, double tolerance) =>
        actual.ShouldNotBeNull().ShouldBe(expected.ShouldNotBeNull(), tolerance);
}
