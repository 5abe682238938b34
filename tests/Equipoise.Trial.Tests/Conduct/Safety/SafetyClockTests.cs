using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;

namespace Equipoise.Trial.Tests.Conduct.Safety;

/// <summary>
/// The clocks of ICH E2A, counted by hand: 24 hours for the site; 7 calendar days and 8 more for a fatal or life-threatening SUSAR; 15 for any
/// other. The sponsor learns of every event below on Saturday, 2018-04-07, at 22:00 UTC, which is day 0.
/// </summary>
public sealed class SafetyClockTests : IDisposable
{
    const string Id = "101-001";
    const string Term = "low neutrophils";
    static readonly DateOnly day = new(2018, 4, 5);
    static readonly DateTimeOffset aware = Utc(4, 6, 23);
    static readonly DateTimeOffset reported = Utc(4, 7, 22);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void A_serious_event_of_which_nobody_recorded_awareness_is_due_at_once()
    {
        trial.With(Event(SeriousnessCriteria.Hospitalization, related: false));
        At(aware).ShouldBe(["SponsorWithin24Hours StartUnknown"]);
    }

    [Fact]
    public void The_site_has_24_hours()
    {
        trial.With(Event(SeriousnessCriteria.Hospitalization, related: false), new RecordSiteAwareness(Id, Term, day, aware));
        At(aware.AddHours(24).AddTicks(-1)).ShouldBe(["SponsorWithin24Hours Due"]);
        At(aware.AddHours(24)).ShouldBe(["SponsorWithin24Hours Overdue"]);
        trial.With(new ReportToSponsor(Id, Term, day, aware.AddHours(24)));
        At(aware.AddHours(30)).ShouldBe(["SponsorWithin24Hours DoneLate"]);
        trial.With(new ReportToSponsor(Id, Term, day, aware.AddHours(23)) { ReasonForChange = "Read off the wrong fax" });
        At(aware.AddHours(30)).ShouldBe(["SponsorWithin24Hours Done"]);
        At(aware.AddHours(2)).ShouldBe(["SponsorWithin24Hours Due"], "at that moment it had not been reported yet");
    }

    [Fact]
    public void An_expected_or_unrelated_event_goes_no_further()
    {
        Reported(Event(SeriousnessCriteria.LifeThreatening, related: true, expected: true));
        At(Utc(5, 30)).ShouldBe(["SponsorWithin24Hours Done"]);
    }

    [Theory]
    [InlineData(SeriousnessCriteria.LifeThreatening)]
    [InlineData(SeriousnessCriteria.Death)]
    public void A_fatal_or_life_threatening_SUSAR_has_7_days_and_8_more(SeriousnessCriteria criterion)
    {
        Reported(Event(criterion, related: true, expected: false));
        // Day 7 is Saturday the 14th and counts to its end; day 15 is Sunday the 22nd.
        At(Utc(4, 14, 23)).ShouldBe(Sponsor("FatalOrLifeThreateningWithin7Days Due", "FollowUpWithin8MoreDays Due"));
        At(Utc(4, 15)).ShouldBe(Sponsor("FatalOrLifeThreateningWithin7Days Overdue", "FollowUpWithin8MoreDays Due"));
        At(Utc(4, 23)).ShouldBe(Sponsor("FatalOrLifeThreateningWithin7Days Overdue", "FollowUpWithin8MoreDays Overdue"));
        trial.With(new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 14, 23)));
        At(Utc(4, 20)).ShouldBe(Sponsor("FatalOrLifeThreateningWithin7Days Done", "FollowUpWithin8MoreDays Due"));
        trial.With(new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.FollowUp, Utc(4, 23)));
        At(Utc(5, 1)).ShouldBe(Sponsor("FatalOrLifeThreateningWithin7Days Done", "FollowUpWithin8MoreDays DoneLate"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void Any_other_SUSAR_has_15_days_and_an_unjudged_one_counts_as_unexpected(bool? expected)
    {
        Reported(Event(SeriousnessCriteria.Hospitalization, related: true, expected));
        At(Utc(4, 22, 23)).ShouldBe(Sponsor("OtherWithin15Days Due"));
        At(Utc(4, 23)).ShouldBe(Sponsor("OtherWithin15Days Overdue"));
        trial.With(new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 22, 23)));
        At(Utc(4, 23)).ShouldBe(Sponsor("OtherWithin15Days Done"));
    }

    /// <summary>The stored JSON is for ever: what follows from other members is not in it.</summary>
    [Fact]
    public void A_report_keeps_what_was_known_and_nothing_derived()
    {
        Reported(Event(SeriousnessCriteria.LifeThreatening, related: true));
        PatinaTrial
            .Told(trial.Rows[^1])
            .ShouldBe(
                """{"participant":"101-001","term":"low neutrophils","on":"2018-04-05","at":"2018-04-07T22:00:00+00:00","number":1,"criteria":"LifeThreatening","related":true,"event":1}"""
            );
    }

    [Fact]
    public void Every_authority_has_a_clock_of_its_own()
    {
        Reported(Event(SeriousnessCriteria.Hospitalization, related: true, expected: false));
        trial.With(new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 10)));
        SafetyClocks
            .Of(trial.Conduct.State, ["FDA", "EMA"], Utc(4, 30))
            .Where(one => one.Rule == SafetyRule.OtherWithin15Days)
            .Select(one => $"{one.Authority} {one.Status}")
            .ShouldBe(["FDA Done", "EMA Overdue"]);
        Should.Throw<ArgumentException>(() => SafetyClocks.Of(trial.Conduct.State, [], Utc(4, 30)));
    }

    /// <summary>ICH E2A: the clock starts when the sponsor first knows that the case qualifies. The event turns fatal on the 20th.</summary>
    [Fact]
    public void A_case_that_becomes_fatal_starts_the_clock_of_7_days_when_the_sponsor_learns_of_it()
    {
        Reported(Event(SeriousnessCriteria.Hospitalization, related: true, expected: false));
        trial.With(
            new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 15)),
            Event(SeriousnessCriteria.Hospitalization | SeriousnessCriteria.Death, related: true, expected: false) with
            {
                ReasonForChange = "Died on 20 April",
                Grade = 5,
                Outcome = AdverseEventOutcome.Fatal,
            }
        );
        At(Utc(4, 20, 9)).ShouldBe(["SponsorToldOfChange StartUnknown", .. Sponsor("OtherWithin15Days Done")]);
        trial.With(new ReportToSponsor(Id, Term, day, Utc(4, 20, 10), Number: 2));
        At(Utc(4, 27, 23)).ShouldBe(Sponsor("OtherWithin15Days Done", "FatalOrLifeThreateningWithin7Days Due", "FollowUpWithin8MoreDays Due"));
        At(Utc(4, 28))
            .ShouldBe(Sponsor("OtherWithin15Days Done", "FatalOrLifeThreateningWithin7Days Overdue", "FollowUpWithin8MoreDays Due"));
        trial.With(new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.FollowUp, Utc(4, 26)));
        At(Utc(4, 28))
            .ShouldBe(
                Sponsor("OtherWithin15Days Done", "FatalOrLifeThreateningWithin7Days Done", "FollowUpWithin8MoreDays Due"),
                "the report of the death is the first of the graver case"
            );
    }

    [Fact]
    public void Reports_need_their_event_and_their_order()
    {
        trial.RefusalsOf(new RecordSiteAwareness(Id, Term, day, aware)).ShouldBe(["no-such-event"]);
        trial.With(Commands.Neutropenia(day));
        trial.RefusalsOf(new RecordSiteAwareness(Id, Term, day, aware)).ShouldBe(["not-serious"]);
        trial.With(Event(SeriousnessCriteria.Hospitalization, related: true) with { ReasonForChange = "Admitted" });
        trial.RefusalsOf(new RecordSiteAwareness(Id, Term, day, PatinaTrial.Later.RecordedAt.AddHours(1))).ShouldBe(["in-the-future"]);
        trial.RefusalsOf(new RecordSiteAwareness(Id, Term, day, Utc(4, 4, 9))).ShouldBe(["before-the-event"]);
        trial.RefusalsOf(new ReportToSponsor(Id, Term, day, reported)).ShouldBe(["no-awareness"]);
        trial.With(new RecordSiteAwareness(Id, Term, day, aware));
        trial.RefusalsOf(new ReportToSponsor(Id, Term, day, aware.AddHours(-1))).ShouldBe(["before-awareness"]);
        trial.RefusalsOf(new ReportToSponsor(Id, Term, day, reported, Number: 2)).ShouldBe(["bad-report-number"]);
        var submit = new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 10));
        trial.RefusalsOf(submit).ShouldBe(["not-reported"]);
        trial.With(new ReportToSponsor(Id, Term, day, reported));
        trial.RefusalsOf(new ReportToSponsor(Id, Term, day, reported.AddHours(-1), Number: 2)).ShouldBe(["reports-out-of-order"]);
        trial
            .RefusalsOf(new RecordSiteAwareness(Id, Term, day, reported.AddHours(1)) { ReasonForChange = "x" })
            .ShouldBe(["after-the-report"]);
        trial.RefusalsOf(submit with { At = reported.AddHours(-1) }).ShouldBe(["before-the-report"]);
        trial.RefusalsOf(submit with { Authority = " " }).ShouldBe(["no-authority"]);
        trial.RefusalsOf(submit with { Kind = SubmissionKind.FollowUp }).ShouldBe(["follow-up-without-first"]);
        trial.RefusalsOf(submit with { Kind = (SubmissionKind)7 }).ShouldBe(["bad-kind"]);
    }

    [Fact]
    public void Reports_are_taken_after_death_withdrawal_and_cutoff()
    {
        trial.With(
            Event(SeriousnessCriteria.Hospitalization, related: true),
            new WithdrawParticipant(Id, WithdrawalReason.WithdrawalBySubject, day),
            new RecordDeath(Id, null, day.AddDays(1)),
            new Equipoise.Conduct.Closing.CutOffData(day.AddDays(1)),
            new RecordSiteAwareness(Id, Term, day, aware),
            new ReportToSponsor(Id, Term, day, reported),
            new SubmitToAuthority(Id, Term, day, "FDA", SubmissionKind.Initial, Utc(4, 10))
        );
    }

    void Reported(TrialCommand recorded) =>
        trial.With(recorded, new RecordSiteAwareness(Id, Term, day, aware), new ReportToSponsor(Id, Term, day, reported));

    static RecordAdverseEvent Event(SeriousnessCriteria criteria, bool related, bool? expected = null)
    {
        var fatal = criteria.HasFlag(SeriousnessCriteria.Death);
        return Commands.Neutropenia(day) with
        {
            Serious = true,
            Criteria = criteria,
            Related = related,
            Expected = expected,
            Grade = fatal ? 5 : 3,
            Outcome = fatal ? AdverseEventOutcome.Fatal : AdverseEventOutcome.NotRecovered,
        };
    }

    /// <summary>The obligations at a moment, in words.</summary>
    string[] At(DateTimeOffset now) =>
        [.. SafetyClocks.Of(trial.Conduct.State, ["FDA"], now).Select(one => $"{one.Rule} {one.Status}")];

    static string[] Sponsor(params string[] more) => ["SponsorWithin24Hours Done", .. more];

    static DateTimeOffset Utc(int month, int dayOfMonth, int hour = 0) => new(2018, month, dayOfMonth, hour, 0, 0, TimeSpan.Zero);
}
