using System.Globalization;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Durations, dates, doses and names as a protocol writes them. Each is null when absent or wrong.</summary>
static class Quantities
{
    const int LongestYears = 100;

    /// <summary>The units by their plural, as an endpoint states its unit.</summary>
    public static readonly Meanings<TimeUnit> Units = new()
    {
        ["days"] = TimeUnit.Day,
        ["weeks"] = TimeUnit.Week,
        ["months"] = TimeUnit.Month,
        ["years"] = TimeUnit.Year,
    };

    /// <summary>A length of time above zero, with its unit.</summary>
    public static Duration? Duration(this YamlCursor at, string example) => at.Duration(example, orNone: false);

    /// <summary>A length of time, zero allowed.</summary>
    public static Duration? DurationOrNone(this YamlCursor at, string example) => at.Duration(example, orNone: true);

    static Duration? Duration(this YamlCursor at, string example, bool orNone)
    {
        var wanted =
            $"a time {(orNone ? "of 0 or more" : "above 0")} with its unit (days, weeks, months or years), such as {example}";
        if (at.Text(wanted) is not { } text)
            return null;
        if (ParseDuration(text) is { } duration && (duration.Amount > 0 || (orNone && duration.Amount == 0)))
            return duration;
        at.Reject(text, wanted);
        return null;
    }

    public static TimeUnit? ParseUnit(string text) =>
        text switch
        {
            "day" or "days" => TimeUnit.Day,
            "week" or "weeks" => TimeUnit.Week,
            "month" or "months" => TimeUnit.Month,
            "year" or "years" => TimeUnit.Year,
            _ => null,
        };

    static Duration? ParseDuration(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var amount, var unit]
        && Scalars.ParseNumber(amount) is { } number
        && ParseUnit(unit) is { } known
        && number * known.Days() <= LongestYears * TimeUnit.Year.Days()
            ? new Duration(number, known)
            : null;

    /// <summary>A day of the calendar, written year-month-day.</summary>
    public static DateOnly? Date(this YamlCursor at)
    {
        const string wanted = "a day of the calendar as year-month-day, such as 2017-06-21";
        if (at.Text(wanted) is not { } text)
            return null;
        if (ParseDate(text) is { } date)
            return date;
        at.Reject(text, wanted);
        return null;
    }

    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>An amount of drug above zero, with its unit.</summary>
    public static Dose? Dose(this YamlCursor at)
    {
        const string wanted = "an amount above 0 with its unit, such as 125 mg";
        if (at.Text(wanted) is not { } text)
            return null;
        if (
            text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries) is [var amount, var unit]
            && Scalars.ParseNumber(amount) is > 0 and var number
        )
            return new Dose(number, unit.Trim());
        at.Reject(text, wanted);
        return null;
    }

    /// <summary>
    /// Reports a name that cannot become a code: letters, digits, hyphen and underscore, a letter first, not too long.
    /// </summary>
    public static void CheckId(this YamlCursor at, string id, int longest, string exportedAs)
    {
        if (id.Length > longest)
            at.ReportKey($"is {id.Length} characters long", $"write at most {longest}: it is exported as {exportedAs}");
        if (!char.IsAsciiLetter(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            at.ReportKey(
                $"{ProblemList.Quote(id)} cannot be used as a name",
                "write letters, digits, hyphens and underscores, a letter first"
            );
    }

    /// <summary>Whether the exchange formats take this code: upper-case letters and digits, a letter first, at most 8.</summary>
    public static bool IsShortCode(string code) =>
        code.Length is > 0 and <= 8
        && char.IsAsciiLetterUpper(code[0])
        && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Reports names that become the same when exported in upper case.</summary>
    public static void RefuseSameIgnoringCase(this YamlCursor part)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in part.Keys)
        {
            if (!seen.TryAdd(key, key))
                part.At(key).ReportKey($"differs from '{seen[key]}' only in case", "give it another name");
        }
    }
}
