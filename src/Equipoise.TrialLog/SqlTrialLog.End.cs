namespace Equipoise.TrialLog;

/// <content>The end of the log as it is noted beside it, and the seals.</content>
public abstract partial class SqlTrialLog
{
    const string Remedy =
        "Put the whole log back, with the note that belongs to it; or open it accepting the loss, which a signature and a reason "
        + "then tell for ever.";

    EndNote? noted;
    HeadFile? note;
    SealKey? key;

    /// <inheritdoc/>
    public string? AcceptedLoss { get; private set; }

    /// <inheritdoc/>
    public void SealWith(SealKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Of a log that nothing was committed to yet, the note carries no seal.
        if (AcceptedLoss is null && noted is EndNote.Ends { Head.Sequence: > 0 } && noted.Against(key) is { } foreign)
            throw new LogUnreadableException($"{Place} cannot be trusted: {foreign}. {Remedy}");
        this.key = key;
    }

    /// <summary>Notes where the log ends, once that is durable.</summary>
    private protected virtual void Committed(LogHead head)
    {
        note?.Note(head, key);
        (AcceptedLoss, noted) = (null, null);
    }

    /// <summary>
    /// Compares the end of the log with the note beside it, and goes on noting there. A log that was just made is noted as empty.
    /// </summary>
    /// <exception cref="LogUnreadableException">The log is not the whole of what it once was, and that was not
    /// accepted.</exception>
    private protected void Note(string path, bool acceptLoss)
    {
        noted = HeadFile.Read(path);
        var end = End();
        if (noted.Against(end, HashAt) is { } loss)
        {
            if (!acceptLoss)
                throw new LogUnreadableException($"{Place} cannot be gone on with: {loss} ({path}). {Remedy}");
            AcceptedLoss = loss;
        }
        note = new HeadFile(path);
        if (end.Sequence == 0)
            note.Note(end, key: null);
    }

    LogHead End() =>
        Guarded(() =>
        {
            var last = Number("SELECT coalesce(max(sequence), 0) FROM log");
            return HashAt(last) is { } hash ? new LogHead(last, hash) : LogHead.Empty;
        });

    string? HashAt(long sequence)
    {
        using var select = Command("SELECT hash FROM log WHERE sequence = @sequence");
        Add(select, "sequence", sequence);
        return select.ExecuteScalar() as string;
    }
}
