using Equipoise.Design.Simulation.Designed;

namespace Equipoise.Design.Simulation.World;

/// <summary>The same trial in a world in which the treatment does something else.</summary>
public static class OtherTruth
{
    /// <summary>
    /// The trial in the world of its scenario, where in truth the disease of the experimental arm runs as that of the control arm
    /// does, but that the hazard of progression or death is at this ratio. Withdrawal, new therapies and adverse events stay
    /// those of the arm.
    /// </summary>
    /// <param name="trial">The trial; its looks and bounds are kept.</param>
    /// <param name="hazardRatio">Experimental over control, above 0; 1 is no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above 0.</exception>
    public static ScenarioTrial WithHazardRatio(this ScenarioTrial trial, double hazardRatio)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Check(hazardRatio);
        var control = trial.Control;
        return trial with
        {
            Experimental = trial.Experimental with
            {
                ProgressionOrDeath =
                [
                    .. control.ProgressionOrDeath.Select(piece => piece with { PerMonth = piece.PerMonth * hazardRatio }),
                ],
                CuredFraction = control.CuredFraction,
                DeathFirst = control.DeathFirst,
                DeathAfterProgression = control.DeathAfterProgression,
            },
        };
    }

    /// <summary>
    /// The trial as it is planned, where in truth the hazards are at this ratio at all times and in every stratum.
    /// </summary>
    /// <param name="trial">The trial as planned; its looks and bounds are kept.</param>
    /// <param name="hazardRatio">Experimental over control, above 0; 1 is no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above 0.</exception>
    public static SimulatedTrial WithHazardRatio(this SimulatedTrial trial, double hazardRatio)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Check(hazardRatio);
        return trial with
        {
            Strata =
            [
                .. trial.Strata.Select(stratum => stratum with { Experimental = stratum.Control.Times(hazardRatio) }),
            ],
        };
    }

    static void Check(double hazardRatio)
    {
        if (!(hazardRatio > 0 && double.IsFinite(hazardRatio)))
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio is above 0.");
    }
}
