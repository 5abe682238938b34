using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>Arms and sites that close, and a limit of enrollment: who may still enter, and into which arms.</summary>
public sealed class ClosingTests
{
    static readonly DateOnly day = PatinaTrial.Randomization;

    static CloseArm CloseArm(string arm) => new(arm, "Stopped for futility", day, Variants.Signed(Equipoise.Conduct.Closing.CloseArm.Meaning, day));

    static CloseSite CloseSite(string site) => new(site, "No investigator", day, Variants.Signed(Equipoise.Conduct.Closing.CloseSite.Meaning, day));

    static OpenSite OpenSite(string site) => new(site, "A new investigator", day, Variants.Signed(Equipoise.Conduct.Opening.OpenSite.Meaning, day));

    static string[] RefusalsOf(PatinaTrial trial, TrialCommand command) => PatinaTrial.Rule(trial.Today(command));

    [Theory]
    [InlineData(Variants.ThreeBlocks)]
    [InlineData(Variants.Minimization)]
    [InlineData(Variants.Simple)]
    public void Of_three_arms_one_is_closed_and_accrual_goes_on_in_the_others_and_replays(string method)
    {
        using var trial = Variants.Open(method, withThirdArm: true).Enroll(1, 24);
        trial.Allocations().Select(one => one.Arm).Distinct().Count().ShouldBe(3);
        RefusalsOf(trial, CloseArm("low")).ShouldBeEmpty();
        trial.Enroll(25, 48);
        trial.Allocations()[24..].Select(one => one.Arm).Distinct().ShouldBe(["palbociclib", "standard"], ignoreOrder: true);
        trial.Verified().Problems.ShouldBeEmpty();
        foreach (var stratum in trial.Allocations().GroupBy(one => one.Stratum))
            stratum.Select(one => one.Place).ShouldBe(Enumerable.Range(1, stratum.Count()));
    }

    [Fact]
    public void After_closing_every_block_holds_the_open_arms_in_their_ratio_and_the_old_list_is_of_no_use()
    {
        using var trial = Variants.Open("  method: permuted blocks\n  block sizes: [6]\n", withThirdArm: true);
        var same = new Dictionary<string, string> { ["pertuzumab"] = "yes", ["prior-HER2"] = "no" };
        for (var number = 1; number <= 44; number++)
        {
            if (number == 5)
                RefusalsOf(trial, CloseArm("low")).ShouldBeEmpty();
            trial.AndEligible(Variants.Id(number)).Randomize(Variants.Id(number), same).ShouldBeOfType<Decision.Accepted>();
        }
        var after = trial.Allocations()[4..];
        // Blocks of six of three arms have two of each; of the two open ones, four.
        foreach (var block in after.Chunk(4))
            block.CountBy(one => one.Arm).ShouldAllBe(arm => arm.Value == 2);
        after.ShouldAllBe(one => ((AllocationBasis.Blocks)one.Basis!).Open.SequenceEqual(new[] { "palbociclib", "standard" }));
        var old = ((PermutedBlocks)Equipoise.Conduct.Allocation.AllocationMethod.Of(trial.TrialRules.Protocol, PatinaTrial.Key)!)
            .Blocks(after[0].Stratum)
            .SelectMany(block => block)
            .Skip(4)
            .Where(arm => arm != "low")
            .Take(40);
        after.Select(one => one.Arm).ShouldNotBe(old);
    }

    [Fact]
    public void With_two_arms_closing_one_ends_randomization_and_screening()
    {
        using var trial = Variants.Open(Variants.Blocks).Enroll(1, 3);
        trial.AndEligible("101-100");
        RefusalsOf(trial, CloseArm("palbociclib")).ShouldBeEmpty();
        PatinaTrial.Rule(trial.Randomize("101-100")).ShouldBe(["randomization-ended"]);
        trial.RefusalsOf(new ScreenParticipant("101-101", "101", 50, Sex.Female, day)).ShouldBe(["randomization-ended"]);
        // What is known of a person who was screened is still corrected, and the trial goes on.
        trial.With(new ScreenParticipant("101-100", "101", 58, Sex.Female, PatinaTrial.Screening) { ReasonForChange = "Misread" });
        trial.With(new RecordLabValue("101-001", "platelets", 150, day));
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_arm_is_closed_once_signed_dated_today_and_known()
    {
        using var trial = Variants.Open(Variants.ThreeBlocks, withThirdArm: true);
        RefusalsOf(trial, CloseArm("lo")).ShouldBe(["unknown-arm"]);
        var close = CloseArm("low");
        RefusalsOf(trial, close with { Reason = " " }).ShouldBe(["no-reason"]);
        RefusalsOf(trial, close with { On = day.AddDays(-2) }).ShouldBe(["backdated"]);
        RefusalsOf(trial, close with { On = day.AddDays(2) }).ShouldBe(["in-the-future"]);
        RefusalsOf(trial, close with { Signature = close.Signature with { Meaning = "Whatever" } }).ShouldBe(["signature-of-something-else"]);
        RefusalsOf(trial, close with { Signature = close.Signature with { AuthenticatedAt = close.Signature.AuthenticatedAt.AddHours(-1) } })
            .ShouldBe(["signature-not-fresh"]);
        trial.Conduct.State.ClosedArms.ShouldBeEmpty();
        RefusalsOf(trial, close).ShouldBeEmpty();
        RefusalsOf(trial, close).ShouldBe(["arm-closed"]);
        trial.Conduct.State.ClosedArms["low"].Reason.ShouldBe("Stopped for futility");
    }

    [Fact]
    public void A_closed_site_screens_and_randomizes_nobody_until_it_is_opened_again_and_follow_up_goes_on()
    {
        using var trial = Variants.Open(Variants.Blocks).Enroll(1, 2);
        trial.AndEligible("101-100");
        RefusalsOf(trial, CloseSite("101")).ShouldBeEmpty();
        RefusalsOf(trial, CloseSite("101")).ShouldBe(["site-closed"]);
        PatinaTrial.Rule(trial.Randomize("101-100")).ShouldBe(["site-closed"]);
        trial.RefusalsOf(new ScreenParticipant("101-101", "101", 50, Sex.Female, day)).ShouldBe(["site-closed"]);
        trial.RefusalsOf(new ScreenParticipant("102-001", "102", 50, Sex.Female, day)).ShouldBeEmpty();
        trial.With(new RecordLabValue("101-001", "platelets", 150, day));

        RefusalsOf(trial, OpenSite("102")).ShouldBe(["site-open"]);
        RefusalsOf(trial, OpenSite("101")).ShouldBeEmpty();
        PatinaTrial.Rule(trial.Randomize("101-100")).ShouldBeEmpty();
        trial.Verified().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_allocation_written_into_the_log_of_a_closed_site_or_arm_is_found()
    {
        using var trial = Variants.Open(Variants.ThreeBlocks, withThirdArm: true);
        RefusalsOf(trial, CloseSite("102")).ShouldBeEmpty();
        RefusalsOf(trial, CloseArm("low")).ShouldBeEmpty();
        trial.Enroll(1, 4);
        trial.Verified().Problems.ShouldBeEmpty();
        var row = trial.Rows.First(row => row.Kind == nameof(ParticipantRandomized)).Sequence;

        trial
            .Verified(Forgery.Of(trial.Rows, one =>
                one.Kind == nameof(SiteClosed)
                    ? one with { Payload = one.Payload.Replace("\"site\":\"102\"", "\"site\":\"101\"", StringComparison.Ordinal) }
                    : one
            ))
            .Problems.ShouldContain(problem =>
                problem.ToString() == $"row {row}: it could not have been recorded: site-closed: Site 101 was closed on 2018-03-08: No investigator"
            );
        trial
            .Verified(Forgery.Of(trial.Rows, one => one.Kind == nameof(ArmClosed) ? null : one))
            .Problems.ShouldContain(problem =>
                problem.Words == "its basis is not what the log and the key give"
            );
    }

    [Fact]
    public void Enrollment_ends_at_the_limit_and_marked_errors_take_their_place()
    {
        var protocol = Variants.Protocol(Variants.Blocks + "  enrollment: at most 520\n");
        var small = protocol with { Randomization = protocol.Randomization! with { AtMost = 3 } };
        using var trial = new PatinaTrial(Equipoise.TrialLog.SqliteTrialLog.InMemory(), new(small, PatinaTrial.Key)).With(
            new OpenTrial(null, Synthetic: true)
        );
        trial.Enroll(1, 3);
        RefusalsOf(trial, new MarkAllocationInError("101-002", "Randomized twice", day, Variants.Signed(MarkAllocationInError.Meaning, day)))
            .ShouldBeEmpty();
        trial.AndEligible("101-004");
        PatinaTrial.Rule(trial.Randomize("101-004")).ShouldBe(["enrollment-full"]);
        trial.Verified().Problems.ShouldBeEmpty();
    }
}
