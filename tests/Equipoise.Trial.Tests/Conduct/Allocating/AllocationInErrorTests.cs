using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Exchange.Sdtm;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>A randomization that should not have been made is marked and stays.</summary>
public sealed class AllocationInErrorTests
{
    static readonly DateOnly day = PatinaTrial.Randomization;

    static MarkAllocationInError Mark(string participant) =>
        new(participant, "Scan of another person", day, Variants.Signed(MarkAllocationInError.Meaning, day));

    [Fact]
    public void The_allocation_keeps_its_arm_place_and_number_and_nobody_else_gets_them()
    {
        using var untouched = Variants.Open(Variants.Blocks).Enroll(1, 20);
        using var marked = Variants.Open(Variants.Blocks).Enroll(1, 10);
        var before = marked.Participant("101-004").Randomized;
        PatinaTrial.Rule(marked.Today(Mark("101-004"))).ShouldBeEmpty();
        marked.Enroll(11, 20);
        marked.Participant("101-004").Randomized.ShouldBe(before);
        marked.Allocations().Select(one => (one.Participant, one.Stratum, one.Place, one.Arm)).ShouldBe(
            untouched.Allocations().Select(one => (one.Participant, one.Stratum, one.Place, one.Arm))
        );
        PatinaTrial.Rule(marked.Randomize("101-004")).ShouldBe(["already-randomized"]);
        marked.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void In_minimization_it_still_counts()
    {
        using var untouched = Variants.Open(Variants.Minimization).Enroll(1, 20);
        using var marked = Variants.Open(Variants.Minimization).Enroll(1, 10);
        marked.Today(Mark("101-004"));
        marked.Enroll(11, 20);
        marked.Allocations().Select(one => one.Arm).ShouldBe(untouched.Allocations().Select(one => one.Arm));
        marked.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_marked_once_by_a_signature_with_a_reason_also_after_death_and_cutoff()
    {
        using var trial = Variants.Open(Variants.Blocks).Enroll(1, 2);
        trial.AndEligible("101-100");
        PatinaTrial.Rule(trial.Today(Mark("101-100"))).ShouldBe(["not-randomized"]);
        PatinaTrial.Rule(trial.Today(Mark("nobody"))).ShouldBe(["unknown-participant"]);
        PatinaTrial.Rule(trial.Today(Mark("101-001") with { Reason = "" })).ShouldBe(["no-reason"]);
        PatinaTrial.Rule(trial.Today(Mark("101-001") with { On = day.AddDays(2) })).ShouldBe(["in-the-future"]);
        trial.With(new RecordDeath("101-001", null, day), new CutOffData(day));
        var late = PatinaTrial.At(day.AddDays(20));
        var mark = new MarkAllocationInError("101-001", "Not eligible", day.AddDays(20), Variants.Signed(MarkAllocationInError.Meaning, day.AddDays(20)));
        PatinaTrial.Rule(trial.Do(mark, late)).ShouldBeEmpty();
        PatinaTrial.Rule(trial.Do(mark with { Reason = "Another reason", ReasonForChange = "x" }, late)).ShouldBe(["already-marked"]);
    }

    [Fact]
    public void Sdtm_tells_the_mark_and_the_participant_stays_in_the_arm()
    {
        using var trial = Variants.Open(Variants.Blocks).Enroll(1, 3);
        trial.Today(Mark("101-002"));
        var tables = SdtmTabulation.Tabulate(trial.Conduct.State, trial.TrialRules.Protocol);
        Rows.Of(tables.Named("SUPPDM"), "USUBJID", "QNAM", "QVAL")
            .Where(row => row.Contains("RANDERR", StringComparison.Ordinal))
            .ShouldBe(["PATINA-101-002|RANDERR|Y", "PATINA-101-002|RANDERRS|Scan of another person"]);
        Rows.Of(tables.Named("DM"), "ARMCD").ShouldBe(trial.Allocations().Select(one => one.Arm.ToUpperInvariant()));
    }
}
