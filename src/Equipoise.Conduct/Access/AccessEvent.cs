using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Something that happened to people, roles or sites.</summary>
public abstract record AccessEvent : TrialEvent
{
    private protected AccessEvent() { }

    internal override bool MayFollowTheLock => true;

    private protected abstract void Change(People people, Entry entry);

    internal override void Apply(TrialState trial, Entry entry) => Change(trial.Own<People>(), entry);
}

/// <summary>
/// A command about people, roles or sites. It may still be given when the trial is locked: people come and go, and archives
/// are read.
/// </summary>
public abstract record AccessCommand : TrialCommand
{
    private protected AccessCommand() { }

    internal override Act Act => Act.ManagePeople;

    internal override bool EvenAfterLock => true;

    private protected sealed override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        List<Refusal> reasons = [.. Objections(state, stamp)];
        return reasons.Count > 0 ? new Decision.Refused(reasons) : new Decision.Accepted([Event(state)]);
    }

    private protected abstract IEnumerable<Refusal> Objections(TrialState state, Stamp stamp);

    private protected abstract TrialEvent Event(TrialState state);

    private protected static IEnumerable<Refusal> Unknown(TrialState state, string person)
    {
        if (!state.People.TryGetValue(person, out var known))
            yield return new("unknown-person", $"Nobody is known as '{person}': add the person first.");
        else if (known.IsClosed)
            yield return new("account-closed", $"The account of {known.Name} ({person}) is closed, and is never opened again.");
    }
}
