using Equipoise.Conduct.Access;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The people of the trials that tests run: everybody has the same printed name, so that a signature fits whoever gives it.</summary>
static class Staff
{
    internal const string Name = "Investigator of site 101";

    /// <summary>Tests that do not say who acts say this.</summary>
    internal const string Anybody = "investigator";

    internal const string Administrator = "administrator";

    internal static readonly string[] Sites = ["101", "102", "103"];

    /// <summary>The rows that opening a trial and appointing its staff take.</summary>
    internal static int Rows => 3 + Appointed().Count();

    internal static IEnumerable<(TrialCommand Command, string By)> Appointed()
    {
        const string Second = "administrator-2";
        yield return (new AddPerson(Second, Name), Administrator);
        yield return (new GrantRole(Second, Role.Administrator, null), Administrator);
        foreach (var site in Sites)
            yield return (new RegisterSite(site, $"Hospital {site}", "AUT", "Etc/UTC"), Administrator);
        yield return (new AddPerson(Anybody, Name), Administrator);
        foreach (var site in Sites)
            yield return (new GrantRole(Anybody, Role.Investigator, site), Administrator);
        foreach (var (person, role) in new[] { ("data-manager", Role.DataManager), ("safety", Role.SponsorSafety), ("signatory", Role.Signatory) })
        {
            yield return (new AddPerson(person, Name), Administrator);
            yield return (new GrantRole(person, role, null), Administrator);
        }
        yield return (new ConfirmRole("signatory", Role.Signatory), Second);
        yield return (new AddPerson("monitor", Name), Administrator);
        foreach (var site in Sites)
            yield return (new GrantRole("monitor", Role.Monitor, site), Administrator);
        foreach (var person in (string[])["nurse", "coordinator"])
        {
            yield return (new AddPerson(person, Name), Administrator);
            foreach (var site in Sites)
                yield return (new GrantRole(person, Role.Coordinator, site), Administrator);
        }
    }

    /// <summary>Gives a command, and appoints the staff once the trial is open.</summary>
    internal static Decision Give(Func<TrialCommand, Stamp, Decision> to, TrialState state, TrialCommand command, Stamp stamp)
    {
        var decision = to(command, Given(command, stamp, state));
        if (command is OpenTrial && decision is Decision.Accepted { AlreadyRecorded: false })
            foreach (var (appointing, by) in Appointed())
                to(appointing, stamp with { By = by }).ShouldBeOfType<Decision.Accepted>(appointing.ToString());
        return decision;
    }

    /// <summary>The stamp, by the first of the staff who may do this where it was left open who that is.</summary>
    static Stamp Given(TrialCommand command, Stamp stamp, TrialState state)
    {
        if (stamp.By is not (Anybody or "nurse"))
            return stamp;
        if (command is OpenTrial)
            return stamp with { By = Administrator };
        string[] others = [stamp.By, Anybody, "data-manager", "monitor", "safety", "signatory", Administrator];
        return stamp with
        {
            By = others.FirstOrDefault(other => state.People.TryGetValue(other, out var who) && who.May(command.Act)) ?? stamp.By,
        };
    }

    /// <summary>Makes somebody known and gives them a role that counts.</summary>
    internal static void Appoint(this PatinaTrial trial, string person, Role role, string? site, string name = Name)
    {
        foreach (
            var (command, by) in new (TrialCommand, string)[]
            {
                (new AddPerson(person, name), Administrator),
                (new GrantRole(person, role, site), Administrator),
            }
        )
            trial.Conduct.Do(command, PatinaTrial.At(PatinaTrial.Randomization) with { By = by }).ShouldBeOfType<Decision.Accepted>(command.ToString());
        if (!trial.Conduct.State.People[person].Roles[^1].IsInForce)
            trial.Conduct.Do(new ConfirmRole(person, role), PatinaTrial.At(PatinaTrial.Randomization) with { By = "administrator-2" })
                .ShouldBeOfType<Decision.Accepted>();
    }
}
