namespace Equipoise.Conduct;

/// <summary>Who says something, and when it was written down. Not when it happened: that date is in the command.</summary>
/// <param name="RecordedAt">The clock at the time of writing; stored in UTC. It orders nothing: the sequence does.</param>
/// <param name="By">The identifier of the user who answers for the entry, such as "investigator:site-101".</param>
public readonly record struct Moment(DateTimeOffset RecordedAt, string By)
{
    /// <summary>Whether it names a user, as every entry must.</summary>
    internal bool HasUser => !string.IsNullOrWhiteSpace(By) && !By.Any(char.IsControl);

    /// <summary>The latest date that it is anywhere on earth (UTC+14): a site in New Zealand is not in the future.</summary>
    public DateOnly LatestToday => DateOnly.FromDateTime(RecordedAt.ToOffset(TimeSpan.FromHours(14)).DateTime);

    /// <summary>The earliest date that it still is anywhere on earth (UTC-12).</summary>
    public DateOnly EarliestToday => DateOnly.FromDateTime(RecordedAt.ToOffset(TimeSpan.FromHours(-12)).DateTime);
}
