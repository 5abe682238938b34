using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Who is randomized, into which stratum, and who is not.</summary>
public sealed class RandomizationTests
{
    const string Id = "101-001";
    static readonly RandomizeParticipant randomize = new(Id, PatinaTrial.Randomization);
    static readonly SignEligibility sign = PatinaTrial.Eligibility(Id, PatinaTrial.Randomization);

    static string[] RefusalsOf(PatinaTrial trial, ParticipantCommand? command = null) =>
        PatinaTrial.Rule(trial.Do(command ?? randomize, PatinaTrial.At(PatinaTrial.Randomization)));

    static string[] SignedAndRandomizedOn(PatinaTrial trial, DateOnly day)
    {
        var signed = PatinaTrial.Rule(trial.Do(PatinaTrial.Eligibility(Id, day), PatinaTrial.At(day)));
        return signed.Length > 0 ? signed : PatinaTrial.Rule(trial.Do(randomize with { On = day }, PatinaTrial.At(day)));
    }

    [Fact]
    public void An_eligible_participant_is_randomized_in_the_stratum_of_the_recorded_facts()
    {
        using var trial = PatinaTrial.WithRandomized();
        var randomized = trial.Participant().Randomized!;
        randomized.Stratum.ToString().ShouldBe("pertuzumab yes, prior-HER2 no, response responded, partner fulvestrant");
        randomized.Place.ShouldBe(1);
        randomized.Choices.ShouldBe([new TreatmentChoice("endocrine", "fulvestrant")]);
        randomized.Arm.ShouldBeOneOf("palbociclib", "standard");
    }

    [Fact]
    public void An_ineligible_participant_is_refused_and_every_criterion_is_named()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.With(
            new AssessEligibility(
                Id,
                new Dictionary<string, Answer> { ["performance"] = new Answer.Number(2), ["pregnancy"] = new Answer.YesNo(true) },
                PatinaTrial.Consent.AddDays(1)
            )
        );
        var refused = trial.Randomize(Id).ShouldBeOfType<Decision.Refused>();
        refused.Reasons.Select(reason => reason.Rule).ShouldBe(["not-eligible", "not-eligible"]);
        refused
            .Reasons[0]
            .Words.ShouldBe(
                "101-001 is not eligible (performance): ECOG performance status: the answer is 2; it must be between 0 and 1."
            );
        refused
            .Reasons[1]
            .Words.ShouldBe(
                "101-001 is not eligible (pregnancy): Pregnant or breastfeeding? The answer is yes; it must not be yes."
            );
    }

    [Fact]
    public void A_participant_with_unanswered_criteria_is_refused_and_each_is_named()
    {
        using var trial = PatinaTrial
            .Opened()
            .With(
                new ScreenParticipant(Id, "101", 57, Sex.Female, PatinaTrial.Screening),
                new RecordConsent(Id, PatinaTrial.Consent)
            );
        // Thirteen criteria, and the response to induction is also the source of a stratification factor.
        RefusalsOf(trial, sign).ShouldBe([.. Enumerable.Repeat("not-answered", 13), "stratum-not-known"]);
        RefusalsOf(trial).ShouldBe([.. Enumerable.Repeat("not-answered", 13), "not-signed"]);
    }

    [Fact]
    public void A_participant_without_consent_is_refused()
    {
        using var trial = PatinaTrial.Opened().With(new ScreenParticipant(Id, "101", 57, Sex.Female, PatinaTrial.Screening));
        RefusalsOf(trial).ShouldContain("no-consent");
    }

    [Fact]
    public void A_second_randomization_of_the_same_participant_is_refused()
    {
        using var trial = PatinaTrial.WithRandomized();
        var arm = trial.Participant().Randomized!.Arm;
        RefusalsOf(trial).ShouldBe(["already-randomized"]);
        RefusalsOf(trial, randomize with { ReasonForChange = "wrong arm" }).ShouldBe(["already-randomized"]);
        trial.Participant().Randomized!.Arm.ShouldBe(arm);
        trial.Conduct.State.RandomizedCount.ShouldBe(1);
    }

    [Fact]
    public void A_randomization_cannot_be_backdated_or_dated_ahead()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        foreach (ParticipantCommand command in new ParticipantCommand[] { randomize, sign })
        {
            RefusalsOf(trial, command with { On = PatinaTrial.Randomization.AddDays(-2) }).ShouldContain("backdated");
            RefusalsOf(trial, command with { On = PatinaTrial.Randomization.AddDays(2) }).ShouldBe(["in-the-future"]);
        }
    }

    [Fact]
    public void Evidence_older_than_the_protocol_allows_is_refused()
    {
        using var trial = PatinaTrial.WithEligible();
        // Neutrophils, platelets and hemoglobin within 14 days, performance within 28: the 15th day is one too many.
        var day = PatinaTrial.Consent.AddDays(15);
        SignedAndRandomizedOn(trial, day).ShouldBe(["evidence-too-old", "evidence-too-old", "evidence-too-old"]);
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        PatinaTrial
            .Rule(trial.Do(randomize with { On = day }, PatinaTrial.At(day)))
            .ShouldBe(["evidence-too-old", "evidence-too-old", "evidence-too-old"]);
        SignedAndRandomizedOn(trial, day.AddDays(-1)).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_randomized_outside_the_calendar()
    {
        var last = new DateOnly(2021, 7, 20);
        using var trial = PatinaTrial
            .Opened()
            .With(
                new ScreenParticipant(Id, "101", 57, Sex.Female, last),
                new RecordConsent(Id, last),
                new AssessEligibility(Id, PatinaTrial.EligibleAnswers, last)
            );
        trial.Do(PatinaTrial.Eligibility(Id, last), PatinaTrial.At(last)).ShouldBeOfType<Decision.Accepted>();
        PatinaTrial
            .Rule(trial.Do(randomize with { On = last.AddDays(1) }, PatinaTrial.At(last.AddDays(1))))
            .ShouldBe(["accrual-closed"]);
        PatinaTrial.Rule(trial.Do(randomize with { On = last }, PatinaTrial.At(last))).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_randomized_after_the_data_cutoff()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        trial.With(new CutOffData(new(2024, 1, 1)));
        RefusalsOf(trial).ShouldBe(["accrual-closed"]);
    }

    [Fact]
    public void An_interim_cutoff_ends_neither_accrual_nor_follow_up_and_the_final_one_does()
    {
        using var trial = PatinaTrial.WithRandomized();
        var cutoff = new CutOffData(PatinaTrial.Screening, Purpose: CutoffPurpose.Interim);
        trial.With(cutoff, cutoff).AndEligible("101-002").AndRandomized("101-002");
        var visit = new RecordVisit(Id, "cycle", 2, PatinaTrial.Randomization.AddDays(28));
        trial.With(visit);
        trial.RefusalsOf(new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later))).ShouldBe(["not-cut-off"]);
        // The next look is later; an earlier one would be a change of this.
        trial.RefusalsOf(cutoff with { On = PatinaTrial.Screening.AddDays(-1) }).ShouldBe(["change-without-reason"]);
        trial.RefusalsOf(cutoff with { Purpose = (CutoffPurpose)9 }).ShouldBe(["bad-purpose"]);
        trial.With(cutoff with { On = PatinaTrial.Randomization });
        trial.Conduct.State.DataCutoff!.On.ShouldBe(PatinaTrial.Randomization);
        trial.Conduct.State.FinalCutoff.ShouldBeNull();

        trial.AndEligible("101-003").With(new CutOffData(PatinaTrial.Randomization));
        PatinaTrial.Rule(trial.Randomize("101-003")).ShouldBe(["accrual-closed"]);
        trial.RefusalsOf(visit with { Number = 3 }).ShouldBe(["after-cutoff"]);
        // What was fixed as final by mistake is taken back with a reason, and accrual goes on.
        trial.RefusalsOf(cutoff with { On = PatinaTrial.Randomization }).ShouldBe(["change-without-reason"]);
        trial.With(cutoff with { On = PatinaTrial.Randomization, ReasonForChange = "It was for the interim look" }, visit with { Number = 3 });
        trial.AndRandomized("101-003");
    }

    [Fact]
    public void Nobody_is_randomized_after_leaving_the_study()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        trial.With(new WithdrawParticipant(Id, WithdrawalReason.WithdrawalBySubject, PatinaTrial.Randomization));
        RefusalsOf(trial).ShouldBe(["left-the-study"]);
    }

    [Fact]
    public void Missing_unknown_and_needless_levels_and_choices_are_named()
    {
        using var trial = PatinaTrial.WithEligible();
        Dictionary<string, string> levels = new() { ["pertuzumab"] = "perhaps", ["response"] = "stable" };
        RefusalsOf(trial, sign with { Levels = levels }).ShouldBe(["no-such-factor", "no-such-level", "stratum-not-known"]);
        RefusalsOf(trial, sign with { Choices = new Dictionary<string, string>() }).ShouldBe(["no-choice", "stratum-not-known"]);
        RefusalsOf(trial, sign with { Choices = new Dictionary<string, string> { ["endocrine"] = "tamoxifen" } })
            .ShouldBe(["no-such-choice", "no-such-level"]);
    }

    [Fact]
    public void Nobody_is_randomized_before_the_eligibility_is_signed()
    {
        using var trial = PatinaTrial.WithEligible();
        RefusalsOf(trial).ShouldBe(["not-signed"]);
    }

    [Fact]
    public void A_signature_needs_a_name_its_own_meaning_and_a_fresh_proof_of_identity()
    {
        using var trial = PatinaTrial.WithEligible();
        var good = sign.Signature;
        string[] WithSignature(Signature signature) => RefusalsOf(trial, sign with { Signature = signature });
        WithSignature(good with { Name = " " }).ShouldBe(["signature-without-name"]);
        WithSignature(good with { Meaning = "I have read this." }).ShouldBe(["signature-of-something-else"]);
        WithSignature(good with { AuthenticatedBy = "" }).ShouldBe(["signature-without-proof"]);
        WithSignature(good with { AuthenticatedAt = good.AuthenticatedAt.AddMinutes(-6) }).ShouldBe(["signature-not-fresh"]);
        WithSignature(good with { AuthenticatedAt = good.AuthenticatedAt.AddSeconds(1) }).ShouldBe(["signature-not-fresh"]);
        WithSignature(good with { AuthenticatedAt = good.AuthenticatedAt.AddMinutes(-5) }).ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_that_changed_after_the_signature_has_to_be_signed_again()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        Dictionary<string, Answer> corrected = new() { ["no-progression"] = new Answer.Choice("SD") };
        trial.With(new AssessEligibility(Id, corrected, PatinaTrial.Consent) { ReasonForChange = "Scan read again" });
        RefusalsOf(trial).ShouldBe(["changed-since-signed"]);
        trial.Randomize(Id).ShouldBeOfType<Decision.Accepted>();
        trial.Participant().Randomized!.Stratum.ToString().ShouldBe("pertuzumab yes, prior-HER2 no, response stable, partner fulvestrant");
    }

    [Fact]
    public void Strata_are_matched_by_name_and_never_by_position()
    {
        // OpenClinica 2274: "database query results are coming back in different order", and strata were sent by position.
        using var trial = PatinaTrial.WithEligible();
        trial.Randomize(Id, new() { ["prior-HER2"] = "no", ["pertuzumab"] = "yes" }).ShouldBeOfType<Decision.Accepted>();
        trial
            .Participant()
            .Randomized!.Stratum.Values.Select(value => (value.Factor, value.Level))
            .ShouldBe([("pertuzumab", "yes"), ("prior-HER2", "no"), ("response", "responded"), ("partner", "fulvestrant")]);
    }

    [Fact]
    public void A_fact_corrected_after_randomization_is_recorded_and_does_not_change_the_allocation()
    {
        using var trial = PatinaTrial.WithRandomized();
        var before = trial.Participant().Randomized;
        Dictionary<string, Answer> corrected = new() { ["no-progression"] = new Answer.Choice("SD") };
        trial.With(new AssessEligibility(Id, corrected, PatinaTrial.Consent) { ReasonForChange = "Scan read again" });
        trial.Participant().AnswerTo("no-progression")!.Answer.ShouldBe(new Answer.Choice("SD"));
        trial.Participant().Randomized.ShouldBe(before);
    }

    [Fact]
    public void Places_in_a_stratum_are_dense_and_arms_follow_the_key()
    {
        using var trial = PatinaTrial.Opened();
        for (var number = 1; number <= 30; number++)
            trial.AndEligible($"101-{number:000}").AndRandomized($"101-{number:000}");
        var randomized = trial.Conduct.State.Participants.Select(participant => participant.Randomized!).ToArray();
        randomized.Select(one => one.Place).ShouldBe(Enumerable.Range(1, 30));
        var blocks = (PermutedBlocks)AllocationMethod.Of(Examples.PatinaProtocol, PatinaTrial.Key)!;
        randomized.Select(one => one.Arm).ShouldBe(blocks.Blocks(randomized[0].Stratum).SelectMany(block => block).Take(30));
    }
}
