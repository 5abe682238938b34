using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>A new version of the protocol: what it may change, and whom it binds.</summary>
public sealed class AmendmentTests
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Consent.AddDays(1);
    static readonly string original = File.ReadAllText(Examples.ProtocolPath("patina"));

    // A second version that watches for liver injury too: one more laboratory test.
    static readonly string amended = original
        .Replace("protocol version: \"1.0\"", "protocol version: \"2.0\"", StringComparison.Ordinal)
        .Replace(
            "      hemoglobin:\n        code: HGB",
            "      ALT:\n        code: ALT\n        unit: U/L\n        upper limit of normal: 35\n      hemoglobin:\n        code: HGB",
            StringComparison.Ordinal
        );

    // What of it everybody may read: without the sizes of the blocks, and without the remark on them.
    static readonly string readable = amended.Replace(
        "  block sizes: [4, 6, 8]                 # drawn at random, and no 2, whose second arm all would know; [assumed]\n",
        "  block sizes: concealed\n",
        StringComparison.Ordinal
    );

    static AmendProtocol Amendment(AmendmentBinding binds, string? text = null) =>
        new(text ?? amended, binds, day, PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later));

    static string[] NewTest(PatinaTrial trial, string participant = Id) =>
        trial.RefusalsOf(new RecordLabValue(participant, "ALT", 20, day));

    [Fact]
    public void The_version_in_force_is_the_amended_one_and_its_text_is_in_the_log()
    {
        using var trial = PatinaTrial.Opened();
        trial.With(Amendment(AmendmentBinding.AllParticipants));
        trial.Conduct.State.InForce!.Version.ShouldBe("2.0");
        trial.Conduct.State.Versions.Select(version => version.Version).ShouldBe(["1.0", "2.0"]);
        EventJson.Read(trial.Rows[^1].Kind, trial.Rows[^1].Payload).ShouldBeOfType<ProtocolAmended>().ProtocolText.ShouldBe(readable);
    }

    [Theory]
    [InlineData(AmendmentBinding.NewParticipants, true, false)]
    [InlineData(AmendmentBinding.AllParticipants, false, false)]
    [InlineData(AmendmentBinding.AfterRenewedConsent, true, true)]
    public void Who_is_randomized_already_is_bound_as_the_amendment_says(
        AmendmentBinding binds,
        bool refusedBefore,
        bool boundAfterConsent
    )
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(Amendment(binds));
        var later = PatinaTrial.Randomization.AddDays(7);
        var test = new RecordLabValue(Id, "ALT", 20, later);
        trial.RefusalsOf(test).ShouldBe(refusedBefore ? ["unknown-test"] : []);
        if (!boundAfterConsent)
            return;
        trial.With(new RenewConsent(Id, later), test);
        trial.Participant().BoundTo.ShouldBe(trial.Conduct.State.InForce!.Sha256);
    }

    /// <summary>Whoever prepares an amendment may do so from the text that everybody reads: the sizes stay.</summary>
    [Fact]
    public void An_amendment_whose_text_conceals_the_block_sizes_is_the_one_that_tells_them()
    {
        var (one, other) = (PatinaTrial.Opened(), PatinaTrial.Opened());
        using (one)
        using (other)
        {
            one.With(Amendment(AmendmentBinding.AllParticipants));
            other.With(Amendment(AmendmentBinding.AllParticipants, readable));
            other.Rows[^1].Payload.ShouldBe(one.Rows[^1].Payload);
        }
    }

    [Fact]
    public void Who_is_not_randomized_yet_is_bound_by_every_amendment_and_signs_anew()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        NewTest(trial).ShouldBe(["unknown-test"]);
        trial.With(Amendment(AmendmentBinding.NewParticipants));
        NewTest(trial).ShouldBeEmpty();
        PatinaTrial
            .Rule(trial.Do(new RandomizeParticipant(Id, PatinaTrial.Randomization), PatinaTrial.At(PatinaTrial.Randomization)))
            .ShouldBe(["signed-on-another-version"]);
        trial.Randomize(Id).ShouldBeOfType<Decision.Accepted>();
        trial.Participant().Signed!.ProtocolVersion.ShouldBe("2.0");
    }

    [Fact]
    public void Nobody_is_randomized_on_a_consent_that_has_to_be_renewed()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.With(Amendment(AmendmentBinding.AfterRenewedConsent));
        PatinaTrial.Rule(trial.Randomize(Id)).ShouldBe(["consent-to-an-earlier-version"]);
        trial.RefusalsOf(new RenewConsent(Id, day, "\n")).ShouldBe(["unreadable-text"]);
        trial.With(new RenewConsent(Id, day), new RenewConsent(Id, day, "3.0"));
        trial.Participant().All<ConsentRenewed>().Single().FormVersion.ShouldBe("3.0");
        trial.Randomize(Id).ShouldBeOfType<Decision.Accepted>();
        // Who comes later consents to the version in force.
        trial.AndEligible("101-002").AndRandomized("101-002");
    }

    [Fact]
    public void An_amended_trial_verifies_and_goes_on_from_its_log_alone()
    {
        using var file = new LogFile();
        using (var trial = file.Create())
            trial.AndEligible(Id).AndRandomized(Id).With(Amendment(AmendmentBinding.AllParticipants));
        using (var trial = file.Open())
        {
            trial.AndEligible("101-002").AndRandomized("101-002");
            NewTest(trial, "101-002").ShouldBeEmpty();
        }
        file.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_amendment_may_not_change_the_allocation_the_trial_or_repeat_a_version()
    {
        using var trial = PatinaTrial.Opened();
        string[] Of(string from, string to) =>
            trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, amended.Replace(from, to, StringComparison.Ordinal)));

        Of("block sizes: [4, 6, 8]", "block sizes: [4]").ShouldBe(["allocation-changed"]);
        Of("block sizes: [4, 6, 8]", "block sizes: [4, 6]").ShouldBe(["allocation-changed"]);
        Of("block sizes: [4, 6, 8]", "block sizes: [8, 6, 4]").ShouldBe(["allocation-changed"]);
        Of("responded: [CR, PR]\n        stable: [SD]", "responded: [CR]\n        stable: [PR, SD]").ShouldBe(["allocation-changed"]);
        Of("  id: PATINA", "  id: ANOTHER").ShouldBe(["other-trial"]);
        Of("\"2.0\"", "\"1.0\"").ShouldBe(["same-version"]);
        trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, original)).ShouldBe(["same-protocol"]);
        Of("phase: 3", "phase: [").ShouldBe(["protocol-has-problems"]);
        trial
            .RefusalsOf(Amendment(AmendmentBinding.AllParticipants) with { On = new(2030, 1, 1) })
            .ShouldBe(["in-the-future"]);
        trial
            .RefusalsOf(
                Amendment(AmendmentBinding.AllParticipants) with
                {
                    Signature = PatinaTrial.Signature("I agree.", PatinaTrial.Later),
                }
            )
            .ShouldBe(["signature-of-something-else"]);
        trial.Conduct.State.Amendments.ShouldBeEmpty();
    }

    /// <summary>Whoever is in an arm is in it by its name: what that name stands for cannot become what another stood for.</summary>
    [Theory]
    [InlineData("the labels", "label: Palbociclib plus standard therapy", "label: Standard therapy", "label: Standard therapy", "label: Palbociclib plus standard therapy")]
    [InlineData("the treatments", "gives: [palbociclib, anti-HER2, endocrine]", "gives: [anti-HER2, endocrine]", "gives: [anti-HER2, endocrine]", "gives: [palbociclib, anti-HER2, endocrine]")]
    [InlineData("the roles", "role: experimental", "role: control", "role: control", "role: experimental")]
    [InlineData("what tells the treatments apart", "gives: [palbociclib, anti-HER2, endocrine]", "gives: [anti-HER2]", "gives: [anti-HER2, endocrine]", "gives: [palbociclib, endocrine]")]
    public void A_version_that_exchanges_what_arms_stand_for_is_another_allocation(string what, string one, string oneTo, string two, string twoTo)
    {
        var (before, after) = (amended[..amended.IndexOf("\ntreatments:", StringComparison.Ordinal)], amended[amended.IndexOf("\ntreatments:", StringComparison.Ordinal)..]);
        // The first of the two lines is that of the first arm.
        var first = before.IndexOf(one, StringComparison.Ordinal);
        var second = before.IndexOf(two, first + one.Length, StringComparison.Ordinal);
        var text = before[..first] + oneTo + before[(first + one.Length)..second] + twoTo + before[(second + two.Length)..] + after;
        using var trial = PatinaTrial.Opened();
        trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, text)).ShouldBe(["allocation-changed"], what);
    }

    [Fact]
    public void An_arm_may_be_worded_better_and_given_less()
    {
        using var trial = PatinaTrial.Opened();
        var text = amended
            .Replace("label: Standard therapy", "label: Standard maintenance therapy", StringComparison.Ordinal)
            .Replace("gives: [palbociclib, anti-HER2, endocrine]", "gives: [palbociclib, endocrine]", StringComparison.Ordinal);
        text.ShouldNotBe(amended);
        trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, text)).ShouldBeEmpty();
    }

    [Fact]
    public void The_question_that_says_what_a_level_means_stays_too()
    {
        using var trial = PatinaTrial.Opened();
        var asked = Examples.PatinaProtocol.Eligibility.Single(criterion => criterion.Id == "no-progression").Ask;
        var text = amended.Replace(asked, "Worst response to induction?", StringComparison.Ordinal);
        text.ShouldNotBe(amended);
        trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, text)).ShouldBe(["allocation-changed"]);
    }

    [Fact]
    public void Consent_is_renewed_to_an_amendment_only()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.RefusalsOf(new RenewConsent(Id, day)).ShouldBe(["nothing-to-renew"]);
        trial.With(Amendment(AmendmentBinding.AllParticipants));
        trial.RefusalsOf(new RenewConsent(Id, day.AddDays(-1))).ShouldBe(["before-the-version"]);
    }

    [Theory]
    [InlineData("0.9", "all participants", "amends-another-version")]
    [InlineData("1.0", "new participants", "binds-otherwise")]
    [InlineData("1.0", "all participants", null)]
    public void What_the_file_says_of_the_amendment_must_be_so(string ofVersion, string binds, string? rule)
    {
        using var trial = PatinaTrial.Opened();
        var text = amended.Replace(
            "\narms:",
            $"\namendment:\n  of version: \"{ofVersion}\"\n  binds: {binds}\n  changes: [One more laboratory test.]\n\narms:",
            StringComparison.Ordinal
        );

        trial.RefusalsOf(Amendment(AmendmentBinding.AllParticipants, text)).ShouldBe(rule is null ? [] : [rule]);
    }
}
