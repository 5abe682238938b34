using System.Globalization;

namespace Equipoise.TrialLog;

/// <summary>One row of the log, exactly as stored and hashed; reading it again never goes through a date or a number.</summary>
/// <param name="Sequence">Its place, from 1, without gaps. This is the order of the trial; the clock is not.</param>
/// <param name="RecordedAt">When it was written, UTC, as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c>.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Kind">What kind of entry it is.</param>
/// <param name="Payload">The entry as JSON.</param>
/// <param name="PreviousHash">The hash of the row before; 64 zeros for the first.</param>
/// <param name="Hash">The hash of this row, see <see cref="HashChain"/>.</param>
public sealed record LogRow(
    long Sequence,
    string RecordedAt,
    string By,
    string Kind,
    string Payload,
    string PreviousHash,
    string Hash
)
{
    /// <summary>
    /// The texts to which the payload refers and which are still there, by name. They are outside the hash: the payload holds
    /// theirs.
    /// </summary>
    public IReadOnlyList<KeptText> Texts { get; init; } = [];

    /// <summary>
    /// Its seal, see <see cref="SealKey"/>; null for a row without one. It is outside the hash, which it covers.
    /// </summary>
    public string? Seal { get; init; }

    /// <summary>Their names. Most rows have none, and set nothing aside.</summary>
    public IReadOnlyList<string> TextNames => Texts.Count == 0 ? [] : [.. Texts.Select(text => text.Name)];

    /// <summary>Whether both say the same, with the same texts. The seal is nothing that a row says.</summary>
    public bool Equals(LogRow? other) =>
        other is not null
        && (Sequence, RecordedAt, By, Kind, Payload) == (other.Sequence, other.RecordedAt, other.By, other.Kind, other.Payload)
        && (PreviousHash, Hash) == (other.PreviousHash, other.Hash)
        && Texts.SequenceEqual(other.Texts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sequence, Hash);

    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>A time as rows have it.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Who wrote it, and when; null when the time is not written as rows have it.</summary>
    public Stamp? Stamp => Time(RecordedAt) is { } at ? new(at, By) : null;

    /// <summary>The time that a text says as rows have it; null when it is not written so.</summary>
    public static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;
}
