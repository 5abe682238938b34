using System.Text;
using Equipoise.Conduct.Access;

namespace Equipoise.Server.Tests.Rights;

/// <summary>docs/endpoints.md: every address of the server by every role, from the list that the matrix is tested by.</summary>
static class EndpointsPage
{
    const string Head = """
        # Every address by every role

        What a browser may ask of `equipoise serve`, and who may ask: S at the own sites, A at every site, - nobody of that role. Whoever may not
        see a participant is answered as if there were none (404); whoever may see but not do that is refused (403). Written by the tests from the
        list of endpoints and the [table of rights](roles.md); the same tests ask every address in every role, for a participant of the own site
        and of another one. Programs have [addresses of their own](api.md).

        Open to anybody: 
        """;

    internal static string Of(IReadOnlyList<Asked> endpoints)
    {
        var roles = Enum.GetValues<Role>();
        var page = new StringBuilder(Head.TrimEnd()).Append(' ');
        page.AppendJoin(", ", Those("anybody")).Append(".\n\nTo whoever is signed in: ");
        page.AppendJoin(", ", Those("signed in")).Append(".\n\n");
        page.Append($"| address | needs | {string.Join(" | ", roles.Select(Conduct.Access.Rights.Short))} |\n");
        page.Append($"|---|---|{string.Concat(roles.Select(_ => "---|"))}\n");
        foreach (var asked in endpoints.Where(one => one.Whom is not "anybody" and not "signed in"))
            page.Append(
                $"| {Address(asked)} | {string.Join(" or ", asked.Acts)} | {string.Join(" | ", roles.Select(role => Reach(role, asked)))} |\n"
            );
        return page.ToString();

        IEnumerable<string> Those(string whom) => endpoints.Where(one => one.Whom == whom).Select(Address);
    }

    static string Address(Asked asked) => $"`{asked.Method} {asked.Pattern}`";

    static string Reach(Role role, Asked asked) =>
        asked.Acts.Max(act => Conduct.Access.Rights.Of(role, act)) switch
        {
            Conduct.Access.Reach.OwnSites => "S",
            Conduct.Access.Reach.EverySite => "A",
            _ => "-",
        };
}
