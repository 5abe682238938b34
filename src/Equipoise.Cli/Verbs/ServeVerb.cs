using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Server;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise serve --trial FILE</c>: the trial in a browser, for its sites and its sponsor.</summary>
public static class ServeVerb
{
    public static Command Build(TimeProvider clock)
    {
        var trial = new Option<string?>("--trial")
        {
            Description = "The trial log in a SQLite file; begun when there is none and --protocol is named.",
            HelpName = "FILE",
        };
        var postgres = NamedLog.Postgres();
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The sponsor's protocol file: to begin a trial, or where the log conceals the block sizes.",
            HelpName = "PROTOCOL",
        };
        var key = new Option<string?>("--key")
        {
            Description = "The sealed key of the allocation; FILE.seed beside the log unless named.",
            HelpName = "FILE",
        };
        var seal = new Option<string?>("--seal")
        {
            Description = "The key of the log's seals; FILE.seal beside the log unless named.",
            HelpName = "FILE",
        };
        var serverKey = new Option<string?>("--server-key")
        {
            Description =
                "The key of the server's own secrets; FILE.server-key beside the log unless named, and made when there is none.",
            HelpName = "FILE",
        };
        var port = new Option<int>("--port")
        {
            Description = "The port on this machine; 0 for any that is free. Others reach it through a proxy that speaks TLS.",
            HelpName = "PORT",
            DefaultValueFactory = _ => 5000,
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "The example's trial with virtual participants, and an account for every role.",
        };
        var command = new Command(
            "serve",
            "Serve a trial in the browser: sign in, screen, randomize, follow up.\n\nExample: equipoise serve --demo"
        )
        {
            trial,
            postgres,
            protocol,
            key,
            seal,
            serverKey,
            port,
            demo,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var said = Said.Of(parsed);
                var named = new ServedLog(
                    parsed.GetValue(trial),
                    parsed.GetValue(postgres),
                    parsed.GetValue(protocol),
                    parsed.GetValue(key),
                    parsed.GetValue(seal),
                    parsed.GetValue(serverKey)
                );
                var address = FormattableString.Invariant($"http://127.0.0.1:{parsed.GetValue(port)}");
                return parsed.GetValue(demo)
                    ? Demonstrate(named, address, clock, said, cancellation)
                    : Serve(named.Open(), clock, address, said, (_, at) => said.Output.WriteLine(at), cancellation);
            }
        );
        return command;
    }

    static async Task<int> Demonstrate(
        ServedLog named,
        string address,
        TimeProvider clock,
        Said said,
        CancellationToken cancellation
    )
    {
        if (named is not { Trial: null, Postgres: null })
            return said.Unusable("--demo serves virtual participants of its own: leave --trial and --postgres out.");
        var folder = Path.Combine(Directory.CreateTempSubdirectory("equipoise-").FullName, "trial");
        try
        {
            var protocol = DemoTrial.Into(folder, clock, said, cancellation);
            var shifted = new ClockFrom(DemoTrial.LookedAt(protocol), clock);
            var log = named with { Trial = RehearseTrial.LogIn(folder), Protocol = DemoTrial.ProtocolIn(folder) };
            var served = log.Open() with
            {
                IsDemonstration = true,
                SetUpCode = null,
            };
            return await Serve(
                served,
                shifted,
                address,
                said,
                (server, at) =>
                {
                    var accounts = DemoAccounts.Make(server);
                    said.Output.WriteLine(
                        $"{at}  {protocol.Trial.Id}, rehearsed until {DemoTrial.EndOf(protocol):yyyy-MM-dd}; "
                            + "virtual participants, no real person"
                    );
                    said.Output.WriteLine();
                    said.Output.WriteLine($"  every account has the password: {accounts.Password}");
                    foreach (var (person, role) in accounts.People)
                        said.Output.WriteLine($"  {person,-26}{role}");
                    said.Output.WriteLine();
                    said.Output.WriteLine("End it with Ctrl+C: nothing of it is kept.");
                },
                cancellation
            );
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    static async Task<int> Serve(
        ServedTrial served,
        TimeProvider clock,
        string address,
        Said said,
        Action<WebApplication, string> listening,
        CancellationToken cancellation
    )
    {
        string? failed = null;
        await using var server = TrialServer.Build(served with { Failed = words => failed = words }, clock, address);
        await server.StartAsync(cancellation);
        listening(
            server,
            server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
        if (TrialServer.CodeToSetUp(server) is { } code)
            said.Output.WriteLine($"Nobody has an account yet. Open /set-up on this machine with this code: {code}");
        await server.WaitForShutdownAsync(cancellation);
        served.Tables.Dispose();
        return failed is null ? ExitStatus.Done : said.Unusable(failed);
    }
}
