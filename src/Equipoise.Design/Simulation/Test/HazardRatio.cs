namespace Equipoise.Design.Simulation;

/// <summary>The maximum of the partial likelihood of Cox for one indicator, the arm.</summary>
/// <remarks>
/// Score U(β) = O - Σ p and information I(β) = Σ p(1 - p) with p = n₁e^β / (n₀ + n₁e^β) over the events. U falls in β, so its root is bracketed and
/// Newton's steps that leave the bracket are halved into it. There is a root unless all events at which both arms were at risk fell in one arm.
/// </remarks>
static class HazardRatio
{
    const int MostSteps = 200;
    const double LargestStep = 2;
    const double Converged = 1e-13;

    public static bool TryEstimate(EventTable events, out double logHazardRatio, out double standardError)
    {
        (logHazardRatio, standardError) = (0, 0);
        if (!HasMaximum(events))
            return false;
        var (β, low, high) = (0.0, double.NegativeInfinity, double.PositiveInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            var (score, information) = At(events, ExactFunctions.Exp(β));
            if (score > 0)
                low = β;
            else
                high = β;
            var δ = double.Clamp(score / information, -LargestStep, LargestStep);
            (logHazardRatio, standardError) = (β + δ, 1 / double.Sqrt(information));
            if (double.Abs(δ) < Converged)
                return true;
            β = β + δ > low && β + δ < high ? β + δ : (low + high) / 2;
        }
        return true;
    }

    static bool HasMaximum(EventTable events)
    {
        var (informative, onlyExperimental) = (0, 0);
        for (var k = 0; k < events.Count; k++)
        {
            informative += events.Control[k] > 0 && events.Experimental[k] > 0 ? 1 : 0;
            onlyExperimental += events.Control[k] > 0 ? 0 : 1;
        }
        var observed = events.Observed - onlyExperimental;
        return observed > 0 && observed < informative;
    }

    static (double Score, double Information) At(EventTable events, double θ)
    {
        var (expected, information) = (0.0, 0.0);
        for (var k = 0; k < events.Count; k++)
        {
            var weighted = events.Experimental[k] * θ;
            var p = weighted / (events.Control[k] + weighted);
            expected += p;
            information += p * (1 - p);
        }
        return (events.Observed - expected, information);
    }
}
