using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Trial.Tests.Conduct.Odm;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>The trail of rows and the people, as each may see them.</summary>
public sealed class TrailSeen
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization;

    static List<AuditRow> All(Viewer viewer, AuditFilter filter)
    {
        List<AuditRow> rows = [];
        for (var page = 1; ; page++)
        {
            var shown = viewer.Audit(filter, page);
            rows.AddRange(shown.Rows);
            if (!shown.HasMore)
                return rows;
            shown.Rows.Count.ShouldBe(AuditView.Size);
        }
    }

    [Fact]
    public void Whoever_sees_every_site_and_arm_sees_every_row_of_the_log_and_each_says_something()
    {
        using var trial = OdmStory.Told();
        var rows = All(trial.Look("data-manager"), new());
        rows.Select(row => row.Sequence).ShouldBe(trial.Rows.Select(row => row.Sequence).Reverse());
        rows.Select(row => row.Kind).ShouldBe(trial.Rows.Select(row => row.Kind).Reverse());
        rows.ShouldAllBe(row => row.Says.Length > 0);
        All(trial.Look("data-manager"), new(Participant: Id)).ShouldBe(rows.Where(row => row.Participant == Id));
    }

    [Fact]
    public void What_is_rare_in_a_long_log_is_found_as_if_every_row_were_looked_at()
    {
        using var trial = PatinaTrial.WithRandomized();
        using (var batch = trial.Begin())
        {
            for (var number = 0; number < 2500; number++)
                trial.With(new RecordLabValue(Id, "platelets", 210, day.AddDays(number / 3), null, null, 1 + number % 3));
            batch.Commit();
        }
        var viewer = trial.Look("data-manager");
        var all = All(viewer, new());
        all.Count.ShouldBeGreaterThan(2500);
        foreach (var kind in all.Select(row => row.Kind).Distinct())
            All(viewer, new(Kind: kind)).ShouldBe(all.Where(row => row.Kind == kind), kind);
        foreach (var person in all.Select(row => row.By).Distinct())
            All(viewer, new(Person: person.ToUpperInvariant())).ShouldBe(all.Where(row => row.By == person), person);
        foreach (var on in all.Select(row => DateOnly.FromDateTime(row.At.UtcDateTime)).Distinct())
            All(viewer, new(Day: on)).ShouldBe(all.Where(row => DateOnly.FromDateTime(row.At.UtcDateTime) == on));
        All(viewer, new(Kind: "NoSuchKind")).ShouldBeEmpty();
        All(viewer, new(Day: new(1999, 1, 1))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_row_that_is_told_has_words_without_the_name_of_its_type()
    {
        using var trial = OdmStory.Told();
        foreach (var row in All(trial.Look("data-manager"), new()))
            row.Says.ShouldNotContain("{ ", customMessage: row.Kind);
        var says = All(trial.Look("data-manager"), new()).Select(row => row.Says).ToList();
        says.ShouldContain("The trial PATINA was opened under version 1.0 of the protocol");
        says.ShouldContain("Site 101 was closed: Audit");
        says.ShouldContain("vital-signs at unscheduled 2 was locked");
        says.ShouldContain($"The signature of {Staff.Name} on vital-signs at unscheduled 2 ended with a change");
        says.ShouldContain("data-manager was made data manager");
        says.ShouldContain("signatory was made signatory, once a second administrator agrees");
    }

    [Fact]
    public void A_corrected_value_stands_with_what_it_replaced_and_why()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new RecordLabValue(Id, "platelets", 150, day), new RecordLabValue(Id, "platelets", 210, day) { ReasonForChange = "Misread" });
        var row = trial.Look("nurse").Audit(new(Id)).Rows[0];
        (row.Says, row.Before, row.Reason, row.Name).ShouldBe(("Platelets 210 10^9/L", "Platelets 150 10^9/L", "Misread", Staff.Name));
        trial.Look("nurse").Audit(new(Id)).Rows[1].Before.ShouldBeNull();
    }

    [Fact]
    public void Rows_are_found_by_person_day_and_kind()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Do(new RecordVisit(Id, "cycle", 1, day), PatinaTrial.At(day.AddDays(3)) with { By = "coordinator" }).ShouldBeOfType<Decision.Accepted>();
        var look = trial.Look("data-manager");
        All(look, new(Person: "COORDINATOR")).Single().Kind.ShouldBe(nameof(VisitRecorded));
        All(look, new(Day: day.AddDays(3))).Single().By.ShouldBe("coordinator");
        All(look, new(Kind: nameof(EligibilityAnswered))).Count.ShouldBe(13);
        All(look, new(Person: "coordinator", Kind: nameof(EligibilityAnswered))).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_blinded_or_of_another_site_or_manages_people_sees_the_rows_that_are_theirs()
    {
        using var trial = OdmStory.UntilTheEnd();
        trial.Appoint("blinded", Role.BlindedStatistician, null);
        trial.Appoint("elsewhere", Role.Coordinator, "102");
        var all = All(trial.Look("data-manager"), new());
        var who = trial.Participant();
        var marks = who.TakenBack.Where(one => ((ParticipantEvent)one.Fact.Event).TellsArm).Select(one => one.Mark.Sequence).ToHashSet();
        var kinds = all.Select(row => row.Kind).Distinct()
            .Where(kind => kind is "ParticipantRandomized" or "AllocationMarkedInError" or "DoseGiven" or "DoseModified" or "DoseDecided" or "TreatmentDiscontinued" or "RequestRefused")
            .ToList();
        kinds.Count.ShouldBe(7);

        var blinded = All(trial.Look("blinded"), new());
        blinded.Select(row => row.Kind).ShouldNotContain(kind => kinds.Contains(kind));
        blinded.Select(row => row.Sequence).ShouldNotContain(sequence => marks.Contains(sequence));
        // A mark names the row that it takes back by the number that the reader has of it.
        AuditRow Unnumbered(AuditRow row) => row.Kind is nameof(EnteredInError) or nameof(ErrorDeclared) ? row with { Says = "" } : row;
        blinded.Select(Unnumbered).ShouldBe(all.Where(row => blinded.Any(one => one.Sequence == row.Sequence)).Select(Unnumbered));

        var elsewhere = All(trial.Look("elsewhere"), new());
        elsewhere.ShouldAllBe(row => row.Participant == null);
        elsewhere.ShouldNotContain(row => row.Kind == nameof(RoleGranted));
        All(trial.Look("elsewhere"), new(Id)).ShouldBe(All(trial.Look("elsewhere"), new("101-999")));

        var administrator = All(trial.Look(Staff.Administrator), new());
        administrator.ShouldContain(row => row.Kind == nameof(RoleGranted));
        administrator.ShouldAllBe(row => row.Participant == null);
        All(trial.Look("nobody"), new()).ShouldBeEmpty();
    }

    [Fact]
    public void People_are_shown_with_their_roles_and_what_waits_to_who_manages_them_and_those_of_a_site_to_it()
    {
        using var trial = PatinaTrial.Opened();
        var by = PatinaTrial.At(day) with { By = Staff.Administrator };
        foreach (var command in new TrialCommand[]
        {
            new AddPerson("boss", "Ada Boss"),
            new GrantRole("boss", Role.UnblindedStatistician, null),
            new AddPerson("far", "Far Away"),
            new GrantRole("far", Role.Coordinator, "102"),
        })
            trial.Do(command, by).ShouldBeOfType<Decision.Accepted>();
        trial.Do(new DelegateTask("far", "102", Act.Screen, day, null), PatinaTrial.At(day)).ShouldBeOfType<Decision.Accepted>();
        trial.Appoint("here", Role.Coordinator, "101", "Right Here");

        var all = trial.Look(Staff.Administrator).People;
        all.People.Select(person => person.Person).ShouldBe(trial.Conduct.State.People.Keys, ignoreOrder: true);
        var boss = all.People.Single(person => person.Person == "boss");
        (boss.InForce.Count, boss.Waiting.Single().Words, boss.Waiting.Single().Site).ShouldBe((0, "unblinded statistician", null));
        var line = all.Delegations.Single();
        (line.Name, line.Site, line.Task, line.By).ShouldBe(("Far Away", "102", Act.Screen, Staff.Name));

        var here = trial.Look("here").People;
        here.Delegations.ShouldBeEmpty();
        here.People.Select(person => person.Person).ShouldNotContain("far");
        here.People.Select(person => person.Person).ShouldNotContain("boss");
        here.People.Single(person => person.Person == "nurse").InForce.Select(role => role.Site).ShouldBe(["101"]);
        trial.Look("nobody").People.People.ShouldBeEmpty();

        trial.Do(new CloseAccount("far", "Left"), by).ShouldBeOfType<Decision.Accepted>();
        var far = trial.Look(Staff.Administrator).People.People.Single(person => person.Person == "far");
        (far.IsClosed, far.InForce.Count).ShouldBe((true, 0));
    }
}
