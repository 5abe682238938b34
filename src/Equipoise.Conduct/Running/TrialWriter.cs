using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>The one who writes: decides the commands that wait, together, and writes them to disk once.</summary>
/// <remarks>
/// What is decided is decided on the whole log: rows that another process wrote are read first, and of two that expect to be
/// next the loser decides anew.
/// </remarks>
sealed class TrialWriter : IDisposable
{
    readonly ITrialLog log;
    readonly TrialRules rules;
    readonly Latest latest;
    readonly Turn<Asked> turn;
    TrialState? state;
    bool hasRedacted;
    LogRolledBackException? rolledBack;

    internal TrialWriter(ITrialLog log, TrialRules rules, Latest latest) =>
        (this.log, this.rules, this.latest, turn) = (log, rules, latest, new(AnswerAll));

    /// <summary>Puts a command in the queue. It is answered once somebody <see cref="Work">works</see>.</summary>
    internal Task<Decision> Ask(Asked asked)
    {
        turn.Wait(asked);
        return asked.Answer;
    }

    /// <summary>Answers whoever waits, unless somebody else does so already.</summary>
    internal void Work() => turn.Work();

    /// <summary>Takes the turn and the log until the batch is over, on the whole log.</summary>
    internal Batch Begin()
    {
        turn.Take();
        ILogBatch? rows = null;
        try
        {
            Go();
            rows = log.Begin();
            Know();
            Latest.CatchUp(ref state!, log, rules.Seal);
            return new(this, rows);
        }
        catch (Exception failure)
        {
            rolledBack ??= failure as LogRolledBackException;
            rows?.Dispose();
            End(isDoubtful: true);
            throw;
        }
    }

    public void Dispose() => turn.Dispose();

    void AnswerAll(IReadOnlyList<Asked> asked)
    {
        try
        {
            Go();
            Know();
            if (asked is not [var single] || !AnswerAlone(single))
                AnswerTogether(asked);
            Forget();
            latest.Offer(state!.Published());
            foreach (var one in asked)
                one.Tell();
        }
#pragma warning disable CA1031 // Whatever breaks, everybody who waits is told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            rolledBack ??= failure as LogRolledBackException;
            Doubt();
            foreach (var one in asked)
                one.Fail(failure);
        }
    }

    /// <summary>Once the store was found behind what this program knows, it takes nothing more.</summary>
    void Go()
    {
        if (rolledBack is not null)
            throw new LogRolledBackException(rolledBack.Message, rolledBack);
    }

    /// <summary>Starts from what is known, at least as far as anybody was shown.</summary>
    void Know()
    {
        var shown = latest.State;
        if (state is null || state.Head.Sequence < shown.Head.Sequence)
            state = shown.Continued();
    }

    /// <summary>What is in memory may not be what is stored: the next turn starts from what is on disk, and reads on.</summary>
    void Doubt() => (state, hasRedacted) = (null, false);

    /// <summary>
    /// Decides on what is known and lets the store say whether that was all: one way to it and back. False when it was not.
    /// </summary>
    bool AnswerAlone(Asked one)
    {
        var events = one.Decide(state!, rules, log.AcceptedLoss);
        if (events.Count == 0)
            return !Latest.CatchUp(ref state!, log, rules.Seal);
        // The text must go in the same transaction as the row that says so.
        if (events.Any(each => each is TextRedacted))
            return false;
        var rows = RowWriting.Rows(state!, rules, one.Stamp, events);
        if (!log.Append(rows))
            return false;
        Apply(events, rows, one);
        return true;
    }

    /// <summary>Takes the log, reads what others wrote, decides everything and writes it once.</summary>
    void AnswerTogether(IReadOnlyList<Asked> asked)
    {
        using var batch = log.Begin();
        Latest.CatchUp(ref state!, log, rules.Seal);
        List<(LogRow Row, TrialEvent Event)> written = [];
        foreach (var one in asked)
            written.AddRange(Decide(one));
        if (written.Count == 0)
            return;
        Write(batch, written);
        batch.Commit();
    }

    /// <summary>Adds the rows to a batch, and takes the texts that they redact.</summary>
    void Write(ILogBatch batch, IReadOnlyList<(LogRow Row, TrialEvent Event)> written)
    {
        batch.Append([.. written.Select(one => one.Row)]);
        foreach (var redacted in written.Select(one => one.Event).OfType<TextRedacted>())
        {
            batch.Erase(redacted.Row, redacted.Member);
            hasRedacted = true;
        }
    }

    /// <summary>Lets go of redacted texts, once they are gone from the store.</summary>
    void Forget()
    {
        if (hasRedacted)
            (state, hasRedacted) = (Latest.Anew(log, rules.Seal), false);
    }

    /// <summary>Decides one on the state that the ones before it left.</summary>
    IReadOnlyList<(LogRow Row, TrialEvent Event)> Decide(Asked one)
    {
        var events = one.Decide(state!, rules, log.AcceptedLoss);
        var rows = RowWriting.Rows(state!, rules, one.Stamp, events);
        Apply(events, rows, one);
        return [.. rows.Zip(events)];
    }

    void Apply(IReadOnlyList<TrialEvent> events, IReadOnlyList<LogRow> rows, Asked one)
    {
        for (var n = 0; n < rows.Count; n++)
            state!.Apply(
                new(events[n], rows[n].Sequence, one.Stamp) { Texts = rows[n].TextNames },
                LogHead.Of(rows[n])
            );
        one.Wrote(events);
    }

    void End(bool isDoubtful)
    {
        if (isDoubtful)
            Doubt();
        turn.GiveBack();
    }

    /// <summary>
    /// Commands that become durable together. It belongs to whoever began it: everybody else waits until it is over.
    /// </summary>
    internal sealed class Batch(TrialWriter writer, ILogBatch rows) : IDisposable
    {
        bool isOver;
        bool hasFailed;

        internal TrialState State => writer.state!;

        internal Decision Do(TrialCommand command, Stamp stamp, string? key)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            if (hasFailed)
                throw new LogUnreadableException("The batch failed: dispose it and begin again.");
            if (command.Act == Act.Randomize && !State.Part<Foundation>().IsSynthetic)
                return new Decision.Refused([
                    new(
                        "not-in-a-batch",
                        "A randomization is written before it is told: it is not done in a batch that could be undone."
                    ),
                ]);
            var asked = new Asked(command, stamp, key);
            try
            {
                writer.Write(rows, writer.Decide(asked));
            }
            catch
            {
                hasFailed = true;
                throw;
            }
            asked.Tell();
            return asked.Answer.GetAwaiter().GetResult();
        }

        internal void Commit()
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            try
            {
                rows.Commit();
                writer.Forget();
                writer.latest.Offer(State.Published());
            }
            catch
            {
                hasFailed = true;
                throw;
            }
            finally
            {
                Close(isDoubtful: hasFailed);
            }
        }

        public void Dispose() => Close(isDoubtful: true);

        void Close(bool isDoubtful)
        {
            if (isOver)
                return;
            isOver = true;
            try
            {
                rows.Dispose();
            }
            finally
            {
                writer.End(isDoubtful);
            }
        }
    }
}
