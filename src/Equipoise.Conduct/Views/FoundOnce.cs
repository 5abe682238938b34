using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>
/// What is looked up in a state of the trial, kept for whoever asks the same of the same state. A published state never changes,
/// so nothing that is kept can be out of date; with the next row there is another state, and what was kept goes with the old one.
/// </summary>
sealed class FoundOnce<TAsked, TFound>
    where TAsked : notnull
{
    readonly ConditionalWeakTable<TrialState, ConcurrentDictionary<TAsked, TFound>> kept = [];

    internal TFound Of(TrialState trial, TAsked asked, Func<TAsked, TFound> find) =>
        trial.IsPublished ? kept.GetOrCreateValue(trial).GetOrAdd(asked, find) : find(asked);
}
