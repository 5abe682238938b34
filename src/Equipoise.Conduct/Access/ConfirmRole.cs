using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>The second administrator agrees that somebody gets a role.</summary>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
public sealed record ConfirmRole(string Person, Role Role) : AccessCommand
{
    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        foreach (var refusal in Unknown(state, Person))
            yield return refusal;
        if (!state.People.TryGetValue(Person, out var known))
            yield break;
        var waiting = known.Roles.FirstOrDefault(granted => granted.Role == Role && !granted.IsInForce);
        if (waiting is null)
            yield return new("nothing-to-confirm", $"No role {Role.InWords} of {known.Name} waits for a second administrator.");
        else if (string.Equals(waiting.GrantedBy, stamp.By, StringComparison.OrdinalIgnoreCase))
            yield return new(
                "second-person-needed",
                $"The role {Role.InWords} was granted by you: another administrator has to confirm it."
            );
        else if (string.Equals(Person, stamp.By, StringComparison.OrdinalIgnoreCase))
            yield return new("second-person-needed", "Nobody confirms a role of their own.");
    }

    private protected override TrialEvent Event(TrialState state) => new RoleConfirmed(Person, Role);
}

/// <summary>A second administrator agreed to a role.</summary>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
[SinceFormat(2)]
public sealed record RoleConfirmed(string Person, Role Role) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) => $"{Person} is {Role.InWords}: a second administrator agreed";

    internal override TrialCommand AsAsked(Trace trace) => new ConfirmRole(Person, Role);

    private protected override void Change(People people, Entry entry) =>
        people.Change(
            Person,
            known =>
                known with
                {
                    Roles =
                    [
                        .. known.Roles.Select(granted => granted.Role == Role ? granted with { IsInForce = true } : granted),
                    ],
                }
        );
}
