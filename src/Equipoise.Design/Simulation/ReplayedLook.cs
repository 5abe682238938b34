namespace Equipoise.Design.Simulation;

/// <summary>One look of a simulated trial.</summary>
/// <param name="Look">Which of the planned looks, counted from 0.</param>
/// <param name="Month">When the data were cut.</param>
/// <param name="Events">The events seen by then.</param>
/// <param name="Enrolled">The participants randomized by then.</param>
/// <param name="Z">The statistic of the test; null when it does not exist.</param>
/// <param name="LogHazardRatio">The estimate; null when none was asked for or there is none, as when an arm has no event.</param>
/// <param name="StandardError">That of the log hazard ratio; null like it.</param>
/// <param name="Decision">What the look decided.</param>
public sealed record ReplayedLook(
    int Look,
    double Month,
    int Events,
    int Enrolled,
    double? Z,
    double? LogHazardRatio,
    double? StandardError,
    LookDecision Decision
)
{
    internal static ReplayedLook Of(LookResult result) =>
        new(
            result.Look,
            Ticks.Months(result.Cutoff),
            result.Events,
            result.Enrolled,
            result.HasZ ? result.Z : null,
            result.HasHazardRatio ? result.LogHazardRatio : null,
            result.HasHazardRatio ? result.StandardError : null,
            result.Decision
        );
}
