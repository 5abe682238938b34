using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Conformance.Conditions;

/// <summary>A date of ISO 8601 that may stop early: a year, a month, a day, or a time of day.</summary>
/// <param name="Start">The first moment that it can mean, in UTC where it names an offset.</param>
/// <param name="Stated">How many of year, month, day, hour, minute and second it states.</param>
readonly partial record struct PartialDate(DateTime Start, int Stated)
{
    static readonly string[] parts = ["year", "month", "day", "hour", "minute", "second"];

    [GeneratedRegex(
        @"^(?<year>\d{4})(-(?<month>\d\d)(-(?<day>\d\d)([T ](?<hour>\d\d)(:(?<minute>\d\d)(:(?<second>\d\d)(\.(?<part>\d+))?)?)?"
            + @"(?<zone>Z|[+-]\d\d:?\d\d)?)?)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();

    // Each part may be a hyphen where it is not known, and two dates make an interval.
    [GeneratedRegex(
        @"^(-?\d{4}|-)(-(1[0-2]|0[1-9]|-)(-(3[01]|0[1-9]|[12]\d|-)(T(2[0-3]|[01]\d|-)"
            + @"(:([0-5]\d|-)(:([0-5]\d|-)(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FormWithUnknowns();

    /// <summary>The date that a text states; null when it states none.</summary>
    public static PartialDate? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        int Part(string name, int otherwise) =>
            match.Groups[name] is { Success: true, Value: var digits }
                ? int.Parse(digits, CultureInfo.InvariantCulture)
                : otherwise;
        var (year, month, day) = (Part("year", 1), Part("month", 1), Part("day", 1));
        var (hour, minute, second) = (Part("hour", 0), Part("minute", 0), Part("second", 0));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        var start = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Add(
            TimeSpan.FromSeconds(match.Groups["part"] is { Success: true, Value: var fraction } ? Fraction(fraction) : 0)
        );
        var offset = match.Groups["zone"] is { Success: true, Value: [('+' or '-') and var sign, .. var time] }
            ? Offset(sign, time.Replace(":", ""))
            : TimeSpan.Zero;
        var utc = start.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
            return null;
        return new(new DateTime(utc, DateTimeKind.Utc), parts.Count(part => match.Groups[part].Success));
    }

    /// <summary>Whether a text is a date of ISO 8601, whole, partial, with unknown parts or an interval.</summary>
    public static bool IsDate(string text) =>
        text.Split('/') is var parts
        && parts.Length <= 2
        && parts.All(part => FormWithUnknowns().IsMatch(part) && (part.Contains("--") || part.Contains("-:") || Exists(part)));

    // A form may still name the 30th of February.
    static bool Exists(string text) => text is "-" || text.StartsWith('-') || text.EndsWith('-') || Parse(text) is not null;

    static double Fraction(string digits) => double.Parse("0." + digits, CultureInfo.InvariantCulture);

    static TimeSpan Offset(char sign, string time) =>
        new TimeSpan(
            int.Parse(time[..2], CultureInfo.InvariantCulture),
            int.Parse(time[2..], CultureInfo.InvariantCulture),
            0
        ) * (sign == '-' ? -1 : 1);
}
