using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Server.Pages.Events;

/// <summary>
/// Numbers as a laboratory writes them. Where a layout names the decimal sign, a number with the other one is none: in 1,234 a
/// comma may divide thousands.
/// </summary>
sealed class WrittenNumbers(LaboratoryFileLayout? layout)
{
    /// <summary>A number as it is written.</summary>
    internal string Example => layout?.Decimal == ',' ? "0,45" : "0.45";

    /// <summary>A value or a bound of one; null for any other text.</summary>
    internal MeasuredValue? Value(string text) => HasOtherSign(text) ? null : ReportedUnit.Read(text);

    /// <summary>A limit of normal, which may be left out.</summary>
    internal (bool IsRead, double? Number) Limit(string text) =>
        text.Length == 0 ? (true, null)
        : Value(text) is { IsBound: false } number ? (true, number.Number)
        : (false, null);

    /// <summary>Both limits in one cell: 2.0-7.5, a lower one &gt;60 or an upper one &lt;5; null for any other text.</summary>
    internal (double? Lower, double? Upper)? Range(string text)
    {
        var parts = text.Split('-', '\u2013');
        if (parts is [var only])
            return Value(only) switch
            {
                { Comparator: Comparator.LessThan or Comparator.AtMost } upper => (null, upper.Number),
                { Comparator: Comparator.GreaterThan or Comparator.AtLeast } lower => (lower.Number, null),
                _ => null,
            };
        return parts is [var low, var high]
            && Value(low) is { IsBound: false } from
            && Value(high) is { IsBound: false } to
            ? (from.Number, to.Number)
            : null;
    }

    bool HasOtherSign(string text) => layout is not null && text.Contains(layout.Decimal == ',' ? '.' : ',');
}

/// <summary>Days as a laboratory writes them, perhaps with a time, which is left out.</summary>
static class WrittenDay
{
    static readonly string[] times = ["H:mm", "H:mm:ss"];

    /// <summary>The day; null for any other text. Without a form it is a day of ISO 8601 alone.</summary>
    internal static DateOnly? Of(string text, DayForm? form)
    {
        // 2026-11-28T09:15 and 28.11.2026 09:15.
        var end = text.IndexOf(form is DayForm.YearMonthDay && text.Contains('T') ? 'T' : ' ');
        var (day, time) = form is null || end < 0 ? (text, null) : (text[..end], text[(end + 1)..].Trim());
        if (
            time is not null
            && !TimeOnly.TryParseExact(time, times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
            return null;
        return DateOnly.TryParseExact(day, Pattern(form), CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? on
            : null;
    }

    /// <summary>How the form is written, for people.</summary>
    internal static string Example(DayForm? form) =>
        form switch
        {
            DayForm.Compact => "year, month and day, such as 20261128",
            DayForm.DayMonthYearPoints => "day.month.year, such as 28.11.2026",
            DayForm.DayMonthYearSlashes => "day/month/year, such as 28/11/2026",
            DayForm.MonthDayYear => "month/day/year, such as 11/28/2026",
            DayForm.DayMonthName => "day-month-year, such as 28-Nov-2026",
            _ => "year-month-day, such as 2026-11-28",
        };

    static string Pattern(DayForm? form) =>
        form switch
        {
            DayForm.Compact => "yyyyMMdd",
            DayForm.DayMonthYearPoints => "d.M.yyyy",
            DayForm.DayMonthYearSlashes => "d/M/yyyy",
            DayForm.MonthDayYear => "M/d/yyyy",
            DayForm.DayMonthName => "d-MMM-yyyy",
            _ => "yyyy-MM-dd",
        };
}
