using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Reading;

/// <summary>
/// ISO 8601 dates as SDTM writes them: cut off where knowledge ends, or with a hyphen for a part in between that is not known,
/// as in 2003---15 (SDTMIG 3.4, 4.4.2). A time of day is dropped; of an interval the beginning counts.
/// </summary>
static partial class IsoDate
{
    /// <summary>The date; null when it is missing, partial or no date.</summary>
    public static DateOnly? TryParse(string text) =>
        text.Length >= 10
        && (text.Length == 10 || text[10] == 'T')
        && DateOnly.TryParseExact(
            text.AsSpan(0, 10),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    /// <summary>Reads a date as far as it is known.</summary>
    /// <param name="text">The text; blank for one of which nothing is known.</param>
    /// <param name="date">The date; null when not even the year is known.</param>
    /// <returns>False when the text is no date, such as 2020-13-45.</returns>
    public static bool TryRead(string text, out PartialDate? date)
    {
        date = TryParse(text) is { } day ? day : PartialDate.Read(text);
        if (date is not null || text.Length == 0)
            return true;
        var written = Written().Match(text);
        if (!written.Success)
            return false;
        var (year, month, dayOfMonth) = (written.Groups["y"].Value, written.Groups["m"].Value, written.Groups["d"].Value);
        var (hasYear, hasMonth, hasDay) = (year is not "-", month is not ("" or "-"), dayOfMonth is not ("" or "-"));
        // Of a date without year or month the rest can still be impossible: 2000 had every day, and every January has 31.
        if (PartialDate.Read($"{(hasYear ? year : "2000")}-{(hasMonth ? month : "01")}-{(hasDay ? dayOfMonth : "01")}") is null)
            return false;
        if (hasYear)
            date = PartialDate.Read(
                !hasMonth ? year
                : !hasDay ? $"{year}-{month}"
                : $"{year}-{month}-{dayOfMonth}"
            );
        return true;
    }

    [GeneratedRegex(
        @"^(?<y>\d{4}|-)(-(?<m>\d\d|-)(-(?<d>\d\d|-))?)?(T(\d\d|-)?(:(\d\d|-)){0,2}(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?)?(/.+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Written();
}
