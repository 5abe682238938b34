using System.Text;

namespace Equipoise.TrialLog;

/// <summary>Who says something, and when it was written down. Not when it happened: that date is in what is said.</summary>
/// <param name="RecordedAt">The clock at the time of writing; stored in UTC. It orders nothing: the sequence does.</param>
/// <param name="By">The identifier of the person who answers for the entry.</param>
public readonly record struct Stamp(DateTimeOffset RecordedAt, string By)
{
    /// <summary>Whether it names a person, as every entry must.</summary>
    public bool HasUser => !string.IsNullOrWhiteSpace(By) && By.EnumerateRunes().All(IsLegible);

    // The replacement character stands for half a surrogate pair.
    static bool IsLegible(Rune rune) => !Rune.IsControl(rune) && rune != Rune.ReplacementChar;

    /// <summary>The latest date that it is anywhere on earth (UTC+14): a site in New Zealand is not in the future.</summary>
    public DateOnly LatestToday => DateOnly.FromDateTime(RecordedAt.ToOffset(TimeSpan.FromHours(14)).DateTime);

    /// <summary>The earliest date that it still is anywhere on earth (UTC-12).</summary>
    public DateOnly EarliestToday => DateOnly.FromDateTime(RecordedAt.ToOffset(TimeSpan.FromHours(-12)).DateTime);
}
