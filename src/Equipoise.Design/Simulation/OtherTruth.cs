namespace Equipoise.Design.Simulation;

/// <summary>The same trial in a world in which the treatment does something else.</summary>
public static class OtherTruth
{
    /// <summary>The trial as it is planned, where in truth the hazards are at this ratio at all times and in every stratum.</summary>
    /// <param name="trial">The trial as planned; its looks and bounds are kept.</param>
    /// <param name="hazardRatio">Experimental over control, above 0; 1 is no effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above 0.</exception>
    public static SimulatedTrial WithHazardRatio(this SimulatedTrial trial, double hazardRatio)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (!(hazardRatio > 0 && double.IsFinite(hazardRatio)))
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio is above 0.");
        return trial with
        {
            Strata =
            [
                .. trial.Strata.Select(stratum => stratum with { Experimental = stratum.Control.Times(hazardRatio) }),
            ],
        };
    }
}
