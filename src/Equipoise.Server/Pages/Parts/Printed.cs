using System.Globalization;
using Equipoise.Protocol.Values;

namespace Equipoise.Server.Pages.Parts;

/// <summary>Days and times as pages print them: day, month by name, year; so that nobody reads them in another order.</summary>
static class Printed
{
    internal static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly? day) => day is { } known ? Day(known) : "";

    /// <summary>A day as far as it is known: 30 Apr 2019, Apr 2019 or 2019.</summary>
    internal static string Day(PartialDate date) => date.InWords;

    internal static string Day(DateTimeOffset moment) => moment.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>
    /// A moment at the clock of a place, and in UTC: both in text, because a phone and a keyboard have no hovering.
    /// </summary>
    internal static string Moment(DateTimeOffset moment, TimeZoneInfo? zone = null)
    {
        var utc = moment.ToUniversalTime();
        if (zone is null || zone.GetUtcOffset(moment) == TimeSpan.Zero)
            return utc.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var there = TimeZoneInfo.ConvertTime(moment, zone);
        var sameDay = there.Date == utc.Date;
        return there.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)
            + utc.ToString(sameDay ? " (HH:mm 'UTC')" : " (d MMM HH:mm 'UTC')", CultureInfo.InvariantCulture);
    }
}
