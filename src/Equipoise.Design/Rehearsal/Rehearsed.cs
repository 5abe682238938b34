using System.Globalization;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>What is rehearsed, in which world, and with which luck.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Scenario">The supposed world.</param>
/// <param name="Seed">The seed: the same seed gives the same trial, on any machine.</param>
sealed record Rehearsed(TrialProtocol Protocol, Scenario Scenario, ulong Seed)
{
    /// <summary>Who runs it.</summary>
    public VirtualStaff Staff { get; } = new(new RandomStream(Seed, (uint)Purpose.Staff, 0));

    /// <summary>Whether a site fills in the forms: those of the lowest numbers do.</summary>
    public bool HasForms(string site) =>
        int.Parse(site, CultureInfo.InvariantCulture) <= Math.Round(Scenario.SitesWithForms * Scenario.Sites);

    /// <summary>The random stream of a person for one purpose, or one part of it; no draw from one moves another.</summary>
    public RandomStream Stream(Purpose purpose, uint person, int part = 0) => new(Seed, (uint)purpose | (uint)part << 8, person);
}

/// <summary>What a random stream is for.</summary>
enum Purpose
{
    Accrual,
    Person,
    Disease,
    Toxicity,
    Assessments,
    Laboratory,
    Dosing,
    Visits,
    Staff,
    Reports,
    Missed,
    Forms,
    Levels,
    Lesions,
}
