namespace Equipoise.Protocol;

/// <summary>Which arm is tested, and over which.</summary>
/// <param name="Experimental">The arm that is tested.</param>
/// <param name="Control">The arm that it is compared with: the reference of every ratio.</param>
public sealed record Comparison(Arm Experimental, Arm Control)
{
    /// <summary>Experimental participants for each control.</summary>
    public double Ratio => (double)Experimental.Ratio / Control.Ratio;
}
