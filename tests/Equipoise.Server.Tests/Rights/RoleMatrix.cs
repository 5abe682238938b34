using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;

namespace Equipoise.Server.Tests.Rights;

/// <summary>Every role at every endpoint, for a participant of the own site and of another one.</summary>
public sealed partial class RoleMatrix
{
    const string Own = "101-04";
    const string Other = "202-04";
    const string Nobody = "101-99";

    static readonly SmallTrial.Step[] steps = Enum.GetValues<SmallTrial.Step>();

    [Fact]
    public async Task Every_endpoint_is_in_the_list_with_what_it_needs()
    {
        await using var server = await ServerUnderTest.Start();
        Asked.Of(server.App).ShouldBe(Asked.Listed, ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_table_of_rights_does_not_grant_is_refused_and_what_is_of_another_site_is_not_there()
    {
        await using var server = await ServerUnderTest.Start(steps: steps);
        List<string> wrong = [];
        foreach (var (person, _, _, _) in SmallTrial.People)
        {
            var browser = await server.SignedIn(person);
            foreach (var asked in Asked.Listed.Where(one => one.Whom is not "anybody" and not "signed in" and not "program"))
                foreach (var participant in asked.IsOfParticipant ? new[] { Own, Other } : [Own])
                {
                    // What was ended or changed by an earlier request must not hide what a later one is answered.
                    if (asked.Method == "POST" && asked.Pattern.StartsWith("/people/", StringComparison.Ordinal) && person == "ada")
                        continue;
                    var answer = await Ask(browser, asked, participant);
                    var known = server.State.People[person];
                    var site = asked.IsOfParticipant ? participant[..3] : null;
                    var expected =
                        site is not null && !known.May(Act.See, site) ? 404
                        : asked.Acts.Any(act => site is null ? known.May(act) : known.May(act, site)) ? 200
                        : 403;
                    var got = answer.Status is 403 or 404 or 401 or >= 500 ? answer.Status : 200;
                    // A history is of a row: row 1 is nobody's. Nobody here has an adverse event.
                    if (got == 404 && (asked.Pattern.Contains("{sequence", StringComparison.Ordinal) || asked.Pattern.Contains("{number", StringComparison.Ordinal)))
                        continue;
                    if (got != expected)
                        wrong.Add($"{person}: {asked.Method} {asked.Pattern} for {participant}: {answer.Status}, not {expected}");
                }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_participant_of_another_site_is_answered_to_the_byte_as_one_who_does_not_exist()
    {
        await using var server = await ServerUnderTest.Start(steps: steps);
        foreach (var person in new[] { "carla", "ida", "paul", "mona", "ada" })
        {
            var browser = await server.SignedIn(person);
            foreach (var asked in Asked.Listed.Where(one => one.IsOfParticipant))
            {
                var other = await Ask(browser, asked, Other);
                var nobody = await Ask(browser, asked, Nobody);
                other.Status.ShouldBe(404, $"{person} {asked}");
                Bare(other.Text).ShouldBe(Bare(nobody.Text), $"{person} {asked}");
            }
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing_but_the_sign_in()
    {
        await using var server = await ServerUnderTest.Start(steps: steps);
        var browser = server.Browser();
        foreach (var asked in Asked.Listed.Where(one => one.Whom != "anybody"))
        {
            var answer =
                asked.Method == "GET" ? await browser.Get(asked.At(Own)) : await browser.PostBare(asked.At(Own), ("key", "1"));
            answer.Status.ShouldBe(asked.Method == "GET" ? 302 : 401, asked.ToString());
        }
    }

    [Fact]
    public async Task Whoever_lost_their_role_or_account_loses_it_in_the_session_that_runs()
    {
        await using var server = await ServerUnderTest.Start(steps: steps);
        var (carla, ida, ada) = (await server.SignedIn("carla"), await server.SignedIn("ida"), await server.SignedIn("ada"));
        (await ada.PostFrom("/people/carla", "/people/carla/revoke", ("role", "Coordinator/101"), ("reason", "She left the site.")))
            .Status.ShouldBe(303);
        (await carla.Get($"/p/{Own}")).Status.ShouldBe(404);
        (await ada.PostFrom("/people/ida", "/people/ida/close", ("reason", "She left the site."))).Status.ShouldBe(303);
        (await ida.Get("/participants")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_request_that_another_page_made_is_refused_whatever_cookie_it_carries()
    {
        await using var server = await ServerUnderTest.Start(steps: steps);
        var carla = await server.SignedIn("carla");
        foreach (var origin in new[] { "cross-site", "same-site", "" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/p/{Own}/randomize") { Content = new FormUrlEncodedContent([]) };
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", origin);
            (await carla.Send(request)).Status.ShouldBe(403, origin);
        }
        (await carla.PostBare($"/p/{Own}/randomize", ("key", "1"))).Status.ShouldBe(400);
        server.State.RandomizedCount.ShouldBe(2);
    }

    [Fact]
    public void The_page_of_endpoints_says_for_every_role_what_it_reaches()
    {
        var path = Repository.At("docs", "endpoints.md");
        var page = EndpointsPage.Of(Asked.Listed);
        if (Environment.GetEnvironmentVariable("EQUIPOISE_WRITE_ENDPOINTS") == "1")
            File.WriteAllText(path, page);
        File.ReadAllText(path).ShouldBe(page, "EQUIPOISE_WRITE_ENDPOINTS=1 with this test writes docs/endpoints.md anew.");
    }

    static Task<Browser.Answer> Ask(Browser browser, Asked asked, string participant) =>
        asked.Method == "GET" ? browser.Get(asked.At(participant)) : browser.PostFrom("/account", asked.At(participant));

    /// <summary>A page without what differs from one showing of it to the next.</summary>
    internal static string Bare(string page) => Changing().Replace(page, "");

    [GeneratedRegex(
        "nonce=\"[^\"]*\"|name=\"(?:form|key|proof-challenge)\" value=\"[^\"]*\"|\"traceId\":\"[^\"]*\"",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Changing();
}
