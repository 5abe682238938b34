using System.Diagnostics;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Schedule;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Design;

/// <summary>What the sites of a rehearsal record beside the lives: who does it, forms, queries, signatures, reports.</summary>
[Trait("Takes", "time")]
public sealed class RehearsedSitesTests
{
    static readonly string everySite = Slip.Replace(
        SmallRehearsal.ScenarioText,
        "sites with forms: 20%",
        "sites with forms: 100%"
    );

    static readonly DateOnly today = new(2020, 6, 30);

    static readonly SmallRehearsal open = SmallRehearsal.Run(1, scenarioText: everySite, until: today);

    static IEnumerable<FormState> Forms => open.Screened.SelectMany(participant => participant.Forms.All);

    static List<QueryState> Queries => [.. open.Screened.SelectMany(participant => participant.Forms.Queries)];

    [Fact]
    public void Its_log_is_decided_again_without_a_difference() => open.Problems(1).ShouldBeEmpty();

    [Fact]
    public void There_are_people_of_every_role_with_names_of_their_own_that_say_that_they_are_virtual()
    {
        var people = open.State.People.Values.ToList();

        people.SelectMany(person => person.Roles).Select(role => role.Role).Distinct().Order().ShouldBe(Enum.GetValues<Role>().Order());
        people.SelectMany(person => person.Roles).ShouldAllBe(role => role.IsInForce);
        people.Select(person => person.Name).Distinct().Count().ShouldBe(people.Count);
        people.ShouldAllBe(person => person.Name.EndsWith(" (virtual)"));
        foreach (var site in open.State.Sites.Keys)
            people
                .SelectMany(person => person.Roles)
                .Where(role => role.Site == site)
                .Select(role => role.Role)
                .Order()
                .ShouldBe([Role.Coordinator, Role.Investigator, Role.Investigator, Role.Pharmacist, Role.Monitor]);
    }

    [Fact]
    public void Another_seed_has_other_people() =>
        SmallRehearsal
            .Run(2, until: new DateOnly(2017, 6, 21))
            .State.People["data-manager"]
            .Name.ShouldNotBe(open.State.People["data-manager"].Name);

    [Fact]
    public void Every_visit_of_last_week_and_before_has_its_forms_and_no_other_visit_has_any()
    {
        foreach (var participant in open.Randomized)
        {
            var cycles = participant.All<VisitRecorded>().Where(visit => visit.Visit == "cycle").ToList();
            var filled = participant.Forms.All.Select(form => form.Place).ToHashSet();
            // By protocol.yaml the EQ-5D is asked at cycles 4, 7, 10, ...; the others at each.
            foreach (var visit in cycles.Where(visit => visit.On < today.AddDays(-7)))
            {
                string[] asked =
                    visit.Number >= 4 && visit.Number % 3 == 1
                        ? ["performance-status", "quality-of-life", "vital-signs"]
                        : ["performance-status", "vital-signs"];
                filled
                    .Where(place => place.Visit == "cycle" && place.Occurrence == visit.Number)
                    .Select(place => place.Form)
                    .Order(StringComparer.Ordinal)
                    .ShouldBe(asked, ignoreOrder: false, customMessage: $"{participant.Id}, cycle {visit.Number}");
            }
            filled
                .Where(place => place.Visit == "cycle")
                .Select(place => place.Occurrence)
                .Except(cycles.Select(visit => visit.Number))
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_person_answers_alike_from_visit_to_visit()
    {
        var weights = open
            .Randomized.Select(participant =>
                participant
                    .Forms.All.Select(form => form.ValueOf(new("weight", 1)))
                    .OfType<string>()
                    .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
                    .Order()
                    .ToList()
            )
            .Where(all => all.Count >= 10)
            .ToList();

        // Within a person the middle half of the visits lies close; between persons it does not.
        weights.Count.ShouldBeGreaterThan(20);
        weights.Average(all => all[all.Count * 3 / 4] - all[all.Count / 4]).ShouldBeLessThan(15);
        var medians = weights.ConvertAll(all => all[all.Count / 2]);
        (medians.Max() - medians.Min()).ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Unusual_values_are_asked_about_and_questions_are_answered_and_closed_or_still_open()
    {
        Queries.ShouldContain(query => query.Opened.Automatic);
        Queries.ShouldContain(query => !query.Opened.Automatic);
        Queries.ShouldAllBe(query => query.Status == QueryStatus.Closed);
        // Nobody answers for another site.
        foreach (var query in Queries.Where(query => query.Answered is not null))
            query.AnswerEntry!.Stamp.By.ShouldBe($"coordinator-{query.Opened.Participant[..3]}");
        // A question takes weeks: on earlier days some are on their way.
        DateOnly[] days = [new(2018, 6, 30), new(2018, 9, 30), new(2018, 12, 31), new(2019, 3, 31)];
        days.Select(day => SmallRehearsal.Run(1, scenarioText: everySite, until: day))
            .SelectMany(then => then.Screened)
            .SelectMany(participant => participant.Forms.Queries)
            .Select(query => query.Status)
            .Distinct()
            .Order()
            .ShouldBe([QueryStatus.Open, QueryStatus.Answered, QueryStatus.Closed]);
    }

    [Fact]
    public void A_value_typed_wrong_is_corrected_with_its_reason()
    {
        var corrected = Forms
            .SelectMany(form => form.Items)
            .Where(item => item.Value.Entry.Earlier is not null)
            .Select(item => item.Value)
            .ToList();

        corrected.ShouldNotBeEmpty();
        foreach (var item in corrected)
        {
            item.Recorded.ReasonForChange.ShouldBe("Typing error, corrected from the source.");
            item.Value.ShouldNotBe(((FormItemRecorded)item.Entry.Earlier!.Event).Value);
        }
    }

    [Fact]
    public void Forms_are_compared_signed_and_frozen_some_of_them()
    {
        var forms = Forms.ToList();
        foreach (
            var some in new Func<FormState, bool>[]
            {
                form => form.Items.Any(item => item.Value.Verified is not null),
                form => form.IsFrozen,
            }
        )
            ((double)forms.Count(some) / forms.Count).ShouldBeInRange(0.05, 0.35);
        // Everything older than four months is signed, unless something is still asked or is to be corrected.
        var old = forms.Where(form => form.Items[0].Value.Recorded.On < today.AddMonths(-4)).ToList();
        ((double)old.Count(form => form.Signature is not null) / old.Count).ShouldBeGreaterThan(0.98);
        foreach (var form in forms.Where(form => form.Signature is not null))
            open.State.People[form.SignatureEntry!.Stamp.By].Name.ShouldBe(form.Signature!.Signature.Name);
    }

    [Fact]
    public void Every_serious_event_is_judged_by_a_physician_and_reported_in_time()
    {
        var serious = open
            .Screened.SelectMany(participant => participant.EntriesOf<AdverseEventRecorded>())
            .Where(entry => ((AdverseEventRecorded)entry.Event).Serious)
            .ToList();

        serious.ShouldNotBeEmpty();
        foreach (var entry in serious)
        {
            ((AdverseEventRecorded)entry.Event).Criteria.ShouldNotBeNull();
            entry.Stamp.By.ShouldContain("investigator-");
        }
        var obligations = SafetyClocks.Of(open.State, ["EMA"], new DateTimeOffset(today, new TimeOnly(13, 0), TimeSpan.Zero));
        obligations.Count.ShouldBe(serious.Count);
        obligations.ShouldAllBe(one => one.Status == ObligationStatus.Done || one.Status == ObligationStatus.Due);
        obligations.Count(one => one.Status == ObligationStatus.Done).ShouldBeGreaterThan(serious.Count - 3);
    }

    [Fact]
    public void What_was_missed_is_recorded_as_not_done_and_why()
    {
        var left = open.Screened.SelectMany(participant => participant.NotDone).ToList();

        left.Select(one => one.Planned).Distinct().Order().ShouldBe([PlannedAct.Visit, PlannedAct.TumorAssessment]);
        left.ShouldAllBe(one => one.Reason.Length > 10);
    }

    [Fact]
    public void The_schedule_finds_what_the_sites_did_in_its_windows_and_is_read_in_a_moment()
    {
        using var key = AllocationKey.ForRehearsal(1);
        using var seal = SealKey.ForRehearsal(1);
        var rules = new TrialRules(open.Protocol, key, seal);
        List<ScheduledItem> Read() => [.. open.Screened.SelectMany(one => ProtocolSchedule.Of(open.State, rules, one, today))];
        var items = Read();
        // Every visit and every assessment is drawn within its window; whoever left before the next was made missed it.
        items.Count(item => item.Status == ScheduleStatus.Done).ShouldBeGreaterThan(1000);
        items.ShouldAllBe(item => item.Status != ScheduleStatus.Done || item.DaysOutside == 0);
        items.Count(item => item.Status == ScheduleStatus.NotDone).ShouldBe(open.Screened.Sum(one => one.NotDone.Count()));
        items.ShouldNotContain(item => item.Status == ScheduleStatus.Late);
        items
            .Where(item => item.Status == ScheduleStatus.Missed)
            .Select(item => open.State.Find(item.Participant)!)
            .All(one => one.Death is not null || one.Withdrawal is not null)
            .ShouldBeTrue();

        var fastest = Enumerable.Range(0, 20).Min(_ => Time(Read));
        fastest.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));

        static TimeSpan Time(Func<List<ScheduledItem>> read)
        {
            var clock = Stopwatch.StartNew();
            read();
            return clock.Elapsed;
        }
    }

    [Fact]
    public void Whether_a_site_fills_in_forms_moves_nobodys_fate()
    {
        var none = SmallRehearsal.Run(
            1,
            scenarioText: Slip.Replace(everySite, "sites with forms: 100%", "sites with forms: 0%"),
            until: today
        );

        none.Screened.SelectMany(participant => participant.Forms.All).ShouldBeEmpty();
        Lives(none).SequenceEqual(Lives(open)).ShouldBeTrue();

        static List<string> Lives(SmallRehearsal rehearsal) =>
            [
                .. rehearsal
                    .Screened.SelectMany(participant => participant.Facts)
                    .Where(fact => fact is not FormItemRecorded)
                    .Select(EventJson.Write),
            ];
    }

    [Fact]
    public void Forms_with_every_type_of_item_and_rules_between_them_are_filled_in_and_signed()
    {
        // Dates with bounds, a rule that looks down and one that looks up, an item that may be left out, a group that repeats.
        var protocol = SmallRehearsal.ProtocolText.Replace(
            "  performance-status:\n",
            """
              everything:
                label: Everything
                at: [screening, cycle 2-3]
                items:
                  detail: { ask: Which?, type: text, only if: any is yes, required: yes }
                  any: { ask: Any?, type: yes or no, required: yes }
                  since: { ask: Since when?, type: date, possible: 2010-01-01 to 2018-12-31, required: yes }
                  ahead: { ask: Planned for?, type: date, possible: at least 2030-01-01 }
                  most: { ask: At most?, type: whole number, possible: at most 5, required: yes }
                  exact: { ask: Exactly?, type: decimal number, decimals: 3, possible: 0 to 1, required: yes }
                groups:
                  more:
                    label: More
                    repeats: yes
                    items:
                      kind: { ask: Kind?, type: choice, from: ecog, required: yes }
                      why: { ask: Why?, type: text, only if: kind is 0, required: yes }
              performance-status:

            """.ReplaceLineEndings("\n")
        );
        var rehearsal = SmallRehearsal.Run(3, protocol, everySite, until: new DateOnly(2019, 3, 31));

        var forms = rehearsal.Screened.SelectMany(participant => participant.Forms.All).ToList();
        var everything = forms.Where(form => form.Place.Form == "everything").ToList();
        everything.Count(form => form.Signature is not null).ShouldBeGreaterThan(10);
        everything.ShouldContain(form => form.Items.Any(item => item.Key == new ItemPlace("kind", 2)));
        everything.ShouldAllBe(form =>
            (form.ValueOf(new("any", 1)) == "yes") == (form.ValueOf(new("detail", 1)) != null)
        );
        rehearsal.Problems(3).ShouldBeEmpty();
    }
}
