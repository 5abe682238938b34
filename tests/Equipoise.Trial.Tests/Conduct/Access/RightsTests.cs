using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;

namespace Equipoise.Trial.Tests.Conduct.Access;

/// <summary>The table of rights: every cell is held against what the program does.</summary>
public sealed class RightsTests
{
    static readonly DateOnly day = PatinaTrial.Randomization;

    [Fact]
    public void The_table_has_a_cell_for_every_act_and_role()
    {
        var lines = Rights.Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        lines[0][1..].ShouldBe(Enum.GetValues<Role>().Select(Rights.Short));
        lines.Skip(1).Select(line => line[0]).ShouldBe(Enum.GetNames<Act>());
        lines.ShouldAllBe(line => line.Length == 1 + Enum.GetValues<Role>().Length);
    }

    [Fact]
    public void Who_manages_people_does_nothing_else_and_nobody_else_does()
    {
        foreach (var act in Enum.GetValues<Act>())
            (Rights.Of(Role.Administrator, act) != Reach.Nowhere).ShouldBe(act == Act.ManagePeople, $"{act}");
        foreach (var role in Enum.GetValues<Role>().Except([Role.Administrator]))
            Rights.Of(role, Act.ManagePeople).ShouldBe(Reach.Nowhere, $"{role}");
        Rights.Of(Role.BlindedStatistician, Act.SeeArmsOpen).ShouldBe(Reach.Nowhere);
    }

    /// <summary>For every role and a command of every kind, at the own and at another site: refused for lack of rights, or not.</summary>
    [Fact]
    public void A_role_may_give_the_commands_that_the_table_grants_at_its_sites_and_no_other()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Do(new AddPerson("second", "Second"), PatinaTrial.At(day) with { By = Staff.Administrator });
        foreach (var role in Enum.GetValues<Role>())
            foreach (var site in Rights.IsOfSite(role) ? ["101", "102"] : (string?[])[null])
            {
                var person = $"{Rights.Short(role)}-{site ?? "all"}";
                trial.Appoint(person, role, site);
                foreach (var command in Every())
                {
                    var denied = trial.Conduct.Weigh(command, person).Any(refusal =>
                        refusal.Rule is "not-granted" or "not-your-site" || (refusal.Rule == "unknown-participant" && site == "102")
                    );
                    var expected = Rights.Of(role, command.Act) switch
                    {
                        Reach.EverySite => true,
                        Reach.OwnSites => site == "101" || command.SiteIn(trial.Conduct.State) is null,
                        _ => false,
                    };
                    denied.ShouldBe(!expected, $"{person}: {command}");
                }
            }
    }

    static IEnumerable<TrialCommand> Every() =>
        [
            .. Commands.OfEveryKindOn(day),
            new Equipoise.Conduct.Screening.ScreenParticipant(null, "101", 57, Equipoise.Conduct.Screening.Sex.Female, day),
            new Equipoise.Conduct.Randomization.RandomizeParticipant("101-001", day),
            PatinaTrial.Eligibility("101-001", day),
            new Equipoise.Conduct.Forms.GiveAnswerCode("101-001", new("unscheduled", 1, "own-words")),
            new Equipoise.Conduct.Forms.AnswerForm("101-001", new("unscheduled", 1, "own-words"), [], 1, day),
            new Equipoise.Conduct.Forms.LockForm("101-001", new("baseline", 1, "demographics")),
            new Equipoise.Conduct.Forms.MarkVerified("101-001", new("baseline", 1, "demographics"), []),
            new Equipoise.Conduct.Forms.OpenQuery("101-001", new("baseline", 1, "demographics"), null, "Why?"),
            new Equipoise.Conduct.FollowUp.DeclareError("101-001", 1, "Wrong", day, PatinaTrial.Signature("", PatinaTrial.At(day))),
            new Equipoise.Conduct.Randomization.UnblindParticipant("101-001", Equipoise.Conduct.Randomization.UnblindingPurpose.Emergency, "Overdose", day, PatinaTrial.Signature("", PatinaTrial.At(day))),
            new Equipoise.Conduct.FollowUp.ConfirmError("101-001", 1, day, PatinaTrial.Signature("", PatinaTrial.At(day))),
            new Equipoise.Conduct.Closing.CutOffData(day),
            new AddPerson("somebody", "Somebody"),
            new GrantRole("second", Role.Coordinator, "101"),
            new DelegateTask("second", "101", Act.Screen, day, null),
            new RegisterSite("201", "Hospital", "AUT", "Europe/Vienna"),
        ];
}
