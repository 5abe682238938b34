using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Equipoise.Benchmarks.Conduct;

/// <summary>What the disk and the databases can do with one row of that size and nothing else: the limit of what is durable.</summary>
static class RawDisk
{
    /// <summary>Writes of that many bytes to a file, each followed by a flush to disk; per second.</summary>
    public static double Flushes(string folder, int count, int bytes)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "raw.bin"), FileMode.Create, FileAccess.Write);
        var row = new byte[bytes];
        var watch = Stopwatch.StartNew();
        for (var k = 0L; k < count; k++)
        {
            RandomAccess.Write(file, row, k * bytes);
            RandomAccess.FlushToDisk(file);
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Rows inserted into a table without rules, each in a commit of its own; per second.</summary>
    public static double SqliteCommits(string folder, int count, int bytes)
    {
        var path = Path.Combine(folder, "raw.db");
        File.Delete(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE raw (sequence INTEGER PRIMARY KEY, row TEXT)");
        return Commits(connection, count, bytes);
    }

    /// <summary>The same on a PostgreSQL server.</summary>
    public static double PostgresCommits(string connectionString, int count, int bytes)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        Execute(connection, "DROP TABLE IF EXISTS raw; CREATE TABLE raw (sequence BIGINT PRIMARY KEY, row TEXT)");
        return Commits(connection, count, bytes);
    }

    static double Commits(DbConnection connection, int count, int bytes)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw VALUES (@sequence, @row)";
        var sequence = insert.CreateParameter();
        var row = insert.CreateParameter();
        (sequence.ParameterName, sequence.DbType) = ("sequence", System.Data.DbType.Int64);
        (row.ParameterName, row.DbType, row.Value) = ("row", System.Data.DbType.String, new string('x', bytes));
        insert.Parameters.Add(sequence);
        insert.Parameters.Add(row);
        insert.Prepare();
        var watch = Stopwatch.StartNew();
        for (var k = 1L; k <= count; k++)
        {
            sequence.Value = k;
            insert.ExecuteNonQuery();
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
