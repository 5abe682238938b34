using System.Collections.Immutable;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Access;

/// <summary>
/// Somebody who takes part in conducting the trial. An identifier is never given to anybody else, also when the account is
/// closed.
/// </summary>
/// <param name="Id">The identifier, under which entries are made.</param>
/// <param name="Name">The printed name, which stands on signatures.</param>
/// <param name="Roles">The roles in force, and those that a second administrator has to confirm.</param>
/// <param name="IsClosed">Whether the account is closed.</param>
public sealed record Person(string Id, string Name, ImmutableArray<GrantedRole> Roles, bool IsClosed)
{
    /// <summary>Whether this person may do that at that site; for what is of no site, whether anywhere.</summary>
    /// <param name="act">The act.</param>
    /// <param name="site">The site; null for what concerns no single site.</param>
    public bool May(Act act, string? site) =>
        !IsClosed
        && Roles.Any(granted =>
            granted.IsInForce
            && Rights.Of(granted.Role, act) switch
            {
                Reach.EverySite => granted.Site is null || granted.Site == site,
                // A role at a site that names none reaches nothing.
                Reach.OwnSites => granted.Site is not null && (site is null || granted.Site == site),
                _ => false,
            }
        );

    /// <summary>Whether this person may do that anywhere at all.</summary>
    public bool May(Act act) =>
        !IsClosed && Roles.Any(granted => granted.IsInForce && Rights.Of(granted.Role, act) != Reach.Nowhere);
}

/// <summary>A role that somebody was granted.</summary>
/// <param name="Role">The role.</param>
/// <param name="Site">The site; null for a role that is of none.</param>
/// <param name="GrantedBy">Who granted it.</param>
/// <param name="IsInForce">Whether it counts: some roles wait for a second administrator.</param>
public sealed record GrantedRole(Role Role, string? Site, string GrantedBy, bool IsInForce);

/// <summary>The people and sites of a trial.</summary>
sealed class People : Part
{
    internal ImmutableDictionary<string, Person> All { get; set; } =
        ImmutableDictionary.Create<string, Person>(StringComparer.OrdinalIgnoreCase);

    internal ImmutableDictionary<string, SiteRegistered> Sites { get; set; } = ImmutableDictionary<string, SiteRegistered>.Empty;

    internal ImmutableList<Entry> Delegations { get; set; } = [];

    internal void Change(string person, Func<Person, Person> change)
    {
        if (All.TryGetValue(person, out var known))
            All = All.SetItem(person, change(known));
    }
}

/// <summary>The people and sites of a trial.</summary>
public static class AccessState
{
    extension(TrialState trial)
    {
        /// <summary>
        /// Everybody who takes part in conducting the trial, or did, by identifier; identifiers differ by more than case.
        /// </summary>
        public IReadOnlyDictionary<string, Person> People => trial.Part<People>().All;

        /// <summary>The registered sites.</summary>
        public IReadOnlyDictionary<string, SiteRegistered> Sites => trial.Part<People>().Sites;

        /// <summary>The delegation log: entries of <see cref="TaskDelegated"/>, in their order.</summary>
        public IReadOnlyList<Entry> Delegations => trial.Part<People>().Delegations;
    }
}
