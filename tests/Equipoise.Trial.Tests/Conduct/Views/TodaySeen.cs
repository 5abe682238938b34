using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Views;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>What waits on a day: by the plan of the protocol, the clocks of serious events, and the forms.</summary>
public sealed class TodaySeen
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization;

    static DateTimeOffset At(int month, int date, int hour = 12, int minute = 0) => new(2018, month, date, hour, minute, 0, TimeSpan.Zero);

    static string[] Told(TodayView view) =>
        [.. view.Rows.Select(row => $"{row.Section}: {row.Participant} {row.Says}; {row.Left}")];

    [Fact]
    public void Sections_stand_in_their_order_and_say_what_waits_and_how_long()
    {
        using var trial = PatinaTrial.WithRandomized();
        // The first cycle is due until 11 March, the second from 2 to 8 April, survival from 17 May, images from 24 May to 7 June.
        Told(trial.Look("nurse", At(3, 9)).Today("101")).ShouldBe(["Due: 101-001 Day 1 of each cycle, number 1; 2 days left"]);
        Told(trial.Look("nurse", At(3, 11)).Today("101")).ShouldBe(["Due: 101-001 Day 1 of each cycle, number 1; last day"]);
        Told(trial.Look("nurse", At(3, 26)).Today("101")).ShouldBe([
            "Late: 101-001 Day 1 of each cycle, number 1; window ended 11 Mar 2018",
            "ThisWeek: 101-001 Day 1 of each cycle, number 2; window opens 2 Apr 2018",
        ]);
        trial.With(new RecordVisit(Id, "cycle", 2, new(2018, 4, 5)));
        Told(trial.Look("nurse", At(5, 18)).Today("101")).ShouldBe([
            "Late: 101-001 Day 1 of each cycle, number 3; window ended 6 May 2018",
            "Due: 101-001 Survival follow-up, number 1; 27 days left",
            "ThisWeek: 101-001 Tumor assessment 1; window opens 24 May 2018",
            "Missed: 101-001 Day 1 of each cycle, number 1; window ended 11 Mar 2018",
        ]);
        trial.With(new RecordNotDone(Id, PlannedAct.Visit, "cycle", 1, "Snow", new(2018, 3, 8)));
        trial.Look("nurse", At(5, 18)).Today("101").Counts.ShouldBe([new(TodaySection.Late, 1), new(TodaySection.Due, 1), new(TodaySection.ThisWeek, 1)]);
    }

    [Fact]
    public void A_serious_event_counts_hours_and_minutes_until_somebody_is_told()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(
            Commands.Neutropenia(day) with { Term = "pneumonia", Serious = true, Criteria = SeriousnessCriteria.Hospitalization, Expected = false },
            new RecordVisit(Id, "cycle", 1, day)
        );
        string Serious(DateTimeOffset at, params string[] authorities) =>
            string.Join(" | ", Told(trial.Look("nurse", at).Today("101", authorities)).Where(row => row.StartsWith("Serious", StringComparison.Ordinal)));

        Serious(At(3, 9)).ShouldBe("Serious: 101-001 pneumonia of 8 Mar 2018: tell the sponsor; when the site learned of it is not recorded");
        trial.With(new RecordSiteAwareness(Id, "pneumonia", day, At(3, 8, 11, 30)));
        Serious(At(3, 9, 10, 42)).ShouldBe("Serious: 101-001 pneumonia of 8 Mar 2018: tell the sponsor; 48 min left");
        Serious(At(3, 8, 12, 0)).ShouldEndWith("23 h 30 min left");
        Serious(At(3, 9, 13, 35)).ShouldEndWith("2 h 5 min late");

        trial.With(new ReportToSponsor(Id, "pneumonia", day, At(3, 9, 9), 1));
        Serious(At(3, 9, 10)).ShouldBeEmpty("no authority is looked after here");
        // Hospitalization, related and unexpected: 15 days after the ninth, until the end of the twenty-fourth.
        Serious(At(3, 24, 23, 0), "FDA").ShouldBe("Serious: 101-001 pneumonia of 8 Mar 2018: first report to FDA; 1 h 0 min left");
    }

    [Fact]
    public void Queries_forms_and_screening_wait_for_somebody()
    {
        using var trial = PatinaTrial.WithRandomized();
        var place = new FormPlace("baseline", 1, "vital-signs");
        trial.Do(
            new RecordForm(Id, place, [new("systolic", "212"), new("diastolic", "80")], day),
            new Stamp(At(3, 8), "nurse")
        ).ShouldBeOfType<Decision.Accepted>();
        trial.With(
            new RecordVisit(Id, "cycle", 1, day),
            new RecordForm(Id, new("baseline", 1, "demographics"), [new("menopause", "POST")], day),
            new ScreenParticipant("101-002", "101", 57, Sex.Female, PatinaTrial.Screening),
            new RecordConsent("101-002", PatinaTrial.Consent),
            new ScreenParticipant("101-003", "101", 57, Sex.Female, PatinaTrial.Screening)
        );
        trial.With(new AssessEligibility("101-002", PatinaTrial.EligibleAnswers, PatinaTrial.Consent));
        Told(trial.Look("nurse", At(3, 14)).Today("101")).ShouldBe([
            "Queries: 101-001 1 query; oldest 6 days",
            "FormsToSign: 101-001 1 form to sign; ",
            "Screening: 101-003 0 of 13 answered, no consent; ",
            "Screening: 101-002 Ready to sign; answers usable, 2 days left",
        ]);

        trial.With(
            new AnswerQuery(Id, 1, "Yes, she was in pain"),
            new SignForm(Id, new("baseline", 1, "demographics"), PatinaTrial.Signature(SignForm.Meaning, PatinaTrial.Later))
        );
        trial.Look("nurse", At(3, 14)).Today("101").Counts.ShouldBe([new(TodaySection.Screening, 2)]);
        Told(trial.Look("monitor", PatinaTrial.Later.RecordedAt.AddDays(3)).Today("101")).ShouldContain("Answers: 101-001 1 answer to look at; oldest 3 days");
    }

    [Fact]
    public void The_day_is_that_of_each_site()
    {
        using var trial = PatinaTrial.WithRandomized();
        var look = At(3, 11, 23, 30);
        trial.Look("nurse", look).Today("101").Rows.Single().Left.ShouldBe("last day");
        trial.Do(new RegisterSite("101", "East", "NZL", "Pacific/Kiritimati") { ReasonForChange = "moved" }, PatinaTrial.Later with { By = Staff.Administrator })
            .ShouldBeOfType<Decision.Accepted>();
        trial.Look("nurse", look).Today().Rows.Single().Section.ShouldBe(TodaySection.Late);
        trial.Look("nurse", look).Today().Sites.Select(site => site.Today.Day).ShouldBe([12, 11, 11]);
    }

    [Fact]
    public void The_first_twenty_of_a_section_are_shown_all_are_counted_and_its_pages_have_every_one_once()
    {
        using var trial = PatinaTrial.Opened();
        for (var number = 1; number <= 103; number++)
            trial.With(new ScreenParticipant($"101-{number:000}", "101", 57, Sex.Female, PatinaTrial.Screening));
        var viewer = trial.Look("data-manager");
        (viewer.Today().Rows.Count, viewer.Today().Total).ShouldBe((20, 103));
        var pages = Enumerable.Range(1, 3).Select(page => viewer.TodayOf(TodaySection.Screening, page, null, [])).ToList();
        pages.Select(page => page.Rows.Count).ShouldBe([50, 50, 3]);
        pages.ShouldAllBe(page => page.Total == 103);
        pages.SelectMany(page => page.Rows).Select(row => row.Participant).ShouldBe(Enumerable.Range(1, 103).Select(number => $"101-{number:000}"));
        viewer.TodayOf(TodaySection.Screening, 4, null, []).Rows.ShouldBeEmpty();
        viewer.TodayOf(TodaySection.Late, 1, null, []).Rows.ShouldBeEmpty();
        trial.Look("nobody").Today("101").Sites.ShouldBeEmpty();
        trial.Appoint("elsewhere", Role.Coordinator, "102");
        trial.Look("elsewhere").Today().Total.ShouldBe(0);
        trial.Look("elsewhere").Today("101").Sites.ShouldBeEmpty();
    }

    /// <summary>
    /// In one trial the participant is of the arm with palbociclib, in the other not; it is given in both. By the arm, treatment
    /// ends in one of them only.
    /// </summary>
    [Fact]
    public void Of_two_trials_that_differ_in_arms_only_a_blinded_viewer_sees_the_same()
    {
        var (one, other) = (Once("palbociclib"), Once("standard"));
        one.Arm.ShouldNotBe(other.Arm);
        one.Planned.ShouldNotBe(other.Planned, "the trials differ in what follows from the arm");
        one.Seen.ShouldBe(other.Seen);
        one.Seen.ShouldContain("number 5");

        (string Arm, string Planned, string Seen) Once(string arm)
        {
            for (ulong seed = 1; ; seed++)
            {
                using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), new(Examples.PatinaProtocol, AllocationKey.ForRehearsal(seed), PatinaTrial.Seal));
                trial.With(new OpenTrial(null, Synthetic: true)).AndEligible(Id).AndRandomized(Id);
                if (trial.Participant().Randomized!.Arm != arm)
                    continue;
                trial.Appoint("blinded", Role.BlindedStatistician, null);
                trial.With(
                    new GiveDose(Id, "palbociclib", 1, 125, day, day.AddDays(20), "By mistake, or not"),
                    new GiveDose(Id, "endocrine", 1, null, day, day.AddDays(27)),
                    new DiscontinueTreatment(Id, "endocrine", DiscontinuationReason.ProgressiveDisease, day.AddDays(40)),
                    Commands.Neutropenia(day) with { Serious = true, Criteria = SeriousnessCriteria.Hospitalization }
                );
                var look = trial.Look("blinded", At(7, 2));
                return (
                    arm,
                    JsonSerializer.Serialize(trial.Look("nurse", At(7, 2)).Today()),
                    JsonSerializer.Serialize(
                        new object?[]
                        {
                            look.Today(null, "FDA"),
                            look.Participants(null, null, 1),
                            look.Find(Id),
                            look.Screening(Id),
                            look.Timeline(Id),
                            look.Unblinded,
                            look.ArmOf(Id),
                            look.Sites,
                        }
                    )
                );
            }
        }
    }
}
