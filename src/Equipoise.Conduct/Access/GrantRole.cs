using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Gives somebody a role, at a site where the role is one of a site.</summary>
/// <remarks>A role that unblinds or signs for the sponsor counts once a second administrator has confirmed it.</remarks>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">The site; null for a role of the sponsor.</param>
public sealed record GrantRole(string Person, Role Role, string? Site) : AccessCommand
{
    private protected override IEnumerable<Refusal> Objections(TrialState state, Stamp stamp)
    {
        foreach (var refusal in Unknown(state, Person))
            yield return refusal;
        if (!Enum.IsDefined(Role))
        {
            yield return new("bad-role", "That is no role.");
            yield break;
        }
        if (Rights.IsOfSite(Role) && Site is null)
            yield return new("role-needs-site", $"The role {Role.InWords} is one at a site: name the site.");
        if (!Rights.IsOfSite(Role) && Site is not null)
            yield return new("role-has-no-site", $"The role {Role.InWords} is one of the sponsor, and of no single site.");
        if (Site is not null && !state.Sites.ContainsKey(Site))
            yield return new("unknown-site", $"There is no site {Site}: register it first.");
        if (!state.People.TryGetValue(Person, out var known) || known.IsClosed)
            yield break;
        if (known.Roles.Any(granted => granted.Role == Role && granted.Site == Site))
            yield return new("role-granted-before", $"{known.Name} has that role already.");
        else if (known.Roles.FirstOrDefault(granted => Excludes(Role, Site, granted)) is { } other)
            yield return new(
                "roles-exclude-each-other",
                $"{known.Name} is {other.Role.InWords}{(other.Site is null ? "" : $" at site {other.Site}")}: "
                    + WhyNot(Role, other.Role)
            );
    }

    private protected override TrialEvent Event(TrialState state) =>
        new RoleGranted(Person, Role, Site, NeedsTwo(Role) ? true : null);

    /// <summary>Whether two administrators have to agree.</summary>
    internal static bool NeedsTwo(Role role) => role is Role.Signatory or Role.UnblindedStatistician;

    static bool IsClinical(Role role) => role is Role.Coordinator or Role.Investigator or Role.Pharmacist;

    static bool Checks(Role role) => role is Role.Monitor or Role.DataManager;

    static bool Excludes(Role wanted, string? site, GrantedRole has) =>
        (wanted == Role.Administrator && has.Role != Role.Administrator)
        || (has.Role == Role.Administrator && wanted != Role.Administrator)
        || (wanted == Role.BlindedStatistician && has.Role == Role.UnblindedStatistician)
        || (wanted == Role.UnblindedStatistician && has.Role == Role.BlindedStatistician)
        || (IsClinical(wanted) && IsClinical(has.Role) && site == has.Site)
        || (IsClinical(wanted) && Checks(has.Role))
        || (Checks(wanted) && IsClinical(has.Role));

    static string WhyNot(Role wanted, Role has) =>
        wanted == Role.Administrator || has == Role.Administrator ? "who manages people sees no data."
        : IsClinical(wanted) && IsClinical(has) ? "a person has one role at a site."
        : IsClinical(wanted) || IsClinical(has) ? "who records data does not check them."
        : "who has seen the arms is never blinded again, and who is blinded stays so.";
}

/// <summary>Somebody was given a role.</summary>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Role">The role.</param>
/// <param name="Site">The site; null for a role of the sponsor.</param>
/// <param name="Waits">Whether it waits for a second administrator; null when it counts at once.</param>
[SinceFormat(2)]
public sealed record RoleGranted(string Person, Role Role, string? Site, bool? Waits) : AccessEvent
{
    internal override string Says(TrialProtocol protocol) =>
        $"{Person} was made {Role.InWords}{(Site is null ? "" : $" at site {Site}")}"
            + (Waits is true ? ", once a second administrator agrees" : "");

    internal override TrialCommand AsAsked(Trace trace) => new GrantRole(Person, Role, Site);

    private protected override void Change(People people, Entry entry) =>
        people.Change(
            Person,
            known => known with { Roles = known.Roles.Add(new(Role, Site, entry.Stamp.By, IsInForce: Waits is not true)) }
        );
}
