using System.Text.Json;
using Equipoise.Conduct.Record;
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
    /// <returns>How many there were.</returns>
    /// <exception cref="LogUnreadableException">A row does not continue the chain, or cannot be understood.</exception>
    internal static int CatchUp(TrialState state, ITrialLog log)
    {
        var read = 0;
        foreach (var row in log.Read(state.Head.Sequence))
        {
            if (HashChain.Problem(state.Head, row) is { } problem)
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be trusted: {problem}. Verify the log.");
            try
            {
                state.Apply(row);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be understood: {failure.Message}", failure);
            }
            read++;
        }
        return read;
    }
}
