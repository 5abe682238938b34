namespace Equipoise.Protocol;

/// <summary>
/// The versions of the Common Terminology Criteria for Adverse Events that a protocol may name. Their limits belong to the
/// conduct of the trial.
/// </summary>
public static class CtcaeVersions
{
    /// <summary>Every version there is, oldest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["CTCAE 4.03", "CTCAE 5.0", "CTCAE 6.0"];
}
