using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Verification;
using Equipoise.Trial.Tests.Cli.Cluster;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>A full disk, a file that cannot be written, a database that restarts, a clock that is wrong.</summary>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class FailingStores(OnePostgres server)
{
    static readonly Stamp now = PatinaTrial.At(PatinaTrial.Randomization);

    static RandomizeParticipant Randomize(string participant) => new(participant, PatinaTrial.Randomization);

    [Fact]
    public void On_a_full_disk_nothing_is_acknowledged_that_is_not_stored_and_the_trial_goes_on_when_there_is_room()
    {
        using var store = Store.New("SQLite", server);
        var participants = store.Ready(participants: 120);
        // A limit on the size of a file is to the process what a full disk is: its write-ahead log cannot grow.
        var limited = string.Join(' ', new[] { typeof(TrialWriter).Assembly.Location }.Concat(store.Arguments).Select(word => $"'{word}'"));
        using var writer = ChildProcess.Start(
            "bash",
            ["-c", $"trap '' XFSZ; ulimit -f 400; exec dotnet {limited}"],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" },
            input: true
        );
        foreach (var id in participants)
            writer.StandardInput.WriteLine($"key-{id} {id}");
        writer.StandardInput.Close();
        var (exit, output, error) = writer.End();
        exit.ShouldBe(0, error);
        var answers = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(words => words[0], words => words[1]);
        answers.Count.ShouldBe(participants.Length);
        var acknowledged = answers.Where(answer => !answer.Value.StartsWith("failed", StringComparison.Ordinal)).ToDictionary();
        acknowledged.Count.ShouldBeInRange(1, participants.Length - 1, "The disk must become full, and not at once.");

        Stored(store).ShouldBe(acknowledged, ignoreOrder: true);
        store.Verify().Problems.ShouldBeEmpty();
        using var trial = store.Trial();
        foreach (var id in participants)
            trial.Do(Randomize(id), now, $"key-{id}").ShouldBeOfType<Decision.Accepted>();
        Stored(store).Count.ShouldBe(participants.Length);
        foreach (var (key, arm) in acknowledged)
            Stored(store)[key].ShouldBe(arm);
    }

    [Fact]
    public void A_log_that_cannot_be_written_acknowledges_nothing_and_can_still_be_read()
    {
        using var file = LogFile.OfThreeParticipants();
        var before = file.Rows();
        using var trial = new PatinaTrial(SqliteTrialLog.OpenToRead(file.Path));
        for (var attempt = 0; attempt < 2; attempt++)
            Should
                .Throw<LogUnreadableException>(() => trial.Do(Commands.OfEveryKindOn(PatinaTrial.Randomization)[1]))
                .Message.ShouldContain("cannot be used as a trial log");
        trial.Conduct.Look().RandomizedCount.ShouldBe(3);
        file.Rows().ShouldBe(before);
    }

    [PostgresFact]
    public void A_database_that_restarts_loses_nothing_acknowledged_and_the_server_goes_on_by_itself()
    {
        using var store = Store.New("PostgreSQL", server);
        var participants = store.Ready(participants: 6);
        using var trial = store.Trial();
        Dictionary<string, string> acknowledged = [];
        foreach (var (place, id) in participants.Index())
        {
            if (place % 2 == 1)
                server.Crash();
            // The client asks until it is answered, always under the same key.
            for (var isAnswered = false; !isAnswered;)
                try
                {
                    acknowledged[$"key-{id}"] = TrialWriter.Told(trial.Do(Randomize(id), now, $"key-{id}"));
                    isAnswered = true;
                }
                catch (LogUnreadableException)
                {
                    // The connection broke with the server.
                }
        }
        Stored(store).ShouldBe(acknowledged, ignoreOrder: true);
        store.Verify().Problems.ShouldBeEmpty();
    }

    [PostgresFact]
    public void A_database_made_read_only_acknowledges_nothing()
    {
        using var store = Store.New("PostgreSQL", server);
        store.Ready(participants: 1);
        var before = store.Rows();
        var there = new Npgsql.NpgsqlConnectionStringBuilder(store.Arguments[1]);
        var (name, elsewhere) = (there.Database, new Npgsql.NpgsqlConnectionStringBuilder($"{there}") { Database = "postgres" }.ToString());
        OnePostgres.Execute(elsewhere, $"ALTER DATABASE {name} SET default_transaction_read_only = on");
        using (var trial = store.Trial())
            Should.Throw<LogUnreadableException>(() => trial.Do(Randomize("101-0001"), now, "k"));
        OnePostgres.Execute(elsewhere, $"ALTER DATABASE {name} RESET default_transaction_read_only");
        store.Rows().ShouldBe(before);
        using (var trial = store.Trial())
            trial.Do(Randomize("101-0001"), now, "k").ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void A_clock_set_back_a_day_changes_the_order_of_nothing()
    {
        using var trial = PatinaTrial.Opened();
        string[] ids = ["101-001", "101-002", "101-003"];
        foreach (var id in ids)
            trial.AndEligible(id);
        foreach (var (place, id) in ids.Index())
        {
            var stamp = place == 1 ? now with { RecordedAt = now.RecordedAt.AddDays(-1) } : now;
            // What is done today is dated what the clock says that it is.
            var today = DateOnly.FromDateTime(stamp.RecordedAt.UtcDateTime);
            var sign = PatinaTrial.Eligibility(id, today) with
            {
                Signature = PatinaTrial.Signature(Equipoise.Conduct.Screening.SignEligibility.Meaning, stamp),
            };
            trial.Do(sign, stamp).ShouldBeOfType<Decision.Accepted>();
            trial.Do(new RandomizeParticipant(id, today), stamp).ShouldBeOfType<Decision.Accepted>();
        }
        trial.Rows.Select(row => row.RecordedAt).ShouldNotBe(trial.Rows.Select(row => row.RecordedAt).Order());
        var allocated = trial.Conduct.State.Participants.Select(participant => participant.Randomized!).ToArray();
        allocated.Select(one => one.Place).ShouldBe([1, 2, 3]);
        TrialVerification.Verify(trial.Rows, trial.Conduct.Head, Examples.PatinaProtocol, PatinaTrial.Key).Problems.ShouldBeEmpty();
    }

    /// <summary>What the log says was answered to each key.</summary>
    static Dictionary<string, string> Stored(Store store) =>
        store
            .Rows()
            .Select(row => Entry.Of(row).Event)
            .OfType<ParticipantRandomized>()
            .ToDictionary(one => one.Request!.Key, one => one.Arm);
}
