namespace Equipoise.Conduct.Record;

/// <summary>Where an event stands in the record: what its command is told again from.</summary>
/// <param name="Before">What was recorded before it.</param>
/// <param name="Rules">The protocol under which the trial was opened.</param>
/// <param name="Next">What the same person recorded after it in the same moment, under the same request.</param>
readonly record struct Trace(TrialState Before, TrialRules Rules, IEnumerable<TrialEvent> Next);
