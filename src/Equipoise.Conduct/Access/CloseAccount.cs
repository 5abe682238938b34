using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Closes somebody's account for good: they enter nothing more, and all their roles end.</summary>
/// <param name="Person">The identifier.</param>
/// <param name="Reason">Why.</param>
public sealed record CloseAccount(string Person, string Reason) : AccessCommand
{
    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        foreach (var refusal in Unknown(state, Person))
            yield return refusal;
        if (Reasons.Against(Reason) is { } unexplained)
            yield return unexplained;
        var others = state.People.Values.Count(other => other.Id != Person && other.May(Act.ManagePeople));
        if (state.People.TryGetValue(Person, out var known) && known.May(Act.ManagePeople) && others == 0)
            yield return new("last-administrator", $"{known.Name} is the last administrator: make another one first.");
    }

    private protected override TrialEvent Event(TrialState state) => new AccountClosed(Person, Reason);
}

/// <summary>Somebody's account was closed.</summary>
/// <param name="Person">The identifier.</param>
/// <param name="Reason">Why.</param>
[SinceFormat(2)]
public sealed record AccountClosed(string Person, [FreeText] string Reason) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) => $"The account of {Person} was closed: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new CloseAccount(Person, Reason);

    private protected override void Change(People people, Entry entry) =>
        people.Change(Person, known => known with { IsClosed = true });
}
