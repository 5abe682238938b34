using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>Who sees which participants, on which page, in which words.</summary>
public sealed class ParticipantsSeen
{
    const string Id = "101-001";

    static ScreenParticipant Screen(string participant, string site = "101") =>
        new(participant, site, 57, Sex.Female, PatinaTrial.Screening);

    static string[] Ids(ParticipantPage page) => [.. page.Participants.Select(one => one.Participant)];

    [Fact]
    public void Pages_have_the_one_screened_last_first_and_are_counted()
    {
        using var trial = PatinaTrial.Opened();
        for (var number = 1; number <= 7; number++)
            trial.With(Screen($"101-0{number}"));
        var look = trial.Look("nurse");

        var first = look.Participants(null, null, 1, 3);
        (first.Total, first.Pages, first.Page).ShouldBe((7, 3, 1));
        Ids(first).ShouldBe(["101-07", "101-06", "101-05"]);
        Ids(look.Participants("101", "", 3, 3)).ShouldBe(["101-01"]);
        Ids(look.Participants("101", null, 4, 3)).ShouldBeEmpty();
        Ids(look.Participants(null, null, int.MaxValue, int.MaxValue)).ShouldBeEmpty();
        Ids(look.Participants(null, " 1-04", 1)).ShouldBe(["101-04"]);
        look.Participants(null, "nobody", 1).Pages.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => look.Participants(null, null, 0));
    }

    [Fact]
    public void Of_several_sites_all_stand_in_the_order_of_screening_and_a_site_can_be_chosen()
    {
        using var trial = PatinaTrial.Opened();
        trial.With(Screen("102-01", "102"), Screen("101-01"), Screen("103-01", "103"), Screen("102-02", "102"));
        trial.Appoint("two-sites", Role.Coordinator, "101");
        trial.Do(new GrantRole("two-sites", Role.Coordinator, "102"), PatinaTrial.Later with { By = Staff.Administrator });

        Ids(trial.Look("data-manager").Participants(null, null, 1)).ShouldBe(["102-02", "103-01", "101-01", "102-01"]);
        var look = trial.Look("two-sites");
        Ids(look.Participants(null, null, 1)).ShouldBe(["102-02", "101-01", "102-01"]);
        Ids(look.Participants("102", null, 1)).ShouldBe(["102-02", "102-01"]);
        look.Sites.Select(site => (site.Site, site.Screened)).ShouldBe([("101", 1), ("102", 2)]);
    }

    [Fact]
    public void Another_sites_participant_is_as_one_that_does_not_exist()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Appoint("elsewhere", Role.Coordinator, "102");
        foreach (var look in new[] { trial.Look("elsewhere"), trial.Look("nobody"), trial.Look(Staff.Administrator) })
        {
            look.Find(Id).ShouldBeNull();
            look.Find("101-999").ShouldBeNull();
            look.ArmOf(Id).ShouldBeNull();
            look.Participants("101", null, 1).ShouldBeEquivalentTo(look.Participants("999", null, 1));
        }
    }

    [Fact]
    public void A_status_follows_the_life_of_a_participant_by_the_rules_of_the_commands()
    {
        using var trial = PatinaTrial.Opened();
        string Status(DateOnly? day = null) =>
            trial.Look("nurse", PatinaTrial.At(day ?? PatinaTrial.Randomization).RecordedAt).Find(Id)!.Status.Words;

        trial.With(Screen(Id), new RecordConsent(Id, PatinaTrial.Consent));
        Status().ShouldBe("Screening: answers open");
        trial.With(new AssessEligibility(Id, PatinaTrial.EligibleAnswers, PatinaTrial.Consent));
        Status().ShouldBe("Ready to sign");
        // Blood counts may be fourteen days old.
        Status(PatinaTrial.Consent.AddDays(14)).ShouldBe("Ready to sign");
        Status(PatinaTrial.Consent.AddDays(15)).ShouldBe("Screening: answers open");

        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        Status().ShouldBe("Ready to randomize");
        trial.With(Answer("platelets", 90, PatinaTrial.Consent.AddDays(1)));
        Status().ShouldBe("Not eligible");
        trial.With(Answer("platelets", 190, PatinaTrial.Consent.AddDays(2)));
        Status().ShouldBe("Ready to sign");

        trial.AndRandomized(Id);
        Status().ShouldBe("In the study");
        trial.With(new WithdrawParticipant(Id, WithdrawalReason.Other, PatinaTrial.Randomization.AddDays(50)));
        Status().ShouldBe("Left the study");
        trial.With(new RecordDeath(Id, null, PatinaTrial.Randomization.AddDays(90)));
        Status().ShouldBe("Died");
    }

    [Fact]
    public void Who_is_signed_and_may_not_be_randomized_for_another_reason_is_not_called_ready()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign(Id).ShouldBeOfType<Decision.Accepted>();
        trial.With(
            new CloseSite("101", "No more staff", DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.DateTime), PatinaTrial.Signature(CloseSite.Meaning, PatinaTrial.Later))
        );
        trial.Look("nurse").Find(Id)!.Status.ShouldBe(ParticipantStatus.Signed);
        trial.Look("nurse").Sites[0].IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void An_arm_is_shown_by_its_printed_name_to_whoever_may_see_it_and_follows_the_masking_in_force()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Appoint("blinded", Role.BlindedStatistician, null);
        trial.Appoint("unblinded", Role.UnblindedStatistician, null);
        var arm = Examples.PatinaProtocol.Arms.Single(arm => arm.Id == trial.Participant().Randomized!.Arm).Label;
        trial.Look("nurse").ArmOf(Id).ShouldBe(arm);
        trial.Look("blinded").ArmOf(Id).ShouldBeNull();

        var protocol = Examples.PatinaProtocol;
        foreach (var masking in new[] { new Masking.Blind(BlindingLevel.Single, [MaskedParty.Participant]), (Masking?)null })
        {
            var rules = new TrialRules(protocol with { Trial = protocol.Trial with { Masking = masking } }, PatinaTrial.Key, PatinaTrial.Seal);
            Viewer Look(string person) => new(trial.Conduct.State, rules, person, PatinaTrial.Later.RecordedAt);
            Look("nurse").ArmOf(Id).ShouldBeNull();
            Look("unblinded").ArmOf(Id).ShouldBe(arm);
        }
    }

    [Fact]
    public void A_view_has_what_was_recorded_and_the_version_that_binds()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.Look("nurse").Find(Id).ShouldBe(
            new(Id, "101", PatinaTrial.Screening, PatinaTrial.Consent, PatinaTrial.Randomization, null, null, ParticipantStatus.InTheStudy, 57, Sex.Female, "1.0")
        );
    }

    [Fact]
    public void Each_site_has_its_own_day_and_clock()
    {
        using var trial = PatinaTrial.Opened();
        var by = PatinaTrial.Later with { By = Staff.Administrator };
        trial.Do(new RegisterSite("201", "East", "NZL", "Pacific/Kiritimati"), by).ShouldBeOfType<Decision.Accepted>();
        trial.Do(new RegisterSite("202", "West", "USA", "Pacific/Pago_Pago"), by).ShouldBeOfType<Decision.Accepted>();
        var sites = trial.Look(Staff.Administrator, new(2018, 3, 8, 10, 30, 0, TimeSpan.Zero)).Sites;
        sites.Single(site => site.Site == "101").LocalTime.ToString("yyyy-MM-dd HH:mm").ShouldBe("2018-03-08 10:30");
        sites.Single(site => site.Site == "201").LocalTime.ToString("yyyy-MM-dd HH:mm").ShouldBe("2018-03-09 00:30");
        sites.Single(site => site.Site == "201").Today.ShouldBe(new(2018, 3, 9));
        sites.Single(site => site.Site == "202").Today.ShouldBe(new(2018, 3, 7));
    }

    [Fact]
    public void Whom_a_site_looks_after_is_found_in_every_published_state_as_it_was_then()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(Screen("101-02"));
        var before = trial.Conduct.State;
        var day = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.DateTime);
        trial.With(
            new TransferParticipant(Id, "102", "Moved house", day, PatinaTrial.Signature(TransferParticipant.Meaning, PatinaTrial.Later)),
            Screen("101-03")
        );

        string[] At(TrialState state, string site) => [.. state.At(site).Select(who => who.Id)];
        At(before, "101").ShouldBe([Id, "101-02"]);
        At(before, "102").ShouldBeEmpty();
        At(trial.Conduct.State, "101").ShouldBe(["101-02", "101-03"]);
        At(trial.Conduct.State, "102").ShouldBe([Id]);
        At(trial.Conduct.State, "999").ShouldBeEmpty();
        foreach (var site in Staff.Sites)
            At(trial.Conduct.State, site).ShouldBe(trial.Conduct.State.Participants.Where(who => who.Site == site).Select(who => who.Id));
    }

    static AssessEligibility Answer(string criterion, double value, DateOnly on) =>
        new(Id, new Dictionary<string, Answer> { [criterion] = new Answer.Number(value) }, on);
}
