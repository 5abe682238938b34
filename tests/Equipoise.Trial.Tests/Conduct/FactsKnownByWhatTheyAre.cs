using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Exchange.Sdtm;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>A dose is known by its interval, a laboratory value by its sample, a therapy by its course: a second one is no change of the first.</summary>
public sealed class FactsKnownByWhatTheyAre : IDisposable
{
    static readonly DateOnly start = PatinaTrial.Randomization.AddDays(1);
    readonly PatinaTrial trial = PatinaTrial.Opened();
    readonly string id;

    public FactsKnownByWhatTheyAre()
    {
        for (var number = 1; ; number++)
        {
            id = $"101-{number:000}";
            if (trial.AndEligible(id).AndRandomized(id).Participant(id).Randomized!.Arm == "palbociclib")
                return;
        }
    }

    public void Dispose() => trial.Dispose();

    // 125 mg on days 1 to 10, held for a neutropenia, 125 mg on days 16 to 21.
    GiveDose First => new(id, "palbociclib", 1, 125, start, start.AddDays(9));
    GiveDose Second => First with { On = start.AddDays(15), Until = start.AddDays(20) };

    [Fact]
    public void What_was_held_within_a_cycle_and_given_again_is_a_second_interval_of_it()
    {
        trial.With(First, Second, First, Second);

        Doses().ShouldBe(["1.1 125 days 1-10", "1.2 125 days 16-21"]);
        Sdtm("EX", "EXGRPID", "EXTRT", "EXDOSE", "EXSTDTC", "EXENDTC")
            .ShouldBe(["CYCLE 1|PALBOCICLIB|125|2018-03-09|2018-03-18", "CYCLE 1|PALBOCICLIB|125|2018-03-24|2018-03-29"]);
        Sdtm("EC", "ECSTDTC").ShouldBe(["2018-03-09", "2018-03-24"]);
    }

    [Fact]
    public void Each_interval_is_corrected_by_itself()
    {
        trial.With(First, Second);
        trial.RefusalsOf(Second with { Until = start.AddDays(19) }).ShouldBe(["change-without-reason"]);
        trial.With(
            Second with { Until = start.AddDays(19), ReasonForChange = "One capsule was left" },
            // The first day is wrong: the days overlap those of one interval, which is the one that is meant.
            First with { On = start.AddDays(1), ReasonForChange = "Started in the evening of the next day" },
            // The days overlap none: the number says which is meant.
            Second with { On = start.AddDays(12), Until = start.AddDays(14), Interval = 2, ReasonForChange = "Misread" }
        );
        Doses().ShouldBe(["1.1 125 days 2-10", "1.2 125 days 13-15"]);
        trial.Participant(id).EntriesOf<DoseGiven>().Select(entry => entry.History().Count()).ShouldBe([2, 3]);
    }

    [Fact]
    public void A_change_that_does_not_say_of_what_is_refused_and_so_is_an_interval_that_is_none()
    {
        trial.With(First);
        trial.RefusalsOf(Second with { ReasonForChange = "Misread" }).ShouldBe(["which-interval"]);
        trial.RefusalsOf(Second with { Interval = 3 }).ShouldBe(["no-such-interval"]);
        trial.RefusalsOf(Second with { Interval = 0 }).ShouldBe(["no-such-interval"]);
        trial.With(Second with { Interval = 2 });
        Doses().Count.ShouldBe(2);
    }

    [Fact]
    public void Intervals_of_one_treatment_do_not_overlap_in_a_cycle_or_across_cycles()
    {
        trial.With(First, Second);
        trial.RefusalsOf(First with { Until = start.AddDays(16), ReasonForChange = "Misread" }).ShouldBe(["overlapping-doses"]);
        trial.RefusalsOf(First with { On = start.AddDays(5), Until = start.AddDays(16) }).ShouldBe(["overlapping-doses"]);
        trial.RefusalsOf(First with { Cycle = 2, On = start.AddDays(20), Until = start.AddDays(40) }).ShouldBe(["overlapping-doses"]);
        trial.With(First with { Cycle = 2, On = start.AddDays(28), Until = start.AddDays(48) });
        trial.RefusalsOf(Second with { Until = start.AddDays(30), ReasonForChange = "Misread" }).ShouldBe(["overlapping-doses"]);
    }

    [Fact]
    public void An_interval_that_was_taken_back_leaves_the_other_and_can_be_recorded_again()
    {
        trial.With(First, Second);
        trial.With(Mark(trial.Participant(id).EntriesOf<DoseGiven>().First()));
        Doses().ShouldBe(["1.2 125 days 16-21"]);
        trial.With(First);
        Doses().Order().ShouldBe(["1.1 125 days 1-10", "1.2 125 days 16-21"]);
    }

    [Fact]
    public void A_second_blood_count_on_one_day_is_a_fact_of_its_own_and_LB_shows_both()
    {
        var count = new RecordLabValue(id, "neutrophils", 0.4, start.AddDays(14));
        trial.With(count);
        Sdtm("LB", "LBORRES", "LBDTC")[^1].ShouldBe("0.4|2018-03-23");
        trial.With(count with { Value = 1.2, Sample = 2 }, count);

        trial.RefusalsOf(count with { Value = 1.3, Sample = 2 }).ShouldBe(["change-without-reason"]);
        trial.RefusalsOf(count with { Sample = 0 }).ShouldBe(["bad-sample"]);
        trial.RefusalsOf(count with { Sample = 100 }).ShouldBe(["bad-sample"]);
        Sdtm("LB", "LBREFID", "LBORRES", "LBTOXGR", "LBDTC")[^2..].ShouldBe(["|0.4|4|2018-03-23", "2|1.2|2|2018-03-23"]);
        trial.Participant(id).LaboratoryValues("neutrophils")[^1].Value.ShouldBe(1.2, "the last sample is the latest");
    }

    [Fact]
    public void A_second_course_of_a_therapy_is_no_other_day_of_the_first()
    {
        var therapy = new StartNewTherapy(id, "radiotherapy", start.AddDays(50));
        trial.With(therapy, therapy with { On = start.AddDays(90), Course = 2 });
        trial.RefusalsOf(therapy with { On = start.AddDays(91), Course = 2 }).ShouldBe(["change-without-reason"]);
        trial.RefusalsOf(therapy with { Course = 0 }).ShouldBe(["bad-course"]);
        Sdtm("CM", "CMTRT", "CMSTDTC").ShouldBe(["radiotherapy|2018-04-28", "radiotherapy|2018-06-07"]);
    }

    [Fact]
    public void A_corrected_first_day_of_an_adverse_event_makes_no_second_event()
    {
        var item = Commands.Neutropenia(start.AddDays(14), id);
        trial.With(item);
        var corrected = item with { On = start.AddDays(13), ReasonForChange = "Counted a day earlier" };
        trial.RefusalsOf(corrected).ShouldBe(["which-event"]);
        trial.With(corrected with { Number = 1 });
        trial.Participant(id).All<AdverseEventRecorded>().ShouldHaveSingleItem().On.ShouldBe(start.AddDays(13));
    }

    [Fact]
    public void All_of_it_goes_through_ODM_and_back()
    {
        trial.With(First, Second, new RecordLabValue(id, "neutrophils", 0.4, start), new RecordLabValue(id, "neutrophils", 1.2, start, Sample: 2));
        using var log = TrialLog.SqliteTrialLog.InMemory();
        Equipoise.Exchange.Odm.OdmImport.Read(new MemoryStream(Odm.OdmStory.Exported(trial.Rows)), log);
        log.Read().ShouldBe(trial.Rows);
    }

    List<string> Doses() =>
        [
            .. trial.Participant(id).All<DoseGiven>().Select(dose =>
                $"{dose.Cycle}.{dose.IntervalNumber} {dose.Amount} days {dose.On.DayNumber - start.DayNumber + 1}-{dose.Until.DayNumber - start.DayNumber + 1}"
            ),
        ];

    string[] Sdtm(string table, params string[] columns)
    {
        var found = SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol).Named(table);
        return [.. Rows.Of(found, columns)];
    }

    MarkEnteredInError Mark(Entry entry) =>
        new(id, entry.Sequence, "Entered for another participant", DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
}
