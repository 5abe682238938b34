namespace Equipoise.Statistics.Curves;

/// <summary>A survival curve at one of the observed times: at an event, or where someone is censored and nothing moves.</summary>
/// <param name="Time">The observed time.</param>
/// <param name="AtRisk">Rows under observation just before this time, #{entry &lt; time ≤ T}; rows, not weights.</param>
/// <param name="Events">Events at this time.</param>
/// <param name="Censored">Censorings at this time; they are at risk for the events of this time.</param>
/// <param name="WeightAtRisk">
/// The sum of the weights of those at risk, R's n.risk; their number when there are no weights.
/// </param>
/// <param name="EventWeight">
/// The sum of the weights of those with the event, R's n.event; their number when there are no weights.
/// </param>
/// <param name="Survival">Ŝ from this time on, this time's events included.</param>
/// <param name="StandardError">The standard error of Ŝ (Greenwood); null once Ŝ is 0.</param>
/// <param name="Lower">The lower pointwise limit; null once Ŝ is 0.</param>
/// <param name="Upper">The upper pointwise limit; null once Ŝ is 0.</param>
public readonly record struct SurvivalStep(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double WeightAtRisk,
    double EventWeight,
    double Survival,
    double? StandardError,
    double? Lower,
    double? Upper
);

/// <summary>A survival curve at any time, such as a landmark of the protocol or a tick under a figure.</summary>
/// <param name="Time">The time asked for.</param>
/// <param name="AtRisk">#{entry &lt; time ≤ T}.</param>
/// <param name="Events">
/// Events before this time, so that at risk, events and censored add to everyone who entered. <paramref name="Survival"/> does
/// include events at this very time, as everywhere. R's <c>summary(survfit, times)</c> counts n.event up to and including it.
/// </param>
/// <param name="Censored">Censorings before this time.</param>
/// <param name="Survival">Ŝ(time); null when not estimated.</param>
/// <param name="StandardError">The standard error of Ŝ (Greenwood); null when not estimated or Ŝ is 0.</param>
/// <param name="Lower">The lower pointwise limit; null when not estimated or Ŝ is 0.</param>
/// <param name="Upper">The upper pointwise limit; null when not estimated or Ŝ is 0.</param>
/// <param name="Status">Whether the data say anything about this time.</param>
public readonly record struct SurvivalAt(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double? Survival,
    double? StandardError,
    double? Lower,
    double? Upper,
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

/// <summary>What became of everyone before a time: those who entered had the event, were censored, or are at risk.</summary>
/// <param name="Time">The time.</param>
/// <param name="Entered">Rows whose observation began before this time; everyone when nobody comes late.</param>
/// <param name="AtRisk">#{entry &lt; time ≤ T}: entered, less events, less censored.</param>
/// <param name="Events">Events before this time.</param>
/// <param name="Censored">Censorings before this time.</param>
public readonly record struct AtRiskCount(double Time, int Entered, int AtRisk, int Events, int Censored);

/// <summary>Whether a whole survival curve is what it seems.</summary>
public enum CurveStatus
{
    /// <summary>It is.</summary>
    Estimated,

    /// <summary>
    /// Everyone who was under observation had the event at a time after which others enter, so that Ŝ is 0 for ever although
    /// people are followed later. An artefact of a small early risk set: choose a later beginning (<c>from</c>; R:
    /// <c>start.time</c>).
    /// </summary>
    ZeroBeforeLateEntries,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}
