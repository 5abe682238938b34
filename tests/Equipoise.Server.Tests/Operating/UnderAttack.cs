using System.Diagnostics;
using Equipoise.Conduct.Access;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Tests.Api;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests.Operating;

/// <summary>What goes on while somebody guesses, and what is known of programs afterwards.</summary>
public sealed class UnderAttack
{
    [Fact]
    public async Task During_a_thousand_wrong_passwords_a_randomization_takes_less_than_a_second()
    {
        await using var server = await ServerUnderTest.Start(
            steps: [SmallTrial.Step.Signed, SmallTrial.Step.Signed, SmallTrial.Step.Signed, SmallTrial.Step.Signed]
        );
        var program = Program.Coordinator(server);
        var browser = server.Browser();
        var hidden = (await browser.Get("/sign-in")).Hidden;
        // Two hundred names, so that no lock ends the checking.
        var attempts = Enumerable
            .Range(0, 1000)
            .Select(number => Task.Run(() => browser.PostBare("/sign-in", [.. hidden, ("user", $"user-{number % 200}"), ("password", "wrong")])))
            .ToList();
        await Task.WhenAny(attempts);
        List<double> seconds = [];
        foreach (var participant in new[] { "101-01", "101-02", "101-03", "101-04" })
        {
            attempts.ShouldContain(attempt => !attempt.IsCompleted, "they must still be checked");
            var asked = Stopwatch.GetTimestamp();
            (await program.Post($"/api/v1/participants/{participant}/randomization", "{}")).Status.ShouldBe(201);
            seconds.Add(Stopwatch.GetElapsedTime(asked).TotalSeconds);
        }
        // Other tests use the processors too: what the machine does for them is not waited for by all four.
        seconds.Min().ShouldBeLessThan(1);
        (await Task.WhenAll(attempts)).ShouldAllBe(answer => answer.Status == 422);
    }

    [Fact]
    public async Task What_a_program_asked_is_in_the_access_log_with_whose_key_it_had_and_what_it_was_told()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var program = Program.Coordinator(server);
        await program.Get("/api/v1/participants?search=101");
        await program.Post("/api/v1/participants/101-01/randomization", "{}");
        await program.Get("/api/v1/participants/202-01");
        await new Program(server.App.GetTestServer(), "wrong").Get("/api/v1/participants");
        await Program.Of(server, "mona", Role.Monitor, "101").Post("/api/v1/participants/101-01/randomization", "{}");
        var trail = server.Part<AccessTrail>();
        for (var waited = 0; trail.Latest(10).Count < 4 && waited < 100; waited++)
            await Task.Delay(50);
        var calls = trail.Latest(10).Where(entry => entry.What == Gate.Call).Reverse().ToList();
        calls.Select(entry => (entry.Person, entry.Detail![..entry.Detail!.IndexOf(", key", StringComparison.Ordinal)])).ShouldBe([
            ("carla", "GET /api/v1/participants, 200"),
            ("carla", "POST /api/v1/participants/{participant}/randomization, 201"),
            ("carla", "GET /api/v1/participants/{participant}, 404"),
            ("mona", "POST /api/v1/participants/{participant}/randomization, 403"),
        ]);
        calls.Take(3).Select(entry => entry.Detail!.Split("key ")[1]).Distinct().Count().ShouldBe(1);
        calls[3].Detail!.Split("key ")[1].ShouldNotBe(calls[0].Detail!.Split("key ")[1]);
        trail.FirstBroken().ShouldBeNull();
    }
}
