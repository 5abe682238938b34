using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Server.Tests;

/// <summary>
/// The example's trial under way: two sites with somebody of every role, and at each participants at every step from screening
/// to randomization.
/// </summary>
static class SmallTrial
{
    internal static readonly DateTimeOffset Morning = new(2018, 6, 1, 8, 0, 0, TimeSpan.Zero);

    internal static readonly string[] Sites = ["101", "202"];

    /// <summary>The people of a site, by role; of the sponsor where the site is null.</summary>
    internal static readonly (string Person, string Name, Role Role, string? Site)[] People =
    [
        ("ada", "Ada Administrator", Role.Administrator, null),
        ("carla", "Carla Coordinator", Role.Coordinator, "101"),
        ("ida", "Ida Investigator", Role.Investigator, "101"),
        ("paul", "Paul Pharmacist", Role.Pharmacist, "101"),
        ("mona", "Mona Monitor", Role.Monitor, "101"),
        ("carlo", "Carlo Coordinator", Role.Coordinator, "202"),
        ("ivan", "Ivan Investigator", Role.Investigator, "202"),
        ("dora", "Dora Data Manager", Role.DataManager, null),
        ("ben", "Ben Blinded", Role.BlindedStatistician, null),
        ("una", "Una Unblinded", Role.UnblindedStatistician, null),
        ("sara", "Sara Safety", Role.SponsorSafety, null),
        ("ines", "Ines Inspector", Role.Inspector, null),
        ("sigi", "Sigi Signatory", Role.Signatory, null),
    ];

    /// <summary>What happens to a site's participants: how far each goes.</summary>
    internal enum Step
    {
        Screened,
        Consented,
        Answered,
        Signed,
        Randomized,
    }

    static readonly Lazy<TrialProtocol> protocol = new(() => Read(Repository.At("examples", "patina", "protocol.yaml")));

    internal static TrialProtocol Protocol => protocol.Value;

    static readonly Lazy<TrialProtocol> masked = new(() =>
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"));
        var blind = text.Replace("masking: open label", "masking: double blind", StringComparison.Ordinal);
        blind.ShouldNotBe(text);
        return ((ProtocolReading.Accepted)ProtocolFile.Parse(Encoding.UTF8.GetBytes(blind), "masked.yaml")).Protocol;
    });

    /// <summary>The same, double blind.</summary>
    internal static TrialProtocol Masked => masked.Value;

    internal static readonly Dictionary<string, string> Levels = new() { ["pertuzumab"] = "yes", ["prior-HER2"] = "no" };
    internal static readonly Dictionary<string, string> Choices = new() { ["endocrine"] = "fulvestrant" };

    internal static Dictionary<string, Answer> EligibleAnswers =>
        new()
        {
            ["adult"] = new Answer.Number(57),
            ["hormone-receptor"] = new Answer.YesNo(true),
            ["her2"] = new Answer.YesNo(true),
            ["metastatic"] = new Answer.YesNo(true),
            ["induction"] = new Answer.Number(6),
            ["no-progression"] = new Answer.Choice("PR"),
            ["performance"] = new Answer.Number(0),
            ["neutrophils"] = new Answer.Number(1.8),
            ["platelets"] = new Answer.Number(210),
            ["hemoglobin"] = new Answer.Number(12.1),
            ["prior-CDK46"] = new Answer.YesNo(false),
            ["pregnancy"] = new Answer.YesNo(false),
            ["brain-metastases"] = new Answer.YesNo(false),
        };

    /// <summary>The rules of it, with the keys of that seed: another seed gives other arms.</summary>
    internal static TrialRules Rules(ulong seed = 1, TrialProtocol? of = null) =>
        new(of ?? Protocol, AllocationKey.ForRehearsal(seed), SealKey.ForRehearsal(seed));

    /// <summary>Fills a log with it.</summary>
    /// <param name="log">The log, which is empty.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="steps">How far the participants of each site go, one a step; 101-01 is the first of site 101.</param>
    internal static void Fill(ITrialLog log, TrialRules rules, params Step[] steps)
    {
        // The log is whoever's gave it, and stays open.
        var conduct = new TrialConduct(log, rules, TimeProvider.System);
        Do(new OpenTrial(null, Synthetic: true) { AdministratorName = "Ada Administrator" }, "ada");
        Do(new AddPerson("abel", "Abel Administrator"), "ada");
        Do(new GrantRole("abel", Role.Administrator, null), "ada");
        foreach (var site in Sites)
            Do(new RegisterSite(site, $"Hospital {site}", "AUT", site == "101" ? "Europe/Vienna" : "Pacific/Kiritimati"), "ada");
        foreach (var (person, name, role, site) in People.Skip(1))
        {
            Do(new AddPerson(person, name), "ada");
            Do(new GrantRole(person, role, site), "ada");
            if (role is Role.Signatory or Role.UnblindedStatistician)
                Do(new ConfirmRole(person, role), "abel");
        }
        foreach (var site in Sites)
            foreach (var step in steps)
                Participant(site, step);

        void Participant(string site, Step until)
        {
            var (coordinator, investigator) = site == "101" ? ("carla", "ida") : ("carlo", "ivan");
            var screened = (Decision.Accepted)Do(new ScreenParticipant(null, site, 57, Sex.Female, Day(-10)), coordinator);
            var id = screened.Events.OfType<ParticipantScreened>().Single().Participant;
            if (until >= Step.Consented)
                Do(new RecordConsent(id, Day(-9), "2.0"), coordinator);
            if (until >= Step.Answered)
                Do(new AssessEligibility(id, EligibleAnswers, Day(-8)), coordinator);
            if (until >= Step.Signed)
                Do(
                    new SignEligibility(
                        id,
                        Levels,
                        Choices,
                        SiteClock.Today(conduct.State, site, Before),
                        new(
                            People.Single(one => one.Person == investigator).Name,
                            SignEligibility.Meaning,
                            Before,
                            "password"
                        )
                    ),
                    investigator
                );
            if (until >= Step.Randomized)
                Do(new RandomizeParticipant(id, SiteClock.Today(conduct.State, site, Before)), coordinator);
        }

        Decision Do(TrialCommand command, string by)
        {
            var decision = conduct.Do(command, new Stamp(Before, by));
            decision.ShouldBeOfType<Decision.Accepted>($"{command}: {decision}");
            return decision;
        }
    }

    static readonly DateTimeOffset Before = Morning.AddHours(-1);

    static DateOnly Day(int days) => DateOnly.FromDateTime(Morning.DateTime).AddDays(days);

    static TrialProtocol Read(string path) =>
        ProtocolFile.Read(path) is ProtocolReading.Accepted accepted
            ? accepted.Protocol
            : throw new InvalidOperationException("The example's protocol is not accepted.");
}
