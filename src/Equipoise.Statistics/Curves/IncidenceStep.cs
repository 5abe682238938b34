namespace Equipoise.Statistics.Curves;

/// <summary>The variance of a cumulative incidence.</summary>
public enum IncidenceVariance
{
    /// <summary>
    /// The sum of squared influences of the participants. R: <c>survfit(Surv(time, factor(cause)) ~ 1)</c>. Without weights and
    /// late entries it equals the delta-method variance, SAS: <c>proc lifetest error=delta</c>. Weights are sampling weights: an
    /// influence counts weight² times.
    /// </summary>
    InfinitesimalJackknife,

    /// <summary>
    /// Aalen (1978), with n - 1 in place of n. R: <c>cmprsk::cuminc</c>; SAS: <c>proc lifetest error=aalen</c>, its default,
    /// which may differ where events of several causes fall on one time. Weights are frequencies: a weight of 2 is the same as
    /// two rows.
    /// </summary>
    Aalen,
}

/// <summary>The probability of a state at one of the observed times.</summary>
/// <param name="Time">The observed time.</param>
/// <param name="AtRisk">The weight of those at risk at this time: their number, without weights.</param>
/// <param name="Events">The weight of the events of this cause at this time; of all causes in the curve without event.</param>
/// <param name="Probability">The probability from this time on, this time's events included.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">The lower pointwise limit; null once the probability is 0 or 1 because nobody is left without an
/// event.</param>
/// <param name="Upper">The upper pointwise limit; null likewise.</param>
public readonly record struct IncidenceStep(
    double Time,
    double AtRisk,
    double Events,
    double Probability,
    double StandardError,
    double? Lower,
    double? Upper
);

/// <summary>The probability of a state at any time; null where <see cref="Status"/> says that it does not exist.</summary>
/// <param name="Time">The time asked for.</param>
/// <param name="Probability">The probability.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">The lower pointwise limit; null also as in <see cref="IncidenceStep"/>.</param>
/// <param name="Upper">The upper pointwise limit; null likewise.</param>
/// <param name="Status">Whether the data say anything about this time.</param>
public readonly record struct IncidenceAt(
    double Time,
    double? Probability,
    double? StandardError,
    double? Lower,
    double? Upper,
    IncidenceStatus Status
);

/// <summary>Whether a curve says anything about a time.</summary>
public enum IncidenceStatus
{
    /// <summary>It does.</summary>
    Estimated,

    /// <summary>The time is later than the last observation, and someone was still without event then.</summary>
    BeyondFollowUp,

    /// <summary>Nobody was observed.</summary>
    NoObservations,
}
