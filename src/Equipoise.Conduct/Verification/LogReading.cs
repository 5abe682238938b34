using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>What a log says, read without the key of its allocation: by who reports on a trial and does not run it.</summary>
public abstract record LogReading
{
    LogReading() { }

    /// <summary>The log is whole as far as it can show.</summary>
    /// <param name="State">What is recorded; the trial is open.</param>
    public sealed record Sound(TrialState State) : LogReading;

    /// <summary>The log must not be reported from.</summary>
    /// <param name="Problems">Every problem, in the order of the log; at least one.</param>
    public sealed record Unsound(IReadOnlyList<LogProblem> Problems) : LogReading;

    /// <summary>Checks the chain and the end of a log as <see cref="TrialVerification"/> does, then folds it.</summary>
    /// <param name="rows">The rows in the order of the log.</param>
    /// <param name="head">The end of the log as it was noted elsewhere; null when there is no such note.</param>
    public static LogReading Of(IReadOnlyCollection<LogRow> rows, LogHead? head)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var report = TrialVerification.Verify(rows, head, protocol: null, key: null);
        return report.IsSound
            ? new Sound(TrialState.Of(rows))
            : new Unsound(report.Problems);
    }
}
