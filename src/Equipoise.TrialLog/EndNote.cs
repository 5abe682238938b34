namespace Equipoise.TrialLog;

/// <summary>What is noted beside a log of its end.</summary>
public abstract record EndNote
{
    EndNote() { }

    /// <summary>There is no note.</summary>
    public sealed record Missing : EndNote;

    /// <summary>There is one, and it cannot be read.</summary>
    public sealed record Damaged : EndNote;

    /// <summary>The log went on at least to there.</summary>
    /// <param name="Head">The end at that commit.</param>
    /// <param name="Seal">Its seal; null for that of a log without seals.</param>
    /// <param name="IsLatest">False when a later line of the note is damaged, as when the program is killed while it writes it:
    /// then the log went on at least one row further.</param>
    public sealed record Ends(LogHead Head, string? Seal, bool IsLatest = true) : EndNote;

    /// <summary>The end that is noted; null when none can be read.</summary>
    public LogHead? End => (this as Ends)?.Head;

    /// <summary>What speaks against a log as the one that was noted here; null when nothing does.</summary>
    /// <param name="end">The end of the log.</param>
    /// <param name="hashAt">The hash of the row of that sequence, which the log has.</param>
    public string? Against(LogHead end, Func<long, string?> hashAt)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(hashAt);
        return this switch
        {
            // Nothing was ever committed to it.
            Missing or Damaged when end.Sequence == 0 => null,
            Missing => "the note of its end is missing, so that nobody can say whether rows are missing too",
            Damaged => "the note of its end is damaged, so that nobody can say whether rows are missing",
            Ends { Head.Sequence: var noted } when noted > end.Sequence =>
                $"it once went on to row {noted}: everything after row {end.Sequence} is missing",
            Ends { Head: var noted } when noted.Sequence > 0 && hashAt(noted.Sequence) != noted.Hash =>
                $"row {noted.Sequence} is not the one that was noted as its end: it was written anew, or the note is of "
                    + "another log",
            Ends { IsLatest: false, Head: var noted } when noted.Sequence == end.Sequence =>
                "the last line of the note of its end is damaged, and the log holds no row after the line before",
            _ => null,
        };
    }

    /// <summary>What speaks against the note itself as one of a log with that key; null when nothing does.</summary>
    public string? Against(SealKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return this is not Ends noted || noted.Seal == key.Of(noted.Head)
            ? null
            : "the note of its end does not carry the seal of the log's key: it was written by somebody who has not the key";
    }
}
