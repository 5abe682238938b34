using System.Diagnostics;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Cli.Cluster;
using Equipoise.Trial.Tests.Conduct.Stores;
using Xunit.Abstractions;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>The server is killed (SIGKILL) at every point at which a write can be interrupted, again and again.</summary>
/// <remarks>
/// The client is one that never gives up: it repeats a request under the same key until it is answered. 30 deaths for each store; with
/// <c>EQUIPOISE_DEATHS=300</c> as many as that.
/// </remarks>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class SuddenDeath(OnePostgres server, ITestOutputHelper output)
{
    static readonly int deaths = int.Parse(Environment.GetEnvironmentVariable("EQUIPOISE_DEATHS") ?? "30");

    [Theory]
    [EveryStore]
    public void What_was_acknowledged_is_stored_and_what_is_stored_replays_whenever_the_server_dies(string name)
    {
        using var store = Store.New(name, server);
        var participants = store.Ready(participants: 3 * deaths);
        var requests = new Queue<(string Key, string Participant)>(
            participants.Select(participant => ($"request-{participant}", participant))
        );
        Dictionary<string, string> acknowledged = [];
        var died = 0;
        for (; requests.Count > 0; died++)
        {
            string[] fate =
                died < deaths ? ["--die", $"{(Death)(died % 3)}", "--at", $"{1 + (died / 3 % 3)}"] : [];
            Live(store, fate, requests, acknowledged);
        }

        died.ShouldBe(deaths + 1, "Each process but the last must have been killed.");
        acknowledged.Count.ShouldBe(participants.Length);
        var report = store.Verify();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(participants.Length);
        var stored = store
            .Rows()
            .Select(row => Entry.Of(row).Event)
            .OfType<ParticipantRandomized>()
            .ToDictionary(one => one.Request!.Key, one => one.Arm);
        stored.Count.ShouldBe(participants.Length);
        foreach (var (key, arm) in acknowledged)
            stored[key].ShouldBe(arm);
        output.WriteLine($"{name}: {deaths} deaths, {participants.Length} participants, each acknowledged answer stored once.");
    }

    /// <summary>One life of the server: asks, reads the answer, goes on; what is not answered when it dies stays asked.</summary>
    static void Live(
        Store store,
        string[] fate,
        Queue<(string Key, string Participant)> requests,
        Dictionary<string, string> acknowledged
    )
    {
        using var writer = Start([.. store.Arguments, .. fate]);
        while (requests.TryPeek(out var request))
        {
            try
            {
                writer.StandardInput.WriteLine($"{request.Key} {request.Participant}");
                writer.StandardInput.Flush();
            }
            catch (IOException)
            {
                break;
            }
            if (writer.StandardOutput.ReadLine()?.Split(' ', 2) is not [var key, var answer])
                break;
            key.ShouldBe(request.Key);
            acknowledged.Add(key, answer);
            requests.Dequeue();
        }
        try
        {
            writer.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is dead.
        }
        writer.WaitForExit();
        if (fate.Length == 0)
            writer.ExitCode.ShouldBe(0, writer.StandardError.ReadToEnd());
        else
            writer.ExitCode.ShouldBe(128 + 9, writer.StandardError.ReadToEnd());
    }

    internal static Process Start(params string[] arguments) =>
        ChildProcess.Start("dotnet", [typeof(TrialWriter).Assembly.Location, .. arguments], input: true);
}
