namespace Equipoise.Protocol;

/// <summary>How fast participants are lost while no event has happened, by month since randomization.</summary>
/// <param name="Control">The hazard of the control arm, per month; 0 for nobody.</param>
/// <param name="Experimental">That of the experimental arm.</param>
public sealed record DropoutAssumption(PiecewiseHazard Control, PiecewiseHazard Experimental)
{
    /// <summary>Nobody is lost.</summary>
    public static DropoutAssumption None { get; } = Yearly(0);

    /// <summary>A share lost within a year at a constant hazard, -log(1 - p)/12 a month, the same in both arms.</summary>
    public static DropoutAssumption Yearly(double share)
    {
        var hazard = PiecewiseHazard.Constant(-Math.Log(1 - share) / 12);
        return new(hazard, hazard);
    }

    /// <summary>As a sentence quotes it: "5% lost a year", "nobody lost", "3% lost in the first year (control 8%)".</summary>
    public override string ToString()
    {
        var (control, experimental) = (FirstYear(Control), FirstYear(Experimental));
        var when = Control.Pieces.Count == 1 && Experimental.Pieces.Count == 1 ? "a year" : "in the first year";
        return control == 0 && experimental == 0 && when == "a year" ? "nobody lost"
            : control == experimental ? $"{control:0.##}% lost {when}"
            : $"{experimental:0.##}% lost {when} (control {control:0.##}%)";
    }

    // In percent; 0.05 as it was written, and not 0.0500000000001.
    static decimal FirstYear(PiecewiseHazard hazard) => Math.Round((decimal)(1 - Math.Exp(-hazard.Cumulative(12))) * 100, 10);
}
