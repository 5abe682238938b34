using Equipoise.Conduct.FollowUp;

namespace Equipoise.Conduct.Views;

/// <summary>How a participant left the study or died.</summary>
/// <param name="Withdrawn">The withdrawal; null while they are in the study.</param>
/// <param name="Died">The death; null while nobody recorded one.</param>
public sealed record EndView(ParticipantWithdrawn? Withdrawn, DeathRecorded? Died);
