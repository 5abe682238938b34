namespace Equipoise.Protocol;

/// <summary>
/// How data of another house call what this program knows by the names of SDTM and ADaM; empty where they keep to those.
/// </summary>
public sealed record DataDescription
{
    /// <summary>The file of each data set whose file is not called like it, by upper-case data set name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Who is in the full analysis set; null for FASFL, ITTFL or RANDFL.</summary>
    public SetRule? Full { get; init; }

    /// <summary>Who is in the safety set; null for SAFFL, else whoever had a dose.</summary>
    public SetRule? Safety { get; init; }

    /// <summary>The id of the arm that a value of the arm variable means; values ignore case.</summary>
    public IReadOnlyDictionary<string, string> Arms { get; init; } = new Dictionary<string, string>();

    /// <summary>Values of the arm variable whose participants are left out of every data set.</summary>
    public IReadOnlyList<string> LeaveOut { get; init; } = [];

    /// <summary>The variable of ADSL that holds the arm allocated.</summary>
    public string PlannedArm { get; init; } = "TRT01P";

    /// <summary>The variable of ADSL that holds the arm whose treatment was received.</summary>
    public string ActualArm { get; init; } = "TRT01A";

    /// <summary>The unit of times of ADTTE that state none; null where that is to be asked for.</summary>
    public TimeUnit? UnitOfTime { get; init; }

    /// <summary>The variable of DM that dates randomization; null for the rows RANDOMIZED of DS.</summary>
    public string? RandomizationDate { get; init; }

    /// <summary>The printed names of variables, by upper-case name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The levels of variables in the order in which they are printed, by upper-case name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Order { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Variables that hold numbers and are counted nevertheless: codes have no mean.</summary>
    public IReadOnlyList<string> Count { get; init; } = [];
}

/// <summary>Who is in an analysis set.</summary>
/// <param name="InWords">As the protocol has it: "ITTFL = Y &amp; SAFFL = Y".</param>
/// <param name="AllOf">Variables of ADSL and the value that each must have; empty for everyone with an arm.</param>
public sealed record SetRule(string InWords, IReadOnlyList<(string Variable, string Value)> AllOf);
