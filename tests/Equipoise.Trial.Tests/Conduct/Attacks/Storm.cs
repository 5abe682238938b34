using System.Diagnostics;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Conduct.Stores;
using Xunit.Abstractions;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// 10,000 requests to randomize at once, from 64 clients of two servers on one log: three of ten repeat a key, one of ten asks for a
/// participant again under another key.
/// </summary>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class Storm(OnePostgres server, ITestOutputHelper output)
{
    const int Requests = 10_000;
    const int Clients = 64;

    [Theory]
    [EveryStore]
    public void Every_participant_has_one_allocation_and_every_key_one_answer(string name)
    {
        using var store = Store.New(name, server);
        var asked = Asked();
        store.Ready(asked.Select(one => one.Participant).Distinct().Count());
        var watch = Stopwatch.StartNew();
        var answers = Answers(store, asked);
        var elapsed = watch.Elapsed;

        // Promise 2: one key, one answer, whichever server gave it.
        answers.Length.ShouldBe(Requests);
        var byKey = answers.GroupBy(one => one.Key).ToDictionary(same => same.Key, same => same.Select(one => one.Told).Distinct().Single());
        byKey.Count.ShouldBe(asked.Select(one => one.Key).Distinct().Count());

        // Promises 1, 4 and 5: one allocation each, places dense, every arm the key's; and nothing else wrong with the log.
        var report = store.Verify();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(asked.Select(one => one.Participant).Distinct().Count());

        // The log is what one clerk would have written who took the requests one by one, in the order of the log.
        var clerk = new Clerk();
        foreach (var one in store.Rows().Select(row => Entry.Of(row).Event).Where(one => one.Request is not null))
        {
            var participant = (one as ParticipantRandomized)?.Participant ?? ((RequestRefused)one).Participant!;
            byKey[one.Request!.Key].ShouldBe(clerk.Ask(one.Request.Key, participant));
        }
        clerk.Answered.ShouldBe(byKey.Count);
        output.WriteLine($"{name}: {Requests} requests in {elapsed.TotalSeconds:0.0} s, {report.End.Sequence} rows.");
    }

    /// <summary>A sequential model: who came first under a key is answered, and everybody after hears the same.</summary>
    sealed class Clerk
    {
        readonly Dictionary<string, string> answers = [];
        readonly HashSet<string> randomized = [];

        // Everybody here is of one stratum.
        static readonly PermutedBlocks blocks = (PermutedBlocks)Equipoise.Conduct.Allocation.AllocationMethod.Of(Examples.PatinaProtocol, PatinaTrial.Key)!;
        static readonly Stratum stratum = new(
            [new("pertuzumab", "yes"), new("prior-HER2", "no"), new("response", "responded"), new("partner", "fulvestrant")]
        );
        readonly IEnumerator<string> arms = blocks.Blocks(stratum).SelectMany(block => block).GetEnumerator();

        public int Answered => answers.Count;

        public string Ask(string key, string participant)
        {
            if (answers.TryGetValue(key, out var before))
                return before;
            return answers[key] = randomized.Add(participant) ? Next() : "refused already-randomized";
        }

        string Next()
        {
            arms.MoveNext();
            return arms.Current;
        }
    }

    /// <summary>Of ten requests six are new, three repeat a key, one asks for a participant again under a new key.</summary>
    static (string Key, string Participant)[] Asked()
    {
        List<(string Key, string Participant)> asked = [];
        for (var (k, participant) = (0, 0); k < Requests; k++)
        {
            var earlier = asked.Count == 0 ? default : asked[(int)((long)k * 7919 % asked.Count)];
            asked.Add(
                (k % 10) switch
                {
                    1 or 4 or 7 => earlier,
                    9 => ($"again-{k}", earlier.Participant),
                    _ => ($"key-{k}", $"101-{++participant:0000}"),
                }
            );
        }
        return [.. asked];
    }

    static (string Key, string Told)[] Answers(Store store, (string Key, string Participant)[] asked)
    {
        var servers = new[] { 0, 1 }.Select(half => SuddenDeath.Start([.. store.Arguments, "--clients", $"{Clients / 2}"])).ToArray();
        var replies = servers.Select(server => server.StandardOutput.ReadToEndAsync()).ToArray();
        foreach (var (half, server) in servers.Index())
        {
            foreach (var (key, participant) in asked.Where((_, place) => place % 2 == half))
                server.StandardInput.WriteLine($"{key} {participant}");
            server.StandardInput.Close();
        }
        foreach (var server in servers)
        {
            server.WaitForExit();
            server.ExitCode.ShouldBe(0, server.StandardError.ReadToEnd());
            server.Dispose();
        }
        return
        [
            .. replies
                .SelectMany(reply => reply.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(line => line.Split(' ', 2) is [var key, var told] ? (key, told) : throw new FormatException(line)),
        ];
    }
}
