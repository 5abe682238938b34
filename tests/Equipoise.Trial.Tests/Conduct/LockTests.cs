using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The end of a trial: its log is closed, and the key is revealed to everybody.</summary>
public sealed class LockTests
{
    static readonly LockTrial locking = new(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later));

    static PatinaTrial Locked() =>
        PatinaTrial.WithRandomized().With(new CutOffData(new(2023, 12, 31)), locking);

    [Fact]
    public void The_key_is_revealed_with_the_lock_and_is_the_one_whose_hash_was_published_at_the_opening()
    {
        using var trial = Locked();
        var key = TrialVerification.RevealedKeyOf(trial.Rows)!;
        key.Commitment.ShouldBe(trial.Conduct.State.Opened!.KeyCommitment);
        TrialVerification.Verify(trial.Rows, null, Examples.PatinaProtocol, key).ShouldSatisfyAllConditions(
            report => report.Problems.ShouldBeEmpty(),
            report => report.Replayed.ShouldBeTrue()
        );
    }

    [Fact]
    public void Before_the_lock_the_key_is_nowhere_in_the_log()
    {
        using var trial = PatinaTrial.WithRandomized();
        TrialVerification.RevealedKeyOf(trial.Rows).ShouldBeNull();
        trial.Rows.ShouldAllBe(row => !row.Payload.Contains(PatinaTrial.Key.Reveal(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_lock_waits_for_the_cutoff_and_is_signed()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.RefusalsOf(locking).ShouldBe(["not-cut-off"]);
        trial
            .RefusalsOf(new LockTrial(PatinaTrial.Signature("Yes.", PatinaTrial.Later)))
            .ShouldBe(["signature-of-something-else", "not-cut-off"]);
    }

    [Fact]
    public void Nothing_is_recorded_after_the_lock_not_even_a_refusal()
    {
        using var trial = Locked();
        foreach (var command in Commands.OfEveryKindOn(PatinaTrial.Randomization))
            PatinaTrial.Rule(trial.Do(command, PatinaTrial.Later, $"late {command.GetType().Name}")).ShouldBe(["locked"]);
        PatinaTrial.Rule(trial.Do(locking)).ShouldBe(["locked"]);
        trial.Rows[^1].Kind.ShouldBe(nameof(TrialLocked));
    }

    [Fact]
    public void A_row_after_the_lock_and_a_key_that_was_not_sealed_are_found()
    {
        using var trial = Locked();
        var rows = trial.Rows;
        var after = PatinaTrial.Row(
            LogHead.Of(rows[^1]),
            PatinaTrial.Later,
            new LabValueRecorded("101-001", "platelets", 150, "10^9/L", PatinaTrial.Randomization)
        );
        Problems([.. rows, after])
            .ShouldBe([$"row {after.Sequence}: it could not have been recorded: locked: The trial is locked: nothing is recorded any more."]);

        var forged = PatinaTrial.Row(
            LogHead.Of(rows[^2]),
            PatinaTrial.Later with { By = rows[^1].By },
            new TrialLocked(AllocationKey.ForRehearsal(2).Reveal(), locking.Signature, [4, 6, 8])
        );
        Problems([.. rows[..^1], forged])
            .ShouldBe([
                $"row {forged.Sequence}: its key is not what the log and the key give",
                $"row {forged.Sequence}: the revealed key is not the one that was sealed when the trial opened",
            ]);

        static string[] Problems(LogRow[] rows) =>
            [.. TrialVerification.Verify(rows, null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.Select(problem => $"{problem}")];
    }
}
