using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Server.Accounts;
using Equipoise.Server.Tables;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Server;

/// <summary>Accounts for trying the server out, one for each role, all with one password.</summary>
public static class DemoAccounts
{
    /// <summary>Makes them for people of a trial with virtual participants.</summary>
    /// <exception cref="InvalidOperationException">The participants of the trial are real.</exception>
    public static (string Password, IReadOnlyList<(string Person, string Role)> People) Make(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var served = server.Services.GetRequiredService<ServedTrial>();
        var store = server.Services.GetRequiredService<AccountStore>();
        using var log = served.OpenLog();
        var state = TrialState.Of(log.Read());
        if (state.Opened is not { Synthetic: true })
            throw new InvalidOperationException("A demonstration is of virtual participants only.");
        var site = SiteOf(state);
        var password = Token.Draw()[..16];
        List<(string, string)> people = [];
        foreach (var person in state.People.Values.OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            if (person.Roles.FirstOrDefault(role => role.Site is null || role.Site == site) is not { } role)
                continue;
            var account = new Account { Person = person.Id };
            account.Password = new PasswordHasher<Account>().HashPassword(account, password);
            store.Keep(account);
            people.Add((person.Id, $"{Pages.Parts.RoleWords.Of(role)}: {person.Name}"));
        }
        return (password, people);
    }

    /// <summary>The site whose people have accounts: of those that fill in forms, the one with the most participants.</summary>
    public static string SiteOf(TrialState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Not every site fills in forms in a rehearsal.
        return state
                .Participants.GroupBy(who => who.Site)
                .MaxBy(site => (site.Any(who => who.EntriesOf<FormItemRecorded>().Any()), site.Count()))
                ?.Key
            ?? state.Sites.Keys.Order().First();
    }
}
