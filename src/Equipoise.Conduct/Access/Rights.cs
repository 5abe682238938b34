using System.Collections.Frozen;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Access;

/// <summary>
/// The table of rights: role by act. The file beside this one is the table; nothing else in the program grants anything.
/// </summary>
public static class Rights
{
    /// <summary>The table as it is written, for people to read.</summary>
    public static string Text { get; } = Load();

    static readonly FrozenDictionary<(Role, Act), Reach> table = Read();

    /// <summary>How far an act reaches for a role.</summary>
    public static Reach Of(Role role, Act act) => table.GetValueOrDefault((role, act));

    /// <summary>Whether a role is one at a site, and counts nowhere without one.</summary>
    public static bool IsOfSite(Role role) => Enum.GetValues<Act>().Any(act => Of(role, act) == Reach.OwnSites);

    /// <summary>The short name of a role in the table.</summary>
    public static string Short(Role role) =>
        role switch
        {
            Role.Coordinator => "CO",
            Role.Investigator => "IN",
            Role.Pharmacist => "PH",
            Role.Monitor => "MO",
            Role.DataManager => "DM",
            Role.BlindedStatistician => "BS",
            Role.UnblindedStatistician => "US",
            Role.SponsorSafety => "SP",
            Role.Inspector => "IX",
            Role.Administrator => "AD",
            Role.Signatory => "SG",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
        };

    static FrozenDictionary<(Role, Act), Reach> Read()
    {
        var lines = Text
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var byShort = Enum.GetValues<Role>().ToDictionary(Short);
        var roles = lines[0].Skip(1).Select(name => byShort[name]).ToList();
        return lines
            .Skip(1)
            .SelectMany(line =>
                line.Skip(1).Zip(roles, (cell, role) => ((role, Enum.Parse<Act>(line[0])), ReachOf(cell)))
            )
            .ToFrozenDictionary(cell => cell.Item1, cell => cell.Item2);
    }

    static Reach ReachOf(string cell) =>
        cell switch
        {
            "S" => Reach.OwnSites,
            "A" => Reach.EverySite,
            "-" => Reach.Nowhere,
            _ => throw new FormatException($"A cell of the table of rights is S, A or -, not '{cell}'."),
        };

    static string Load()
    {
        using var reader = new StreamReader(typeof(Rights).Assembly.GetManifestResourceStream("rights.txt")!);
        return reader.ReadToEnd();
    }
}

/// <summary>How far a right reaches.</summary>
public enum Reach
{
    /// <summary>It is not granted.</summary>
    Nowhere,

    /// <summary>At the sites for which the role was granted.</summary>
    OwnSites,

    /// <summary>At every site, and for what is of no site.</summary>
    EverySite,
}
