using System.Text.RegularExpressions;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a text is a date or a duration of ISO 8601, and which of two dates is earlier.</summary>
static partial class Dates
{
    [GeneratedRegex(
        @"^(?<sign>-)?P(?!\z)(?:(?:(?<n>\d+(?:[.,]\d*)?)Y)?(?:(?<n>\d+(?:[.,]\d*)?)M)?(?:(?<n>\d+(?:[.,]\d*)?)D)?"
            + @"(?:T(?=\d)(?:(?<n>\d+(?:[.,]\d*)?)H)?(?:(?<n>\d+(?:[.,]\d*)?)M)?(?:(?<n>\d+(?:[.,]\d*)?)S)?)?"
            + @"|(?<n>\d+(?:[.,]\d*)?)W)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Duration();

    // A date that stops early is taken at its first moment, as dateutil does; "auto" compares what both state.
    public static Mask? Compare(Asked asked, Func<int, bool> holds)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        var component = asked.Options.DateComponent;
        var one = Parsed(target);
        var other = Parsed(operand);
        return Mask.Of(
            asked.Rows,
            row =>
                one[target.CodeOf(row)] is { } a
                && other[operand.CodeOf(row)] is { } b
                && holds(Cut(a, b, component).CompareTo(Cut(b, a, component)))
        );
    }

    static PartialDate?[] Parsed(Variable variable)
    {
        var dates = new PartialDate?[variable.Values.Length];
        for (var code = 0; code < dates.Length; code++)
            dates[code] = PartialDate.Parse(variable.Values[code].Text.Trim());
        return dates;
    }

    static long Cut(PartialDate date, PartialDate other, string? component) =>
        component switch
        {
            null => date.Start.Ticks,
            "year" => date.Start.Year,
            "month" => date.Start.Month,
            "day" => date.Start.Day,
            "hour" => date.Start.Hour,
            "minute" => date.Start.Minute,
            "second" => date.Start.Second,
            "microsecond" => date.Start.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond,
            "auto" => UpTo(date.Start, Math.Min(date.Stated, other.Stated)).Ticks,
            _ => throw new RuleException($"a part of a date that is called {component}"),
        };

    static DateTime UpTo(DateTime date, int parts) =>
        parts switch
        {
            1 => new(date.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            2 => new(date.Year, date.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            3 => date.Date,
            4 => date.Date.AddHours(date.Hour),
            5 => date.Date.AddHours(date.Hour).AddMinutes(date.Minute),
            _ => date,
        };

    public static Mask? IsComplete(Asked asked) =>
        asked.Target is { } target
            ? Mask.Of(asked.Rows, target, cell => PartialDate.Parse(cell.Text) is { Stated: >= 3 })
            : null;

    public static Mask? IsInvalid(Asked asked) =>
        asked.Target is { } target ? Mask.Of(asked.Rows, target, cell => !PartialDate.IsDate(cell.Text)) : null;

    public static Mask? IsInvalidDuration(Asked asked) =>
        asked.Target is { } target
            ? Mask.Of(asked.Rows, target, cell => !IsDuration(cell.Text, asked.Options.Negative != false))
            : null;

    // Only the smallest part may have a fraction.
    static bool IsDuration(string text, bool mayBeNegative) =>
        Duration().Match(text) is { Success: true } match
        && (mayBeNegative || !match.Groups["sign"].Success)
        && match.Groups["n"].Captures.OrderBy(part => part.Index).SkipLast(1).All(part => part.Value.All(char.IsAsciiDigit));
}
