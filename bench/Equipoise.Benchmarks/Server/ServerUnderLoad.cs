using System.Globalization;
using Npgsql;

namespace Equipoise.Benchmarks.Server;

/// <summary>What a request costs the server, how many it answers, and how soon it is ready.</summary>
static class ServerUnderLoad
{
    const int Clients = 32;
    const int Programs = 64;
    const int Waiting = 3000;
    static readonly TimeSpan lengthy = TimeSpan.FromSeconds(3);
    static readonly TimeSpan brief = TimeSpan.FromSeconds(1);

    /// <summary>Lines of a page in Markdown, part by part.</summary>
    /// <param name="example">The folder of the example.</param>
    /// <param name="postgres">A PostgreSQL of the run's own.</param>
    /// <param name="folder">Where the trials are kept.</param>
    /// <param name="program">The program that serves.</param>
    /// <param name="parts">The parts to measure, or addresses of pages; all when none is named.</param>
    public static async IAsyncEnumerable<string> Measure(
        string example,
        string postgres,
        string folder,
        string program,
        string[] parts
    )
    {
        var scratch = Directory.CreateTempSubdirectory("equipoise-bench-").FullName;
        try
        {
            var small = MadeTrial.Of(Path.Combine(folder, "150000"), example, participants: 580, sites: 109);
            if (Wants("start"))
                yield return await Started(program, small.Copy(Path.Combine(scratch, "start"), waiting: 8));
            if (Wants("randomize"))
                yield return await Randomized(program, small, small.Copy(Path.Combine(scratch, "small"), Waiting), postgres);
            string[] only = [.. parts.Where(part => part.StartsWith('/'))];
            if (Wants("pages") || only.Length > 0)
            {
                var large = MadeTrial.Of(Path.Combine(folder, "2000"), example, participants: 2000, sites: 40);
                yield return await Pages(program, large.Copy(Path.Combine(scratch, "large"), waiting: 8), only);
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        bool Wants(string part) => parts.Length == 0 || parts.Contains(part);
    }

    static async Task<string> Started(string program, ServedCopy trial)
    {
        List<(double Listens, double Ready, double Cpu, double Now, double Most)> runs = [];
        for (var run = 0; run < 3; run++)
        {
            using var server = await ServingProcess.Start(program, InFile(trial));
            runs.Add(
                (server.Listens.TotalSeconds, server.Ready.TotalSeconds, server.Used.TotalSeconds, server.Resident.Now, server.Resident.Most)
            );
        }
        var best = runs.MinBy(one => one.Ready);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ## Start

            The best of {runs.Count} starts with {trial.Rows:#,0} rows ({trial.State.Participants.Count:#,0} participants). It listens before, and says that it is starting. Load of the machine {LoadOfMachine}.

            | | measured | hold |
            |---|---:|---:|
            | listens | {best.Listens:0.0} s | |
            | ready | {best.Ready:0.0} s | 3 s |
            | processors used until then | {best.Cpu:0.0} s | |
            | resident when ready | {best.Now:0} MB | 300 MB |
            | the most that was resident | {best.Most:0} MB | |

            """
        );
    }

    static async Task<string> Randomized(string program, MadeTrial made, ServedCopy trial, string postgres)
    {
        var at = LoadOfMachine;
        List<string> lines = [];
        using (var server = await ServingProcess.Start(program, InFile(trial)))
        {
            using var load = new Load(server);
            var keys = await Keys(load, trial.Password);
            lines.Add(Line("by API, 64 clients, SQLite, from the first on", await Load.Randomize(Programs, keys, trial.Waiting, load), "800/s, p99 150 ms"));
        }
        foreach (var instances in new[] { 1, 2 })
        {
            var (database, key) = (NewDatabase(postgres, instances), $"{trial.Log}.{instances}.seed");
            var password = made.IntoPostgres(trial, database, key);
            string[] arguments =
            [
                "--postgres", database, "--protocol", trial.ProtocolPath, "--key", key, "--seal", trial.Log + ".seal", "--server-key", trial.Log + ".server-key",
            ];
            List<ServingProcess> servers = [];
            List<Load> loads = [];
            try
            {
                for (var number = 0; number < instances; number++)
                    servers.Add(await ServingProcess.Start(program, arguments));
                loads.AddRange(servers.Select(server => new Load(server)));
                var keys = await Keys(loads[0], password);
                var name = instances == 1 ? "one server" : "two servers";
                string[] first = [.. trial.Waiting.Take(Waiting / 2)];
                lines.Add(Line($"the same, PostgreSQL, {name} just started", await Load.Randomize(Programs, keys, first, [.. loads]), "450/s, p99 200 ms"));
                string[] rest = [.. trial.Waiting.Skip(Waiting / 2)];
                lines.Add(Line($"the same, {name}, warm", await Load.Randomize(Programs, keys, rest, [.. loads]), "450/s, p99 200 ms"));
            }
            finally
            {
                loads.ForEach(load => load.Dispose());
                servers.ForEach(server => server.Dispose());
            }
        }
        return $"""
            ## Randomization by API

            Each by a request with a key of its own, decided, hashed and on disk before it is answered. Load of the machine {at} when it began.

            {Head}
            {string.Join(Environment.NewLine, lines)}

            """;

        Task<string[]> Keys(Load load, string password) => KeysOf(load, trial.Site, password);
    }

    static async Task<string[]> KeysOf(Load load, string site, string password) =>
        await load.Keys(await load.SignIn($"coordinator-{site}", password), site, 20);

    static async Task<string> Pages(string program, ServedCopy trial, string[] only)
    {
        var at = LoadOfMachine;
        using var server = await ServingProcess.Start(program, InFile(trial));
        using var load = new Load(server);
        var pages = AskedPage.Of(trial).Where(page => only.Length == 0 || only.Contains(page.Place)).ToList();
        var people = new Dictionary<string, string>();
        foreach (var person in pages.Select(page => page.Who).Append("data-manager").Distinct())
            people[person] = await load.SignIn(person, trial.Password);
        List<string> rows = [];
        var first = await load.Ask(1, people["data-manager"], TimeSpan.Zero, 1, "/");
        rows.Add(Line("today of all sites, the very first time", first, ""));
        foreach (var page in pages.Where(page => page.Name is not null))
            rows.Add(Line(page.Name!, await Measured(page, lengthy), $"{page.Hold} ms"));
        var main = server.Resident;
        List<string> all = [];
        foreach (var page in pages.Where(page => page.Name is null))
            all.Add(Line($"`{page.Place}` {Role(page.Who)}", await Measured(page, brief), $"{page.Hold} ms, p99 100 ms"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ## Pages

            A trial of {trial.State.Participants.Count:#,0} participants of four years ({trial.Rows:#,0} rows), {Clients} clients. Ready {server.Ready.TotalSeconds:0.0} s after its start, with {server.Used.TotalSeconds:0} s of the processors in all. Load of the machine {at} when it began.

            {Head}
            {string.Join(Environment.NewLine, rows)}

            ### Every page

            {Head}
            {string.Join(Environment.NewLine, all)}

            Resident: {main.Now:0} MB after the first table, {server.Resident.Now:0} MB at the end, {server.Resident.Most:0} MB at most (hold: 600 MB).

            """
        );

        async Task<Loaded> Measured(AskedPage page, TimeSpan time)
        {
            // Enough that the code of the page is compiled for good.
            await load.Ask(Clients, people[page.Who], TimeSpan.FromSeconds(10), 400, page.Place);
            return await load.Ask(Clients, people[page.Who], time, 5000, page.Place);
        }
    }

    static string Role(string person) => person.TrimEnd([.. "-0123456789"]).Replace('-', ' ');

    const string Head = """
        | what | CPU of the server a request | bytes | requests/s | p50 | p99 | answers | hold |
        |---|---:|---:|---:|---:|---:|---|---:|
        """;

    static string Line(string what, Loaded one, string hold)
    {
        Console.Error.WriteLine($"{what}: {one.Milliseconds:0.00} ms");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {one.Milliseconds:0.00} ms | {one.Bytes / 1000.0:0.0} kB | {one.PerSecond:0} | {one.Median:0.0} ms | {one.Ninetynine:0.0} ms | {string.Join(", ", one.Statuses.Select(status => $"{status.Value} of {status.Key}"))} | {hold} |"
        );
    }

    static string[] InFile(ServedCopy trial) => ["--trial", trial.Log, "--protocol", trial.ProtocolPath];

    static string LoadOfMachine => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static string NewDatabase(string connection, int number)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        var name = $"bench_{Environment.ProcessId}_{number}";
        using var open = new NpgsqlConnection(settings.ToString());
        open.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", open);
        create.ExecuteNonQuery();
        return $"Host={settings.Host};Port={settings.Port};Database={name};Username={settings.Username}";
    }
}
