using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>How long is one free of the event, on average, up to a horizon τ? The restricted mean survival time (RMST).</summary>
/// <remarks>
/// <para>μ̂ = ∫₀^τ Ŝ(t) dt, the area under the Kaplan-Meier curve. Variance Σ Aᵢ² dᵢ/(nᵢ(nᵢ - dᵢ)) over the event times tᵢ ≤ τ,
/// with Aᵢ = ∫ from tᵢ to τ of Ŝ, the area still to come; after the event of the last at risk that area is 0. In the unit of the
/// times. A curve that begins later (<see cref="KaplanMeier.From"/>) gives the mean time from there on.</para>
/// <para>Of a curve with <see cref="SurvivalVariance.InfinitesimalJackknife"/> the variance is that of the influences of its
/// rows; R: Σ w²U² with U from <c>residuals(survfit(...), times = tau, type = "rmst")</c>.</para>
/// <para>No factor m/(m - 1) as in the mean of SAS LIFETEST. Limits are μ̂ ± z·SE. Cost: one pass over the curve.</para>
/// <para>Source: Klein and Moeschberger (2003), 4.5.1 and 4.5.2; Irwin (1949). R: <c>print(survfit(...), rmean = tau)</c>, its
/// rmean and se(rmean); survRM2::rmst2; SAS: <c>proc lifetest rmst(tau=)</c>.</para>
/// </remarks>
public sealed record RestrictedMean
{
    /// <summary>The horizon τ; null when there was none to choose.</summary>
    public required double? Horizon { get; init; }

    /// <summary>Which times may be a horizon.</summary>
    public required HorizonRule Rule { get; init; }

    /// <summary>The mean time free of the event up to the horizon; null when not estimable.</summary>
    public required double? Mean { get; init; }

    /// <summary>Its standard error; null when not estimable.</summary>
    public required double? StandardError { get; init; }

    /// <summary>The lower confidence limit; null when not estimable.</summary>
    public required double? Lower { get; init; }

    /// <summary>The upper confidence limit; null when not estimable.</summary>
    public required double? Upper { get; init; }

    /// <summary>The two-sided confidence level of the limits: that of the curve.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the mean exists, and if not, why.</summary>
    public required RestrictedMeanStatus Status { get; init; }

    /// <summary>Where the curve begins: 0, or <see cref="KaplanMeier.From"/>.</summary>
    public required double Begin { get; init; }

    /// <summary>The mean time lost to the event between the beginning and the horizon, τ - μ̂; null when not estimable.</summary>
    public double? TimeLost => Horizon - Begin - Mean;

    /// <summary>"23.63 (95% 19.4 to 27.87) up to 30", or why there is none.</summary>
    public override string ToString() =>
        Status == RestrictedMeanStatus.Estimated
            ? $"{Summary.Of(Mean, Lower, Upper, Confidence)} up to {Summary.Of(Horizon)}"
            : $"{Status} up to {Summary.Of(Horizon)}";

    /// <summary>Integrates a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="horizon">τ; by default the latest that the rule allows.</param>
    /// <param name="rule">Which times may be a horizon.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The horizon is not a finite number after the beginning of the curve.
    /// </exception>
    public static RestrictedMean Of(KaplanMeier curve, double? horizon = null, HorizonRule rule = HorizonRule.LastTime)
    {
        CheckHorizon(horizon, curve.From ?? 0);
        return UpTo(horizon, curve, rule);
    }

    /// <summary>Integrates a curve up to a horizon that was checked or chosen.</summary>
    internal static RestrictedMean UpTo(double? horizon, KaplanMeier curve, HorizonRule rule)
    {
        var begin = curve.From ?? 0;
        var limit = LatestHorizon(curve, rule);
        var status =
            curve.Steps.Count == 0 ? RestrictedMeanStatus.NoObservations
            : limit is null ? RestrictedMeanStatus.NoEvents
            : horizon > limit && curve.Survival[^1] > 0 ? RestrictedMeanStatus.BeyondFollowUp
            : RestrictedMeanStatus.Estimated;
        var (mean, error) = (default(double?), default(double?));
        if (status == RestrictedMeanStatus.Estimated)
            (mean, error) = Integrate(curve, begin, horizon ?? limit!.Value);
        var z = TwoSided.Critical(curve.Confidence);
        return new()
        {
            Horizon = horizon ?? limit,
            Rule = rule,
            Mean = mean,
            StandardError = error,
            Lower = mean - z * error,
            Upper = mean + z * error,
            Confidence = curve.Confidence,
            Status = status,
            Begin = begin,
        };
    }

    /// <summary>The latest horizon that the rule allows where the curve does not end at 0; null when there is none.</summary>
    internal static double? LatestHorizon(KaplanMeier curve, HorizonRule rule)
    {
        var last = curve.Risks.Times.Length - 1;
        while (rule == HorizonRule.LastEvent && last >= 0 && curve.Risks.Events(last) == 0)
            last--;
        return last < 0 ? null : curve.Risks.Times[last];
    }

    internal static void CheckHorizon(double? horizon, double begin)
    {
        if (horizon is { } τ && !(double.IsFinite(τ) && τ > begin))
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"A horizon is a finite time after the beginning of the curve, {begin}."
            );
    }

    // From the horizon back, so that the area still to come is at hand at every event.
    static (double Mean, double StandardError) Integrate(KaplanMeier curve, double begin, double τ)
    {
        var risks = curve.Risks;
        var Ŝ = curve.Survival;
        var (area, variance, end) = (0.0, 0.0, τ);
        var areas = curve.Rows is null ? [] : new double[risks.FirstNotBefore(τ)];
        for (var step = risks.FirstNotBefore(τ) - 1; step >= 0; step--)
        {
            area += Ŝ[step] * (end - risks.Times[step]);
            end = risks.Times[step];
            if (areas.Length > 0)
                areas[step] = area;
            var (d, remaining) = (risks.EventWeight(step), risks.RemainingWeight(step));
            if (d > 0 && remaining > 0)
                variance += area * (area * (d / (remaining + d) / remaining));
        }
        if (curve.Rows is { } rows)
            variance = rows.VarianceOfArea(risks, areas);
        return (area + (end - begin), double.Sqrt(variance));
    }
}

/// <summary>
/// Which times may be the horizon of a restricted mean, where the curve does not end at 0; the latest is the default.
/// </summary>
public enum HorizonRule
{
    /// <summary>Up to the last time, event or censored, as survRM2 and, in fact, SAS RMSTREG have it.</summary>
    LastTime,

    /// <summary>Up to the last event, as the documentation of SAS RMSTREG has it.</summary>
    LastEvent,
}

/// <summary>Whether a restricted mean could be estimated.</summary>
public enum RestrictedMeanStatus
{
    /// <summary>It could.</summary>
    Estimated,

    /// <summary>The horizon is later than the rule allows, where the curve is above 0 and nothing is known of it.</summary>
    BeyondFollowUp,

    /// <summary>No event and no horizon given, under <see cref="HorizonRule.LastEvent"/>: there is no horizon.</summary>
    NoEvents,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}
