using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>The people of the trial, for who manages them; for others who see participants, those of their sites.</summary>
/// <param name="People">The people, by printed name.</param>
/// <param name="Delegations">The delegation log, the latest line first.</param>
public sealed record PeopleView(IReadOnlyList<PersonView> People, IReadOnlyList<DelegationView> Delegations)
{
    internal static PeopleView Of(Viewer viewer)
    {
        var everybody = viewer.May(Act.ManagePeople) || viewer.SeesEverySite;
        return new(
            [
                .. viewer
                    .Trial.People.Values.Where(person =>
                        everybody || person.Roles.Any(role => role.Site is { } site && viewer.May(Act.See, site))
                    )
                    .OrderBy(person => person.Name, StringComparer.Ordinal)
                    .ThenBy(person => person.Id, StringComparer.Ordinal)
                    .Select(person => PersonView.Of(person, viewer, everybody)),
            ],
            [
                .. viewer
                    .Trial.Delegations.Where(entry =>
                        everybody || viewer.May(Act.See, ((TaskDelegated)entry.Event).Site)
                    )
                    .Reverse()
                    .Select(entry => DelegationView.Of(entry, viewer)),
            ]
        );
    }
}

/// <summary>Somebody of the trial.</summary>
/// <param name="Person">The identifier.</param>
/// <param name="Name">The printed name.</param>
/// <param name="IsClosed">Whether the account is closed.</param>
/// <param name="InForce">The roles that count.</param>
/// <param name="Waiting">The roles that wait for a second administrator.</param>
public sealed record PersonView(
    string Person,
    string Name,
    bool IsClosed,
    IReadOnlyList<RoleView> InForce,
    IReadOnlyList<RoleView> Waiting
)
{
    internal static PersonView Of(Person person, Viewer viewer, bool everybody)
    {
        var seen = person.Roles.Where(role => everybody || (role.Site is { } site && viewer.May(Act.See, site))).ToList();
        return new(person.Id, person.Name, person.IsClosed, Those(inForce: true), Those(inForce: false));

        IReadOnlyList<RoleView> Those(bool inForce) =>
            [
                .. seen.Where(role => role.IsInForce == inForce && !person.IsClosed)
                    .Select(role => new RoleView(
                        role.Role,
                        role.Role.InWords,
                        role.Site,
                        viewer.NameOf(role.GrantedBy) ?? role.GrantedBy
                    )),
            ];
    }
}

/// <summary>A role of somebody.</summary>
/// <param name="Role">The role.</param>
/// <param name="Words">The role in words: "data manager".</param>
/// <param name="Site">The site; null for a role that is of none.</param>
/// <param name="GrantedBy">The printed name of who granted it.</param>
public sealed record RoleView(Role Role, string Words, string? Site, string GrantedBy);

/// <summary>A line of the delegation log.</summary>
/// <param name="Person">Who has the task: the identifier.</param>
/// <param name="Name">The printed name.</param>
/// <param name="Site">The site.</param>
/// <param name="Task">The task.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null while it goes on.</param>
/// <param name="By">The printed name of the investigator who delegated it.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record DelegationView(
    string Person,
    string Name,
    string Site,
    Act Task,
    DateOnly From,
    DateOnly? Until,
    string By,
    DateTimeOffset At
)
{
    internal static DelegationView Of(Entry entry, Viewer viewer)
    {
        var line = (TaskDelegated)entry.Event;
        return new(
            line.Person,
            viewer.NameOf(line.Person) ?? line.Person,
            line.Site,
            line.Task,
            line.From,
            line.Until,
            viewer.NameOf(entry.Stamp.By) ?? entry.Stamp.By,
            entry.Stamp.RecordedAt
        );
    }
}
