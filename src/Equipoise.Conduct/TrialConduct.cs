using System.Collections.Concurrent;
using System.Text.Json;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct;

/// <summary>A trial under way: takes commands, answers them from the state of the log, and records what was accepted.</summary>
/// <remarks>
/// <para>
/// One command is decided at a time, in the order in which they came; those that wait are decided together and written to disk once.
/// An answer is given only if it was decided on the whole log: when another process wrote in the meantime, its rows are read and
/// the command is decided anew. What was accepted is on disk before this says so, except inside a batch, whose answers count when
/// the batch is committed.
/// </para>
/// <para>
/// When the store fails, the command throws, and what was not written is forgotten. A failure may come after the write: ask again with
/// the same request key, and the answer says what became of it.
/// </para>
/// </remarks>
public sealed class TrialConduct : IDisposable
{
    readonly ITrialLog log;
    readonly TrialRules rules;
    readonly TimeProvider clock;
    readonly ConcurrentQueue<Pending> waiting = new();
    readonly SemaphoreSlim turn = new(1, 1);
    LogHead head = LogHead.Empty;
    Batch? open;
    bool isDoubtful;

    /// <summary>The trial in that log, under those rules. The log is read and its chain checked.</summary>
    /// <exception cref="LogUnreadableException">The log cannot be read, or its chain is broken.</exception>
    public TrialConduct(ITrialLog log, TrialRules rules, TimeProvider clock)
    {
        (this.log, this.rules, this.clock) = (log, rules, clock);
        State = new();
        CatchUp();
    }

    /// <summary>What is recorded so far. Not to be read while another thread gives commands: see <see cref="Look"/>.</summary>
    public TrialState State { get; private set; }

    /// <summary>The end of the log as this trial knows it.</summary>
    public LogHead Head => head;

    /// <summary>Reads the state while no command changes it.</summary>
    public T Look<T>(Func<TrialState, T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        turn.Wait();
        T? seen = default;
        InTurn(() =>
        {
            Trust();
            seen = look(State);
        });
        return seen!;
    }

    /// <summary>Decides a command now, by the clock, and records what follows from it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="by">The identifier of the user who answers for it.</param>
    /// <param name="requestKey">The client's name for this request, see <see cref="Request"/>; null for a request that is not repeated.</param>
    public Decision Do(TrialCommand command, string by, string? requestKey = null) =>
        Do(command, new Moment(clock.GetUtcNow(), by), requestKey);

    /// <summary>Decides a command at a given moment (a rehearsal has its own time) and records what follows from it.</summary>
    public Decision Do(TrialCommand command, Moment moment, string? requestKey = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var mine = new Pending(command, moment, requestKey);
        waiting.Enqueue(mine);
        while (!mine.IsAnswered)
            if (turn.Wait(0))
                InTurn(AnswerAll);
            else
                mine.WaitForNews();
        return mine.Answer();
    }

    /// <summary>
    /// Holds the log until the batch is committed or disposed: commands in between are decided as usual and become durable
    /// together, with one write to disk. Disposed without commit, they are undone. For rehearsals and imports.
    /// </summary>
    public Batch Begin()
    {
        turn.Wait();
        InTurn(() =>
        {
            if (open is not null)
                throw new InvalidOperationException("A batch is open already.");
            Trust();
            open = new(this, log.Begin());
            CatchUp();
        });
        return open!;
    }

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
        turn.Dispose();
        log.Dispose();
    }

    /// <summary>Ends the turn that was taken with this act, and tells the first who waits that it is free.</summary>
    void InTurn(Action act)
    {
        try
        {
            act();
        }
        finally
        {
            turn.Release();
            if (waiting.TryPeek(out var next))
                next.Tell();
        }
    }

    /// <summary>Whoever has the turn answers everybody who waits.</summary>
    void AnswerAll()
    {
        List<Pending> asked = [];
        while (waiting.TryDequeue(out var one))
            asked.Add(one);
        try
        {
            Trust();
            if (open is not null)
                open.Rows.Append(Decide(asked));
            else if (asked is not [var single] || !AnswerAlone(single))
                AnswerTogether(asked);
            foreach (var one in asked)
                one.Finish();
        }
        catch (Exception failure)
        {
            isDoubtful = true;
            foreach (var one in asked)
            {
                one.Fail(failure);
                one.Finish();
            }
        }
    }

    /// <summary>Decides on what is known and lets the store say whether that was all: one way to it and back. False when it was not.</summary>
    bool AnswerAlone(Pending one)
    {
        var events = one.Decide(State, rules);
        if (events.Count == 0)
            return CatchUp() == 0;
        var rows = Seal(head, one.Moment, events);
        if (!log.Append(rows))
            return false;
        Apply(rows);
        return true;
    }

    /// <summary>Takes the log, reads what others wrote, decides everything and writes it once.</summary>
    void AnswerTogether(List<Pending> asked)
    {
        using var batch = log.Begin();
        CatchUp();
        var rows = Decide(asked);
        if (rows.Count == 0)
            return;
        batch.Append(rows);
        batch.Commit();
    }

    /// <summary>Decides each on the state that the ones before it left.</summary>
    List<LoggedEvent> Decide(List<Pending> asked)
    {
        List<LoggedEvent> rows = [];
        foreach (var one in asked)
        {
            var mine = Seal(head, one.Moment, one.Decide(State, rules));
            Apply(mine);
            rows.AddRange(mine);
        }
        return rows;
    }

    void Apply(IReadOnlyList<LoggedEvent> rows)
    {
        foreach (var (one, row) in rows)
        {
            State.Apply(one);
            head = LogHead.Of(row);
        }
    }

    static List<LoggedEvent> Seal(LogHead end, Moment moment, IReadOnlyList<TrialEvent> events)
    {
        List<LoggedEvent> rows = new(events.Count);
        foreach (var one in events)
        {
            rows.Add(HashChain.Seal(end, moment, one));
            end = LogHead.Of(rows[^1].Row);
        }
        return rows;
    }

    /// <summary>After a failure, what is in memory may not be what is stored: the log says what is.</summary>
    void Trust()
    {
        if (!isDoubtful)
            return;
        if (open is not null)
            throw new LogUnreadableException("The batch failed: dispose it and begin again.");
        (State, head) = (new(), LogHead.Empty);
        CatchUp();
        isDoubtful = false;
    }

    int CatchUp()
    {
        var read = 0;
        foreach (var row in log.Read(head.Sequence))
        {
            if (HashChain.Problem(head, row) is { } problem)
                throw new LogUnreadableException($"Row {row.Sequence} of the log cannot be trusted: {problem}. Verify the log.");
            try
            {
                State.Apply(EventJson.Read(row.Kind, row.Payload));
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                throw new LogUnreadableException(
                    $"Row {row.Sequence} of the log cannot be understood: {failure.Message}",
                    failure
                );
            }
            head = LogHead.Of(row);
            read++;
        }
        return read;
    }

    void Close(bool committed)
    {
        open = null;
        isDoubtful = !committed;
    }

    /// <summary>Commands that become durable together.</summary>
    public sealed class Batch : IDisposable
    {
        readonly TrialConduct conduct;
        bool closed;

        internal Batch(TrialConduct conduct, ILogBatch rows) => (this.conduct, Rows) = (conduct, rows);

        internal ILogBatch Rows { get; }

        /// <summary>Makes everything accepted since the batch began durable. Only now may anybody be told that it is recorded.</summary>
        public void Commit()
        {
            ObjectDisposedException.ThrowIf(closed, this);
            End(Rows.Commit, committed: true);
        }

        /// <summary>Undoes what was not committed.</summary>
        public void Dispose()
        {
            if (closed)
                return;
            try
            {
                End(() => { }, committed: false);
            }
            catch (LogUnreadableException)
            {
                // The store is down: the log is read again before the next command is decided.
            }
        }

        void End(Action act, bool committed)
        {
            conduct.turn.Wait();
            conduct.InTurn(() =>
            {
                act();
                Rows.Dispose();
                closed = true;
                conduct.Close(committed);
                conduct.Trust();
            });
        }
    }
}
