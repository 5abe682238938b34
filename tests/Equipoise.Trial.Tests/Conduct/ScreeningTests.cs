using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>From the opening of the trial to eligibility: what is refused, and in which words.</summary>
public sealed class ScreeningTests
{
    const string Id = "101-001";
    static readonly ScreenParticipant screen = new(Id, "101", 57, Sex.Female, PatinaTrial.Screening);

    [Fact]
    public void Consent_says_which_version_of_the_form_was_signed()
    {
        using var trial = PatinaTrial.Opened().With(screen, new RecordConsent(Id, PatinaTrial.Consent));
        trial.Rows[^1].Payload.ShouldBe("""{"participant":"101-001","on":"2018-03-02"}""", "what is not said is absent");

        trial.With(new RecordConsent(Id, PatinaTrial.Consent, " 2.1 of 2018-02-01 "));
        trial.Rows[^1].Payload.ShouldEndWith(",\"formVersion\":\"2.1 of 2018-02-01\"}");
        var rows = trial.Rows.Length;
        trial.With(new RecordConsent(Id, PatinaTrial.Consent), new RecordConsent(Id, PatinaTrial.Consent, "2.1 of 2018-02-01"));
        trial.Rows.Length.ShouldBe(rows, "told without the version it is the same consent");
        trial.RefusalsOf(new RecordConsent(Id, PatinaTrial.Consent, "2.2")).ShouldBe(["change-without-reason"]);
        trial.With(new RecordConsent(Id, PatinaTrial.Consent, "2.2") { ReasonForChange = "Misread" });
        trial.Participant().Consent!.FormVersion.ShouldBe("2.2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("2\n1")]
    [InlineData("\0")]
    [InlineData("\uFFFF")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void A_version_of_a_consent_form_that_cannot_be_one_is_refused(string version)
    {
        using var trial = PatinaTrial.Opened().With(screen);
        // Half of a pair of surrogates cannot stand in an attribute of a test.
        var consent = new RecordConsent(Id, PatinaTrial.Consent, version == "\uFFFF" ? "\uD83E" : version);
        trial.RefusalsOf(consent).ShouldBe([version.Any(char.IsControl) || version == "\uFFFF" ? "unreadable-text" : "bad-form-version"]);
    }

    [Fact]
    public void Nothing_is_taken_before_the_trial_is_open()
    {
        using var trial = new PatinaTrial();
        trial.RefusalsOf(screen).ShouldBe(["not-open"]);
    }

    [Fact]
    public void A_trial_is_opened_once()
    {
        using var trial = PatinaTrial.Opened();
        trial.RefusalsOf(new OpenTrial(null, Synthetic: true)).ShouldBe(["already-open"]);
    }

    [Fact]
    public void Nothing_is_taken_under_another_protocol_file_than_the_one_that_opened_the_trial()
    {
        using var log = SqliteTrialLog.InMemory();
        new PatinaTrial(log).With(new OpenTrial(null, Synthetic: true));
        var changed = new TrialRules(Examples.PatinaProtocol with { Sha256 = new('a', 64) }, PatinaTrial.Key);
        PatinaTrial
            .Rule(new TrialConduct(log, changed, TimeProvider.System).Do(screen, PatinaTrial.Later))
            .ShouldBe(["other-protocol"]);
    }

    [Fact]
    public void Nothing_is_taken_with_another_key_than_the_sealed_one()
    {
        using var log = SqliteTrialLog.InMemory();
        new PatinaTrial(log).With(new OpenTrial(null, Synthetic: true));
        var changed = new TrialRules(Examples.PatinaProtocol, AllocationKey.ForRehearsal(2));
        PatinaTrial
            .Rule(new TrialConduct(log, changed, TimeProvider.System).Do(screen, PatinaTrial.Later))
            .ShouldBe(["other-key"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    public void An_entry_needs_a_user(string by)
    {
        using var trial = PatinaTrial.Opened();
        PatinaTrial.Rule(trial.Do(screen, PatinaTrial.Later with { By = by })).ShouldBe(["no-user"]);
    }

    [Fact]
    public void Identifiers_ages_and_dates_are_checked_all_at_once()
    {
        using var trial = PatinaTrial.Opened();
        trial
            .RefusalsOf(new ScreenParticipant("102 001", "101", 157, Sex.Male, new(2017, 6, 20)))
            .ShouldBe(["bad-identifier", "bad-age", "number-of-another-site", "not-yet-accruing"]);
        trial.RefusalsOf(screen with { On = new(2021, 7, 21) }).ShouldBe(["accrual-closed"]);
        trial.RefusalsOf(screen with { On = new(2024, 1, 18) }).ShouldBe(["in-the-future", "accrual-closed"]);
    }

    [Fact]
    public void Identifiers_of_participants_and_sites_differ_by_more_than_case()
    {
        using var trial = PatinaTrial.Opened();
        trial.With(screen with { Participant = "101-001a" });
        var other = screen with { Participant = "101-001A" };
        trial.RefusalsOf(other).ShouldBe(["differs-by-case-only"]);
        ((Decision.Refused)trial.Do(other)).Reasons.Single().Words.ShouldBe(
            "There is 101-001a already: identifiers differ by more than case, and 101-001A does not."
        );
        trial.With(screen with { Participant = "101-001a", Age = 58, ReasonForChange = "Misread" }, screen with { Participant = "101-001b" });

        trial.With(new RegisterSite("north", "Hospital", "AUT", "Etc/UTC"));
        trial.RefusalsOf(new RegisterSite("North", "Hospital", "AUT", "Etc/UTC")).ShouldBe(["differs-by-case-only"]);
        trial.RefusalsOf(new AddPerson("Data-Manager", "Another")).ShouldBe(["person-exists"]);
        var today = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime);
        trial
            .RefusalsOf(new CloseSite("NORTH", "Audit", today, PatinaTrial.Signature(CloseSite.Meaning, PatinaTrial.Later)))
            .ShouldBe(["differs-by-case-only"], "it would close a site that nobody has, and leave the other open");
    }

    /// <summary>A-1-01 is the first participant of A-1, and the name that A may give to somebody of its own.</summary>
    [Fact]
    public void No_identifier_of_a_site_begins_that_of_another()
    {
        using var trial = PatinaTrial.Opened();
        RegisterSite Site(string site) => new(site, "Hospital", "AUT", "Etc/UTC");
        trial.With(Site("A"), Site("B-1"), Site("AB"), Site("A1"));
        trial.RefusalsOf(Site("A-1")).ShouldBe(["site-begins-another"]);
        trial.RefusalsOf(Site("a-x-2")).ShouldBe(["site-begins-another"]);
        trial.RefusalsOf(Site("B")).ShouldBe(["site-begins-another"]);
        trial.With(Site("B-2"), Site("A") with { Name = "Another name", ReasonForChange = "Merged" });
    }

    [Fact]
    public void A_site_where_it_is_already_tomorrow_is_not_in_the_future()
    {
        using var trial = PatinaTrial.Opened();
        var noon = PatinaTrial.Later with { By = Staff.Administrator };
        trial.Do(new RegisterSite("201", "Hospital", "NZL", "Pacific/Auckland"), noon).ShouldBeOfType<Decision.Accepted>();
        trial.Appoint("nurse-201", Role.Coordinator, "201");
        // 11:00 UTC on 1 March is 00:00 on 2 March in New Zealand (UTC+13 in its summer).
        var stamp = new Stamp(new(2018, 3, 1, 11, 0, 0, TimeSpan.Zero), "nurse-201");
        trial.Do(new ScreenParticipant("201-001", "201", 57, Sex.Female, new(2018, 3, 2)), stamp).ShouldBeOfType<Decision.Accepted>();
        PatinaTrial.Rule(trial.Do(new RecordConsent("201-001", new(2018, 3, 3)), stamp)).ShouldBe(["in-the-future"]);
    }

    [Fact]
    public void An_unknown_participant_is_said_to_be_unknown()
    {
        using var trial = PatinaTrial.Opened();
        trial.RefusalsOf(new RecordConsent("nobody", PatinaTrial.Consent)).ShouldBe(["unknown-participant"]);
    }

    [Fact]
    public void An_event_without_consent_is_refused()
    {
        using var trial = PatinaTrial.Opened().With(screen);
        trial.RefusalsOf(new AssessEligibility(Id, PatinaTrial.EligibleAnswers, PatinaTrial.Consent)).ShouldBe(["no-consent"]);
        trial.RefusalsOf(new RecordLabValue(Id, "neutrophils", 2.1, PatinaTrial.Consent)).ShouldBe(["no-consent"]);
    }

    [Fact]
    public void An_event_before_consent_is_refused()
    {
        using var trial = PatinaTrial.WithRandomized();
        foreach (var command in Commands.OfEveryKindOn(PatinaTrial.Consent.AddDays(-1)))
            trial.RefusalsOf(command).ShouldContain("before-consent", command.ToString());
        trial
            .RefusalsOf(new RecordLabValue(Id, "neutrophils", 2.1, PatinaTrial.Screening.AddDays(-1)))
            .ShouldBe(["before-screening", "before-consent"]);
    }

    [Fact]
    public void Consent_cannot_be_moved_behind_what_was_done_under_it()
    {
        using var trial = PatinaTrial.WithEligible();
        var moved = new RecordConsent(Id, PatinaTrial.Consent.AddDays(1)) { ReasonForChange = "Misread" };
        trial.RefusalsOf(moved).ShouldBe(["before-consent"]);
    }

    [Fact]
    public void Answers_must_fit_their_questions()
    {
        using var trial = PatinaTrial.Opened().With(screen, new RecordConsent(Id, PatinaTrial.Consent));
        Dictionary<string, Answer> answers = new()
        {
            ["her2"] = new Answer.Number(1),
            ["induction"] = new Answer.Number(double.NaN),
            ["no-progression"] = new Answer.YesNo(true),
            ["shoe-size"] = new Answer.Number(42),
        };
        trial
            .RefusalsOf(new AssessEligibility(Id, answers, PatinaTrial.Consent))
            .ShouldBe(["wrong-answer", "wrong-answer", "wrong-answer", "unknown-criterion"]);
        trial
            .RefusalsOf(new AssessEligibility(Id, new Dictionary<string, Answer>(), PatinaTrial.Consent))
            .ShouldBe(["no-answer"]);
    }

    [Fact]
    public void Eligibility_names_what_is_unmet_and_what_is_unanswered()
    {
        using var trial = PatinaTrial.Opened().With(screen, new RecordConsent(Id, PatinaTrial.Consent));
        var answers = PatinaTrial.EligibleAnswers;
        answers.Remove("platelets");
        answers["induction"] = new Answer.Number(3);
        answers["pregnancy"] = new Answer.YesNo(true);
        trial.With(new AssessEligibility(Id, answers, PatinaTrial.Consent));

        var eligibility = Eligibility.Of(trial.Participant(), Examples.PatinaProtocol);

        eligibility.IsMet.ShouldBeFalse();
        eligibility.Unmet.Select(unmet => unmet.Criterion.Id).ShouldBe(["induction", "pregnancy"]);
        eligibility.Unanswered.Select(criterion => criterion.Id).ShouldBe(["platelets"]);
    }
}
