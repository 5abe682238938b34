using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>How an arm differs from the one that all are compared with, read off their curves.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Against">The other.</param>
/// <param name="Means">The difference and ratio of restricted means; null when they were not asked for.</param>
/// <param name="Survival">The difference of survival at each time that was asked for.</param>
sealed record ArmComparison(
    string Arm,
    string Against,
    RestrictedMeanComparison? Means,
    IReadOnlyList<SurvivalDifference> Survival
)
{
    /// <summary>Compares each arm but the first with it.</summary>
    public static IReadOnlyList<ArmComparison> Of(IReadOnlyList<TteArm> arms, TteCurves curves) =>
        [
            .. arms.Skip(1)
                .Select(arm => new ArmComparison(
                    arm.Name,
                    arms[0].Name,
                    curves.Horizon is { } τ ? RestrictedMeanComparison.Of(arms[0].Curve, arm.Curve, τ) : null,
                    [.. curves.At.Select(time => SurvivalDifference.At(arms[0].Curve, arm.Curve, time))]
                )),
        ];
}
