using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Views;
using Equipoise.Trial.Tests.Conduct.Odm;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>What is recorded of a participant, as people read it.</summary>
public sealed class TimelineSeen
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization;

    static IReadOnlyList<TimelineFact> Facts(PatinaTrial trial, string person = "nurse") => trial.Look(person).Timeline(Id)!.Facts;

    [Fact]
    public void The_latest_day_comes_first_and_each_fact_says_who_recorded_it_and_when_there()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Do(new RegisterSite("101", "Far East", "NZL", "Pacific/Kiritimati") { ReasonForChange = "moved" }, PatinaTrial.Later with { By = Staff.Administrator })
            .ShouldBeOfType<Decision.Accepted>();
        var at = new DateTimeOffset(2018, 4, 1, 12, 0, 0, TimeSpan.Zero);
        trial.Do(new RecordLabValue(Id, "neutrophils", 0.84, day.AddDays(14)), new Stamp(at, "coordinator")).ShouldBeOfType<Decision.Accepted>();
        trial.Do(new RecordVisit(Id, "cycle", 1, day), new Stamp(at, "coordinator")).ShouldBeOfType<Decision.Accepted>();

        var facts = Facts(trial);
        (facts[0].On, facts[0].Says, facts[0].By).ShouldBe(("2018-03-22", "Neutrophils 0.84 10^9/L, grade 3", Staff.Name));
        (facts[0].At, facts[0].LocalAt.ToString("yyyy-MM-dd HH:mm")).ShouldBe((at, "2018-04-02 02:00"));
        facts[1].Says.ShouldBe("Visit: Day 1 of each cycle, number 1");
        facts[2].Says.ShouldStartWith("Randomized: ");
        facts[3].SignedBy.ShouldBe(Staff.Name, "the eligibility is signed");
        facts[^1].Says.ShouldBe("Screened: female, 57 years");
        facts.ShouldBe(facts.OrderByDescending(one => one.On).ThenByDescending(one => one.Sequence));
    }

    [Fact]
    public void A_correction_is_marked_and_its_history_has_the_earlier_value()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new RecordLabValue(Id, "platelets", 150, day), new RecordLabValue(Id, "platelets", 210, day) { ReasonForChange = "Misread" });
        var fact = Facts(trial).Single(one => one.IsCorrected);
        fact.Says.ShouldBe("Platelets 210 10^9/L");
        trial.Look("nurse").History(Id, fact.Sequence).Select(one => one.Reason).ShouldBe(["Misread", null]);
    }

    [Fact]
    public void What_was_taken_back_stands_marked_with_its_reason()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new RecordLabValue(Id, "platelets", 150, day));
        var today = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.DateTime);
        trial.With(new MarkEnteredInError(Id, Facts(trial)[0].Sequence, "Another's sample", today));
        var fact = Facts(trial).Single(one => one.TakenBack is not null);
        fact.Says.ShouldBe("Platelets 150 10^9/L");
        fact.TakenBack.ShouldBe(new(Staff.Name, PatinaTrial.Later.RecordedAt, "Another's sample"));
    }

    [Fact]
    public void What_tells_the_arm_is_there_for_those_only_who_may_see_it_also_when_it_was_taken_back()
    {
        using var trial = OdmStory.UntilTheEnd();
        trial.Appoint("blinded", Role.BlindedStatistician, null);
        var who = trial.Participant();
        var telling = who.Entries.Concat(who.TakenBack.Select(one => one.Fact))
            .Where(entry => ((ParticipantEvent)entry.Event).TellsArm)
            .Select(entry => entry.Sequence)
            .ToHashSet();
        telling.Count.ShouldBeGreaterThan(3);
        var seen = Facts(trial, "data-manager");
        telling.ShouldBeSubsetOf(seen.Select(one => one.Sequence));
        // Rows have other numbers for whoever sees fewer of them, and a mark names its row by that number.
        TimelineFact Unnumbered(TimelineFact fact) =>
            fact with { Sequence = 0, Says = fact.Kind is nameof(EnteredInError) or nameof(ErrorDeclared) ? "" : fact.Says };
        Facts(trial, "blinded").Select(Unnumbered).ShouldBe(seen.Where(one => !telling.Contains(one.Sequence)).Select(Unnumbered));
    }

    [Fact]
    public void Rows_have_their_place_among_those_that_the_blinded_see_for_a_number_and_their_history_is_found_by_it()
    {
        using var without = PatinaTrial.WithRandomized();
        using var with = PatinaTrial.WithRandomized().With(new GiveDose(Id, "endocrine", 1, null, day, day), new GiveDose(Id, "endocrine", 2, null, day.AddDays(28), day.AddDays(28)));
        foreach (var trial in new[] { without, with })
        {
            trial.Appoint("blinded", Role.BlindedStatistician, null);
            trial.With(new RecordLabValue(Id, "platelets", 150, day), new RecordLabValue(Id, "platelets", 210, day) { ReasonForChange = "Misread" });
        }
        Facts(with, "blinded").ShouldBe(Facts(without, "blinded"));
        Facts(with, "nurse").Single(fact => fact.IsCorrected).Sequence.ShouldBe(with.Rows[^1].Sequence);
        var look = with.Look("blinded");
        var corrected = Facts(with, "blinded").Single(fact => fact.IsCorrected);
        var history = look.History(Id, corrected.Sequence);
        history.Select(one => one.Reason).ShouldBe(["Misread", null]);
        history.Select(one => one.Sequence).ShouldBe([corrected.Sequence, corrected.Sequence - 1]);
        look.History(Id, corrected.Sequence + 1).ShouldBeEmpty();
        look.History(Id, 0).ShouldBeEmpty();
    }

    [Fact]
    public void A_signed_form_signs_each_of_its_values_until_one_changes()
    {
        using var trial = PatinaTrial.WithRandomized();
        var place = new FormPlace("baseline", 1, "demographics");
        trial.With(
            new RecordForm(Id, place, [new("menopause", "POST")], day),
            new SignForm(Id, place, PatinaTrial.Signature(SignForm.Meaning, PatinaTrial.Later))
        );
        TimelineFact Menopause() => Facts(trial).Single(one => one.Kind == nameof(FormItemRecorded));
        (Menopause().Says, Menopause().SignedBy).ShouldBe(("Demographics, baseline 1: Menopausal status: after menopause", Staff.Name));
        trial.With(new RecordForm(Id, place, [new("menopause", "PERI")], day) { ReasonForChange = "Misheard" });
        Menopause().SignedBy.ShouldBeNull();
    }

    [Fact]
    public void A_page_has_a_hundred_facts_and_none_is_lost_between_pages()
    {
        using var trial = PatinaTrial.WithRandomized();
        for (var number = 0; number < 210; number++)
            trial.With(new RecordLabValue(Id, "platelets", 150 + number, day.AddDays(number)));
        var look = trial.Look("nurse");
        var first = look.Timeline(Id)!;
        first.Total.ShouldBe(trial.Participant().Entries.Count());
        (first.Pages, first.Facts.Count, look.Timeline(Id, 4)!.Facts.Count).ShouldBe((3, 100, 0));
        Enumerable.Range(1, first.Pages).SelectMany(page => look.Timeline(Id, page)!.Facts).Select(one => one.Sequence)
            .ShouldBe(trial.Participant().Entries.Select(one => one.Sequence), ignoreOrder: true);
        look.Timeline("101-999").ShouldBeNull();
        trial.Look("nobody").Timeline(Id).ShouldBeNull();
    }
}
