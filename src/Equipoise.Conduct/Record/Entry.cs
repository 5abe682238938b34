using System.Text.Json;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>
/// An event as the log has it: what happened, which place it has in the order of the trial, and who wrote it down, when.
/// </summary>
/// <param name="event">What happened.</param>
/// <param name="sequence">The sequence of its row.</param>
/// <param name="stamp">Who answers for it, and when it was written.</param>
public sealed class Entry(TrialEvent @event, long sequence, Stamp stamp)
{
    /// <summary>What happened.</summary>
    public TrialEvent Event => @event;

    /// <summary>The sequence of its row.</summary>
    public long Sequence => sequence;

    /// <summary>Who answers for it, and when it was written.</summary>
    public Stamp Stamp => stamp;

    /// <summary>The names of its texts, which lie beside its row or were redacted.</summary>
    internal IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>
    /// The entry whose value this one replaced; null for the first of its fact. So the history of a fact can be walked back.
    /// </summary>
    public Entry? Earlier { get; internal set; }

    /// <summary>This entry and all that it replaced, the latest first.</summary>
    public IEnumerable<Entry> History()
    {
        for (var entry = this; entry is not null; entry = entry.Earlier)
            yield return entry;
    }

    /// <summary>The entry of a stored row.</summary>
    /// <exception cref="JsonException">
    /// The row is of an unknown kind, or is not written as its kind is, or a text beside it is not the one to which it refers.
    /// </exception>
    /// <exception cref="LogUnreadableException">The log is of a format that this program does not know.</exception>
    internal static Entry Of(LogRow row)
    {
        var read = RowTexts.PutBack(row);
        return read.Problems().FirstOrDefault() is { } problem ? throw new JsonException(problem) : Of(row, read);
    }

    /// <summary>The entry of a stored row whose texts were put back.</summary>
    internal static Entry Of(LogRow row, ReadTexts read)
    {
        if (row.Sequence == 1)
            LogFormat.Of(row);
        return new(
            EventJson.Read(row.Kind, read.Json),
            row.Sequence,
            row.Stamp is { } stamp
                ? stamp with { By = SharedText.Of(stamp.By) }
                : throw new JsonException($"'{row.RecordedAt}' is no time as rows have it.")
        )
        {
            Texts = read.Names,
        };
    }
}
