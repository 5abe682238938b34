using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Server.Accounts;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests.Api;

/// <summary>A key sees and does what its role may, and nothing else of its person.</summary>
public sealed class KeyTests
{
    const string Screening = """{"site":"SITE","age":57,"sex":"female","on":"2018-06-01"}""";
    const string Result =
        """{"participant":"202-01","result":{"test":"neutrophils","value":1.8,"unit":"10^9/L","on":"2018-06-01"}}""";

    [Fact]
    public async Task A_key_of_a_coordinator_at_101_who_is_investigator_at_202_too_sees_101_only()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        await Do(server, new GrantRole("carla", Role.Investigator, "202"));
        var program = Program.Coordinator(server);

        var seen = await program.Get("/api/v1/participants");
        seen.Json["participants"]!.AsArray().Select(one => (string)one!["participant"]!).ShouldBe(["101-01"]);
        ((int)seen.Json["total"]!).ShouldBe(1);
        (await program.Get("/api/v1/participants?site=202")).Text.ShouldBe((await program.Get("/api/v1/participants?site=none")).Text);
        foreach (var place in new[] { "", "/randomization" })
        {
            var other = (await program.Get($"/api/v1/participants/202-01{place}")).ShouldBeProblem(404);
            other.Text.ShouldBe((await program.Get($"/api/v1/participants/303-01{place}")).Text);
        }

        var elsewhere = Program.Of(server, "carla", Role.Investigator, "202");
        (await elsewhere.Get("/api/v1/participants")).Json["participants"]!.AsArray().Select(one => (string)one!["participant"]!)
            .ShouldBe(["202-01"]);
        (await elsewhere.Get("/api/v1/participants/101-01")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task A_key_for_one_site_does_nothing_at_another_of_the_same_person()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        await Do(server, new GrantRole("carla", Role.Coordinator, "202"));
        var program = Program.Coordinator(server);
        var before = server.State.Head;
        (await program.Post("/api/v1/participants", Screening.Replace("SITE", "202", StringComparison.Ordinal)))
            .ShouldBeProblem(409)
            .Rules.ShouldBe(["not-your-site"]);
        (await program.Post("/api/v1/participants/202-01/randomization", "{}")).ShouldBeProblem(404);
        var batch = await program.Post("/api/v1/laboratory", $$"""{"rows":[{{Result}}]}""");
        batch.Status.ShouldBe(200);
        ((string)batch.Json["rows"]![0]!["refusals"]![0]!["rule"]!).ShouldBe("unknown-participant");
        server.State.Head.ShouldBe(before);

        // The other key of the same person does.
        (await Program.Of(server, "carla", Role.Coordinator, "202").Post("/api/v1/participants/202-01/randomization", "{}"))
            .Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_key_ends_with_its_role_with_its_account_and_when_it_is_ended()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Screened]);
        await Do(server, new GrantRole("carla", Role.Investigator, "202"));
        var program = Program.Coordinator(server);
        (await program.Get("/api/v1/participants")).Status.ShouldBe(200);
        await Do(server, new RevokeRole("carla", Role.Coordinator, "101", "left the site"));
        foreach (var place in new[] { "", "/101-01", "/202-01" })
            (await program.Get($"/api/v1/participants{place}")).ShouldBeProblem(401).Headers["WWW-Authenticate"].ShouldBe("Bearer");

        var carlo = Program.Of(server, "carlo", Role.Coordinator, "202");
        (await carlo.Get("/api/v1/participants")).Status.ShouldBe(200);
        var keys = server.Part<ApiKeys>();
        keys.End("carla", keys.Of("carlo").Single().Id);
        (await carlo.Get("/api/v1/participants")).Status.ShouldBe(200, "nobody ends the key of another");
        keys.End("carlo", keys.Of("carlo").Single().Id);
        (await carlo.Get("/api/v1/participants")).ShouldBeProblem(401);

        var ivan = Program.Of(server, "ivan", Role.Investigator, "202");
        server.Clock.Move(TimeSpan.FromDays(364));
        (await ivan.Get("/api/v1/participants")).Status.ShouldBe(200);
        server.Clock.Move(TimeSpan.FromDays(2));
        (await ivan.Get("/api/v1/participants")).ShouldBeProblem(401);
    }

    [Fact]
    public async Task Without_a_key_that_counts_nothing_is_told_and_a_session_is_none()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        foreach (var key in new[] { "", "wrong", new string('a', 43), "' OR 1=1 --" })
        {
            var nobody = new Program(server.App.GetTestServer(), key);
            (await nobody.Get("/api/v1/participants")).ShouldBeProblem(401);
            (await nobody.Get("/api/v1/participants/101-01")).ShouldBeProblem(401);
            (await nobody.Post("/api/v1/participants/101-01/randomization", "{}")).ShouldBeProblem(401);
        }
        (await (await server.SignedIn("carla")).Get("/api/v1/participants")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Six_hundred_requests_a_minute_are_taken_with_one_key_and_the_next_are_told_when_to_come_back()
    {
        await using var server = await ServerUnderTest.Start();
        server.Clock.Move(TimeSpan.FromSeconds(20));
        var program = Program.Coordinator(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 605).Select(_ => program.Get("/api/v1/participants")));
        answers.Count(answer => answer.Status == 200).ShouldBe(600);
        var refused = answers.Where(answer => answer.Status != 200).ToList();
        refused.ForEach(answer => answer.ShouldBeProblem(429).Headers["Retry-After"].ShouldBe("40"));
        (await Program.Of(server, "ida", Role.Investigator, "101").Get("/api/v1/participants")).Status.ShouldBe(200);
        server.Clock.Move(TimeSpan.FromSeconds(40));
        (await program.Get("/api/v1/participants")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_may_not_do_it_is_refused_and_who_may_not_see_arms_is_told_none()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized, SmallTrial.Step.Signed]);
        var mona = Program.Of(server, "mona", Role.Monitor, "101");
        (await mona.Post("/api/v1/participants", Screening.Replace("SITE", "101", StringComparison.Ordinal))).ShouldBeProblem(403);
        foreach (var act in new[] { "consent", "eligibility", "randomization", "laboratory" })
            (await mona.Post($"/api/v1/participants/101-02/{act}", "{}")).ShouldBeProblem(403);
        (await mona.Post("/api/v1/laboratory", """{"rows":[]}""")).ShouldBeProblem(403);
        (await Program.Of(server, "ada", Role.Administrator, null).Get("/api/v1/participants")).ShouldBeProblem(403);

        var arm = server.State.Find("101-01")!.Randomized!.Arm;
        ((string)(await mona.Get("/api/v1/participants/101-01/randomization")).Json["arm"]!).ShouldBe(arm);
        var blinded = (await Program.Of(server, "ben", Role.BlindedStatistician, null).Get("/api/v1/participants/101-01/randomization"));
        blinded.Text.ShouldBe("""{"participant":"101-01","on":"2018-06-01","arm":null,"armName":null}""");
    }

    static async Task Do(ServerUnderTest server, Conduct.Record.TrialCommand command) =>
        (await server.Part<RunningTrial>().Conduct!.DoAsync(command, "ada")).ShouldBeOfType<Conduct.Record.Decision.Accepted>();
}
