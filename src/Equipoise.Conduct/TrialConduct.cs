using System.Text.Json;
using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct;

/// <summary>A trial under way: takes commands, answers them from the state of the log, and records what was accepted.</summary>
/// <remarks>
/// One command is decided at a time. An answer is given only if it was decided on the whole log: when another process wrote in
/// the meantime, its rows are read and the command is decided anew. What was accepted is on disk before this says so, except
/// inside a batch, whose answers count when the batch is committed.
/// </remarks>
public sealed class TrialConduct : IDisposable
{
    readonly ITrialLog log;
    readonly TrialRules rules;
    readonly TimeProvider clock;
    readonly Lock turn = new();
    LogHead head = LogHead.Empty;
    Batch? open;

    /// <summary>The trial in that log, under those rules. The log is read and its chain checked.</summary>
    /// <exception cref="LogUnreadableException">The log cannot be read, or its chain is broken.</exception>
    public TrialConduct(ITrialLog log, TrialRules rules, TimeProvider clock)
    {
        (this.log, this.rules, this.clock) = (log, rules, clock);
        State = new();
        CatchUp();
    }

    /// <summary>What is recorded so far. Not to be read while another thread gives commands.</summary>
    public TrialState State { get; private set; }

    /// <summary>The end of the log as this trial knows it.</summary>
    public LogHead Head => head;

    /// <summary>Decides a command now, by the clock, and records what follows from it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="by">The identifier of the user who answers for it.</param>
    public Decision Do(TrialCommand command, string by) => Do(command, new Moment(clock.GetUtcNow(), by));

    /// <summary>Decides a command at a given moment (a rehearsal has its own time) and records what follows from it.</summary>
    public Decision Do(TrialCommand command, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(command);
        lock (turn)
        {
            while (true)
            {
                var decision = command.Decide(State, rules, moment);
                if (decision is Decision.Accepted { Events.Count: > 0 } accepted)
                {
                    if (Record(accepted.Events, moment))
                        return decision;
                    CatchUp();
                }
                else if (open is not null || CatchUp() == 0)
                    return decision;
            }
        }
    }

    /// <summary>
    /// Holds the log until the batch is committed or disposed: commands in between are decided as usual and become durable
    /// together, with one write to disk. Disposed without commit, they are undone. For rehearsals and imports.
    /// </summary>
    public Batch Begin()
    {
        lock (turn)
        {
            if (open is not null)
                throw new InvalidOperationException("A batch is open already.");
            open = new(this, log.Begin());
            CatchUp();
            return open;
        }
    }

    /// <summary>Closes the log.</summary>
    public void Dispose() => log.Dispose();

    bool Record(IReadOnlyList<TrialEvent> events, Moment moment)
    {
        var end = head;
        var sealedEvents = new LoggedEvent[events.Count];
        for (var place = 0; place < events.Count; place++)
        {
            sealedEvents[place] = HashChain.Seal(end, moment, events[place]);
            end = LogHead.Of(sealedEvents[place].Row);
        }
        if (open is not null)
            open.Rows.Append(sealedEvents);
        else if (!log.Append(sealedEvents))
            return false;
        foreach (var one in events)
            State.Apply(one);
        head = end;
        return true;
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
        if (committed)
            return;
        State = new();
        head = LogHead.Empty;
        CatchUp();
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
            lock (conduct.turn)
            {
                ObjectDisposedException.ThrowIf(closed, this);
                Rows.Commit();
                Rows.Dispose();
                closed = true;
                conduct.Close(committed: true);
            }
        }

        /// <summary>Undoes what was not committed.</summary>
        public void Dispose()
        {
            lock (conduct.turn)
            {
                if (closed)
                    return;
                closed = true;
                Rows.Dispose();
                conduct.Close(committed: false);
            }
        }
    }
}
