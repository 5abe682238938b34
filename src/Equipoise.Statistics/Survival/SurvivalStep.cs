namespace Equipoise.Statistics.Survival;

/// <summary>A survival curve at one of the observed times: at an event, or where someone is censored and nothing moves.</summary>
/// <param name="Time">The observed time.</param>
/// <param name="AtRisk">Whose observation ends at this time or later, #{T ≥ time}.</param>
/// <param name="Events">Events at this time.</param>
/// <param name="Censored">Censorings at this time; they are at risk for the events of this time.</param>
/// <param name="Survival">Ŝ from this time on, this time's events included.</param>
/// <param name="StandardError">The standard error of Ŝ (Greenwood); NaN once Ŝ is 0.</param>
/// <param name="Lower">The lower pointwise limit; NaN once Ŝ is 0.</param>
/// <param name="Upper">The upper pointwise limit; NaN once Ŝ is 0.</param>
public readonly record struct SurvivalStep(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double Survival,
    double StandardError,
    double Lower,
    double Upper
);

/// <summary>A survival curve at any time, such as a landmark of the protocol or a tick under a figure.</summary>
/// <param name="Time">The time asked for.</param>
/// <param name="AtRisk">#{T ≥ time}.</param>
/// <param name="Events">
/// Events before this time, so that at risk, events and censored add to everyone. <paramref name="Survival"/> does include events
/// at this very time, as everywhere. R's <c>summary(survfit, times)</c> counts n.event up to and including it.
/// </param>
/// <param name="Censored">Censorings before this time.</param>
/// <param name="Survival">Ŝ(time); NaN when not estimated.</param>
/// <param name="StandardError">The standard error of Ŝ (Greenwood); NaN when not estimated or Ŝ is 0.</param>
/// <param name="Lower">The lower pointwise limit; NaN when not estimated or Ŝ is 0.</param>
/// <param name="Upper">The upper pointwise limit; NaN when not estimated or Ŝ is 0.</param>
/// <param name="Status">Whether the data say anything about this time.</param>
public readonly record struct SurvivalAt(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double Survival,
    double StandardError,
    double Lower,
    double Upper,
    SurvivalStatus Status
);

/// <summary>Whether a survival curve says anything about a time.</summary>
public enum SurvivalStatus
{
    /// <summary>It does.</summary>
    Estimated,

    /// <summary>
    /// The time is later than the last observation, and that was censored: not estimable, as SAS LIFETEST has it and R by default
    /// (<c>summary(survfit, times)</c> drops such times; <c>extend = TRUE</c> would carry the last value on).
    /// </summary>
    BeyondFollowUp,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}

/// <summary>A quantile of a survival time with its limits; NaN where the curve or its band never comes down far enough.</summary>
/// <param name="Estimate">The time by which that fraction has had the event.</param>
/// <param name="Lower">The lower limit: where the lower limit of the curve reaches the level.</param>
/// <param name="Upper">The upper limit: where the upper limit of the curve reaches the level.</param>
public readonly record struct Quantile(double Estimate, double Lower, double Upper)
{
    /// <summary>Nothing can be said.</summary>
    public static Quantile NotEstimable => new(double.NaN, double.NaN, double.NaN);
}
