using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;
using Microsoft.Data.Sqlite;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>A trial log in a real file, to be tampered with.</summary>
sealed class LogFile : IDisposable
{
    readonly TemporaryFolder folder = new();

    internal string Path => folder.File("trial.db");

    /// <summary>A closed log of three randomized participants and one laboratory value.</summary>
    internal static LogFile OfThreeParticipants()
    {
        var file = new LogFile();
        using var trial = file.Create();
        foreach (var id in new[] { "101-001", "101-002", "101-003" })
            trial.AndEligible(id).AndRandomized(id);
        trial.With(new RecordLabValue("101-002", "neutrophils", 0.9, PatinaTrial.Randomization.AddDays(14)));
        return file;
    }

    internal PatinaTrial Create()
    {
        var trial = new PatinaTrial(SqliteTrialLog.Create(Path));
        return trial.With(new Equipoise.Conduct.Opening.OpenTrial(null, Synthetic: true));
    }

    internal PatinaTrial Open() => new(SqliteTrialLog.Open(Path));

    internal VerificationReport Verify(bool withHead = true)
    {
        try
        {
            using var log = SqliteTrialLog.OpenToRead(Path);
            var head = withHead ? HeadFile.Read(HeadFile.For(Path)).End : null;
            return TrialVerification.Verify(log.Read(), head, Examples.PatinaProtocol, PatinaTrial.Key);
        }
        catch (LogUnreadableException unreadable)
        {
            return new(LogHead.Empty, 0, false, [new(0, unreadable.Message)]);
        }
    }

    internal LogRow[] Rows()
    {
        using var log = SqliteTrialLog.OpenToRead(Path);
        return [.. log.Read()];
    }

    /// <summary>
    /// Does what somebody with the file in hand can do: drops the triggers, runs this, and puts the triggers back.
    /// </summary>
    internal void Tamper(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(sql, ';'), group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger'";
        string triggers, drop;
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            (triggers, drop) = (reader.GetString(0), reader.GetString(1));
        }
        command.CommandText = $"""
            {drop};
            {sql};
            {triggers};
            """;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    /// <summary>Writes the rows from there on anew, with hashes that fit, as a forger would who has the file but not the head.</summary>
    internal void Rechain(long from, Func<LogRow, LogRow> change)
    {
        var rows = Rows();
        var previous = from == 1 ? HashChain.Origin : rows[from - 2].Hash;
        foreach (var row in rows.Where(row => row.Sequence >= from))
        {
            var forged = change(row) with { PreviousHash = previous };
            previous = HashChain.HashOf(forged);
            Tamper(
                "UPDATE log SET payload = $payload, previous_hash = $before, hash = $hash WHERE sequence = $row",
                ("$payload", forged.Payload),
                ("$before", forged.PreviousHash),
                ("$hash", previous),
                ("$row", row.Sequence)
            );
        }
    }

    public void Dispose() => folder.Dispose();
}
