using System.Globalization;

namespace Equipoise.Conduct.Record;

/// <summary>Moments in the words of refusals.</summary>
static class Moments
{
    extension(DateTimeOffset at)
    {
        /// <summary>The moment in UTC, to the minute: "2018-03-09 12:30 UTC".</summary>
        internal string Utc => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
    }
}
