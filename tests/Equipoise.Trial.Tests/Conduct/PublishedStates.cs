using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>A state that was handed out never changes, and what was undone is nowhere.</summary>
public sealed class PublishedStates
{
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(14);

    [Fact]
    public void A_state_that_was_handed_out_never_changes()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.With(new RecordLabValue("101-001", "neutrophils", 0.9, day));
        var before = trial.Conduct.State;
        var (facts, versions) = (before.Find("101-001")!.Facts.ToList(), before.Versions.Count);

        trial.AndRandomized("101-001");
        trial.With(new RecordLabValue("101-001", "neutrophils", 0.8, day) { ReasonForChange = "misread" });
        trial.With(new RecordLabValue("101-001", "platelets", 150, day));

        before.Find("101-001")!.Facts.ShouldBe(facts);
        before.Find("101-001")!.Randomized.ShouldBeNull();
        before.Versions.Count.ShouldBe(versions);
        before.Part<Allocations>().Tally.Total.ShouldBe(0);
        trial.Conduct.State.Part<Allocations>().Tally.Total.ShouldBe(1);
    }

    [Fact]
    public void An_allocation_that_was_undone_leaves_no_trace_in_the_next_ones()
    {
        using var folder = new TemporaryFolder();
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(folder.File("trial.db"))))
        {
            trial.With(new Equipoise.Conduct.Opening.OpenTrial(null, Synthetic: true));
            foreach (var id in new[] { "101-001", "101-002", "101-003" })
                trial.AndEligible(id);
            trial.AndRandomized("101-001");
            using (trial.Begin())
                trial.AndRandomized("101-002");
            trial.AndRandomized("101-003");
            trial.Rows.Count(row => row.Kind == nameof(ParticipantRandomized)).ShouldBe(2);
            Equipoise.Conduct.Verification.TrialVerification
                .Verify(trial.Rows, null, Examples.PatinaProtocol, PatinaTrial.Key)
                .Problems.ShouldBeEmpty();
        }
    }
}
