namespace Equipoise.Protocol;

/// <summary>
/// The tables of dose rules that a treatment may name. The rules themselves belong to the conduct of the trial.
/// </summary>
public static class DoseRuleTables
{
    /// <summary>Palbociclib, as its US label has it: by CTCAE grade of neutropenia and of other toxicity.</summary>
    public const string PalbociclibLabel = "palbociclib-label";

    /// <summary>Every table there is.</summary>
    public static IReadOnlyList<string> Names { get; } = [PalbociclibLabel];
}
