using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>The maximum of the partial likelihood of Cox for one indicator, the arm.</summary>
/// <remarks>
/// The score U(β) = O - Σp falls in β = log θ with the information I as its slope. Halley's step from U, I and the slope of I
/// leaves an error of the third order, so two or three looks at the data do; a step that leaves the bracket of the root is
/// replaced by its middle. There is a root unless all events at which both arms were at risk fell in one arm.
/// </remarks>
static class HazardRatioFit
{
    const int MostSteps = 100;
    const double LargestStep = 2;
    const double Small = 3e-7; // of a step: its error is then of the order of 1e-20, that of the information of 1e-13
    const double Far = 12; // a log hazard ratio by which the likelihood is looked at for a maximum

    /// <param name="events">The events.</param>
    /// <param name="atOne">Their likelihood at a ratio of 1.</param>
    /// <param name="logHazardRatio">The estimate; 0 when there is none.</param>
    /// <param name="standardError">By the inverse information; 0 when there is no estimate.</param>
    public static bool TryEstimate<R>(
        EventTable events,
        ArmLikelihood atOne,
        out double logHazardRatio,
        out double standardError
    )
        where R : struct, IRegister<R>
    {
        (logHazardRatio, standardError) = (0, 0);
        if (!(atOne.Information > 0))
            return false;
        var (β, low, high) = (0.0, double.NegativeInfinity, double.PositiveInfinity);
        var at = atOne;
        for (var step = 0; step < MostSteps; step++)
        {
            var score = events.Observed - at.Expected;
            (low, high) = score > 0 ? (β, high) : (low, β);
            var newton = score / at.Information;
            var halley = newton / (1 + newton * at.Slope / (2 * at.Information));
            if (double.Abs(halley) < Small)
            {
                logHazardRatio = β + halley;
                standardError = 1 / double.Sqrt(at.Information + halley * at.Slope);
                return true;
            }
            if (double.Abs(β) > Far && !HasMaximum(events))
                return false;
            var next = β + double.Clamp(double.IsFinite(halley) ? halley : newton, -LargestStep, LargestStep);
            β = next > low && next < high ? next : low + (high - low) / 2;
            at = ArmLikelihood.At<R>(events, ExactFunctions.Exp(β));
        }
        return false;
    }

    static bool HasMaximum(EventTable events)
    {
        var (informative, onlyExperimental) = (0, 0);
        for (var k = 0; k < events.Control.Length; k++)
        {
            informative += events.Control[k] > 0 && events.Experimental[k] > 0 ? 1 : 0;
            onlyExperimental += events.Control[k] > 0 ? 0 : 1;
        }
        var observed = events.Observed - onlyExperimental;
        return observed > 0 && observed < informative;
    }
}
