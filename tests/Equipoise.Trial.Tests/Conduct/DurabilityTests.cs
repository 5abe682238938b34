using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>What was acknowledged is stored, what was not is not, and two writers never both act on one state.</summary>
[Trait("Takes", "time")]
public sealed class DurabilityTests
{
    /// <summary>The log as a crash at this moment would leave it: its file, its write-ahead log and its note, copied while it is open.</summary>
    static LogRow[] AfterCrash(string path)
    {
        using var folder = new TemporaryFolder();
        foreach (var part in new[] { path, path + "-wal", HeadFile.For(path) })
            File.Copy(part, folder.File(Path.GetFileName(part)));
        using var log = SqliteTrialLog.Open(folder.File(Path.GetFileName(path)));
        return [.. log.Read()];
    }

    [Fact]
    public void What_was_acknowledged_survives_a_crash()
    {
        using var file = new LogFile();
        using var trial = file.Create();
        for (var number = 1; number <= 5; number++)
        {
            trial.AndEligible($"101-{number}");
            AfterCrash(file.Path).ShouldBe(trial.Rows);
        }
    }

    [Fact]
    public void A_batch_that_was_not_committed_leaves_nothing()
    {
        using var file = new LogFile();
        using var trial = file.Create();
        using (trial.Begin())
        {
            trial.AndEligible("101-001").AndRandomized("101-001");
            AfterCrash(file.Path).Length.ShouldBe(Staff.Rows);
        }
        trial.Rows.Length.ShouldBe(Staff.Rows);
        trial.Conduct.State.Participants.ShouldBeEmpty();
        trial.Conduct.Head.Sequence.ShouldBe(Staff.Rows);
    }

    [Fact]
    public void A_committed_batch_is_stored_as_a_whole()
    {
        using var file = new LogFile();
        using var trial = file.Create();
        using (var batch = trial.Begin())
        {
            trial.AndEligible("101-001").AndRandomized("101-001");
            batch.Commit();
        }
        AfterCrash(file.Path).Length.ShouldBe(Staff.Rows + 17);
        HeadFile.Read(HeadFile.For(file.Path)).End.ShouldBe(trial.Conduct.Head);
    }

    [Fact]
    public void A_log_is_never_overwritten_and_a_missing_one_is_said_to_be_missing()
    {
        using var file = LogFile.OfThreeParticipants();
        Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Create(file.Path));
        Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Open(file.Path + ".none"));
        File.WriteAllText(file.Path, "This is no database, but long enough to be looked at twice.");
        Should.Throw<LogUnreadableException>(() => SqliteTrialLog.Open(file.Path));
    }

    [Fact]
    public void Of_two_writers_who_take_one_sequence_exactly_one_wins()
    {
        using var file = LogFile.OfThreeParticipants();
        using var one = SqliteTrialLog.Open(file.Path);
        using var other = SqliteTrialLog.Open(file.Path);
        var next = PatinaTrial.Row(
            LogHead.Of(one.Read().Last()),
            PatinaTrial.Later,
            new LabValueRecorded("101-001", "platelets", 150, "10^9/L", PatinaTrial.Randomization)
        );
        new[] { one.Append([next]), other.Append([next]) }.ShouldBe([true, false]);
        one.Read().Count().ShouldBe(Staff.Rows + 53);
    }

    [Fact]
    public void A_writer_who_was_overtaken_decides_anew()
    {
        using var file = LogFile.OfThreeParticipants();
        using var one = file.Open();
        using var other = file.Open();
        one.AndEligible("101-004").AndRandomized("101-004");
        // The other has not read on: it must neither randomize again nor say that it knows no such participant.
        PatinaTrial.Rule(other.Randomize("101-004")).ShouldBe(["already-randomized"]);
        other.AndEligible("101-005");
        PatinaTrial.Rule(one.Randomize("101-005")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_storm_of_writers_gives_each_participant_one_allocation_and_the_log_replays()
    {
        using var file = new LogFile();
        string[] participants = [.. Enumerable.Range(1, 20).Select(number => $"101-{number:000}")];
        using (var trial = file.Create())
            foreach (var id in participants)
                trial.AndEligible(id);

        var accepted = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        using var trial = file.Open();
                        return participants.Count(id => trial.Randomize(id) is Decision.Accepted);
                    })
                )
        );

        accepted.Sum().ShouldBe(participants.Length);
        var report = file.Verify();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(participants.Length);
    }

    [Fact]
    public void The_sealed_key_is_written_once_for_its_owner_only_and_read_back()
    {
        using var folder = new TemporaryFolder();
        var path = SealedKeyFile.For(folder.File("trial.db"));
        var key = AllocationKey.Generate();
        SealedKeyFile.Write(path, key);
        SealedKeyFile.Read(path)!.Commitment.ShouldBe(key.Commitment);
        Should.Throw<IOException>(() => SealedKeyFile.Write(path, AllocationKey.Generate()));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AllocationKey.Parse("too short").ShouldBeNull();
    }
}
