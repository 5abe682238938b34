using System.Net;
using Equipoise.Conduct.Record;
using Equipoise.Server.Accounts;
using Equipoise.Server.Trial;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Equipoise.Server.Tests;

/// <summary>A server in this process with a small trial, which tests ask without a network and whose clock they move.</summary>
public sealed class ServerUnderTest : IAsyncDisposable
{
    internal const string Password = "correct horse battery";

    static readonly Lazy<string> hash = new(() => new PasswordHasher<Account>().HashPassword(new() { Person = "" }, Password));

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("equipoise-test-");
    readonly SideTables tables;

    ServerUnderTest(
        TrialRules rules,
        Func<ServedTrial, ServedTrial>? with,
        Action<WebApplicationBuilder>? host,
        string address,
        SmallTrial.Step[]? steps,
        string? postgres = null
    )
    {
        Clock = new(SmallTrial.Morning);
        tables = postgres is null
            ? SideTables.InFile(Path.Combine(folder.FullName, "trial.db.server"))
            : SideTables.InPostgres(postgres, "equipoise_server");
        ITrialLog log = postgres is null ? SqliteTrialLog.Create(LogPath) : PostgresTrialLog.OpenOrCreate(postgres);
        if (steps is not null)
            SmallTrial.Fill(log, rules, steps);
        var served = new ServedTrial(() => log, rules, tables, Secret.Draw());
        App = TrialServer.Build(
            with?.Invoke(served) ?? served,
            Clock,
            address,
            builder =>
            {
                // A server in this process has no limit of bodies, and says so at every form that has one: not on the console.
                builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware", LogLevel.Error);
                host?.Invoke(builder);
            }
        );
        foreach (var (person, _, _, _) in steps is null ? [] : SmallTrial.People)
            App.Services.GetRequiredService<AccountStore>().Keep(new() { Person = person, Password = hash.Value });
    }

    internal WebApplication App { get; }

    internal StandingClock Clock { get; }

    /// <summary>The file of the log.</summary>
    internal string LogPath => Path.Combine(folder.FullName, "trial.db");

    /// <summary>What is recorded.</summary>
    internal TrialState State => App.Services.GetRequiredService<RunningTrial>().Conduct!.Look();

    internal T Part<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A server that tests ask in this process.</summary>
    internal static async Task<ServerUnderTest> Start(
        TrialRules? rules = null,
        Func<ServedTrial, ServedTrial>? with = null,
        params SmallTrial.Step[] steps
    )
    {
        var server = new ServerUnderTest(
            rules ?? SmallTrial.Rules(),
            with,
            builder => builder.WebHost.UseTestServer(),
            "http://localhost",
            steps
        );
        await server.App.StartAsync();
        await server.Ready();
        return server;
    }

    /// <summary>A server that tests ask in this process, with something of its own beside what every server has.</summary>
    internal static async Task<ServerUnderTest> StartWith(Action<WebApplicationBuilder> host, params SmallTrial.Step[] steps)
    {
        var server = new ServerUnderTest(
            SmallTrial.Rules(),
            with: null,
            builder =>
            {
                builder.WebHost.UseTestServer();
                host(builder);
            },
            "http://localhost",
            steps
        );
        await server.App.StartAsync();
        await server.Ready();
        return server;
    }

    /// <summary>A server of a log that nobody opened yet and where nobody has an account, asked from that address.</summary>
    internal static async Task<ServerUnderTest> StartEmpty(TrialRules rules, Func<ServedTrial, ServedTrial> with, IPAddress from)
    {
        var server = new ServerUnderTest(
            rules,
            with,
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Services.AddSingleton<IStartupFilter>(new From(from));
            },
            "http://localhost",
            steps: null
        );
        await server.App.StartAsync();
        await server.Ready();
        return server;
    }

    /// <summary>In this process there is no network, and so no address.</summary>
    sealed class From(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, following) =>
                    {
                        http.Connection.RemoteIpAddress = address;
                        return following(http);
                    }
                );
                next(app);
            };
    }

    /// <summary>A server that listens on this machine, for a browser.</summary>
    internal static async Task<ServerUnderTest> Listen(TrialRules? rules = null, params SmallTrial.Step[] steps)
    {
        var server = new ServerUnderTest(rules ?? SmallTrial.Rules(), with: null, host: null, "http://127.0.0.1:0", steps);
        await server.App.StartAsync();
        await server.Ready();
        return server;
    }

    /// <summary>The same with everything in a database of PostgreSQL, which is empty; in a file where none is named.</summary>
    internal static async Task<ServerUnderTest> ListenOn(string? postgres, TrialRules rules, params SmallTrial.Step[] steps)
    {
        var server = new ServerUnderTest(rules, with: null, host: null, "http://127.0.0.1:0", steps, postgres);
        await server.App.StartAsync();
        await server.Ready();
        return server;
    }

    /// <summary>A browser without memory of an earlier one.</summary>
    internal Browser Browser() => new(App.GetTestServer());

    /// <summary>A browser in which that person signed in.</summary>
    internal async Task<Browser> SignedIn(string person)
    {
        var browser = Browser();
        var answer = await browser.Post("/sign-in", ("user", person), ("password", Password));
        answer.Status.ShouldBe(303, answer.Text);
        return browser;
    }

    async Task Ready()
    {
        while (App.Services.GetRequiredService<RunningTrial>().Conduct is null)
            await Task.Delay(10);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        tables.Dispose();
        folder.Delete(recursive: true);
    }
}
