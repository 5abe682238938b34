using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The sums over the terms k = 0 … d-1 of one event time; see <see cref="FittedHazard"/>. All are relative to S₀.
/// </summary>
/// <param name="Count">d, the events with a weight above 0.</param>
/// <param name="Weight">w̄, their mean weight.</param>
/// <param name="S0">The risk of everybody at risk.</param>
/// <param name="P0">Σ 1/ψₖ.</param>
/// <param name="P1">Σ gₖ/ψₖ.</param>
/// <param name="Q0">Σ 1/ψₖ².</param>
/// <param name="Q1">Σ gₖ/ψₖ².</param>
/// <param name="Q2">Σ gₖ²/ψₖ².</param>
readonly record struct TiedEvents(int Count, double Weight, double S0, double P0, double P1, double Q0, double Q1, double Q2)
{
    /// <summary>The increment of the cumulative hazard.</summary>
    public double Hazard => Count == 0 ? 0 : Weight * P0 / S0;

    /// <summary>What of it somebody with the event at this time is not exposed to.</summary>
    public double Spared => Count == 0 ? 0 : Weight * P1 / S0;

    /// <summary>The increment of the variance of the cumulative hazard, β being known.</summary>
    public double Variance => Count == 0 ? 0 : Weight * Q0 / (S0 * S0);

    /// <summary>The mean of a covariate over those at risk, and over k.</summary>
    /// <param name="atRisk">S₁/S₀.</param>
    /// <param name="events">D₁/S₀.</param>
    public double Mean(double atRisk, double events) => Count == 0 ? atRisk : (P0 * atRisk - P1 * events) / Count;

    /// <summary>Σ x̄ₖ times the increments.</summary>
    /// <param name="atRisk">S₁/S₀.</param>
    /// <param name="events">D₁/S₀.</param>
    public double MeanHazard(double atRisk, double events) => Count == 0 ? 0 : Weight / S0 * (Q0 * atRisk - Q1 * events);

    /// <summary>Σ gₖx̄ₖ times the increments: what of it somebody with the event at this time is not exposed to.</summary>
    /// <param name="atRisk">S₁/S₀.</param>
    /// <param name="events">D₁/S₀.</param>
    public double MeanSpared(double atRisk, double events) => Count == 0 ? 0 : Weight / S0 * (Q1 * atRisk - Q2 * events);

    public static TiedEvents Of(CoxModel model, EventTime time, double[] weighted, double s0)
    {
        var (d, d0, weight) = (0, 0.0, 0.0);
        for (var position = time.Start; position < time.End; position++)
            if ((model.Weights?[position] ?? 1) is var w && w > 0)
                (d, d0, weight) = (d + 1, d0 + weighted[position], weight + w);
        var (p0, p1, q0, q1, q2) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < d; k++)
        {
            var g = model.Ties == TieMethod.Efron ? k / (double)d : 0;
            var ψ = 1 - g * (d0 / s0);
            p0 += 1 / ψ;
            p1 += g / ψ;
            q0 += 1 / (ψ * ψ);
            q1 += g / (ψ * ψ);
            q2 += g * g / (ψ * ψ);
        }
        return new(d, d == 0 ? 0 : weight / d, s0, p0, p1, q0, q1, q2);
    }
}
