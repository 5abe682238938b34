using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>
/// What day it is at a site: its time zone says so, where the rules of dates alone allow what is today anywhere on earth.
/// </summary>
public static class SiteClock
{
    /// <summary>What a clock at the site shows at that moment; UTC for a site that is not registered.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="site">The site.</param>
    /// <param name="at">The moment.</param>
    public static DateTimeOffset Local(TrialState trial, string site, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Sites.TryGetValue(site, out var where)
            ? TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(where.TimeZone))
            : at.ToUniversalTime();
    }

    /// <summary>The day at the site at that moment; that of UTC for a site that is not registered.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="site">The site.</param>
    /// <param name="at">The moment.</param>
    public static DateOnly Today(TrialState trial, string site, DateTimeOffset at) =>
        DateOnly.FromDateTime(Local(trial, site, at).DateTime);

    internal static IEnumerable<Refusal> Objections(TrialCommand command, TrialState state, Stamp stamp)
    {
        if (command.TellsUntil is not { } day || command.SiteIn(state) is not { } site)
            yield break;
        if (!state.Sites.TryGetValue(site, out var where))
            yield break;
        var today = Today(state, site, stamp.RecordedAt);
        // What is another day everywhere on earth is said by the rules of dates.
        if (day > today && day <= stamp.LatestToday)
            yield return new(
                Timeline.InTheFuture,
                $"{day:yyyy-MM-dd} is in the future: at site {site} it is {today:yyyy-MM-dd} ({where.TimeZone})."
            );
        if (command.IsActOfToday && day < today && day >= stamp.EarliestToday)
            yield return new(
                "backdated",
                $"This is dated the day on which it is done: at site {site} it is {today:yyyy-MM-dd} ({where.TimeZone})."
            );
    }
}
