using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>What every store must do alike.</summary>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed class StoreFacts(OnePostgres server)
{
    static LogRow Next(LogHead head, double value = 150) =>
        PatinaTrial.Row(
            head,
            PatinaTrial.Later,
            new LabValueRecorded("101-0001", "platelets", value, "10^9/L", PatinaTrial.Randomization)
        );

    [Theory]
    [EveryStore]
    public void A_trial_goes_on_where_another_process_left_it(string name)
    {
        using var store = Store.New(name, server);
        store.Ready(participants: 2);
        using (var trial = store.Trial())
            trial.Randomize("101-0001").ShouldBeOfType<Decision.Accepted>();
        using (var trial = store.Trial())
        {
            PatinaTrial.Rule(trial.Randomize("101-0001")).ShouldBe(["already-randomized"]);
            trial.Randomize("101-0002").ShouldBeOfType<Decision.Accepted>();
        }
        var report = store.Verify();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(2);
    }

    [Theory]
    [EveryStore]
    public void Both_stores_hold_the_same_rows_of_the_same_trial(string name)
    {
        using var store = Store.New(name, server);
        using var other = PatinaTrial.Opened();
        using (var trial = store.Trial())
            foreach (var one in new[] { trial, other })
                one.AndEligible("101-0001").AndRandomized("101-0001");
        store.Rows().Select(Told).ShouldBe(other.Rows.Select(Told));

        static (long, string, string) Told(LogRow row) => (row.Sequence, row.Kind, row.Payload);
    }

    [Theory]
    [EveryStore]
    public void Of_two_writers_who_expect_the_same_sequence_exactly_one_is_taken(string name)
    {
        using var store = Store.New(name, server);
        store.Ready(participants: 1);
        var next = Next(LogHead.Of(store.Rows()[^1]));
        using var one = store.Open();
        using var other = store.Open();
        new[] { one.Append([next]), other.Append([next]) }.ShouldBe([true, false]);
        one.Append([Next(LogHead.Of(next) with { Sequence = next.Sequence + 1 })]).ShouldBeFalse("A gap is no next row.");
        store.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [EveryStore]
    public void The_database_itself_refuses_a_row_that_does_not_continue_the_chain(string name)
    {
        using var store = Store.New(name, server);
        store.Ready(participants: 1);
        var rows = store.Rows();
        using var log = store.Open();
        using var batch = log.Begin();
        Should.Throw<LogUnreadableException>(() =>
            batch.Append([Next(new LogHead(rows.Length, HashChain.Origin))])
        );
    }

    [Theory]
    [EveryStore]
    public void Many_rows_are_appended_in_one_batch_in_their_order(string name)
    {
        using var store = Store.New(name, server);
        using (var trial = store.Trial().AndEligible("101-0001").AndRandomized("101-0001"))
        using (var batch = trial.Begin())
        {
            for (var day = 0; day < 333; day++)
                trial.With(new RecordLabValue("101-0001", "platelets", day, PatinaTrial.Randomization.AddDays(day)));
            batch.Commit();
        }
        store.Rows().Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, Staff.Rows + 17 + 333).Select(place => (long)place));
        store.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [EveryStore]
    public void A_batch_that_is_not_committed_leaves_nothing_and_lets_the_log_go(string name)
    {
        using var store = Store.New(name, server);
        store.Ready(participants: 1);
        var before = store.Rows();
        using var trial = store.Trial();
        using (trial.Begin())
            trial.Randomize("101-0001").ShouldBeOfType<Decision.Accepted>();
        store.Rows().ShouldBe(before);
        trial.Randomize("101-0001").ShouldBeOfType<Decision.Accepted>();
    }

    [Theory]
    [EveryStore]
    public void A_text_of_any_letters_comes_back_as_it_was(string name)
    {
        using var store = Store.New(name, server);
        using (var trial = store.Trial().AndEligible("101-0001"))
            trial.With(
                Commands.Neutropenia(PatinaTrial.Consent, "101-0001") with
                {
                    Term = "\"Übelkeit\" – 吐き気 \U0001F922 \\ ' ; DROP TABLE log; --",
                }
            );
        store.Verify().Problems.ShouldBeEmpty();
        TrialState
            .Of(store.Rows())
            .Find("101-0001")!
            .All<AdverseEventRecorded>()
            .Single()
            .Term.ShouldBe("\"Übelkeit\" – 吐き気 \U0001F922 \\ ' ; DROP TABLE log; --");
    }

    [Theory]
    [EveryStore]
    public void Two_servers_that_start_at_once_make_one_log(string name)
    {
        using var store = Store.New(name, server);
        using (store.Open()) { }
        Parallel.For(0, 4, _ => store.Open().Dispose());
        using var trial = store.Trial();
        PatinaTrial.Rule(trial.Do(new OpenTrial(null, Synthetic: true))).ShouldBe(["already-open"]);
    }

    [PostgresFact]
    public void Nothing_is_updated_deleted_or_truncated_in_PostgreSQL()
    {
        using var store = Store.New("PostgreSQL", server);
        store.Ready(participants: 1);
        foreach (var sql in new[] { "UPDATE log SET payload = ''", "DELETE FROM log", "TRUNCATE log" })
            Should
                .Throw<Npgsql.PostgresException>(() => OnePostgres.Execute(store.Arguments[1], sql))
                .MessageText.ShouldBe("the log is append-only");
        store.Verify().Problems.ShouldBeEmpty();
    }

    [PostgresFact]
    public void A_database_whose_default_is_not_to_wait_for_the_disk_is_made_to_wait()
    {
        using var store = Store.New("PostgreSQL", server);
        var connection = store.Arguments[1];
        OnePostgres.Execute(connection, "ALTER ROLE equipoise SET synchronous_commit = off");
        try
        {
            var ids = store.Ready(participants: 20);
            using var trial = store.Trial();
            using var watch = new Npgsql.NpgsqlConnection(connection);
            watch.Open();
            using var flushed = new Npgsql.NpgsqlCommand("SELECT pg_current_wal_flush_lsn() = pg_current_wal_insert_lsn()", watch);
            var onDisk = ids.Count(id =>
            {
                trial.Randomize(id).ShouldBeOfType<Decision.Accepted>();
                return (bool)flushed.ExecuteScalar()!;
            });
            // Not all twenty: the server writes things of its own now and then. Without waiting, it is hardly ever true.
            onDisk.ShouldBeGreaterThan(15);
        }
        finally
        {
            OnePostgres.Execute(connection, "ALTER ROLE equipoise RESET synchronous_commit");
        }
    }

    [PostgresFact]
    public void A_connection_string_that_is_none_and_a_server_that_is_not_there_are_said_to_be()
    {
        Should.Throw<LogUnreadableException>(() => PostgresTrialLog.Open("Haste=1"));
        Should.Throw<LogUnreadableException>(() => PostgresTrialLog.Open("Host=127.0.0.1;Port=1;Database=none;Username=nobody;Timeout=2"));
        Should.Throw<LogUnreadableException>(() => PostgresTrialLog.Open(server.NewDatabase())).Message.ShouldContain("no trial log");
    }
}
