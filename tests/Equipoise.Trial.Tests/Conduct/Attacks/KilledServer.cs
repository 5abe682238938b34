using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Server;
using Equipoise.Server.Accounts;
using Equipoise.Server.Tables;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>The web server is killed (SIGKILL) while sixteen programs randomize through it, again and again.</summary>
/// <remarks>Three deaths for each store; with <c>EQUIPOISE_KILLS=30</c> as many as that.</remarks>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class KilledServer(OnePostgres postgres, ITestOutputHelper output)
{
    const int Clients = 16;
    const int ParticipantsPerLife = 300;

    static readonly int kills = int.Parse(Environment.GetEnvironmentVariable("EQUIPOISE_KILLS") ?? "3");

    [Theory]
    [EveryStore]
    public async Task What_a_program_was_told_is_stored_and_told_again_whenever_the_server_dies(string name)
    {
        using var store = Store.New(name, postgres);
        using var folder = new TemporaryFolder();
        var tables = folder.File("server");
        var participants = store.Ready(ParticipantsPerLife * kills);
        var told = new ConcurrentDictionary<string, string>();
        for (var life = 0; life <= kills; life++)
            // Each life is asked for everybody again: what was answered before has the same answer.
            await Live(store, tables, Keys(tables), participants, told, afterAnswers: life < kills ? 40 + 200 * life : null);
        var stored = store
            .Rows()
            .Select(row => Entry.Of(row).Event)
            .OfType<ParticipantRandomized>()
            .ToDictionary(one => one.Participant, one => one.Arm);
        told.Count.ShouldBe(participants.Length);
        stored.Count.ShouldBe(participants.Length);
        foreach (var (participant, arm) in told)
            arm.ShouldBe(stored[participant], participant);
        store.Verify().Problems.ShouldBeEmpty();
        output.WriteLine($"{name}: {kills} deaths in mid-load, {told.Count} participants, each answer stored and told again.");
    }

    /// <summary>One life of the server. It is killed once so many were answered; null lets it live until all are.</summary>
    static async Task Live(
        Store store,
        string tables,
        IReadOnlyList<string> keys,
        string[] participants,
        ConcurrentDictionary<string, string> told,
        int? afterAnswers
    )
    {
        using var server = SuddenDeath.Start([.. store.Arguments, "--serve", tables]);
        var address = await server.StandardOutput.ReadLineAsync();
        // What it says of a fault of its own, and no other word; read, because a full pipe would stop it.
        Task<string>[] said = [server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync()];
        address.ShouldNotBeNull(server.HasExited ? await said[1] : "");
        using var client = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(50);
        var answers = 0;
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async number =>
                {
                    while (Interlocked.Increment(ref next) is var at && at < participants.Length)
                    {
                        var participant = participants[at];
                        try
                        {
                            using var response = await Randomize(client, participant, keys[at % keys.Count]);
                            var body = await response.Content.ReadAsStringAsync();
                            if (response.StatusCode != HttpStatusCode.Created)
                            {
                                server.Kill();
                                Assert.Fail($"{(int)response.StatusCode} {body} {string.Join('\n', await Task.WhenAll(said))}");
                            }
                            var arm = JsonDocument.Parse(body).RootElement.GetProperty("arm").GetString()!;
                            told.GetOrAdd(participant, arm).ShouldBe(arm);
                            if (Interlocked.Increment(ref answers) == afterAnswers)
                                server.Kill();
                        }
                        catch (HttpRequestException)
                        {
                            // It is dead: whether this was recorded, the next life says.
                            return;
                        }
                    }
                })
        );
        if (afterAnswers is null)
            server.Kill();
        await server.WaitForExitAsync();
        server.ExitCode.ShouldBe(128 + 9);
    }

    /// <summary>Asks, and as docs/api.md says again while the disk of a busy machine stands still.</summary>
    static async Task<HttpResponseMessage> Randomize(HttpClient client, string participant, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/participants/{participant}/randomization")
            {
                Content = JsonContent.Create(new { }),
            };
            request.Headers.Add("Authorization", $"Bearer {key}");
            request.Headers.Add("Idempotency-Key", $"request-{participant}");
            var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 10)
                return response;
            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
            response.Dispose();
        }
    }

    /// <summary>So many keys that none asks too often in a life; for each life others, because each begins at noon.</summary>
    static IReadOnlyList<string> Keys(string tables)
    {
        using var side = SideTables.InFile(tables);
        var keys = new ApiKeys(new ServerTables(side), new ServingProcess.Clock());
        return
        [
            .. Enumerable
                .Range(0, 40)
                .Select(number => keys.Make("coordinator", new(Role.Coordinator, "101", Staff.Administrator, IsInForce: true), $"{number}")),
        ];
    }
}

/// <summary>The web server as a process of its own, in the time of the trial.</summary>
static class ServingProcess
{
    internal static int Serve(ITrialLog log, string tables)
    {
        using var side = SideTables.InFile(tables);
        using var server = TrialServer.Build(new(() => log, PatinaTrial.Rules, side, Secret.From("a test")), new Clock(), "http://127.0.0.1:0");
        server.Start();
        Console.WriteLine(server.Urls.First());
        server.WaitForShutdown();
        return 0;
    }

    /// <summary>The day of the randomizations, going on.</summary>
    internal sealed class Clock : TimeProvider
    {
        static readonly DateTimeOffset noon = PatinaTrial.At(PatinaTrial.Randomization).RecordedAt.AddHours(1);
        readonly long start = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => noon + Stopwatch.GetElapsedTime(start);
    }
}
