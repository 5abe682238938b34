namespace Equipoise.Design.Forecast;

/// <summary>How a participant stands at the data date, whatever the arm.</summary>
/// <param name="Randomized">The day of randomization.</param>
/// <param name="Days">The days at risk that were observed: up to the event, the loss, or the last look.</param>
/// <param name="End">The day of the event or of censoring.</param>
/// <param name="Status">What ended the observation.</param>
public sealed record FollowedParticipant(DateOnly Randomized, int Days, DateOnly End, FollowUpStatus Status);

/// <summary>What ended the observation of a participant.</summary>
public enum FollowUpStatus
{
    /// <summary>Still followed: the event may come.</summary>
    Ongoing,

    /// <summary>The event.</summary>
    Event,

    /// <summary>Left, or censored for good, before the end of the follow-up that was planned.</summary>
    Lost,

    /// <summary>Followed to the end that was planned, without the event.</summary>
    Completed,
}
