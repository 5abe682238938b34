using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Running;

/// <summary>A trial under way: takes commands, answers them from the state of the log, and records what was accepted.</summary>
/// <remarks>
/// <para>
/// One command is decided at a time, in the order in which they came; those that wait are decided together and written to
/// disk once. An answer is given only if it was decided on the whole log: when another process wrote in the meantime, its
/// rows are read and the command is decided anew. What was accepted is on disk before this says so.
/// </para>
/// <para>
/// Nobody who waits holds a thread, and a look waits for no disk: it reads what other processes wrote and gives a state that
/// never changes.
/// </para>
/// <para>
/// When the store fails, the command throws, and what was not written is forgotten. A failure may come after the write: ask
/// again with the same request key, and the answer says what became of it.
/// </para>
/// </remarks>
public sealed class TrialConduct : IDisposable
{
    readonly ITrialLog log;
    readonly TrialRules rules;
    readonly TimeProvider clock;
    readonly Latest latest = new();
    readonly TrialWriter writer;
    readonly TrialReader reader;

    /// <summary>The trial in that log, under those rules. The log is read and its chain checked.</summary>
    /// <exception cref="LogUnreadableException">The log cannot be read, or its chain is broken.</exception>
    public TrialConduct(ITrialLog log, TrialRules rules, TimeProvider clock)
    {
        (this.log, this.rules, this.clock) = (log, rules, clock);
        var state = Latest.Anew(log, rules.Seal);
        if (rules.Seal is { } seal && (state.Head.Sequence == 0 || state.Part<Foundation>().SealCommitment == seal.Commitment))
            log.SealWith(seal);
        latest.Offer(state.Published());
        (writer, reader) = (new(log, rules, latest), new(log, rules, latest));
    }

    /// <summary>
    /// What is recorded as far as this program knows, at once; it never changes. See <see cref="LookAsync"/> for what others
    /// wrote.
    /// </summary>
    public TrialState State => latest.State;

    /// <summary>
    /// What is lost of the log, as the store was opened to accept it: nothing is taken before somebody signs for it
    /// (<c>AcceptLoss</c>). Null when nothing is.
    /// </summary>
    public string? Loss => log.AcceptedLoss;

    /// <summary>The end of the log as this program knows it.</summary>
    public LogHead Head => State.Head;

    /// <summary>What is recorded now, also by other processes: whatever anybody was told before this was called.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be read; <see cref="State"/> still says what was
    /// known.</exception>
    public Task<TrialState> LookAsync()
    {
        var look = reader.Ask();
        _ = Task.Run(reader.Work);
        return look;
    }

    /// <summary><see cref="LookAsync"/> for a caller that has nothing else to do.</summary>
    public TrialState Look()
    {
        var look = reader.Ask();
        reader.Work();
        return look.GetAwaiter().GetResult();
    }

    /// <summary>Decides a command now, by the clock, and records what follows from it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="by">The identifier of the person who answers for it.</param>
    /// <param name="requestKey">The client's name for this request, see <see cref="Request"/>; null for a request that is not
    /// repeated.</param>
    /// <exception cref="LogUnreadableException">The store failed.</exception>
    public Task<Decision> DoAsync(TrialCommand command, string by, string? requestKey = null) =>
        DoAsync(command, new Stamp(clock.GetUtcNow(), by), requestKey);

    /// <summary>Decides a command at a given moment (a rehearsal has its own time) and records what follows from it.</summary>
    public Task<Decision> DoAsync(TrialCommand command, Stamp stamp, string? requestKey = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var answer = writer.Ask(new(command, stamp, requestKey));
        _ = Task.Run(writer.Work);
        return answer;
    }

    /// <summary>The same for a caller that has nothing else to do: it does the writing itself when nobody else does.</summary>
    public Decision Do(TrialCommand command, string by, string? requestKey = null) =>
        Do(command, new Stamp(clock.GetUtcNow(), by), requestKey);

    /// <summary>The same for a caller that has nothing else to do: it does the writing itself when nobody else does.</summary>
    public Decision Do(TrialCommand command, Stamp stamp, string? requestKey = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var answer = writer.Ask(new(command, stamp, requestKey));
        writer.Work();
        // Not spinning, as a task would: what is waited for is a disk, and somebody else could use the processor.
        if (!answer.IsCompleted)
            ((IAsyncResult)answer).AsyncWaitHandle.WaitOne();
        return answer.GetAwaiter().GetResult();
    }

    /// <summary>
    /// What speaks against a command as things stand; nothing when it would be accepted. It says no more, and records
    /// nothing.
    /// </summary>
    public IReadOnlyList<Refusal> Weigh(TrialCommand command, string by)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Requests.Ask(State, rules, command, new(clock.GetUtcNow(), by), key: null).Decision is Decision.Refused refused
            ? refused.Reasons
            : [];
    }

    /// <summary>
    /// Takes the log until the batch is committed or disposed: its commands are decided as usual and become durable together,
    /// with one write to disk. Disposed without commit, they are undone. For rehearsals and imports.
    /// </summary>
    public Batch Begin() => new(writer.Begin(), clock);

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
        log.Dispose();
    }

    /// <summary>
    /// Commands that become durable together. Whoever began it gives them to it; everybody else waits until it is over.
    /// </summary>
    public sealed class Batch : IDisposable
    {
        readonly TrialWriter.Batch batch;
        readonly TimeProvider clock;

        internal Batch(TrialWriter.Batch batch, TimeProvider clock) => (this.batch, this.clock) = (batch, clock);

        /// <summary>What is recorded, and what this batch adds to it.</summary>
        public TrialState State => batch.State.Published();

        /// <summary>Decides a command now, by the clock.</summary>
        public Decision Do(TrialCommand command, string by, string? requestKey = null) =>
            Do(command, new Stamp(clock.GetUtcNow(), by), requestKey);

        /// <summary>Decides a command at a given moment. Its answer counts when the batch is committed.</summary>
        public Decision Do(TrialCommand command, Stamp stamp, string? requestKey = null)
        {
            ArgumentNullException.ThrowIfNull(command);
            return batch.Do(command, stamp, requestKey);
        }

        /// <summary>
        /// Makes everything accepted since the batch began durable, and ends it. Only now may anybody be told that it is
        /// recorded.
        /// </summary>
        /// <exception cref="LogUnreadableException">The store failed: it is not known whether it was written.</exception>
        public void Commit() => batch.Commit();

        /// <summary>Undoes what was not committed.</summary>
        public void Dispose() => batch.Dispose();
    }
}
