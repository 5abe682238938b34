using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Takes a role from somebody.</summary>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">The site; null for a role of the sponsor.</param>
/// <param name="Reason">Why.</param>
public sealed record RevokeRole(string Person, Role Role, string? Site, string Reason) : AccessCommand
{
    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        foreach (var refusal in Unknown(state, Person))
            yield return refusal;
        if (Reasons.Against(Reason) is { } unexplained)
            yield return unexplained;
        if (!state.People.TryGetValue(Person, out var known))
            yield break;
        if (!known.Roles.Any(granted => granted.Role == Role && granted.Site == Site))
            yield return new("no-such-role", $"{known.Name} does not have that role.");
        else if (Role == Role.Administrator && state.People.Values.Count(other => other.May(Act.ManagePeople)) < 2)
            yield return new("last-administrator", $"{known.Name} is the last administrator: make another one first.");
    }

    private protected override TrialEvent Event(TrialState state) => new RoleRevoked(Person, Role, Site, Reason);
}

/// <summary>A role was taken from somebody.</summary>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">The site; null for a role of the sponsor.</param>
/// <param name="Reason">Why.</param>
[SinceFormat(2)]
public sealed record RoleRevoked(string Person, Role Role, string? Site, [FreeText] string Reason) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) =>
        $"{Person} is no longer {Role.InWords}{(Site is null ? "" : $" at site {Site}")}: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new RevokeRole(Person, Role, Site, Reason);

    private protected override void Change(People people, Entry entry) =>
        people.Change(
            Person,
            known => known with { Roles = known.Roles.RemoveAll(granted => granted.Role == Role && granted.Site == Site) }
        );
}
