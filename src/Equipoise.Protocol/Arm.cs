using System.Globalization;

namespace Equipoise.Protocol;

/// <summary>A planned arm.</summary>
/// <param name="Id">The key in the file, exported as ARMCD (upper case, at most 20 characters).</param>
/// <param name="Label">The name printed in outputs, exported as ARM; datasets from elsewhere are matched by it, ignoring
/// case.</param>
/// <param name="Role">Experimental or control.</param>
/// <param name="Ratio">Its share in the allocation ratio, 1 or more.</param>
/// <param name="Gives">Ids of the treatments given.</param>
public sealed record Arm(string Id, string Label, ArmRole Role, int Ratio, IReadOnlyList<string> Gives)
{
    /// <summary>
    /// The name in tables, figures and all sentences but those that say what the arm is; null for the label.
    /// </summary>
    public string? ShortLabel { get; init; }
}

/// <summary>What an arm is for.</summary>
public enum ArmRole
{
    /// <summary>Gives what is being tested.</summary>
    Experimental,

    /// <summary>What it is compared with: the reference of every ratio.</summary>
    Control,
}

/// <summary>A treatment and how it is given.</summary>
/// <param name="Id">The key in the file, exported as EXTRT (upper case).</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Cycle">The length of a cycle; null for a treatment that has none.</param>
/// <param name="Days">The days of the cycle on which it is given, first and last; null for every day.</param>
/// <param name="Doses">The dose levels, starting dose first; below the last, treatment stops. Empty when the dose is not modified
/// here.</param>
/// <param name="DoseRules">Name of the table of dose rules that applies; null for none.</param>
/// <param name="Choice">Alternatives of which the investigator names one before randomization; empty for none.</param>
public sealed record Treatment(
    string Id,
    string Label,
    Duration? Cycle,
    CycleDays? Days,
    IReadOnlyList<Dose> Doses,
    string? DoseRules,
    IReadOnlyList<string> Choice
)
{
    /// <summary>
    /// The form in which it is given, such as capsule, exported as EXDOSFRM (upper case); null where not stated.
    /// </summary>
    public string? Form { get; init; }

    /// <summary>How often on a day of dosing, such as QD, exported as EXDOSFRQ (upper case); null where not stated.</summary>
    public string? Frequency { get; init; }

    /// <summary>How it enters the body, such as oral, exported as EXROUTE (upper case); null where not stated.</summary>
    public string? Route { get; init; }

    /// <summary>The dose in words where no amounts are recorded, exported as EXDOSTXT; null where not stated.</summary>
    public string? DoseInWords { get; init; }

    /// <summary>The unit of the dose in words, exported as EXDOSU; null without one.</summary>
    public string? UnitInWords { get; init; }

    /// <summary>Whether data sets mean this treatment by that name: its id or its label, in any case.</summary>
    public bool IsNamed(string name) =>
        Id.Equals(name, StringComparison.OrdinalIgnoreCase) || Label.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Days of a cycle, counted from 1, both included.</summary>
/// <param name="First">The first day of dosing.</param>
/// <param name="Last">The last day of dosing.</param>
public readonly record struct CycleDays(int First, int Last);

/// <summary>An amount of drug, such as 125 mg.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Unit">Of what unit, exported as EXDOSU.</param>
public readonly record struct Dose(double Amount, string Unit)
{
    /// <summary>As written: "125 mg".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit}");
}
