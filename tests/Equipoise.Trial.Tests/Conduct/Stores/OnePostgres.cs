using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Equipoise.Trial.Tests.Cli.Cluster;
using Npgsql;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>
/// A PostgreSQL server of these tests alone, on loopback, with its data in a folder of its own; stopped and gone afterwards.
/// Nothing is relaxed: every commit waits for the disk.
/// </summary>
public sealed class OnePostgres : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    static int databases;
    readonly TemporaryFolder folder = new();
    readonly int port = FreePort();
    Process? server;

    public OnePostgres()
    {
        if (Programs.Folder is null)
            return;
        try
        {
            Initialize();
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A new, empty database; its connection string.</summary>
    public string NewDatabase()
    {
        var name = $"trial_{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(Connection("postgres"));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
        return Connection(name);
    }

    /// <summary>Runs SQL there as somebody with the database in hand.</summary>
    internal static void Execute(string connection, string sql)
    {
        using var open = new NpgsqlConnection(connection);
        open.Open();
        using var command = new NpgsqlCommand(sql, open);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server as a power cut would, and starts it again.</summary>
    public void Crash()
    {
        Signal("QUIT");
        Start();
    }

    public void Dispose()
    {
        if (server is { HasExited: false })
            Signal("INT");
        server?.Dispose();
        folder.Dispose();
    }

    string Connection(string database) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username=equipoise;Pooling=false;Timeout=30;Command Timeout=120";

    void Initialize()
    {
        // The server refuses to run as root: there it runs as the user that Debian's package made for it.
        if (Programs.AsOther.Length > 0)
            ChildProcess.Run("chown", ["postgres", folder.Path]).Exit.ShouldBe(0);
        var (exit, output, error) = Run("initdb", "-D", folder.File("data"), "-A", "trust", "-U", "equipoise", "-E", "UTF8", "--locale=C")
            .End();
        exit.ShouldBe(0, output + error);
    }

    void Start()
    {
        server = Run(
            "postgres",
            "-D",
            folder.File("data"),
            "-p",
            $"{port}",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=64MB"
        );
        // Read and forgotten: a full pipe would stop it.
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        for (var waited = Stopwatch.StartNew(); !IsReady(); Thread.Sleep(100))
            if (waited.Elapsed > patience || server.HasExited)
                throw new InvalidOperationException($"PostgreSQL does not start on port {port}.");
    }

    bool IsReady()
    {
        try
        {
            using var connection = new NpgsqlConnection(Connection("postgres"));
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    void Signal(string signal)
    {
        ChildProcess.Run("kill", [$"-{signal}", $"{server!.Id}"]);
        if (!server.WaitForExit(patience))
            server.Kill(entireProcessTree: true);
        server.WaitForExit();
    }

    static Process Run(string program, params string[] arguments)
    {
        string[] all = [.. Programs.AsOther, Path.Combine(Programs.Folder!, program), .. arguments];
        return ChildProcess.Start(all[0], all[1..]);
    }

    // Taken from the system and given back: another program could take it in between, and the start then fails.
    static int FreePort()
    {
        using TcpListener one = new(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }

    /// <summary>Where the server's programs are; Debian keeps each version in a folder of its own.</summary>
    internal static class Programs
    {
        public static string? Folder { get; } =
            new[] { "/usr/lib/postgresql", "/usr/local" }
                .Where(Directory.Exists)
                .SelectMany(Directory.GetDirectories)
                .Select(version => Path.Combine(version, "bin"))
                .Append("/usr/bin")
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
                .Max(StringComparer.Ordinal);

        public static string[] AsOther { get; } =
            Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
    }
}

/// <summary>The tests that share the one server.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<OnePostgres>
{
    public const string Name = "PostgreSQL";
}
