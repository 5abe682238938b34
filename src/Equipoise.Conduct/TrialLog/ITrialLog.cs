namespace Equipoise.Conduct.TrialLog;

/// <summary>Where events are kept: append-only, in sequence, durable. A store, so it is an interface.</summary>
public interface ITrialLog : IDisposable
{
    /// <summary>The rows after that sequence, in order.</summary>
    /// <exception cref="LogUnreadableException">The store is no trial log, or is damaged.</exception>
    IEnumerable<LogRow> Read(long after = 0);

    /// <summary>Appends rows, all or none, if the first of them carries the sequence that is next. When this returns true they are on disk.</summary>
    /// <returns>False when another writer came first: the sequence of the first row is taken.</returns>
    /// <exception cref="LogUnreadableException">The store cannot be written, or it is not known whether it was.</exception>
    bool Append(IReadOnlyList<LoggedEvent> events);

    /// <summary>Holds the log for one writer until it is committed or disposed: many appends, one write to disk.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written.</exception>
    ILogBatch Begin();
}

/// <summary>Appends that become durable together. Disposed without commit, they leave nothing.</summary>
public interface ILogBatch : IDisposable
{
    /// <summary>Adds rows to the batch.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written.</exception>
    void Append(IReadOnlyList<LoggedEvent> events);

    /// <summary>Makes everything durable. Only now may anybody be told that it is recorded.</summary>
    /// <exception cref="LogUnreadableException">The store cannot be written, or it is not known whether it was.</exception>
    void Commit();
}

/// <summary>A store that cannot be read or written as a trial log.</summary>
public sealed class LogUnreadableException : Exception
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
