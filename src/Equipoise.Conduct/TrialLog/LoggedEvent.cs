using System.Globalization;

namespace Equipoise.Conduct.TrialLog;

/// <summary>An event in its place in the log.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Row">How it is stored.</param>
public sealed record LoggedEvent(TrialEvent Event, LogRow Row);

/// <summary>One row of the log, exactly as stored and hashed; reading it again never goes through a date or a number.</summary>
/// <param name="Sequence">Its place, from 1, without gaps. This is the order of the trial; the clock is not.</param>
/// <param name="RecordedAt">When it was written, UTC, as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c>.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Kind">The name of the event's type.</param>
/// <param name="Payload">The event as JSON.</param>
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
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    internal static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
