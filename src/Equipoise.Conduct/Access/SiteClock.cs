using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>
/// What day it is at a site: its time zone says so, where the rules of dates alone allow what is today anywhere on earth.
/// </summary>
static class SiteClock
{
    internal static IEnumerable<Refusal> Objections(TrialCommand command, TrialState state, Stamp stamp)
    {
        if (command.TellsUntil is not { } day || command.SiteIn(state) is not { } site)
            yield break;
        if (!state.Sites.TryGetValue(site, out var where))
            yield break;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(where.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(stamp.RecordedAt, zone).DateTime);
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
