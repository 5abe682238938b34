using System.Text.Json;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>The latest state that is on disk, for anybody to look at. It never goes back.</summary>
sealed class Latest
{
    TrialState state = new TrialState().Published();

    internal TrialState State => Volatile.Read(ref state);

    /// <summary>Puts a published state in place of an earlier one.</summary>
    internal void Offer(TrialState newer)
    {
        for (var known = State; newer.Head.Sequence > known.Head.Sequence; known = State)
            if (Interlocked.CompareExchange(ref state, newer, known) == known)
                return;
    }

    /// <summary>Applies the rows that a store has after the end of a state.</summary>
    /// <remarks>
    /// When a text was redacted, the state is folded anew from the whole log: it may hold the text in many places, and there is
    /// no other way to be sure of all. That takes seconds for a million rows, and is rare.
    /// </remarks>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="LogUnreadableException">A row does not continue the chain, or cannot be understood.</exception>
    /// <exception cref="LogRolledBackException">The store does not hold the row that the state ends with.</exception>
    internal static bool CatchUp(ref TrialState state, ITrialLog log, SealKey? seal)
    {
        var before = state.Head.Sequence;
        if (Apply(state, log, seal) && before > 0)
            state = Anew(log, seal);
        return state.Head.Sequence > before;
    }

    /// <summary>The state of the whole log as the store has it.</summary>
    internal static TrialState Anew(ITrialLog log, SealKey? seal)
    {
        var whole = new TrialState();
        Apply(whole, log, seal);
        return whole;
    }

    /// <summary>Applies what is new, and says whether a text was redacted.</summary>
    static bool Apply(TrialState state, ITrialLog log, SealKey? seal)
    {
        var (known, redacted) = (state.Head, false);
        // A whole log is read on one thread, understood on a second and folded on this one.
        if (known.Sequence == 0)
        {
            foreach (var one in Ahead.Of(Understand(LogHead.Empty, Ahead.Of(log.Read()), seal)))
                Take(state, one, seal, ref redacted);
            return redacted;
        }
        // The last row that is known is read again: a store that does not hold it was put back or written anew meanwhile.
        using var stored = log.Read(known.Sequence - 1).GetEnumerator();
        if (!(stored.MoveNext() && LogHead.Of(stored.Current) == known))
            throw new LogRolledBackException(
                $"The log no longer holds row {known.Sequence} as this program knows it: it was cut, put back or written anew "
                    + "while the trial was under way. Nothing more is taken. Keep the log as it is, and what this program knows."
            );
        foreach (var one in Understand(known, Rest(stored), seal))
            Take(state, one, seal, ref redacted);
        return redacted;

        static IEnumerable<LogRow> Rest(IEnumerator<LogRow> rows)
        {
            while (rows.MoveNext())
                yield return rows.Current;
        }
    }

    static void Take(TrialState state, Understood one, SealKey? seal, ref bool redacted)
    {
        try
        {
            state.Apply(one.Entry, LogHead.Of(one.Row));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw NotUnderstood(one.Row, failure);
        }
        if (one.Unsealed is { } unsealed && state.Part<Foundation>().SealCommitment == seal!.Commitment)
            throw new LogUnreadableException($"Row {one.Row.Sequence} of the log cannot be trusted: {unsealed}. Verify the log.");
        redacted |= one.Row.Kind == nameof(TextRedacted);
    }

    /// <summary>Rows that continue the chain from that head, and what they say.</summary>
    static IEnumerable<Understood> Understand(LogHead head, IEnumerable<LogRow> rows, SealKey? seal)
    {
        foreach (var row in rows)
        {
            if (HashChain.Problem(head, row) is { } problem)
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be trusted: {problem}. Verify the log.");
            head = LogHead.Of(row);
            yield return new(row, EntryOf(row), seal?.Problem(row));
        }
    }

    static Entry EntryOf(LogRow row)
    {
        try
        {
            return Entry.Of(row);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw NotUnderstood(row, failure);
        }
    }

    static LogUnreadableException NotUnderstood(LogRow row, Exception failure) =>
        new($"Row {row.Sequence} of the log cannot be understood: {failure.Message}", failure);

    /// <summary>A row that was read.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Entry">What it says.</param>
    /// <param name="Unsealed">
    /// What is wrong with its seal, if this is a log with the seals of that key; null when nothing is.
    /// </param>
    readonly record struct Understood(LogRow Row, Entry Entry, string? Unsealed);
}
