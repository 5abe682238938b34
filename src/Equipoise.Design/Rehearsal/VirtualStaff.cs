using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.TrialLog;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// The virtual people who run a rehearsal: two administrators, a signatory of the sponsor, and at each site a coordinator and
/// an investigator.
/// </summary>
static class VirtualStaff
{
    internal const string Administrator = "administrator-1";
    internal const string Signatory = "signatory";

    const string SecondAdministrator = "administrator-2";
    const string SignatoryName = "Virtual Signatory";
    const string InvestigatorName = "Virtual Investigator";

    // ISO 3166 leaves it to its users, and SDTM takes it: a place that is nowhere.
    const string Nowhere = "XXX";

    /// <summary>What makes them known to the trial, each with who does it, after the first administrator opened it.</summary>
    internal static IEnumerable<(TrialCommand Command, string By)> Appointed(IEnumerable<string> sites)
    {
        yield return (new AddPerson(SecondAdministrator, "Virtual Administrator"), Administrator);
        yield return (new GrantRole(SecondAdministrator, Role.Administrator, Site: null), Administrator);
        yield return (new AddPerson(Signatory, SignatoryName), Administrator);
        yield return (new GrantRole(Signatory, Role.Signatory, Site: null), Administrator);
        yield return (new ConfirmRole(Signatory, Role.Signatory), SecondAdministrator);
        foreach (var site in sites)
        {
            yield return (new RegisterSite(site, $"Virtual site {site}", Nowhere, "Etc/UTC"), Administrator);
            yield return (new AddPerson(CoordinatorOf(site), "Virtual Coordinator"), Administrator);
            yield return (new GrantRole(CoordinatorOf(site), Role.Coordinator, site), Administrator);
            yield return (new AddPerson(InvestigatorOf(site), InvestigatorName), Administrator);
            yield return (new GrantRole(InvestigatorOf(site), Role.Investigator, site), Administrator);
        }
    }

    /// <summary>Who of a site gives a command: the investigator what is signed, the coordinator everything else.</summary>
    internal static string Of(string site, TrialCommand command) =>
        command is SignEligibility or DecideDose ? InvestigatorOf(site) : CoordinatorOf(site);

    /// <summary>The signature of an investigator, who proves who they are at the moment of signing.</summary>
    internal static Signature InvestigatorSigns(string meaning, DateOnly day) => Sign(InvestigatorName, meaning, day);

    /// <summary>The signature of the sponsor's signatory.</summary>
    internal static Signature SignatorySigns(string meaning, DateOnly day) => Sign(SignatoryName, meaning, day);

    /// <summary>Who records something of a day, at noon.</summary>
    internal static Stamp At(DateOnly day, string by) => new(Noon(day), by);

    static Signature Sign(string name, string meaning, DateOnly day) => new(name, meaning, Noon(day), "rehearsal");

    static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    static string CoordinatorOf(string site) => $"coordinator-{site}";

    static string InvestigatorOf(string site) => $"investigator-{site}";
}
