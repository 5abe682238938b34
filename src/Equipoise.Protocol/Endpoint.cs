namespace Equipoise.Protocol;

/// <summary>A time-to-event endpoint: from where, until what, and what is done when that is not seen.</summary>
/// <param name="Id">The key in the file; exported as PARAMCD, and the first word of every result id.</param>
/// <param name="Label">Its printed name, exported as PARAM.</param>
/// <param name="From">Where time starts.</param>
/// <param name="Events">What counts as the event: the first of these. Never empty.</param>
/// <param name="Censoring">The rules by which a time is censored, in the order in which they are tried.</param>
/// <param name="Unit">The unit in which times are printed.</param>
public sealed record Endpoint(
    string Id,
    string Label,
    TimeOrigin From,
    IReadOnlyList<EndpointEvent> Events,
    IReadOnlyList<CensoringRule> Censoring,
    TimeUnit Unit
);

/// <summary>Where the time of an endpoint starts. The day of the origin is day 1, so the shortest time is one day.</summary>
public enum TimeOrigin
{
    /// <summary>The day of randomization.</summary>
    Randomization,

    /// <summary>The day of the first dose.</summary>
    FirstDose,
}

/// <summary>What may count as the event of an endpoint.</summary>
public abstract record EndpointEvent
{
    EndpointEvent() { }

    /// <summary>An overall response of progressive disease.</summary>
    public sealed record Progression : EndpointEvent
    {
        /// <inheritdoc/>
        public override string ToString() => "progression";
    }

    /// <summary>Death of any cause.</summary>
    public sealed record Death : EndpointEvent
    {
        /// <inheritdoc/>
        public override string ToString() => "death";
    }

    /// <summary>
    /// Any other event, by the name that the data give it. It can be analyzed from ADTTE, not derived from SDTM.
    /// </summary>
    /// <param name="Name">Its name.</param>
    public sealed record Named(string Name) : EndpointEvent
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }
}

/// <summary>When a time is censored, and at what date.</summary>
/// <param name="When">The situation.</param>
/// <param name="At">The date used.</param>
public sealed record CensoringRule(CensoringReason When, CensoringDate At);

/// <summary>Why a time is censored.</summary>
public enum CensoringReason
{
    /// <summary>No event was seen by the data cutoff.</summary>
    NoEvent,

    /// <summary>A new anticancer therapy was started before an event.</summary>
    NewAnticancerTherapy,

    /// <summary>The event came after two or more consecutive tumor assessments were missed.</summary>
    TwoMissedAssessments,
}

/// <summary>The date at which a time is censored.</summary>
public enum CensoringDate
{
    /// <summary>
    /// The last assessment whose response was evaluable (not NE) before the situation; the origin itself when there is none.
    /// </summary>
    LastAdequateAssessment,

    /// <summary>The last date on which the participant was known to be alive.</summary>
    LastKnownAlive,
}
