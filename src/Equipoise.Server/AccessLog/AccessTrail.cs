using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Equipoise.Server.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Server.AccessLog;

/// <summary>The log of access: sign-ins, failures, exports. Its rows hold a chain of their own.</summary>
/// <remarks>
/// A thousand wrong passwords are no thousand flushed rows of the trial log, and it goes on after the lock: so it lies in the
/// tables of the server. Rows wait in memory for a moment and are written together; a server that is killed loses that moment.
/// While the tables cannot be written the latest rows wait, and how many were too many is a row itself.
/// </remarks>
sealed partial class AccessTrail(ServerTables tables, TimeProvider clock, ILogger<AccessTrail> log) : BackgroundService
{
    const int MostAtOnce = 500;

    // A busy server would otherwise write for every request or two.
    static readonly TimeSpan moment = TimeSpan.FromMilliseconds(100);

    const int FailuresToTell = 10;
    const int MostThatWait = 10_000;

    readonly Channel<AccessEntry> waiting = Channel.CreateUnbounded<AccessEntry>();
    int dropped;

    /// <summary>Notes something. It is written soon.</summary>
    internal void Note(string? person, string? address, string what, string? detail = null)
    {
        waiting.Writer.TryWrite(new(clock.GetUtcNow(), person, address, what, detail));
        if (waiting.Reader.Count > MostThatWait && waiting.Reader.TryRead(out _))
            Interlocked.Increment(ref dropped);
    }

    /// <summary>The latest entries, the last first.</summary>
    internal IReadOnlyList<AccessEntry> Latest(int count, string? person = null) =>
        tables.All(
            """
            SELECT at, person, address, what, detail FROM access WHERE @person IS NULL OR person = @person
            ORDER BY sequence DESC LIMIT @count
            """.Replace("@person IS NULL", "CAST(@person AS text) IS NULL", StringComparison.Ordinal),
            row => new AccessEntry(row.Moment(0)!.Value, row.Text(1), row.Text(2), row.GetString(3), row.Text(4)),
            ("person", person),
            ("count", (long)count)
        );

    /// <summary>The first row that does not follow from the one before; null when the chain is whole.</summary>
    internal long? FirstBroken()
    {
        var before = "";
        foreach (
            var (sequence, entry, hash) in tables.All(
                "SELECT sequence, at, person, address, what, detail, hash FROM access ORDER BY sequence",
                row =>
                    (
                        row.GetInt64(0),
                        new AccessEntry(row.Moment(1)!.Value, row.Text(2), row.Text(3), row.GetString(4), row.Text(5)),
                        row.GetString(6)
                    )
            )
        )
        {
            if (hash != Hash(before, sequence, entry))
                return sequence;
            before = hash;
        }
        return null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(moment, stoppingToken);
                await Write(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // What still waits is written before the server goes.
        }
        waiting.Writer.TryComplete();
        while (waiting.Reader.Count > 0)
            await Write(stoppingToken);
    }

    async Task Write(CancellationToken stopping)
    {
        List<AccessEntry> entries = [];
        if (Interlocked.Exchange(ref dropped, 0) is > 0 and var lost)
            entries.Add(new(clock.GetUtcNow(), null, null, "could not be written", $"{lost} entries"));
        while (entries.Count < MostAtOnce && waiting.Reader.TryRead(out var entry))
            entries.Add(entry);
        // Another server may have written in the same moment: then its rows come first, and these after a short while that is
        // another one at each.
        for (var attempt = 1; entries.Count > 0; attempt++)
            try
            {
                Append(entries);
                return;
            }
            catch (System.Data.Common.DbException failure)
            {
                if (attempt % FailuresToTell == 0)
                    Failed(log, failure);
                if (attempt >= FailuresToTell && stopping.IsCancellationRequested)
                    return;
                var pause = Math.Min(20 * attempt, 1000) + RandomNumberGenerator.GetInt32(20);
                await Task.Delay(TimeSpan.FromMilliseconds(pause), CancellationToken.None);
            }
    }

    void Append(List<AccessEntry> entries)
    {
        var (sequence, before) =
            tables.First(
                "SELECT sequence, hash FROM access ORDER BY sequence DESC LIMIT 1",
                row => new Tuple<long, string>(row.GetInt64(0), row.GetString(1))
            ) ?? new(0, "");
        tables.NotFlushed.Together(change =>
        {
            foreach (var entry in entries)
            {
                before = Hash(before, ++sequence, entry);
                change(
                    "INSERT INTO access VALUES (@sequence, @at, @person, @address, @what, @detail, @hash)",
                    [
                        ("sequence", sequence),
                        ("at", entry.At.Stored),
                        ("person", entry.Person),
                        ("address", entry.Address),
                        ("what", entry.What),
                        ("detail", entry.Detail),
                        ("hash", before),
                    ]
                );
            }
        });
    }

    static string Hash(string before, long sequence, AccessEntry entry) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    JsonSerializer.Serialize(
                        new object?[] { before, sequence, entry.At.Stored, entry.Person, entry.Address, entry.What, entry.Detail }
                    )
                )
            )
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The access log could not be written; trying again.")]
    static partial void Failed(ILogger logger, Exception failure);
}
