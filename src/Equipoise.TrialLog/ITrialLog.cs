namespace Equipoise.TrialLog;

/// <summary>Where rows are kept: append-only, in sequence, durable. A store, so it is an interface.</summary>
/// <remarks>Not for use by several threads at once. Several processes, and several handles in one, may share a store.</remarks>
public interface ITrialLog : IDisposable
{
    /// <summary>The rows after that sequence, in order, each with its texts.</summary>
    /// <exception cref="LogUnreadableException">The store is no trial log, or is damaged.</exception>
    IEnumerable<LogRow> Read(long after = 0);

    /// <summary>
    /// Appends rows with their texts, all or none, if the first of them carries the sequence that is next. When this returns
    /// true they are on disk.
    /// </summary>
    /// <returns>False when another writer came first: the sequence of the first row is taken.</returns>
    /// <exception cref="LogUnreadableException">The store cannot be written, or it is not known whether it was.</exception>
    bool Append(IReadOnlyList<LogRow> rows);

    /// <summary>Holds the log for one writer until it is committed or disposed: many appends, one write to disk.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written.</exception>
    ILogBatch Begin();

    /// <summary>
    /// From now on rows and the note of the end carry the seals of that key; those that have one already keep it. The note that
    /// was there when the log was opened must carry this key's.
    /// </summary>
    /// <exception cref="LogUnreadableException">The note was written by somebody who has not the key.</exception>
    void SealWith(SealKey key);

    /// <summary>
    /// What speaks against this log as the whole of what it once was, and whoever opened it accepted; null when nothing does, or
    /// since something was committed.
    /// </summary>
    string? AcceptedLoss { get; }

    /// <summary>
    /// A second handle on the same store, for another thread to read with while this one writes; null for a store that nobody
    /// else can write to, of which nothing can be new to its owner.
    /// </summary>
    /// <exception cref="LogUnreadableException">The store cannot be read.</exception>
    ITrialLog? ForReading();
}

/// <summary>Appends that become durable together. Disposed without commit, they leave nothing.</summary>
public interface ILogBatch : IDisposable
{
    /// <summary>Adds rows with their texts to the batch.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written.</exception>
    void Append(IReadOnlyList<LogRow> rows);

    /// <summary>
    /// Takes a text from beside its row, for good. The row stays. What else the store still has of it goes with the commit.
    /// </summary>
    /// <exception cref="LogUnreadableException">The store cannot be written.</exception>
    void Erase(long sequence, string name);

    /// <summary>Makes everything durable. Only now may anybody be told that it is recorded.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written, or it is not known whether it was.</exception>
    void Commit();
}

/// <summary>
/// A store that no longer holds what a running program read in it: it was cut, put back or written anew under its feet. Nothing
/// more is written to it.
/// </summary>
public sealed class LogRolledBackException : LogUnreadableException
{
    /// <summary>With this explanation.</summary>
    public LogRolledBackException(string message)
        : base(message) { }

    /// <summary>With this explanation and its cause.</summary>
    public LogRolledBackException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without explanation; never used.</summary>
    public LogRolledBackException() { }
}

/// <summary>A store that cannot be read or written as a trial log.</summary>
public class LogUnreadableException : Exception
{
    /// <summary>With this explanation.</summary>
    public LogUnreadableException(string message)
        : base(message) { }

    /// <summary>With this explanation and its cause.</summary>
    public LogUnreadableException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without explanation; never used.</summary>
    public LogUnreadableException() { }
}
