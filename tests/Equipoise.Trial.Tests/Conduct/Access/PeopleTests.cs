using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Access;

/// <summary>Nobody signs as somebody else, nobody does what was not granted, and nobody sees what is not theirs.</summary>
public sealed class PeopleTests
{
    static readonly DateOnly day = PatinaTrial.Randomization;
    static readonly Stamp noon = PatinaTrial.At(day);

    static Stamp By(string person) => noon with { By = person };

    static string[] Refused(PatinaTrial trial, TrialCommand command, string by) => PatinaTrial.Rule(trial.Conduct.Do(command, By(by)));

    [Fact]
    public void Nobody_signs_under_a_name_that_is_not_theirs()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Appoint("dr-adams", Role.Investigator, "101", "Ada Adams");
        var sign = PatinaTrial.Eligibility("101-001", day);

        Refused(trial, sign with { Signature = sign.Signature with { Name = "Anybody At All" } }, "dr-adams").ShouldBe(["signed-with-another-name"]);
        Refused(trial, sign with { Signature = sign.Signature with { Name = "Ada Adams" } }, "coordinator").ShouldBe(["not-granted"]);
        Refused(trial, sign with { Signature = sign.Signature with { Name = "Ada Adams" } }, "dr-adams").ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_unknown_or_whose_account_is_closed_does_nothing_and_the_identifier_is_never_given_again()
    {
        using var trial = PatinaTrial.Opened();
        var screen = new ScreenParticipant(null, "101", 57, Sex.Female, PatinaTrial.Screening);
        Refused(trial, screen, "nobody").ShouldBe(["unknown-person"]);
        Refused(trial, screen, "coordinator").ShouldBeEmpty();

        trial.Do(new CloseAccount("coordinator", "Left the hospital"), By(Staff.Administrator)).ShouldBeOfType<Decision.Accepted>();
        Refused(trial, screen, "coordinator").ShouldBe(["account-closed"]);
        Refused(trial, new AddPerson("coordinator", "Another"), Staff.Administrator).ShouldBe(["person-exists"]);
        Refused(trial, new AddPerson("COORDINATOR", "Another"), Staff.Administrator).ShouldBe(["person-exists"]);
        Refused(trial, new GrantRole("coordinator", Role.Monitor, "101"), Staff.Administrator).ShouldBe(["account-closed"]);
    }

    [Fact]
    public void A_role_of_another_site_reaches_nobody_here_and_does_not_learn_who_is_here()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Appoint("elsewhere", Role.Coordinator, "102");

        Refused(trial, new RecordVisit("101-001", "cycle", 1, day), "elsewhere").ShouldBe(["unknown-participant"]);
        var theirs = trial.Conduct.Weigh(new RecordVisit("101-001", "cycle", 1, day), "elsewhere");
        var nobodys = trial.Conduct.Weigh(new RecordVisit("101-777", "cycle", 1, day), "elsewhere");
        theirs.Select(refusal => refusal.Words.Replace("101-001", "")).ShouldBe(nobodys.Select(refusal => refusal.Words.Replace("101-777", "")));
        Refused(trial, new ScreenParticipant(null, "101", 57, Sex.Female, day), "elsewhere").ShouldBe(["not-your-site"]);
        trial.Look("elsewhere").Participants(null, null, 1).Total.ShouldBe(0);
        trial.Look("nurse").Participants(null, null, 1).Participants.Single().Participant.ShouldBe("101-001");
    }

    [Fact]
    public void A_role_at_a_site_that_names_no_site_is_refused_and_would_reach_nothing()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Do(new AddPerson("lost", "Lost"), By(Staff.Administrator));
        Refused(trial, new GrantRole("lost", Role.Coordinator, null), Staff.Administrator).ShouldBe(["role-needs-site"]);
        Refused(trial, new GrantRole("lost", Role.DataManager, "101"), Staff.Administrator).ShouldBe(["role-has-no-site"]);
        new Person("lost", "Lost", [new(Role.Coordinator, null, "x", IsInForce: true)], IsClosed: false).May(Act.Record, "101").ShouldBeFalse();
    }

    [Fact]
    public void Roles_that_must_not_meet_do_not_and_a_revoked_one_counts_no_more()
    {
        using var trial = PatinaTrial.Opened();
        trial.Appoint("both", Role.BlindedStatistician, null);
        string[] Grant(string person, Role role, string? site) => Refused(trial, new GrantRole(person, role, site), Staff.Administrator);

        Grant("both", Role.UnblindedStatistician, null).ShouldBe(["roles-exclude-each-other"]);
        Grant("both", Role.Administrator, null).ShouldBe(["roles-exclude-each-other"]);
        Grant("coordinator", Role.Investigator, "101").ShouldBe(["roles-exclude-each-other"]);
        Grant("coordinator", Role.Monitor, "101").ShouldBe(["roles-exclude-each-other"]);
        Grant("nobody", Role.Monitor, "101").ShouldBe(["unknown-person"]);
        Grant("coordinator", Role.Coordinator, "999").ShouldBe(["unknown-site"]);

        trial.Do(new RevokeRole("coordinator", Role.Coordinator, "101", "Trained for 102 only"), By(Staff.Administrator));
        Refused(trial, new ScreenParticipant(null, "101", 57, Sex.Female, PatinaTrial.Screening), "coordinator").ShouldBe(["not-your-site"]);
        Refused(trial, new ScreenParticipant(null, "102", 57, Sex.Female, PatinaTrial.Screening), "coordinator").ShouldBeEmpty();
    }

    [Fact]
    public void A_role_that_signs_for_the_sponsor_needs_two_administrators_and_the_last_one_stays()
    {
        using var trial = PatinaTrial.Opened();
        trial.Do(new AddPerson("boss", "Boss"), By(Staff.Administrator));
        trial.Do(new GrantRole("boss", Role.Signatory, null), By(Staff.Administrator));

        Refused(trial, new CutOffData(day), "boss").ShouldBe(["not-granted"]);
        Refused(trial, new ConfirmRole("boss", Role.Signatory), Staff.Administrator).ShouldBe(["second-person-needed"]);
        Refused(trial, new ConfirmRole("boss", Role.Signatory), "administrator-2").ShouldBeEmpty();
        Refused(trial, new CutOffData(day), "boss").ShouldBeEmpty();

        Refused(trial, new CloseAccount("administrator-2", "Left"), Staff.Administrator).ShouldBeEmpty();
        Refused(trial, new CloseAccount(Staff.Administrator, "Left"), Staff.Administrator).ShouldBe(["last-administrator"]);
    }

    [Fact]
    public void Screening_again_moves_nobody_to_another_site_and_a_signed_transfer_does()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Appoint("there", Role.Coordinator, "102");
        var taking = new ScreenParticipant("101-001", "102", 57, Sex.Female, PatinaTrial.Screening) { ReasonForChange = "because" };
        Refused(trial, taking, "there").ShouldNotBeEmpty();
        Refused(trial, taking, Staff.Anybody).ShouldBe(["other-site"], "who is at both sites does not move anybody so either");

        var arm = trial.Participant().Randomized!.Arm;
        var transfer = new TransferParticipant("101-001", "102", "Moved house", day, PatinaTrial.Signature(TransferParticipant.Meaning, noon));
        Refused(trial, transfer, "there").ShouldBe(["not-granted"]);
        Refused(trial, transfer with { Signature = transfer.Signature with { Meaning = "Yes" } }, Staff.Anybody).ShouldBe(["signature-of-something-else"]);
        Refused(trial, transfer, Staff.Anybody).ShouldBeEmpty();

        (trial.Participant().Site, trial.Participant().Randomized!.Arm).ShouldBe(("102", arm));
        Refused(trial, new RecordVisit("101-001", "cycle", 1, day.AddDays(1)), "there").ShouldNotContain("unknown-participant");
    }

    [Fact]
    public void Numbers_are_issued_by_site_and_tell_nothing_of_other_sites()
    {
        using var trial = PatinaTrial.Opened();
        string Issued(string site) =>
            trial.Conduct.Do(new ScreenParticipant(null, site, 57, Sex.Female, PatinaTrial.Screening), By("nurse"))
                .ShouldBeOfType<Decision.Accepted>().Events.OfType<ParticipantScreened>().Single().Participant;

        new[] { Issued("101"), Issued("102"), Issued("101") }.ShouldBe(["101-01", "102-01", "101-02"]);
        Refused(trial, new ScreenParticipant("102-05", "101", 57, Sex.Female, PatinaTrial.Screening), "nurse").ShouldBe(["number-of-another-site"]);
        Refused(trial, new ScreenParticipant(null, "909", 57, Sex.Female, PatinaTrial.Screening), "nurse").ShouldBe(["not-your-site"]);
    }

    [Fact]
    public void After_the_lock_people_come_and_go_and_nothing_else_is_recorded()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new CutOffData(day), new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later)));

        Refused(trial, new RecordVisit("101-001", "cycle", 1, day), Staff.Anybody).ShouldBe(["locked"]);
        trial.Do(new RevokeRole("nurse", Role.Coordinator, "101", "The trial is over"), By(Staff.Administrator)).ShouldBeOfType<Decision.Accepted>();
        trial.Do(new AddPerson("inspector", "Inspector"), By(Staff.Administrator)).ShouldBeOfType<Decision.Accepted>();
        trial.Do(new GrantRole("inspector", Role.Inspector, null), By(Staff.Administrator)).ShouldBeOfType<Decision.Accepted>();
        Equipoise.Conduct.Verification.TrialVerification.Verify(trial.Rows, null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_blinded_viewer_gets_no_arm_by_type_and_an_unblinded_one_does()
    {
        using var trial = PatinaTrial.WithRandomized();
        foreach (var type in new[] { typeof(ParticipantView), typeof(RecordedView) })
            type.GetProperties().ShouldNotContain(property => property.Name.Contains("Arm", StringComparison.OrdinalIgnoreCase));
        trial.Appoint("blinded", Role.BlindedStatistician, null);

        var protocol = Examples.PatinaProtocol;
        var masked = new TrialRules(
            protocol with { Trial = protocol.Trial with { Masking = new Masking.Blind(BlindingLevel.Double, []) } },
            PatinaTrial.Key,
            PatinaTrial.Seal
        );

        trial.Look("blinded").Participants(null, null, 1).Total.ShouldBe(1);
        trial.Look("blinded").Unblinded.ShouldBeEmpty();
        trial.Look("nurse").Unblinded.Single().Arm.ShouldBe(trial.Participant().Randomized!.Arm);
        new Viewer(trial.Conduct.State, masked, "nurse", noon.RecordedAt).Unblinded.ShouldBeEmpty();
        var allocated = trial.Participant().EntriesOf<ParticipantRandomized>().Single().Sequence;
        trial.Look("blinded").History("101-001", allocated).ShouldBeEmpty();
        trial.Look("nurse").History("101-001", allocated).Single().By.ShouldBe(Staff.Anybody);
    }

    [Fact]
    public void Every_value_knows_who_recorded_it_when_and_what_it_replaced()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Conduct.Do(new RecordLabValue("101-001", "platelets", 150, day), By("nurse")).ShouldBeOfType<Decision.Accepted>();
        var corrected = new RecordLabValue("101-001", "platelets", 210, day) { ReasonForChange = "Misread" };
        trial.Conduct.Do(corrected, By("coordinator") with { RecordedAt = noon.RecordedAt.AddHours(1) }).ShouldBeOfType<Decision.Accepted>();

        var entry = trial.Participant().EntriesOf<LabValueRecorded>().Single();
        entry.History().Select(one => (((LabValueRecorded)one.Event).Value, one.Stamp.By, one.Stamp.RecordedAt.Hour))
            .ShouldBe([(210, "coordinator", 13), (150, "nurse", 12)]);
        trial.Look("monitor").History("101-001", entry.Sequence)
            .Select(one => (one.By, one.Reason)).ShouldBe([("coordinator", "Misread"), ("nurse", null)]);
    }

    [Fact]
    public void A_delegation_is_noted_by_the_investigator_for_whoever_may()
    {
        using var trial = PatinaTrial.Opened();
        Refused(trial, new DelegateTask("coordinator", "101", Act.Screen, day, null), "nurse").ShouldBe(["not-granted"]);
        Refused(trial, new DelegateTask("coordinator", "101", Act.SignForms, day, null), Staff.Anybody).ShouldBe(["task-not-granted"]);
        Refused(trial, new DelegateTask("coordinator", "101", Act.Screen, day, null), Staff.Anybody).ShouldBeEmpty();
        trial.Conduct.State.Delegations.Single().Stamp.By.ShouldBe(Staff.Anybody);
    }

    [Fact]
    public void What_day_it_is_is_said_by_the_clock_of_the_site()
    {
        using var trial = PatinaTrial.Opened();
        foreach (var (site, zone) in new[] { ("201", "Pacific/Auckland"), ("202", "Pacific/Honolulu") })
        {
            trial.Do(new RegisterSite(site, "Hospital", "NZL", zone), By(Staff.Administrator)).ShouldBeOfType<Decision.Accepted>();
            trial.Appoint($"nurse-{site}", Role.Coordinator, site);
        }
        // 11:00 UTC on 8 March is 00:00 on 9 March in Auckland, and 01:00 on 8 March in Honolulu.
        string[] Screened(string site, DateOnly on) =>
            PatinaTrial.Rule(
                trial.Conduct.Do(
                    new ScreenParticipant(null, site, 57, Sex.Female, on),
                    new Stamp(new(2018, 3, 8, 11, 0, 0, TimeSpan.Zero), $"nurse-{site}")
                )
            );

        Screened("201", new(2018, 3, 9)).ShouldBeEmpty();
        Screened("202", new(2018, 3, 9)).ShouldBe(["in-the-future"]);
        Screened("202", new(2018, 3, 8)).ShouldBeEmpty();
        Screened("201", new(2018, 3, 10)).ShouldBe(["in-the-future"]);
    }
}
