using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct;

/// <summary>Everything on which a command about a participant is decided.</summary>
readonly record struct Situation(TrialState State, ParticipantState Participant, TrialRules Rules, Moment Moment);
