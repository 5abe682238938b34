using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;

namespace Equipoise.Trial.Tests.Conduct.Safety;

/// <summary>An adverse event is known by its number, so that its term and first day can be corrected and it stays one event.</summary>
public sealed class NumberedEventTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly day = new(2018, 4, 5);
    static readonly DateTimeOffset aware = new(2018, 4, 7, 12, 0, 0, TimeSpan.Zero);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void A_corrected_term_or_first_day_makes_no_second_event()
    {
        trial.With(Event("Naussea"), Event("Headache"));
        trial.RefusalsOf(Event("Nausea") with { Number = 1 }).ShouldBe(["change-without-reason"]);

        trial.With(
            Event("Nausea") with { Number = 1, ReasonForChange = "Misspelled" },
            Event("Nausea") with { Number = 1, On = day.AddDays(-1), ReasonForChange = "Began the day before" }
        );

        Events().ShouldBe([$"1 Nausea {day.AddDays(-1):yyyy-MM-dd}", $"2 Headache {day:yyyy-MM-dd}"]);
        trial.Participant().EntriesOf<AdverseEventRecorded>().First().History().Count().ShouldBe(3);
    }

    [Fact]
    public void Told_without_a_number_it_is_the_event_of_that_term_and_day_or_a_new_one()
    {
        trial.With(Event("Nausea"), Event("Nausea") with { End = day.AddDays(2) }, Event("Nausea") with { On = day.AddDays(9) });

        Events().ShouldBe([$"1 Nausea {day:yyyy-MM-dd}", $"2 Nausea {day.AddDays(9):yyyy-MM-dd}"]);
    }

    [Fact]
    public void A_number_that_is_none_and_an_event_that_is_there_twice_are_refused()
    {
        trial.With(Event("Nausea"), Event("Headache"));
        trial.RefusalsOf(Event("Nausea") with { Number = 3 }).ShouldBe(["no-such-event"]);
        trial.RefusalsOf(Event("Nausea") with { Number = 0 }).ShouldBe(["no-such-event"]);
        trial.RefusalsOf(Event("Nausea") with { Number = 2, ReasonForChange = "x" }).ShouldBe(["another-event"]);
    }

    [Fact]
    public void The_number_of_an_event_that_was_taken_back_is_not_given_again()
    {
        trial.With(Event("Nausea"));
        trial.With(Mark(trial.Participant().EntriesOf<AdverseEventRecorded>().Single()), Event("Nausea"));

        Events().ShouldBe([$"2 Nausea {day:yyyy-MM-dd}"]);
    }

    [Fact]
    public void Reports_and_clocks_follow_an_event_whose_term_and_day_were_corrected()
    {
        trial.With(
            Serious("Sespis"),
            new RecordSiteAwareness(Id, "Sespis", day, aware),
            new ReportToSponsor(Id, "Sespis", day, aware.AddHours(2)),
            Serious("Sepsis") with { Number = 1, On = day.AddDays(1), ReasonForChange = "Misspelled, and a day later" }
        );
        var corrected = day.AddDays(1);

        var before = trial.Rows.Length;
        trial.With(new RecordSiteAwareness(Id, "Sepsis", corrected, aware));
        trial.Rows.Length.ShouldBe(before, "the same moment is no second record");
        trial.RefusalsOf(new RecordSiteAwareness(Id, "Sespis", day, aware)).ShouldBe(["no-such-event"]);
        trial.With(
            new ReportToSponsor(Id, "Sepsis", corrected, aware.AddHours(5), 2),
            new SubmitToAuthority(Id, "Sepsis", corrected, "FDA", SubmissionKind.Initial, aware.AddHours(9)),
            new SubmitToAuthority(Id, "Sepsis", corrected, "FDA", SubmissionKind.FollowUp, aware.AddHours(10))
        );
        SafetyClocks
            .Of(trial.Conduct.State, ["FDA"], aware.AddDays(1))
            .ShouldAllBe(one => one.Status == ObligationStatus.Done && one.Term == "Sepsis" && one.On == corrected);
    }

    [Fact]
    public void A_serious_event_is_taken_back_after_everything_that_was_said_of_it()
    {
        trial.With(
            Serious("Sepsis"),
            new RecordSiteAwareness(Id, "Sepsis", day, aware),
            new ReportToSponsor(Id, "Sepsis", day, aware.AddHours(2)),
            new ReportToSponsor(Id, "Sepsis", day, aware.AddHours(5), 2),
            new SubmitToAuthority(Id, "Sepsis", day, "FDA", SubmissionKind.Initial, aware.AddHours(9)),
            new SubmitToAuthority(Id, "Sepsis", day, "FDA", SubmissionKind.FollowUp, aware.AddHours(10))
        );
        Entry[] order =
        [
            trial.Participant().EntriesOf<SubmittedToAuthority>().Last(),
            trial.Participant().EntriesOf<SubmittedToAuthority>().First(),
            trial.Participant().EntriesOf<ReportedToSponsor>().Last(),
            trial.Participant().EntriesOf<ReportedToSponsor>().First(),
            trial.Participant().EntriesOf<SiteBecameAware>().Single(),
            trial.Participant().EntriesOf<AdverseEventRecorded>().Single(),
        ];
        Told(Mark(order[5])).ShouldBe(
            "the adverse event 'Sepsis' of 2018-04-05 cannot be taken back while these rest on it: "
                + "the site's knowledge of the serious event 'Sepsis' of 2018-04-05, report 1 to the sponsor of 'Sepsis' of 2018-04-05, "
                + "report 2 to the sponsor of 'Sepsis' of 2018-04-05, the first report to FDA of 'Sepsis' of 2018-04-05, "
                + "the follow-up report to FDA of 'Sepsis' of 2018-04-05. Take them back first."
        );
        foreach (var one in order)
        {
            foreach (var earlier in order.SkipWhile(other => other != one).Skip(1).Where(other => other != order[2]))
                trial.RefusalsOf(Mark(earlier)).ShouldBe(["others-depend-on-it"]);
            trial.With(Mark(one));
        }
        SafetyClocks.Of(trial.Conduct.State, ["FDA"], aware.AddDays(30)).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_whose_time_is_corrected_is_no_second_answer_to_the_request_that_told_it()
    {
        trial.With(Serious("Sepsis"), new RecordSiteAwareness(Id, "Sepsis", day, aware));
        var report = new ReportToSponsor(Id, "Sepsis", day, aware.AddHours(2));
        trial.Conduct.Do(report, PatinaTrial.Later, "r1").ShouldBeOfType<Decision.Accepted>();
        trial.With(report with { At = aware.AddHours(3), ReasonForChange = "Read off the wrong fax" });

        trial.Participant().All<ReportedToSponsor>().Single().Request.ShouldBeNull();
        trial.Conduct.Do(report, PatinaTrial.Later, "r1").ShouldBeOfType<Decision.Accepted>().Events.Count.ShouldBe(1);
    }

    string[] Events() => [.. trial.Participant().All<AdverseEventRecorded>().Select(item => $"{item.Number} {item.Term} {item.On:yyyy-MM-dd}")];

    string Told(TrialCommand command) => ((Decision.Refused)trial.Do(command)).Reasons.ShouldHaveSingleItem().Words;

    static RecordAdverseEvent Event(string term) => Commands.Neutropenia(day) with { Term = term };

    static RecordAdverseEvent Serious(string term) =>
        Event(term) with { Serious = true, Criteria = SeriousnessCriteria.LifeThreatening, Expected = false };

    static MarkEnteredInError Mark(Entry entry) =>
        new(Id, entry.Sequence, "Of another participant", DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
}
