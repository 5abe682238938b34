using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Statistics.Numerics;
using Equipoise.TrialLog;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// The virtual people who run a rehearsal. At each site two physicians, a coordinator and a pharmacist; of the sponsor a monitor
/// for every few sites, data management, safety, statistics, administration and the signatory. One of every role that there is.
/// </summary>
/// <remarks>Their identifiers say what they are, their names come from the seed, and each is marked as virtual.</remarks>
sealed class VirtualStaff
{
    internal const string Administrator = "administrator-1";
    internal const string Signatory = "signatory";
    internal const string DataManager = "data-manager";

    const string SecondAdministrator = "administrator-2";

    // Every third participant has the sub-investigator for a physician.
    const int OneInHowMany = 3;
    const int SitesOfAMonitor = 8;

    // ISO 3166 leaves it to its users, and SDTM takes it: a place that is nowhere.
    const string Nowhere = "XXX";

    // The people of the sponsor come first among the names, then those of the sites, with the monitor of a few sites at the first
    // of them.
    static readonly string[] sponsor =
    [
        Administrator,
        SecondAdministrator,
        Signatory,
        DataManager,
        "medical-monitor",
        "statistician",
        "committee-statistician",
        "inspector",
    ];

    const int PlacesOfASite = 5;

    readonly int start;

    internal VirtualStaff(RandomStream random) => start = random.Between(0, VirtualNames.Count - 1);

    /// <summary>The printed name of the first administrator, who opens the trial.</summary>
    internal string AdministratorName => OfSponsor(Administrator);

    /// <summary>What makes them known to the trial, each with who does it, after the first administrator opened it.</summary>
    internal IEnumerable<(TrialCommand Command, string By)> Appointed(IReadOnlyList<string> sites)
    {
        (string Person, Role Role)[] roles =
        [
            (SecondAdministrator, Role.Administrator),
            (Signatory, Role.Signatory),
            (DataManager, Role.DataManager),
            ("medical-monitor", Role.SponsorSafety),
            ("statistician", Role.BlindedStatistician),
            ("committee-statistician", Role.UnblindedStatistician),
            ("inspector", Role.Inspector),
        ];
        foreach (var (person, role) in roles)
        {
            yield return (new AddPerson(person, OfSponsor(person)), Administrator);
            yield return (new GrantRole(person, role, Site: null), Administrator);
            if (role is Role.Signatory or Role.UnblindedStatistician)
                yield return (new ConfirmRole(person, role), SecondAdministrator);
        }
        foreach (var site in sites)
        {
            yield return (new RegisterSite(site, $"Virtual site {site}", Nowhere, "Etc/UTC"), Administrator);
            foreach (
                var (person, name, role) in new[]
                {
                    (CoordinatorOf(site), OfSite(site, 0), Role.Coordinator),
                    (InvestigatorOf(site), OfSite(site, 1), Role.Investigator),
                    (SubInvestigatorOf(site), OfSite(site, 2), Role.Investigator),
                    (PharmacistOf(site), OfSite(site, 3), Role.Pharmacist),
                }
            )
            {
                yield return (new AddPerson(person, name), Administrator);
                yield return (new GrantRole(person, role, site), Administrator);
            }
        }
        foreach (var ofMonitor in sites.GroupBy(MonitorNumber))
        {
            var first = (ofMonitor.Key - 1) * SitesOfAMonitor + 1;
            yield return (new AddPerson(MonitorOf(ofMonitor.First()), OfSite(first, 4)), Administrator);
            foreach (var site in ofMonitor)
                yield return (new GrantRole(MonitorOf(site), Role.Monitor, site), Administrator);
        }
    }

    /// <summary>Who of a site gives a command: a physician what is signed or judged, the pharmacist what is dispensed.</summary>
    internal static string Of(VirtualPerson person, TrialCommand command) =>
        command switch
        {
            SignEligibility or DecideDose or RecordAdverseEvent { Serious: true } => PhysicianOf(person.Site, person.Index),
            GiveDose => PharmacistOf(person.Site),
            _ => CoordinatorOf(person.Site),
        };

    /// <summary>The investigator or sub-investigator who looks after a participant.</summary>
    internal static string PhysicianOf(string site, uint person) =>
        person % OneInHowMany == 0 ? SubInvestigatorOf(site) : InvestigatorOf(site);

    internal static string MonitorOf(string site) => $"monitor-{MonitorNumber(site)}";

    internal static string CoordinatorOf(string site) => $"coordinator-{site}";

    /// <summary>The signature of that physician, who proves who they are at the moment of signing.</summary>
    internal Signature PhysicianSigns(string site, uint person, string meaning, DateOnly day) =>
        Sign(OfSite(site, person % OneInHowMany == 0 ? 2 : 1), meaning, day);

    /// <summary>The signature of the sponsor's signatory.</summary>
    internal Signature SignatorySigns(string meaning, DateOnly day) => Sign(OfSponsor(Signatory), meaning, day);

    /// <summary>Who records something of a day, at noon.</summary>
    internal static Stamp At(DateOnly day, string by) => new(Noon(day), by);

    static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    static Signature Sign(string name, string meaning, DateOnly day) => new(name, meaning, Noon(day), "rehearsal");

    string OfSponsor(string person) => VirtualNames.Of(start, Array.IndexOf(sponsor, person));

    string OfSite(string site, int place) => OfSite(Number(site), place);

    string OfSite(int site, int place) => VirtualNames.Of(start, sponsor.Length + PlacesOfASite * (site - 1) + place);

    static int MonitorNumber(string site) => 1 + (Number(site) - 1) / SitesOfAMonitor;

    static int Number(string site) => int.Parse(site, CultureInfo.InvariantCulture);

    static string InvestigatorOf(string site) => $"investigator-{site}";

    static string SubInvestigatorOf(string site) => $"sub-investigator-{site}";

    static string PharmacistOf(string site) => $"pharmacist-{site}";
}
