using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Trial.Tests.Conduct.Stores;

/// <summary>A copy of a log that programs are writing to.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_that_was_made_under_load_is_restored_verifies_and_the_next_randomization_continues_it()
    {
        using var folder = new TemporaryFolder();
        using var store = Store.New("SQLite", server: null!);
        var participants = store.Ready(participants: 200);
        var file = store.Arguments[1];
        using (var running = new TrialConduct(store.Open(), PatinaTrial.Rules, TimeProvider.System))
        {
            var load = Task.Run(() =>
            {
                foreach (var participant in participants[..^1])
                    Randomize(running, participant);
            });
            while (running.State.RandomizedCount < 20)
                await Task.Delay(5);
            LogBackup.Copy(file, folder.File("safe")).ShouldContain(Path.Combine(folder.File("safe"), Path.GetFileName(file)));
            await load;
        }

        var restored = Path.Combine(folder.File("safe"), Path.GetFileName(file));
        using var log = SqliteTrialLog.Open(restored);
        var rows = log.Read().ToArray();
        var report = TrialVerification.Verify(rows, HeadFile.Read(HeadFile.For(restored)).End, Examples.PatinaProtocol, PatinaTrial.Key);
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBeGreaterThanOrEqualTo(20);
        using var going = new TrialConduct(log, PatinaTrial.Rules, TimeProvider.System);
        Randomize(going, participants[^1]);
        TrialVerification.Verify(log.Read(), null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.ShouldBeEmpty();
        log.Read().Last().PreviousHash.ShouldBe(rows[^1].Hash);
    }

    [Fact]
    public void A_backup_takes_no_key_along_and_overwrites_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("trial.db");
        SqliteTrialLog.Create(file).Dispose();
        foreach (var secret in new[] { ".seed", ".seal", ".server-key" })
            File.WriteAllText(file + secret, "a key");
        using (SideTables.InFile(SideTables.FileFor(file)))
            LogBackup.Copy(file, folder.File("safe"));
        Directory.GetFiles(folder.File("safe")).Select(Path.GetFileName).Order().ShouldBe(["trial.db", "trial.db.head", "trial.db.server"]);
        Should.Throw<LogUnreadableException>(() => LogBackup.Copy(file, folder.File("safe"))).Message.ShouldContain("new or empty");
    }

    static void Randomize(TrialConduct conduct, string participant) =>
        conduct
            .Do(new RandomizeParticipant(participant, PatinaTrial.Randomization), PatinaTrial.At(PatinaTrial.Randomization))
            .ShouldBeOfType<Decision.Accepted>();
}
