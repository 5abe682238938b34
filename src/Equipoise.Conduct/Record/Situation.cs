using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>
/// Everything on which a command about a participant is decided; the rules are those of the version that binds the
/// participant.
/// </summary>
readonly record struct Situation(TrialState State, ParticipantState Participant, TrialRules Rules, Stamp Stamp);
