using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Administration;

/// <summary>The people and sites of the trial.</summary>
static class AdministrationPages
{
    internal static void MapAdministration(this IEndpointRouteBuilder to)
    {
        to.MapGet("/sites", (Visitor visitor) => Page.Of<SitesPage>(("Visitor", visitor))).For(Act.See, Act.ManagePeople);
        to.MapPost("/sites", Register).For(Act.ManagePeople);
        to.MapGet(
                "/people",
                (Visitor visitor, AccountOverview accounts, string? search, int page = 1) =>
                    People(visitor, accounts, Typed.Nothing, search, page)
            )
            .For(Act.ManagePeople);
        to.MapPost("/people", Add).For(Act.ManagePeople);
        to.MapGet(
                "/people/{person}",
                (Visitor visitor, AccountOverview accounts, string person) => Show(visitor, accounts, person)
            )
            .For(Act.ManagePeople);
        to.MapPost("/people/{person}/grant", Grant).For(Act.ManagePeople);
        to.MapPost("/people/{person}/revoke", Revoke).For(Act.ManagePeople);
        to.MapPost("/people/{person}/confirm", Confirm).For(Act.ManagePeople);
        to.MapPost("/people/{person}/invite", Invite).For(Act.ManagePeople);
        to.MapPost("/people/{person}/end-sessions", EndSessions).For(Act.ManagePeople);
        to.MapPost("/people/{person}/close", Close).For(Act.ManagePeople);
    }

    static async Task<IResult> Register(Visitor visitor)
    {
        var typed = Typed.Of(visitor.Http);
        var command = new RegisterSite(
            typed.Text("site", "The identifier", most: 20),
            typed.Text("name", "The name"),
            typed.Text("country", "The country", most: 3),
            typed.Text("zone", "The time zone", most: 60)
        )
        {
            ReasonForChange = typed.TextOrNothing("reason", "The reason"),
        };
        return await visitor.Gives(
            typed,
            command,
            ("bad-site", "site"),
            ("site-begins-another", "site"),
            ("site-registered", "reason"),
            ("bad-name", "name"),
            ("bad-country", "country"),
            ("bad-time-zone", "zone")
        )
            ? FromScript.GoTo(visitor.Http, "/sites")
            : Page.Of<SitesPage>(typed, ("Visitor", visitor));
    }

    static IResult People(Visitor visitor, AccountOverview accounts, Typed typed, string? search = null, int page = 1)
    {
        var wanted = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        return Page.Of<PeoplePage>(
            typed,
            ("People", (IReadOnlyList<Person>)[.. visitor.State.People.Values.Where(Is).OrderBy(one => one.Id, ById)]),
            ("Search", wanted),
            ("Page", Math.Clamp(page, 1, 1_000_000)),
            ("Status", (Func<string, string>)accounts.StatusOf)
        );

        bool Is(Person one) =>
            wanted is null
            || one.Id.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || one.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || one.Roles.Any(role => role.Site == wanted);
    }

    static readonly StringComparer ById = StringComparer.OrdinalIgnoreCase;

    static async Task<IResult> Add(Visitor visitor, AccountOverview accounts)
    {
        var typed = Typed.Of(visitor.Http);
        var (user, name) = (typed.Text("user", "The user name", most: 50), typed.Text("name", "The printed name"));
        return await visitor.Gives(
            typed,
            new AddPerson(user, name),
            ("person-exists", "user"),
            ("bad-person", "user"),
            ("bad-name", "name")
        )
            ? FromScript.GoTo(visitor.Http, $"/people/{Uri.EscapeDataString(user)}")
            : People(visitor, accounts, typed);
    }

    static IResult Show(
        Visitor visitor,
        AccountOverview accounts,
        string person,
        Typed? typed = null,
        string? invitation = null
    ) =>
        visitor.State.People.TryGetValue(person, out var known)
            ? Page.Of<PersonPage>(
                typed ?? Typed.Nothing,
                ("Visitor", visitor),
                ("Person", known),
                ("Status", accounts.StatusOf(known.Id)),
                ("Invitation", invitation)
            )
            : Results.NotFound();

    static Task<IResult> Grant(Visitor visitor, AccountOverview accounts, string person)
    {
        var typed = Typed.Of(visitor.Http);
        var role = typed.Choice<Role>("role", "The role");
        var site = typed.TextOrNothing("site", "The site", most: 20);
        return Do(visitor, accounts, person, typed, new GrantRole(person, role, site));
    }

    static Task<IResult> Revoke(Visitor visitor, AccountOverview accounts, string person)
    {
        var typed = Typed.Of(visitor.Http);
        var (role, site) = Granted(typed);
        return Do(visitor, accounts, person, typed, new RevokeRole(person, role, site, typed.Text("reason", "The reason")));
    }

    static Task<IResult> Confirm(Visitor visitor, AccountOverview accounts, string person)
    {
        var typed = Typed.Of(visitor.Http);
        return Do(visitor, accounts, person, typed, new ConfirmRole(person, Granted(typed).Role));
    }

    static IResult Invite(
        Visitor visitor,
        AccountOverview accounts,
        Invitations invitations,
        SessionTable sessions,
        AccessTrail trail,
        string person
    )
    {
        if (!visitor.State.People.TryGetValue(person, out var known) || known.IsClosed)
            return Results.NotFound();
        sessions.EndAllOf(known.Id);
        trail.Note(visitor.Person.Id, visitor.Address, "invited", known.Id);
        // Somebody who invites themselves has ended their own session, and comes back with the code.
        return Show(visitor, accounts, person, invitation: invitations.Make(known.Id));
    }

    static IResult EndSessions(
        Visitor visitor,
        Identification identification,
        SessionTable sessions,
        AccessTrail trail,
        string person
    )
    {
        if (!visitor.State.People.TryGetValue(person, out var known))
            return Results.NotFound();
        sessions.EndAllOf(known.Id);
        identification.Unlock(known.Id);
        trail.Note(visitor.Person.Id, visitor.Address, "ended the sessions of", known.Id);
        return FromScript.GoTo(visitor.Http, $"/people/{Uri.EscapeDataString(person)}");
    }

    static async Task<IResult> Close(Visitor visitor, AccountOverview accounts, SessionTable sessions, string person)
    {
        var typed = Typed.Of(visitor.Http);
        var answer = await Do(visitor, accounts, person, typed, new CloseAccount(person, typed.Text("reason", "The reason")));
        if (typed.IsRead)
            sessions.EndAllOf(person);
        return answer;
    }

    static async Task<IResult> Do(Visitor visitor, AccountOverview accounts, string person, Typed typed, TrialCommand command)
    {
        if (!visitor.State.People.ContainsKey(person))
            return Results.NotFound();
        return await visitor.Gives(typed, command)
            ? FromScript.GoTo(visitor.Http, $"/people/{Uri.EscapeDataString(person)}")
            : Show(visitor, accounts, person, typed);
    }

    static (Role Role, string? Site) Granted(Typed typed)
    {
        var parts = typed["role"].Split('/', 2);
        if (!Enum.GetNames<Role>().Contains(parts[0]))
        {
            typed.With("role", "That is no role.");
            return default;
        }
        return (Enum.Parse<Role>(parts[0]), parts is [_, { Length: > 0 } site] ? site : null);
    }
}
