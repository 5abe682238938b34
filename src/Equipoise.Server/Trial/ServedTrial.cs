using Equipoise.Conduct.Record;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;

namespace Equipoise.Server.Trial;

/// <summary>What a server is started with.</summary>
/// <param name="OpenLog">Opens the log. It is called once, when the server listens already.</param>
/// <param name="Rules">The protocol and the keys.</param>
/// <param name="Tables">Where accounts and sessions are kept.</param>
/// <param name="RingKey">The secret under which the keys of the server are encrypted in its tables.</param>
public sealed record ServedTrial(Func<ITrialLog> OpenLog, TrialRules Rules, SideTables Tables, Secret RingKey)
{
    /// <summary>
    /// The text of the protocol's file, with which a trial that is not open yet is opened; null for one that is.
    /// </summary>
    public string? ProtocolText { get; init; }

    /// <summary>The code of the set-up, which the console told; null when there is nothing to set up.</summary>
    public string? SetUpCode { get; init; }

    /// <summary>Whether this is a demonstration: virtual participants, and a clock that stands in their time.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Told once the log is read.</summary>
    public Action? Ready { get; init; }

    /// <summary>Told when the log cannot be served, and why.</summary>
    public Action<string>? Failed { get; init; }
}
