using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// The first look at a log: each row by itself and as the next one of the chain. Its hash, its seal, the heads that were noted
/// elsewhere, the texts beside it, and whether it is written as this program writes.
/// </summary>
/// <remarks>It knows nothing of what the trial came to, so that it can run ahead of the look that does.</remarks>
sealed class EachRow(ILookup<long, LogHead> noted, SealKey? seal)
{
    readonly List<LogProblem> problems = [];
    readonly List<LogProblem> unreadable = [];
    readonly HashSet<(long Row, string Name)> missing = [];
    int marks;

    /// <summary>The last row that was read.</summary>
    internal LogHead End { get; private set; } = LogHead.Empty;

    internal Sealing Sealing { get; private set; } = Sealing.Unknown;

    /// <summary>What is wrong, in the order of the log.</summary>
    internal IReadOnlyList<LogProblem> Problems => problems;

    /// <summary>The texts that no file of exchange can carry.</summary>
    internal IReadOnlyList<LogProblem> Unreadable => unreadable;

    /// <summary>The texts to which a row refers and that are no longer there.</summary>
    internal IReadOnlySet<(long Row, string Name)> Missing => missing;

    /// <summary>The rows that can be understood.</summary>
    internal IEnumerable<ReadRow> In(IEnumerable<LogRow> rows)
    {
        using var log = rows.GetEnumerator();
        while (true)
        {
            ReadRow? read;
            try
            {
                if (!log.MoveNext())
                    yield break;
                read = Look(log.Current);
            }
            catch (LogUnreadableException damaged)
            {
                problems.Add(new(End.Sequence + 1, damaged.Message));
                yield break;
            }
            if (read is { } one)
                yield return one;
        }
    }

    ReadRow? Look(LogRow row)
    {
        if (HashChain.Problem(End, row) is { } broken)
            problems.Add(new(row.Sequence, broken));
        if (Sealing == Sealing.Unknown)
            Sealing = SealingOf(row);
        if (Sealing == Sealing.Checked && seal!.Problem(row) is { } foreign)
            problems.Add(new(row.Sequence, foreign));
        if (noted[row.Sequence].Any(note => note.Hash != row.Hash))
            problems.Add(
                new(row.Sequence, "the row is not the one that was noted as the end of the log: the log was written anew")
            );
        End = LogHead.Of(row);
        try
        {
            return Read(row);
        }
        catch (Exception failure) when (failure is not LogUnreadableException)
        {
            problems.Add(new(row.Sequence, $"it cannot be understood: {failure.Message}"));
            return null;
        }
    }

    ReadRow Read(LogRow row)
    {
        // A text that is gone has a mark of its own, short, so that it fits where the text did: two that are gone did not say
        // the same.
        var read = RowTexts.PutBack(row, () => $"[{++marks}]");
        foreach (var problem in read.Problems())
            problems.Add(new(row.Sequence, problem));
        foreach (var gone in read.References.Where(reference => reference.Kept is null))
            missing.Add((row.Sequence, gone.Name));
        var entry = Entry.Of(row, read);
        var json = EventJson.Write(entry.Event);
        unreadable.AddRange(TypedTexts.NotExchanged(entry.Event, read.Json).Select(words => new LogProblem(row.Sequence, words)));
        if (Rewritten(row, read, json) is var rewritten && rewritten != row.Payload && !HasHalves(row, rewritten))
            problems.Add(new(row.Sequence, "its content is not written as this program writes it"));
        return new(row, entry, json, missing.Count > 0);
    }

    /// <summary>The payload as this program writes that event, with the hashes that the row has.</summary>
    static string Rewritten(LogRow row, ReadTexts read, string json)
    {
        if (read.References.Count == 0)
            return json;
        var hashes = read.References.ToDictionary(reference => reference.Name, reference => reference.Hash);
        return RowTexts
            .TakeOut(row.Kind, json, name => hashes.TryGetValue(name, out var hash) ? new TextSeal.Gone(hash) : null)
            .Payload;
    }

    /// <summary>
    /// Whether it only has half characters, which an earlier program took, and which JSON has as an escape where the letter that
    /// it reads as would stand as itself. They are told among the texts that cannot be exchanged.
    /// </summary>
    static bool HasHalves(LogRow row, string rewritten) =>
        row.Payload.Replace(@"\uFFFD", "\uFFFD", StringComparison.Ordinal) == rewritten;

    /// <summary>Whether the log has seals and whether they can be checked, as its first row says.</summary>
    Sealing SealingOf(LogRow first)
    {
        if ((TrialVerification.Event(first) as TrialOpened)?.SealCommitment is not { } commitment)
        {
            // Who takes the seals away must take away what says that there are any; the key knows better.
            if (seal is not null)
                problems.Add(new(first.Sequence, "the trial was opened without seals, though there is a key of them"));
            return Sealing.None;
        }
        if (seal is null)
            return Sealing.Unchecked;
        if (seal.Commitment == commitment)
            return Sealing.Checked;
        problems.Add(new(first.Sequence, "the key of the seals is not the one that was stated when the trial opened"));
        return Sealing.Unchecked;
    }
}

/// <summary>A row that could be read.</summary>
/// <param name="Row">The row.</param>
/// <param name="Entry">What it says.</param>
/// <param name="Json">The event as this program writes it, with its texts.</param>
/// <param name="AnyTextGone">Whether any text of this row or an earlier one is no longer there.</param>
readonly record struct ReadRow(LogRow Row, Entry Entry, string Json, bool AnyTextGone)
{
    internal TrialEvent Event => Entry.Event;

    /// <summary>Whether one person wrote both in one moment, in answer to one request.</summary>
    internal bool IsOfOneHandWith(ReadRow other) =>
        (Row.RecordedAt, Row.By) == (other.Row.RecordedAt, other.Row.By) && Event.Request == other.Event.Request;
}
