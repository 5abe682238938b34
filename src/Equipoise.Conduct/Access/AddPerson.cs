using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Adds somebody to the people of the trial. Without a role they may do nothing.</summary>
/// <param name="Person">The identifier: letters, digits, <c>. - _ @</c>, at most 50. It is never given to anybody else.</param>
/// <param name="Name">The printed name, which stands on signatures.</param>
public sealed record AddPerson(string Person, string Name) : AccessCommand
{
    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        if (Identifiers.AgainstPerson(Person) is { } nobody)
            yield return nobody;
        else if (state.People.TryGetValue(Person, out var known))
            yield return new(
                "person-exists",
                $"'{known.Id}' is {known.Name}{(known.IsClosed ? ", whose account is closed" : "")}: identifiers are "
                    + "never given twice, "
                    + "and differ by more than case."
            );
        if (AgainstName(Name) is { } unprintable)
            yield return unprintable;
    }

    /// <summary>What is wrong with a printed name; null when nothing is.</summary>
    internal static Refusal? AgainstName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl) || name.Length > 200
            ? new("bad-name", "A person has a printed name of at most 200 characters, without control characters.")
            : null;

    private protected override TrialEvent Event(TrialState state) => new PersonAdded(Person, Name.Trim());
}

/// <summary>Somebody was added to the people of the trial.</summary>
/// <param name="Person">The identifier.</param>
/// <param name="Name">The printed name.</param>
[SinceFormat(2)]
public sealed record PersonAdded(string Person, string Name) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) => $"{Name} ({Person}) was added";

    internal override TrialCommand AsAsked(Trace trace) => new AddPerson(Person, Name);

    private protected override void Change(People people, Entry entry) =>
        people.All = people.All.SetItem(Person, new(Person, Name, [], IsClosed: false));
}
