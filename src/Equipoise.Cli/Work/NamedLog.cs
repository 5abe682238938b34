using System.CommandLine;
using System.Data.Common;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Work;

/// <summary>The trial log that a call names: a file, or a PostgreSQL database.</summary>
static class NamedLog
{
    /// <summary>The option that names a database.</summary>
    public static Option<string?> Postgres() =>
        new("--postgres")
        {
            Description =
                "The trial log in a PostgreSQL database: Host=...;Database=...;Username=... "
                + "(the password from PGPASSWORD or ~/.pgpass).",
            HelpName = "CONNECTION",
        };

    /// <summary>What is noted of its end beside the file; nothing for a database.</summary>
    public static EndNote NoteOf(string? file) => file is null ? new EndNote.Missing() : HeadFile.Read(HeadFile.For(file));

    /// <summary>That log, to be read only.</summary>
    /// <exception cref="LogUnreadableException">There is none, none or two are named, or a password stands in the
    /// name.</exception>
    public static SqlTrialLog ToRead(string? file, string? postgres) =>
        (file, postgres) switch
        {
            ({ } path, null) => SqliteTrialLog.OpenToRead(path),
            (null, { } connection) => PostgresTrialLog.OpenToRead(WithoutPassword(connection)),
            _ => throw new LogUnreadableException("Name the log: either --trial FILE or --postgres CONNECTION."),
        };

    /// <summary>A connection as it was named, which holds no password.</summary>
    /// <exception cref="LogUnreadableException">It holds one: everybody on the machine reads the command lines of
    /// others.</exception>
    public static string WithoutPassword(string connection) =>
        PasswordIn(connection) is { } told ? throw new LogUnreadableException(told) : connection;

    static string? PasswordIn(string connection)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            // Whatever it is, the database says what is wrong with it.
            return null;
        }
        return new[] { "Password", "PWD", "PSW" }.Any(parts.ContainsKey)
            ? "A password on the command line can be read by everybody on this machine: leave it out of --postgres, and put it "
                + "into the environment (PGPASSWORD) or into a file that only you may read (PGPASSFILE, or ~/.pgpass)."
            : null;
    }
}
