using System.Data.Common;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Server.Tables;

/// <summary>The tables of the server beside the log, and how they are asked.</summary>
/// <remarks>The same statements serve SQLite and PostgreSQL. Moments are milliseconds since 1970, UTC.</remarks>
sealed class ServerTables
{
    static readonly string[] Names =
    [
        "account", "passkey", "invitation", "session", "challenge", "token", "attempt", "draft", "access", "ring",
        "answer_code",
    ];

    readonly SideTables side;
    readonly bool waitsForDisk;

    internal ServerTables(SideTables side)
    {
        (this.side, waitsForDisk) = (side, true);
        side.Bring([Script("001.sql"), Script("002.sql")]);
        NotFlushed = new(this);
    }

    ServerTables(ServerTables same) => (side, NotFlushed) = (same.side, this);

    /// <summary>
    /// The same tables, for what may lose its last moment in a power cut: no request waits for the disk because of it.
    /// </summary>
    internal ServerTables NotFlushed { get; }

    /// <summary>The rows that a statement gives.</summary>
    internal IReadOnlyList<T> All<T>(string statement, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var connection = side.Open(waitsForDisk);
        using var command = Command(connection, statement, values);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The same, for what every request asks: no thread waits for a database that is a server.</summary>
    internal async Task<IReadOnlyList<T>> AllAsync<T>(
        string statement,
        Func<DbDataReader, T> read,
        params (string Name, object? Value)[] values
    )
    {
        await using var connection = await side.OpenAsync(waitsForDisk);
        await using var command = Command(connection, statement, values);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row that a statement gives; null when it gives none.</summary>
    internal T? First<T>(string statement, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
        where T : class => All(statement, read, values) is [var first, ..] ? first : null;

    /// <inheritdoc cref="First"/>
    internal async Task<T?> FirstAsync<T>(
        string statement,
        Func<DbDataReader, T> read,
        params (string Name, object? Value)[] values
    )
        where T : class => await AllAsync(statement, read, values) is [var first, ..] ? first : null;

    /// <summary>Every value of every table, for looking at what a copy of them would tell.</summary>
    internal IReadOnlyList<string> Everything() =>
        [
            .. Names.SelectMany(table =>
                All(
                    $"SELECT * FROM {table}",
                    row => string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => $"{row.GetValue(column)}"))
                )
            ),
        ];

    /// <summary>Changes rows, and says how many.</summary>
    internal int Change(string statement, params (string Name, object? Value)[] values)
    {
        using var connection = side.Open(waitsForDisk);
        using var command = Command(connection, statement, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Several changes together, all or none.</summary>
    internal void Together(Action<Func<string, (string Name, object? Value)[], int>> changes)
    {
        using var connection = side.Open(waitsForDisk);
        using var one = connection.BeginTransaction();
        changes(
            (statement, values) =>
            {
                using var command = Command(connection, statement, values);
                command.Transaction = one;
                return command.ExecuteNonQuery();
            }
        );
        one.Commit();
    }

    static DbCommand Command(DbConnection connection, string statement, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        // Every statement is a constant of this room; what users type are values.
#pragma warning disable CA2100
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    static string Script(string name)
    {
        using var reader = new StreamReader(typeof(ServerTables).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Columns by their number, with their nulls.</summary>
static class Columns
{
    extension(DbDataReader row)
    {
        internal string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        internal DateTimeOffset? Moment(int column) =>
            row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
    }

    extension(DateTimeOffset moment)
    {
        /// <summary>As a column has it.</summary>
        internal long Stored => moment.ToUnixTimeMilliseconds();
    }
}
