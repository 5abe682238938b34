using System.Globalization;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>Checks that a log is whole and unchanged, and that every allocation follows from the sealed key.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>The chain: each row is hashed again; an edited, dropped, inserted or reordered row is named.</item>
/// <item>The seals: with their key, a row that somebody wrote who has not the key is named, also when everything after it was
/// hashed anew.</item>
/// <item>The end: rows missing at the end are found against heads that were kept elsewhere, and only against those.</item>
/// <item>The texts beside the log: each is hashed again; an edited one is named at its row, and so is one that is missing
/// though the log does not say that it was redacted.</item>
/// <item>The rules: with the protocol, each row of a log of the present format is decided anew, on what was recorded before it
/// and with its own time.</item>
/// <item>The allocations: with the key and the protocol, each is computed again from its stratum and place; without, only that
/// places are dense and nobody has two.</item>
/// </list>
/// A person who can write the log and has both keys can write another one that keeps the rules. Against that stands only a head,
/// or a key's published commitment, kept where that person cannot write.
/// </remarks>
public static class TrialVerification
{
    /// <summary>How a log says that its trial was opened; null when it does not start with that.</summary>
    public static TrialOpened? OpeningOf(IEnumerable<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.FirstOrDefault() is { } first ? Event(first) as TrialOpened : null;
    }

    /// <summary>The key that the log reveals since the trial was locked; null before.</summary>
    public static AllocationKey? RevealedKeyOf(IEnumerable<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return LockOf(rows) is { } locked ? AllocationKey.Parse(locked.Key) : null;
    }

    /// <summary>The block sizes that the log reveals since the trial was locked; null before, and where there are none.</summary>
    public static IReadOnlyList<int>? RevealedBlockSizesOf(IEnumerable<LogRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return LockOf(rows)?.BlockSizes;
    }

    // What is not about participants may follow the lock.
    static TrialLocked? LockOf(IEnumerable<LogRow> rows) =>
        rows.LastOrDefault(row => row.Kind == nameof(TrialLocked)) is { } last ? Event(last) as TrialLocked : null;

    internal static TrialEvent? Event(LogRow row)
    {
        try
        {
            return Entry.Of(row).Event;
        }
#pragma warning disable CA1031 // Whatever a row holds, what is wrong with it is said where the rows are looked at.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Verifies a log.</summary>
    /// <param name="rows">The rows in the order of their sequence, as a log reads them.</param>
    /// <param name="head">The end of the log as it was noted elsewhere; null when there is no such note.</param>
    /// <param name="protocol">The protocol, to replay allocations; null to leave that out.</param>
    /// <param name="key">The sealed key, to replay allocations; null to leave that out.</param>
    /// <param name="anchors">Heads that were kept where nobody who can write the log can write; null for none.</param>
    /// <param name="seal">The key of the log's seals, to check each; null to leave that out.</param>
    public static VerificationReport Verify(
        IEnumerable<LogRow> rows,
        LogHead? head,
        TrialProtocol? protocol,
        AllocationKey? key,
        IReadOnlyList<LogHead>? anchors = null,
        SealKey? seal = null
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var noted = (anchors ?? [])
            .Append(head)
            .OfType<LogHead>()
            .Where(one => one.Sequence > 0)
            .Distinct()
            .ToLookup(one => one.Sequence);
        var each = new EachRow(noted, seal);
        var replay = new Replay(protocol, key);
        foreach (var row in Ahead.Of(each.In(rows)))
            replay.Take(row);
        replay.Finish(each.Missing);
        List<LogProblem> problems = [.. each.Problems.Concat(replay.Problems).OrderBy(problem => problem.Row)];
        if (noted.Select(note => note.Key).DefaultIfEmpty().Max() is var longest && longest > each.End.Sequence)
            problems.Add(
                new(
                    each.End.Sequence + 1,
                    $"the log once went on to row {longest}: everything after row {each.End.Sequence} is missing"
                )
            );
        // Said last: it mostly follows from something that was said already.
        if (!replay.IsOpened)
            problems.Add(new(1, "the log does not start with the opening of a trial"));
        return new(each.End, replay.Allocations, replay.Replays, problems)
        {
            DecidedAnew = replay.DecidesAnew,
            Redactions = replay.Redacted,
            Unreadable = each.Unreadable,
            Losses = replay.Losses,
            Sealing = each.Sealing,
        };
    }
}

/// <summary>What a verification found.</summary>
/// <param name="End">The last row that was read.</param>
/// <param name="Allocations">How many allocations the log holds.</param>
/// <param name="Replayed">Whether each was computed again from the key.</param>
/// <param name="Problems">Every problem, in the order of the log; empty when all is well.</param>
public sealed record VerificationReport(LogHead End, int Allocations, bool Replayed, IReadOnlyList<LogProblem> Problems)
{
    /// <summary>
    /// Whether every row was put to the rules again: with the protocol, in logs of the format that this program writes.
    /// </summary>
    public bool DecidedAnew { get; init; }

    /// <summary>The texts that were redacted, which is no problem, in the order of their rows.</summary>
    public IReadOnlyList<RedactionFound> Redactions { get; init; } = [];

    /// <summary>Losses of entries that were accepted, in the order of the log.</summary>
    public IReadOnlyList<LossFound> Losses { get; init; } = [];

    /// <summary>Whether the rows have seals, and whether they were checked.</summary>
    public Sealing Sealing { get; init; }

    /// <summary>
    /// The texts that no file of exchange can carry, which is no problem of the log: they were recorded before texts were looked
    /// at. Exports have a mark in their place.
    /// </summary>
    public IReadOnlyList<LogProblem> Unreadable { get; init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;
}

/// <summary>A text that was redacted, as the log says.</summary>
/// <param name="Row">The sequence of the row that refers to it.</param>
/// <param name="Member">Which of the texts of the row.</param>
/// <param name="At">When it was redacted, UTC.</param>
/// <param name="By">Who redacted it.</param>
/// <param name="Reason">Why.</param>
public sealed record RedactionFound(long Row, string Member, DateTimeOffset At, string By, string Reason)
{
    /// <summary>As printed: "row 17: a text was redacted on ...".</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"row {Row}: a text ('{Member}') was redacted on {At:yyyy-MM-dd} by {By}, because {Reason}"
        );
}

/// <summary>Whether the rows of a log have seals.</summary>
public enum Sealing
{
    /// <summary>There is no row to say.</summary>
    Unknown,

    /// <summary>It was opened without: a log of the first format, or a rehearsal's.</summary>
    None,

    /// <summary>It has seals, and there was no key to check them with.</summary>
    Unchecked,

    /// <summary>Each was checked.</summary>
    Checked,
}

/// <summary>A loss of entries that somebody accepted, as the log says.</summary>
/// <param name="Row">The row that says so.</param>
/// <param name="At">When it was accepted, UTC.</param>
/// <param name="By">Who accepted it.</param>
/// <param name="Loss">What was lost.</param>
/// <param name="Reason">How it came to that.</param>
public sealed record LossFound(long Row, string At, string By, string Loss, string Reason)
{
    /// <summary>As printed: "row 98: entries of this log were lost ...".</summary>
    public override string ToString() =>
        $"row {Row}: entries of this log were lost ({Loss}); {By} accepted that on {At[..Math.Min(10, At.Length)]}, "
        + $"because {Reason}";
}

/// <summary>Something wrong in a log.</summary>
/// <param name="Row">The sequence of the row.</param>
/// <param name="Words">What is wrong with it.</param>
public sealed record LogProblem(long Row, string Words)
{
    /// <summary>As printed: "row 17: ...".</summary>
    public override string ToString() => $"row {Row}: {Words}";
}
