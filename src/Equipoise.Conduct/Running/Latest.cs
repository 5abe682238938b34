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
        // The last row that is known is read again: a store that does not hold it was put back or written anew meanwhile.
        using var rows = log.Read(Math.Max(0, known.Sequence - 1)).GetEnumerator();
        if (known.Sequence > 0 && !(rows.MoveNext() && LogHead.Of(rows.Current) == known))
            throw new LogRolledBackException(
                $"The log no longer holds row {known.Sequence} as this program knows it: it was cut, put back or written anew "
                    + "while the trial was under way. Nothing more is taken. Keep the log as it is, and what this program knows."
            );
        while (rows.MoveNext())
        {
            var row = rows.Current;
            if (HashChain.Problem(state.Head, row) is { } problem)
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be trusted: {problem}. Verify the log.");
            try
            {
                state.Apply(row);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                throw new LogUnreadableException(
                    $"Row {row.Sequence} of the log cannot be understood: {failure.Message}",
                    failure
                );
            }
            if (
                seal is not null
                && state.Part<Foundation>().SealCommitment == seal.Commitment
                && seal.Problem(row) is { } unsealed
            )
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be trusted: {unsealed}. Verify the log.");
            redacted |= row.Kind == nameof(TextRedacted);
        }
        return redacted;
    }
}
