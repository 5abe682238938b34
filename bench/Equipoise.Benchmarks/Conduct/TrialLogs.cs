using System.Diagnostics;
using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.TrialLog;
using Npgsql;

namespace Equipoise.Benchmarks.Conduct;

/// <summary>How many acknowledged, durable randomizations a second a log takes, beside what its disk can do; and a million events.</summary>
static class TrialLogs
{
    const int Rounds = 7;
    const int Clients = 64;

    // What a row of a randomization holds, hashes and request among it.
    const int RowBytes = 900;

    /// <summary>Lines of a table in Markdown.</summary>
    public static IEnumerable<string> Measure(string protocol, string postgres, int perRound, int events)
    {
        var folder = Directory.CreateTempSubdirectory("equipoise-bench-").FullName;
        try
        {
            yield return Stores(protocol, postgres, folder, perRound);
            yield return AMillion(protocol, folder, events);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Every round measures everything in turn, so that a slow minute of the machine slows all alike.
    static string Stores(string protocol, string postgres, string folder, int perRound)
    {
        var database = NewDatabase(postgres);
        using var sqlite = new ReadyTrial(SqliteTrialLog.Create(Path.Combine(folder, "trial.db")), protocol);
        using var server = new ReadyTrial(PostgresTrialLog.OpenOrCreate(database), protocol);
        // Everybody is prepared beforehand: what that leaves to the databases to tidy up is not what is measured.
        var waiting = new[] { sqlite, server }.ToDictionary(trial => trial, trial => new Queue<string>(trial.Prepare((Rounds + 1) * 5 * perRound)));
        Checkpoint(database);
        List<double[]> rows = [];
        List<double> sqliteLatency = [], serverLatency = [];
        for (var round = 0; round <= Rounds; round++)
        {
            Console.Error.WriteLine($"round {round} of {Rounds}");
            double[] now =
            [
                RawDisk.Flushes(folder, perRound, RowBytes),
                RawDisk.SqliteCommits(folder, perRound, RowBytes),
                One(sqlite, Next(sqlite, perRound)),
                Many(sqlite, Next(sqlite, 4 * perRound), sqliteLatency),
                RawDisk.PostgresCommits(database, perRound, RowBytes),
                One(server, Next(server, perRound)),
                Many(server, Next(server, 4 * perRound), serverLatency),
            ];
            // The first round warms everything up.
            if (round > 0)
                rows.Add(now);
            else
                (sqliteLatency, serverLatency) = ([], []);
        }
        string[] Next(ReadyTrial trial, int count) => [.. Enumerable.Range(0, count).Select(_ => waiting[trial].Dequeue())];
        double Of(int measured) => Median(rows.Select(row => row[measured]));
        double Share(int measured, int raw) => Median(rows.Select(row => row[measured] / row[raw]));
        return $"""
            ## Acknowledged, durable randomizations a second

            Medians of {Rounds} rounds of {perRound} (64 clients: {4 * perRound}), each round measuring all in turn. A request with a key of its own, decided, hashed and
            on disk before it is answered. The share is the median of the rounds' own shares of the raw commits.

            | store | raw: one row, one commit | one client | of raw | 64 clients | of raw | median of 64 | 99% of 64 |
            |---|---:|---:|---:|---:|---:|---:|---:|
            | SQLite, WAL, synchronous = FULL | {Of(1):0} | {Of(2):0} | {Share(2, 1):0%} | {Of(3):0} | {Share(3, 1):0%} | {Percentile(sqliteLatency, 0.5):0.0} ms | {Percentile(sqliteLatency, 0.99):0.0} ms |
            | PostgreSQL on loopback, fsync = on | {Of(4):0} | {Of(5):0} | {Share(5, 4):0%} | {Of(6):0} | {Share(6, 4):0%} | {Percentile(serverLatency, 0.5):0.0} ms | {Percentile(serverLatency, 0.99):0.0} ms |

            The disk alone: {Of(0):0} flushes a second of {RowBytes} bytes each.

            """;
    }

    static double One(ReadyTrial trial, string[] ids)
    {
        var watch = Stopwatch.StartNew();
        foreach (var id in ids)
            trial.Randomize(id);
        return ids.Length / watch.Elapsed.TotalSeconds;
    }

    static double Many(ReadyTrial trial, string[] ids, List<double> latency)
    {
        var count = ids.Length;
        var taken = new double[count];
        var threads = Enumerable
            .Range(0, Clients)
            .Select(client => new Thread(() =>
            {
                for (var at = client; at < count; at += Clients)
                {
                    var asked = Stopwatch.GetTimestamp();
                    trial.Randomize(ids[at]);
                    taken[at] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                }
            }))
            .ToList();
        var watch = Stopwatch.StartNew();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        latency.AddRange(taken);
        return count / watch.Elapsed.TotalSeconds;
    }

    static string AMillion(string protocol, string folder, int events)
    {
        const int perParticipant = 1000;
        var path = Path.Combine(folder, "million.db");
        double written;
        using (var trial = new ReadyTrial(SqliteTrialLog.Create(path), protocol))
        {
            var watch = Stopwatch.StartNew();
            var ids = trial.Prepare(events / perParticipant);
            foreach (var chunk in ids.Chunk(10))
            {
                using var batch = trial.Begin();
                foreach (var id in chunk)
                    for (var k = 0; k < perParticipant; k++)
                        trial.Accept(new RecordVisit(id, "cycle", k + 1, new(2018, 3, 1)));
                trial.Commit();
            }
            written = trial.Rows / watch.Elapsed.TotalSeconds;
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var open = Stopwatch.StartNew();
        using var again = new ReadyTrial(SqliteTrialLog.Open(path), protocol);
        var opened = open.Elapsed.TotalSeconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6 / (again.Rows / 1e5);
        GC.KeepAlive(again);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ## A log of {again.Rows:#,0} events (SQLite)

            | recorded in batches, each with its hash | the file | opened: read, every hash checked, folded | memory per 100,000 events |
            |---:|---:|---:|---:|
            | {written:#,0} a second | {new FileInfo(path).Length / 1e6:0} MB | {opened:0.0} s | {memory:0} MB |
            """
        );
    }

    static void Checkpoint(string connection)
    {
        using var open = new NpgsqlConnection(connection);
        open.Open();
        using var command = new NpgsqlCommand("VACUUM ANALYZE log; CHECKPOINT", open);
        command.ExecuteNonQuery();
    }

    static string NewDatabase(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        var name = $"bench_{Environment.ProcessId}";
        using var open = new NpgsqlConnection(settings.ToString());
        open.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", open);
        create.ExecuteNonQuery();
        settings.Database = name;
        return settings.ToString();
    }

    static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    static double Percentile(IReadOnlyCollection<double> values, double share) =>
        values.Order().ElementAt((int)Math.Min(values.Count - 1, share * values.Count));
}
