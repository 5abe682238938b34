using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Design.Rehearsal;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Server;
using Equipoise.Server.Trial;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Benchmarks.Server;

/// <summary>The example's trial, rehearsed over four years that end yesterday, so that a server with the real clock serves it.</summary>
/// <remarks>It is kept in its folder, and made anew once it is older than a week: its open windows would be over.</remarks>
sealed partial class MadeTrial
{
    const ulong Seed = 1;
    const int Years = 4;
    static readonly TimeSpan lasts = TimeSpan.FromDays(7);

    readonly string folder;

    MadeTrial(string folder) =>
        (this.folder, Protocol) = (folder, ((ProtocolReading.Accepted)ProtocolFile.Read(ProtocolIn(folder))).Protocol);

    public TrialProtocol Protocol { get; }

    public string Log => LogIn(folder);

    public string ProtocolPath => ProtocolIn(folder);

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    TrialRules Rules => new(Protocol, AllocationKey.ForRehearsal(Seed), SealKey.ForRehearsal(Seed));

    /// <summary>The trial of that many virtual participants at so many sites, made when it is not there.</summary>
    public static MadeTrial Of(string folder, string example, int participants, int sites)
    {
        if (File.Exists(LogIn(folder)) && Now.UtcDateTime - File.GetLastWriteTimeUtc(ProtocolIn(folder)) < lasts)
            return new(folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var text = File.ReadAllText(Path.Combine(example, "protocol.yaml"));
        text = Opens().Replace(text, $"opens: {today.AddYears(-Years):yyyy-MM-dd}");
        text = Closes().Replace(text, $"closes to accrual: {today.AddMonths(1):yyyy-MM-dd}");
        text = Cutoff().Replace(text, $"cutoff: on {today.AddYears(1):yyyy-MM-dd}");
        File.WriteAllText(ProtocolIn(folder), text);
        var made = new MadeTrial(folder);
        var world = Participants().Replace(File.ReadAllText(Path.Combine(example, "scenario.yaml")), $"participants: {participants}");
        world = Sites().Replace(world, $"sites: {sites}");
        var scenario = ((ScenarioReading.Accepted)ScenarioFile.Parse(Encoding.UTF8.GetBytes(world), "scenario.yaml", made.Protocol)).Scenario;
        var partial = made.Log + ".partial";
        SealedKeyFile.Write(SealedKeyFile.For(made.Log), AllocationKey.ForRehearsal(Seed));
        SealKey.ForRehearsal(Seed).WriteFile(SealKey.FileFor(made.Log));
        using (var conduct = new TrialConduct(SqliteTrialLog.Create(partial), made.Rules, TimeProvider.System))
            TrialRehearsal.Run(made.Protocol, scenario, conduct, text, Seed, today.AddDays(-1));
        foreach (var file in Directory.GetFiles(folder, Path.GetFileName(partial) + "*"))
            File.Move(file, file.Replace(".partial", "", StringComparison.Ordinal));
        return made;
    }

    /// <summary>A copy of it with somebody of every role who can sign in, and with participants who wait to be randomized.</summary>
    /// <param name="to">The folder of the copy.</param>
    /// <param name="waiting">How many wait, at the site whose people have accounts.</param>
    public ServedCopy Copy(string to, int waiting)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        var log = LogIn(to);
        Secret.Draw().WriteFile(log + ".server-key");
        using var conduct = new TrialConduct(SqliteTrialLog.Open(log), Rules, TimeProvider.System);
        var site = DemoAccounts.SiteOf(conduct.State);
        var ready = Ready(conduct, site, waiting);
        var (state, rows) = (conduct.State, conduct.Head.Sequence);
        conduct.Dispose();
        using var tables = SideTables.InFile(SideTables.FileFor(log));
        return new(log, ProtocolIn(to), site, ready, state, rows, Accounts(tables, () => SqliteTrialLog.OpenToRead(log)));
    }

    /// <summary>Writes the copy's rows into a database, and gives its people accounts there.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="connection">The database.</param>
    /// <param name="key">The file to which the key of the allocation is copied, beside which the end of the log is noted.</param>
    /// <returns>The password of everybody.</returns>
    public string IntoPostgres(ServedCopy copy, string connection, string key)
    {
        File.Copy(SealedKeyFile.For(copy.Log), key);
        using (var file = SqliteTrialLog.OpenToRead(copy.Log))
        using (var database = PostgresTrialLog.OpenOrCreate(connection, HeadFile.For(key)))
        {
            database.SealWith(SealKey.ForRehearsal(Seed));
            using var batch = database.Begin();
            foreach (var rows in file.Read().Chunk(640))
                batch.Append(rows);
            batch.Commit();
        }
        using var tables = SideTables.InPostgres(connection, "equipoise_server");
        return Accounts(tables, () => PostgresTrialLog.OpenToRead(connection));
    }

    string Accounts(SideTables tables, Func<ITrialLog> open)
    {
        using var ring = Secret.Draw();
        using var server = (IDisposable)TrialServer.Build(new ServedTrial(open, Rules, tables, ring), TimeProvider.System, "http://127.0.0.1:0");
        return DemoAccounts.Make((Microsoft.AspNetCore.Builder.WebApplication)server).Password;
    }

    string[] Ready(TrialConduct conduct, string site, int count)
    {
        var now = Now;
        var today = SiteClock.Today(conduct.State, site, now);
        var (coordinator, investigator) = ($"coordinator-{site}", $"investigator-{site}");
        List<string> ready = [];
        using var batch = conduct.Begin();
        for (var number = 0; number < count; number++)
        {
            var id = Do(new ScreenParticipant(null, site, 57, Sex.Female, today), coordinator)
                .OfType<ParticipantScreened>()
                .Single()
                .Participant;
            Do(new RecordConsent(id, today), coordinator);
            Do(new AssessEligibility(id, Conduct.ReadyTrial.Answers(Protocol), today), coordinator);
            Do(
                new SignEligibility(
                    id,
                    new Dictionary<string, string> { ["pertuzumab"] = number % 2 == 0 ? "yes" : "no", ["prior-HER2"] = number % 4 < 2 ? "yes" : "no" },
                    new Dictionary<string, string> { ["endocrine"] = number % 8 < 4 ? "fulvestrant" : "aromatase inhibitor" },
                    today,
                    new Signature(conduct.State.People[investigator].Name, SignEligibility.Meaning, now, "password")
                ),
                investigator
            );
            ready.Add(id);
        }
        batch.Commit();
        return [.. ready];

        IReadOnlyList<TrialEvent> Do(TrialCommand command, string by) =>
            batch.Do(command, new Stamp(now, by)) is Decision.Accepted accepted
                ? accepted.Events
                : throw new InvalidOperationException($"{command}: {string.Join(' ', ((Decision.Refused)batch.Do(command, new Stamp(now, by))).Reasons)}");
    }

    static string LogIn(string folder) => Path.Combine(folder, "trial.db");

    static string ProtocolIn(string folder) => Path.Combine(folder, "protocol.yaml");

    [GeneratedRegex(@"opens: [\d-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opens();

    [GeneratedRegex(@"closes to accrual: [\d-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Closes();

    [GeneratedRegex(@"cutoff: at planned events", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cutoff();

    [GeneratedRegex(@"^participants: \d+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Participants();

    [GeneratedRegex(@"^sites: \d+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sites();
}

/// <summary>A trial to be served.</summary>
/// <param name="Log">The file of the log.</param>
/// <param name="ProtocolPath">The file of the protocol.</param>
/// <param name="Site">The site with the most participants.</param>
/// <param name="Waiting">Those who wait there to be randomized.</param>
/// <param name="State">What is recorded.</param>
/// <param name="Rows">How many rows the log has.</param>
/// <param name="Password">The password of everybody.</param>
sealed record ServedCopy(
    string Log,
    string ProtocolPath,
    string Site,
    string[] Waiting,
    TrialState State,
    long Rows,
    string Password
);
