using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>
/// The planned days, counted by hand on the calendar. The participant is randomized on 2018-03-08; by the example's protocol the
/// visit "cycle" comes every 28 days from day 1 with 3 days either side while on treatment, "survival" every 84 days from day 85
/// with 14 days either side, and the tumor assessment every 84 days with 7 days either side.
/// </summary>
public sealed class ScheduleTests
{
    const string Id = "101-001";
    static readonly string original = File.ReadAllText(Examples.ProtocolPath("patina"));

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    static IReadOnlyList<ScheduledItem> On(PatinaTrial trial, string today) =>
        ProtocolSchedule.Of(trial.Conduct.State, trial.TrialRules, trial.Participant(), Day(today));

    static ScheduledItem Cycle(PatinaTrial trial, int number, string today) =>
        On(trial, today).Single(item => item.Name == "cycle" && item.Number == number);

    static List<ScheduledItem> Assessments(PatinaTrial trial, string today) =>
        [.. On(trial, today).Where(item => item.Act == PlannedAct.TumorAssessment)];

    static RecordVisit Visit(int number, string on, string visit = "cycle") => new(Id, visit, number, Day(on));

    static AmendProtocol Amendment(AmendmentBinding binds, string find, string replacement) =>
        new(
            Slip.Replace(Slip.Replace(original, "protocol version: \"1.0\"", "protocol version: \"2.0\""), find, replacement),
            binds,
            Day("2018-03-20"),
            PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
        );

    [Fact]
    public void Nothing_is_planned_before_randomization()
    {
        using var trial = PatinaTrial.WithEligible();
        On(trial, "2018-03-08").ShouldBeEmpty();
    }

    [Fact]
    public void On_the_day_of_randomization_the_first_cycle_is_due_and_the_first_of_everything_else_is_to_come()
    {
        using var trial = PatinaTrial.WithRandomized();
        On(trial, "2018-03-08")
            .Select(item => (item.Name, item.Number, item.Planned, item.Opens, item.Closes, item.Status))
            .ShouldBe([
                ("cycle", 1, Day("2018-03-08"), Day("2018-03-05"), Day("2018-03-11"), ScheduleStatus.Due),
                // Summer time began on 25 March in Europe: days know nothing of it.
                ("cycle", 2, Day("2018-04-05"), Day("2018-04-02"), Day("2018-04-08"), ScheduleStatus.Upcoming),
                ("survival", 1, Day("2018-05-31"), Day("2018-05-17"), Day("2018-06-14"), ScheduleStatus.Upcoming),
                ("", 1, Day("2018-05-31"), Day("2018-05-24"), Day("2018-06-07"), ScheduleStatus.Upcoming),
            ], ignoreOrder: false);
    }

    [Theory]
    [InlineData("2018-04-01", ScheduleStatus.Upcoming)]
    [InlineData("2018-04-02", ScheduleStatus.Due)]
    [InlineData("2018-04-08", ScheduleStatus.Due)]
    [InlineData("2018-04-09", ScheduleStatus.Late)]
    [InlineData("2018-04-29", ScheduleStatus.Late)]
    [InlineData("2018-04-30", ScheduleStatus.Missed)]
    public void A_visit_of_which_nothing_is_recorded_stands_by_its_window_and_that_of_the_next(string today, ScheduleStatus status)
    {
        using var trial = PatinaTrial.WithRandomized();
        Cycle(trial, 2, today).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("2018-03-31", -2)]
    [InlineData("2018-04-02", 0)]
    [InlineData("2018-04-08", 0)]
    [InlineData("2018-04-10", 2)]
    public void A_visit_that_took_place_says_by_how_many_days_it_missed_its_window(string on, int days)
    {
        using var trial = PatinaTrial.WithRandomized().With(Visit(2, on));
        var visit = Cycle(trial, 2, "2018-04-12");
        (visit.Status, visit.DoneOn, visit.DaysOutside).ShouldBe((ScheduleStatus.Done, Day(on), days));
    }

    [Fact]
    public void What_was_not_done_says_why()
    {
        using var trial = PatinaTrial
            .WithRandomized()
            .With(
                new RecordNotDone(Id, PlannedAct.Visit, "cycle", 2, "Snow on the roads.", Day("2018-04-05")),
                new RecordNotDone(Id, PlannedAct.TumorAssessment, null, null, "Scanner out of order.", Day("2018-06-01"))
            );
        var visit = Cycle(trial, 2, "2018-06-10");
        (visit.Status, visit.Reason, visit.DaysOutside).ShouldBe((ScheduleStatus.NotDone, "Snow on the roads.", null));
        Assessments(trial, "2018-06-10")
            .Select(item => (item.Number, item.Status, item.Reason))
            .ShouldBe([(1, ScheduleStatus.NotDone, "Scanner out of order."), (2, ScheduleStatus.Upcoming, null)]);
    }

    [Fact]
    public void The_day_after_28_February_2020_is_a_day_too()
    {
        // 2018-05-31, 08-23, 11-15, 2019-02-07, 05-02, 07-25, 10-17, 2020-01-09, and 84 days on: 22 + 29 + 31 + 2.
        using var trial = PatinaTrial.WithRandomized();
        On(trial, "2020-03-18")
            .Where(item => item.Name == "survival")
            .Select(item => item.Planned)
            .ShouldBe(
                new[]
                {
                    "2018-05-31",
                    "2018-08-23",
                    "2018-11-15",
                    "2019-02-07",
                    "2019-05-02",
                    "2019-07-25",
                    "2019-10-17",
                    "2020-01-09",
                    "2020-04-02",
                }.Select(Day)
            );
    }

    [Fact]
    public void Visits_recorded_out_of_order_are_told_by_their_numbers()
    {
        using var trial = PatinaTrial.WithRandomized().With(Visit(3, "2018-05-03"), Visit(1, "2018-03-08"));
        On(trial, "2018-05-10")
            .Where(item => item.Name == "cycle")
            .Select(item => (item.Number, item.Status))
            .ShouldBe([
                (1, ScheduleStatus.Done),
                (2, ScheduleStatus.Missed),
                (3, ScheduleStatus.Done),
                (4, ScheduleStatus.Upcoming),
            ]);
    }

    [Fact]
    public void A_visit_before_its_window_has_opened_leaves_the_next_one_to_come()
    {
        using var trial = PatinaTrial.WithRandomized().With(Visit(1, "2018-03-08"), Visit(2, "2018-03-28"));
        On(trial, "2018-03-29")
            .Where(item => item.Name == "cycle")
            .Select(item => (item.Number, item.Status, item.DaysOutside))
            .ShouldBe([(1, ScheduleStatus.Done, 0), (2, ScheduleStatus.Done, -5), (3, ScheduleStatus.Upcoming, null)]);
    }

    [Fact]
    public void A_number_that_nobody_can_mean_is_a_visit_all_the_same()
    {
        using var trial = PatinaTrial.WithRandomized().With(Visit(int.MaxValue, "2018-04-05"));
        On(trial, "2018-04-05")
            .Where(item => item.Name == "cycle")
            .Select(item => (item.Number, item.Status))
            .ShouldBe([
                (1, ScheduleStatus.Missed),
                (2, ScheduleStatus.Due),
                (3, ScheduleStatus.Upcoming),
                (int.MaxValue, ScheduleStatus.Done),
            ]);
    }

    [Fact]
    public void Of_two_visits_in_one_window_each_is_the_one_whose_number_it_bears()
    {
        using var trial = PatinaTrial.WithRandomized().With(Visit(1, "2018-04-03"), Visit(2, "2018-04-06"));
        // The window of number 1 closed on 2018-03-11: 20 days to the end of the month, and 3.
        On(trial, "2018-04-20")
            .Where(item => item.Name == "cycle")
            .Select(item => (item.Number, item.Status, item.DaysOutside))
            .ShouldBe([(1, ScheduleStatus.Done, 23), (2, ScheduleStatus.Done, 0), (3, ScheduleStatus.Upcoming, null)]);
    }

    [Theory]
    [InlineData(AmendmentBinding.AllParticipants, ScheduleStatus.Due)]
    [InlineData(AmendmentBinding.NewParticipants, ScheduleStatus.Late)]
    public void The_window_is_that_of_the_version_by_which_the_participant_is_bound(
        AmendmentBinding binds,
        ScheduleStatus status
    )
    {
        using var trial = PatinaTrial.WithRandomized().With(Amendment(binds, "window: 3 days ", "window: 5 days "));
        Cycle(trial, 2, "2018-04-10").Status.ShouldBe(status);
    }

    [Fact]
    public void A_tumor_assessment_is_the_planned_one_to_which_it_is_nearest_and_a_second_one_is_unscheduled()
    {
        using var trial = PatinaTrial
            .WithRandomized()
            .With(
                // Nearer to randomization than to 2018-05-31.
                new RecordTumorAssessment(Id, OverallResponse.SD, Day("2018-04-10")),
                new RecordTumorAssessment(Id, OverallResponse.SD, Day("2018-06-10")),
                new RecordTumorAssessment(Id, OverallResponse.SD, Day("2018-06-25"))
            );
        Assessments(trial, "2018-07-01")
            .Select(item => (item.Number, item.Planned, item.Status, item.DoneOn, item.DaysOutside))
            .ShouldBe([
                (1, Day("2018-05-31"), ScheduleStatus.Done, Day("2018-06-10"), 3),
                (2, Day("2018-08-23"), ScheduleStatus.Upcoming, null, null),
            ]);
    }

    [Theory]
    // 42 days lie on either side of 2018-04-19, and of 2018-07-12.
    [InlineData("2018-04-19", null)]
    [InlineData("2018-04-20", 1)]
    [InlineData("2018-07-12", 1)]
    [InlineData("2018-07-13", 2)]
    public void As_near_to_two_it_is_the_earlier(string on, int? number)
    {
        using var trial = PatinaTrial.WithRandomized().With(new RecordTumorAssessment(Id, OverallResponse.SD, Day(on)));
        (Assessments(trial, "2018-07-20").SingleOrDefault(item => item.DoneOn is not null)?.Number).ShouldBe(number);
    }

    [Fact]
    public void Progression_ends_the_assessments_and_no_visit()
    {
        using var trial = PatinaTrial
            .WithRandomized()
            .With(
                new RecordTumorAssessment(Id, OverallResponse.SD, Day("2018-05-31")),
                new RecordTumorAssessment(Id, OverallResponse.PD, Day("2018-08-20"))
            );
        Assessments(trial, "2018-12-31")
            .Select(item => (item.Number, item.Status, item.DaysOutside))
            .ShouldBe([(1, ScheduleStatus.Done, 0), (2, ScheduleStatus.Done, 0)]);
        On(trial, "2018-12-31").ShouldContain(item => item.Name == "cycle" && item.Status == ScheduleStatus.Upcoming);
    }

    [Fact]
    public void A_new_therapy_ends_the_assessments_and_leaves_what_was_missed_before()
    {
        using var trial = PatinaTrial.WithRandomized().With(new StartNewTherapy(Id, "Capecitabine", Day("2018-08-23")));
        Assessments(trial, "2018-12-31")
            .Select(item => (item.Number, item.Status))
            .ShouldBe([(1, ScheduleStatus.Missed)]);
    }

    [Fact]
    public void Visits_on_treatment_end_when_the_last_treatment_is_stopped_and_those_in_the_study_go_on()
    {
        using var trial = PatinaTrial.WithRandomized();
        var given = trial.TrialRules.Protocol.Arms.Single(arm => arm.Id == trial.Participant().Randomized!.Arm).Gives;
        foreach (var treatment in given)
            trial.With(
                new GiveDose(
                    Id,
                    treatment,
                    1,
                    trial.TrialRules.Protocol.Treatments.Single(one => one.Id == treatment) is { Doses: [var dose, ..] }
                        ? dose.Amount
                        : null,
                    Day("2018-03-08"),
                    Day("2018-03-09")
                )
            );
        trial.With(new DiscontinueTreatment(Id, given[0], DiscontinuationReason.Other, Day("2018-03-30")));
        Cycle(trial, 3, "2018-04-30").Status.ShouldBe(ScheduleStatus.Due);

        foreach (var treatment in given.Skip(1))
            trial.With(new DiscontinueTreatment(Id, treatment, DiscontinuationReason.Other, Day("2018-05-02")));
        On(trial, "2018-07-01")
            .Where(item => item.Act == PlannedAct.Visit)
            .Select(item => (item.Name, item.Number, item.Status))
            .ShouldBe([
                ("cycle", 1, ScheduleStatus.Missed),
                ("cycle", 2, ScheduleStatus.Missed),
                ("survival", 1, ScheduleStatus.Late),
                ("survival", 2, ScheduleStatus.Upcoming),
            ]);
    }

    [Fact]
    public void Death_and_withdrawal_end_everything()
    {
        foreach (
            var end in new TrialCommand[]
            {
                new RecordDeath(Id, null, Day("2018-04-05")),
                new WithdrawParticipant(Id, WithdrawalReason.WithdrawalBySubject, Day("2018-04-05")),
            }
        )
        {
            using var trial = PatinaTrial.WithRandomized().With(Visit(1, "2018-03-08"), end);
            On(trial, "2018-12-31").Select(item => (item.Name, item.Number)).ShouldBe([("cycle", 1)]);
        }
    }

    [Fact]
    public void After_the_data_cutoff_nothing_is_expected_and_on_its_day_it_is()
    {
        using var trial = PatinaTrial.WithRandomized().With(new CutOffData(Day("2018-05-31")));
        On(trial, "2018-12-31")
            .Select(item => (item.Name, item.Number, item.Status))
            .ShouldBe([
                ("cycle", 1, ScheduleStatus.Missed),
                ("cycle", 2, ScheduleStatus.Missed),
                ("cycle", 3, ScheduleStatus.Missed),
                ("cycle", 4, ScheduleStatus.Missed),
                ("survival", 1, ScheduleStatus.Missed),
                ("", 1, ScheduleStatus.Missed),
            ], ignoreOrder: true);
    }

    [Fact]
    public void A_visit_that_took_place_names_its_forms_that_lack_something()
    {
        using var trial = PatinaTrial.WithRandomized();
        Cycle(trial, 2, "2018-04-05").OpenForms.ShouldBeEmpty();
        trial.With(Visit(2, "2018-04-05"));
        Cycle(trial, 2, "2018-04-05").OpenForms.ShouldBe(["performance-status", "vital-signs"]);

        trial.With(
            new RecordForm(Id, new("cycle", 2, "performance-status"), [new("ecog", "1")], Day("2018-04-05")),
            new RecordForm(Id, new("cycle", 2, "vital-signs"), [new("systolic", "120")], Day("2018-04-05"))
        );
        Cycle(trial, 2, "2018-04-05").OpenForms.ShouldBe(["vital-signs"]);
        trial.With(new RecordForm(Id, new("cycle", 2, "vital-signs"), [new("diastolic", "80")], Day("2018-04-05")));
        Cycle(trial, 2, "2018-04-05").OpenForms.ShouldBeEmpty();
    }

    [Fact]
    public void A_site_has_the_schedules_of_those_whom_it_looks_after()
    {
        using var trial = PatinaTrial.WithRandomized().AndEligible("101-002").AndRandomized("101-002");
        var site = ProtocolSchedule.OfSite(trial.Conduct.State, trial.TrialRules, "101", Day("2018-03-08"));
        site.Select(item => item.Participant).Distinct().ShouldBe([Id, "101-002"]);
        site.Count.ShouldBe(8);
        ProtocolSchedule.OfSite(trial.Conduct.State, trial.TrialRules, "102", Day("2018-03-08")).ShouldBeEmpty();
    }
}
