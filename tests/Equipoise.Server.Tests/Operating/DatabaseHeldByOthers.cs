using System.Net;
using Equipoise.Server.Tests.Api;
using Equipoise.TrialLog.Beside;
using Microsoft.Data.Sqlite;

namespace Equipoise.Server.Tests.Operating;

/// <summary>What is told while the database cannot be used: that, and no fault of the program.</summary>
public sealed class DatabaseHeldByOthers
{
    [Fact]
    public async Task Who_asks_meanwhile_is_told_to_come_back_and_then_gets_the_answer()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var program = Program.Coordinator(server);
        var browser = server.Browser();
        var hidden = (await browser.Get("/sign-in")).Hidden;
        const string randomization = "/api/v1/participants/101-01/randomization";
        using (var other = new SqliteConnection($"Data Source={SideTables.FileFor(server.LogPath)};Pooling=false"))
        {
            other.Open();
            using var held = other.BeginTransaction(deferred: false);
            var page = Task.Run(() => browser.PostBare("/sign-in", [.. hidden, ("user", "carla"), ("password", "wrong")]));
            var answer = await Task.Run(() => program.Post(randomization, "{}", "one"));
            answer.ShouldBeProblem((int)HttpStatusCode.ServiceUnavailable);
            answer.Headers["Retry-After"].ShouldBe("2");
            answer.Text.ShouldContain("The database of the trial cannot be used just now.");
            (await page).Status.ShouldBe((int)HttpStatusCode.ServiceUnavailable);
        }
        (await program.Get(randomization)).Status.ShouldBe((int)HttpStatusCode.NotFound);
        (await program.Post(randomization, "{}", "one")).Status.ShouldBe((int)HttpStatusCode.Created);
    }
}
